"""A group set up by an earlier version gets the language of who did it: from the log, else of the person it serves."""

import sqlite3

# What somebody speaks: their choice, else Telegram's word for it where there are texts in it.
_SPOKEN = "coalesce(p.language, nullif(substr(p.language_code, 1, 2), ''))"


def upgrade(connection: sqlite3.Connection) -> None:
    """Fill in what is not kept yet."""
    for action, group in (("key-connected", "w.chat_id"), ("moderators-bound", "w.moderators_chat_id")):
        _fill(
            connection,
            f"SELECT {_SPOKEN} FROM audit a JOIN workspace w ON w.id = a.workspace_id JOIN person p"  # noqa: S608 (constants)
            f" ON p.user_id = a.user_id WHERE {group} = workspace.chat_id AND a.action = '{action}'",
        )
    _fill(
        connection,
        f"SELECT {_SPOKEN} FROM workspace w JOIN person p ON p.user_id = w.chat_id"  # noqa: S608 (constants)
        " WHERE w.moderators_chat_id = workspace.chat_id",
    )
    connection.execute(
        "UPDATE workspace SET language = (SELECT w.language FROM workspace w"
        " WHERE w.moderators_chat_id = workspace.chat_id) WHERE language IS NULL AND kind = 'group'"
    )


def _fill(connection: sqlite3.Connection, languages: str) -> None:
    connection.execute(
        f"UPDATE workspace SET language = ({languages} AND {_SPOKEN} IN ('ru', 'en') LIMIT 1)"  # noqa: S608 (constants)
        " WHERE language IS NULL AND kind = 'group'"
    )


def downgrade(connection: sqlite3.Connection) -> None:
    """A language that is kept is one that could have been chosen: it stays."""
