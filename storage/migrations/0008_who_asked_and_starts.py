"""Who asked for a one-time link, since Telegram's apps lose its payload; when a conference starts, for its guests."""

import sqlite3


def upgrade(connection: sqlite3.Connection) -> None:
    """Nothing is known of what is there already."""
    connection.execute("ALTER TABLE token ADD COLUMN user_id INTEGER")
    connection.execute("ALTER TABLE conference ADD COLUMN starts_at TEXT")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back."""
    connection.execute("ALTER TABLE conference DROP COLUMN starts_at")
    connection.execute("ALTER TABLE token DROP COLUMN user_id")
