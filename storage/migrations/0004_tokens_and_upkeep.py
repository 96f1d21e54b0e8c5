"""One table for one-time tokens; when a conference went; indexes by which the hourly upkeep finds what is old."""

import sqlite3

INDEXES = (
    ("audit_by_time", "audit (at)"),
    ("person_by_time", "person (seen_at)"),
    ("dialogue_by_time", "dialogue (expires_at)"),
    ("conference_gone", "conference (gone_at) WHERE gone_at IS NOT NULL"),
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Move what was offered and not used yet."""
    connection.execute(
        """
        CREATE TABLE token (
            token_hash TEXT PRIMARY KEY,
            purpose TEXT NOT NULL,
            workspace_id INTEGER REFERENCES workspace (id) ON DELETE CASCADE,
            expires_at TEXT NOT NULL,
            used_at TEXT
        ) STRICT
        """
    )
    connection.execute("INSERT INTO token SELECT token_hash, 'own', NULL, expires_at, NULL FROM claim")
    connection.execute("INSERT INTO token SELECT token_hash, 'moderators', workspace_id, expires_at, NULL FROM binding")
    connection.execute("DROP TABLE claim")
    connection.execute("DROP TABLE binding")
    connection.execute("ALTER TABLE conference ADD COLUMN gone_at TEXT")
    for name, columns in INDEXES:
        connection.execute(f"CREATE INDEX {name} ON {columns}")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back; what was used is gone then, as it was before."""
    for name, _ in INDEXES:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("ALTER TABLE conference DROP COLUMN gone_at")
    connection.execute("CREATE TABLE claim (token_hash TEXT PRIMARY KEY, expires_at TEXT NOT NULL) STRICT")
    connection.execute(
        "CREATE TABLE binding (token_hash TEXT PRIMARY KEY,"
        " workspace_id INTEGER NOT NULL REFERENCES workspace (id) ON DELETE CASCADE, expires_at TEXT NOT NULL) STRICT"
    )
    unused = "FROM token WHERE used_at IS NULL AND purpose ="
    connection.execute(f"INSERT INTO claim SELECT token_hash, expires_at {unused} 'own'")
    connection.execute(f"INSERT INTO binding SELECT token_hash, workspace_id, expires_at {unused} 'moderators'")
    connection.execute("DROP TABLE token")
