"""A username belongs to one person at a time: whoever turns up with it takes it from whom it was known of before."""

import sqlite3

_TAKE_IT = """
    WHEN NEW.username IS NOT NULL BEGIN
        UPDATE person SET username = NULL WHERE username = NEW.username AND user_id <> NEW.user_id;
    END
"""


def upgrade(connection: sqlite3.Connection) -> None:
    """Only whoever was seen last keeps a name; from now on the table sees to it, whoever writes to it."""
    connection.execute(
        "UPDATE person SET username = NULL WHERE EXISTS (SELECT 1 FROM person o WHERE o.username = person.username"
        " AND (o.seen_at, o.user_id) > (person.seen_at, person.user_id))"
    )
    for name, event in (("arrives", "INSERT"), ("changes", "UPDATE OF username")):
        connection.execute(f"CREATE TRIGGER username_{name} AFTER {event} ON person {_TAKE_IT}")


def downgrade(connection: sqlite3.Connection) -> None:
    """The way back."""
    connection.execute("DROP TRIGGER username_arrives")
    connection.execute("DROP TRIGGER username_changes")
