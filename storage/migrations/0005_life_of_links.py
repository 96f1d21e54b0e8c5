"""A request knows where it stood before, until when its personal link works, and whether its guest was in the group."""

import sqlite3

_OPEN = "'pending', 'waiting', 'claimed', 'failed', 'unknown'"


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the columns; somebody who asks for a new link has an open request, too."""
    connection.execute("ALTER TABLE request ADD COLUMN previous TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE request ADD COLUMN valid_until TEXT")
    connection.execute("ALTER TABLE request ADD COLUMN is_member INTEGER NOT NULL DEFAULT 0")
    _index_open(connection, f"{_OPEN}, 'renewal'")
    connection.execute("CREATE INDEX request_valid ON request (status, valid_until)")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back: who was let in stays so."""
    connection.execute("UPDATE request SET status = 'delivered' WHERE status IN ('lapsed', 'renewal')")
    connection.execute("DROP INDEX request_valid")
    _index_open(connection, _OPEN)
    for column in ("is_member", "valid_until", "previous"):
        connection.execute(f"ALTER TABLE request DROP COLUMN {column}")


def _index_open(connection: sqlite3.Connection, statuses: str) -> None:
    connection.execute("DROP INDEX request_once")
    connection.execute(
        "CREATE UNIQUE INDEX request_once ON request (conference_id, user_id)"
        f" WHERE status IN ({statuses}) AND user_id IS NOT NULL"
    )
