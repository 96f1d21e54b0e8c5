"""A dialogue remembers the answer that was refused: its correction in place is a new answer."""

import sqlite3


def upgrade(connection: sqlite3.Connection) -> None:
    """Add the column."""
    connection.execute("ALTER TABLE dialogue ADD COLUMN refused_message_id INTEGER")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back."""
    connection.execute("ALTER TABLE dialogue DROP COLUMN refused_message_id")
