"""The first schema.

Columns ending in `_sealed` are encrypted (storage/secrets.py), and so is the inbox's payload. Times are ISO 8601 in
UTC. Conferences and participants are the ones seen at Boomstream: their row ids are what fits into a button; the truth
about them stays at Boomstream. AUTOINCREMENT: an id that stands in a button or a link is never given to another row.
"""

import sqlite3

TABLES = {
    "workspace": """
        CREATE TABLE workspace (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
            title TEXT NOT NULL,
            language TEXT,
            key_sealed BLOB,
            key_tail TEXT,
            moderators_chat_id INTEGER UNIQUE,
            current_conference_id INTEGER REFERENCES conference (id) ON DELETE SET NULL,
            created_at TEXT NOT NULL
        ) STRICT
    """,
    "person": """
        CREATE TABLE person (
            user_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            username TEXT,
            language TEXT,
            language_code TEXT,
            reachable INTEGER NOT NULL DEFAULT 0,
            seen_at TEXT NOT NULL
        ) STRICT
    """,
    "allowlist": """
        CREATE TABLE allowlist (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            user_id INTEGER NOT NULL,
            added_by INTEGER,
            added_at TEXT NOT NULL
        ) STRICT
    """,
    "claim": """
        CREATE TABLE claim (
            token_hash TEXT PRIMARY KEY,
            expires_at TEXT NOT NULL
        ) STRICT
    """,
    "conference": """
        CREATE TABLE conference (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            code TEXT NOT NULL,
            title TEXT NOT NULL,
            UNIQUE (workspace_id, code)
        ) STRICT
    """,
    "participant": """
        CREATE TABLE participant (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            code TEXT NOT NULL,
            UNIQUE (conference_id, code)
        ) STRICT
    """,
    "alias": """
        CREATE TABLE alias (
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            PRIMARY KEY (workspace_id, name)
        ) STRICT
    """,
    "phrase": """
        CREATE TABLE phrase (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text_sealed BLOB NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT
    """,
    "dialogue": """
        CREATE TABLE dialogue (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL,
            user_id INTEGER NOT NULL,
            form TEXT NOT NULL,
            step TEXT NOT NULL,
            values_sealed BLOB NOT NULL,
            message_id INTEGER,
            expires_at TEXT NOT NULL,
            claimed_at TEXT,
            claimed_by TEXT,
            UNIQUE (chat_id, user_id)
        ) STRICT
    """,
    "audit": """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            user_id INTEGER,
            action TEXT NOT NULL,
            subject TEXT NOT NULL DEFAULT '',
            detail TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "inbox": """
        CREATE TABLE inbox (
            update_id INTEGER PRIMARY KEY,
            payload BLOB,
            stored_at TEXT NOT NULL,
            begun_at TEXT,
            done_at TEXT
        ) STRICT
    """,
}

INDEXES = (
    "CREATE UNIQUE INDEX allowlist_once ON allowlist (coalesce(workspace_id, 0), user_id)",
    "CREATE INDEX person_by_username ON person (username)",
    "CREATE INDEX audit_by_workspace ON audit (workspace_id, id)",
    "CREATE INDEX inbox_open ON inbox (update_id) WHERE done_at IS NULL",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create every table and index."""
    for statement in (*TABLES.values(), *INDEXES):
        connection.execute(statement)


def downgrade(connection: sqlite3.Connection) -> None:
    """Drop them again; indexes go with their tables."""
    for table in reversed(TABLES):
        connection.execute(f"DROP TABLE {table}")
