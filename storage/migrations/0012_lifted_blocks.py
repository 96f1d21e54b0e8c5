"""A block that is lifted ends the cool-down of what was declined until then."""

import sqlite3


def upgrade(connection: sqlite3.Connection) -> None:
    """Of blocks that were lifted before, the cool-down goes on."""
    connection.execute("ALTER TABLE request ADD COLUMN cooldown_ended_at TEXT")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back."""
    connection.execute("ALTER TABLE request DROP COLUMN cooldown_ended_at")
