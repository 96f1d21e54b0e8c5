"""The log names the request or the participant that a line is about; what limits hold by when a guest was forgotten."""

import sqlite3

COLUMNS = (
    ("audit", "request_id", "INTEGER REFERENCES request (id) ON DELETE SET NULL"),
    ("audit", "participant_code", "TEXT"),
    ("request", "forgotten_hash", "TEXT"),
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the columns; lines of earlier versions name nobody."""
    for table, column, kind in COLUMNS:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    # A foreign key without an index has every row looked at when a request goes with its conference.
    connection.execute("CREATE INDEX audit_by_request ON audit (request_id) WHERE request_id IS NOT NULL")
    connection.execute("CREATE INDEX request_forgotten ON request (forgotten_hash) WHERE forgotten_hash IS NOT NULL")


def downgrade(connection: sqlite3.Connection) -> None:
    """Take them away again."""
    connection.execute("DROP INDEX request_forgotten")
    connection.execute("DROP INDEX audit_by_request")
    for table, column, _ in reversed(COLUMNS):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
