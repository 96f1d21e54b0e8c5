"""Self-service requests, the moderators' group, the outbox, and what is watched."""

import sqlite3

COLUMNS = (
    ("workspace", "moderators_thread_id", "INTEGER"),
    ("workspace", "settings", "TEXT NOT NULL DEFAULT '{}'"),
    ("participant", "invited_here", "INTEGER NOT NULL DEFAULT 0"),
    ("participant", "known_moderator", "INTEGER"),
    ("participant", "known_removed", "INTEGER"),
)

TABLES = {
    "binding": """
        CREATE TABLE binding (
            token_hash TEXT PRIMARY KEY,
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            expires_at TEXT NOT NULL
        ) STRICT
    """,
    "request_link": """
        CREATE TABLE request_link (
            id INTEGER PRIMARY KEY,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            token TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL DEFAULT '',
            approval TEXT NOT NULL DEFAULT 'moderators' CHECK (approval IN ('moderators', 'automatic', 'members')),
            members_chat_id INTEGER,
            members_chat_title TEXT,
            capacity INTEGER,
            closes_at TEXT,
            question TEXT NOT NULL DEFAULT '',
            opened INTEGER NOT NULL DEFAULT 0,
            created_by INTEGER,
            created_at TEXT NOT NULL,
            revoked_at TEXT
        ) STRICT
    """,
    "request": """
        CREATE TABLE request (
            id INTEGER PRIMARY KEY,
            link_id INTEGER NOT NULL REFERENCES request_link (id) ON DELETE CASCADE,
            conference_id INTEGER NOT NULL REFERENCES conference (id) ON DELETE CASCADE,
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            user_id INTEGER,
            status TEXT NOT NULL,
            email_sealed BLOB,
            name_sealed BLOB,
            answer_sealed BLOB,
            link_sealed BLOB,
            reason_sealed BLOB,
            as_moderator INTEGER NOT NULL DEFAULT 0,
            decided_by INTEGER,
            decided_at TEXT,
            claimed_by TEXT,
            problem TEXT NOT NULL DEFAULT '',
            participant_code TEXT,
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            nagged_at TEXT,
            card_chat_id INTEGER,
            card_message_id INTEGER
        ) STRICT
    """,
    "block": """
        CREATE TABLE block (
            workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
            user_id INTEGER NOT NULL,
            blocked_by INTEGER,
            blocked_at TEXT NOT NULL,
            PRIMARY KEY (workspace_id, user_id)
        ) STRICT
    """,
    "outbox": """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            request_id INTEGER REFERENCES request (id) ON DELETE CASCADE,
            user_id INTEGER,
            data_sealed BLOB,
            created_at TEXT NOT NULL,
            due_at TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            done_at TEXT,
            outcome TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "watch": """
        CREATE TABLE watch (
            conference_id INTEGER PRIMARY KEY REFERENCES conference (id) ON DELETE CASCADE,
            title TEXT NOT NULL,
            due_at TEXT NOT NULL,
            looked_at TEXT,
            failures INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """,
}

INDEXES = (
    # One open request a person and conference, whatever happens at the same time.
    "CREATE UNIQUE INDEX request_once ON request (conference_id, user_id)"
    " WHERE status IN ('pending', 'waiting', 'claimed', 'failed', 'unknown') AND user_id IS NOT NULL",
    "CREATE INDEX request_by_workspace ON request (workspace_id, status, id)",
    "CREATE INDEX request_by_person ON request (user_id, id)",
    "CREATE INDEX request_by_link ON request (link_id, status)",
    "CREATE INDEX outbox_due ON outbox (due_at, id) WHERE done_at IS NULL",
    "CREATE INDEX participant_by_code ON participant (code)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Add columns, tables and indexes."""
    for table, column, kind in COLUMNS:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    for statement in (*TABLES.values(), *INDEXES):
        connection.execute(statement)


def downgrade(connection: sqlite3.Connection) -> None:
    """Take them away again."""
    connection.execute("DROP INDEX participant_by_code")
    for table in reversed(TABLES):
        connection.execute(f"DROP TABLE {table}")
    for table, column, _ in reversed(COLUMNS):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
