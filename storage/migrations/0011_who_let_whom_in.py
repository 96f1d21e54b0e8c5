"""A request knows who had its address before Boomstream was asked to invite, a participant who was invited by hand."""

import json
import sqlite3

_ASKED = json.dumps(["claimed", "failed", "unknown", "invited", "delivered", "undelivered", "lapsed", "renewal"])


def upgrade(connection: sqlite3.Connection) -> None:
    """Of what was decided before, nobody knows: whoever is found with the address counts as the request's."""
    connection.execute("ALTER TABLE request ADD COLUMN there_before TEXT")
    connection.execute(
        "UPDATE request SET there_before = '[]' WHERE status IN (SELECT value FROM json_each(?))", (_ASKED,)
    )
    connection.execute("ALTER TABLE participant ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back."""
    connection.execute("ALTER TABLE participant DROP COLUMN by_hand")
    connection.execute("ALTER TABLE request DROP COLUMN there_before")
