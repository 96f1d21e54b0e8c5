"""Chats that the bot knows, with their Boomstream keys (sealed) and settings."""

from datetime import datetime

from storage.database import Connection, fetch_all, fetch_one
from storage.merging import Merged, merge
from storage.records import WorkspaceRecord

_COLUMNS = (
    "id, chat_id, title, language, key_sealed, key_tail, moderators_chat_id, moderators_thread_id,"
    " current_conference_id, settings"
)


async def meet(connection: Connection, *, chat_id: int, kind: str, title: str, now: datetime) -> None:
    """Make the chat's row, or bring its title up to date."""
    await connection.execute(
        "INSERT INTO workspace (chat_id, kind, title, created_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title WHERE title <> excluded.title",
        (chat_id, kind, title, now.isoformat()),
    )


async def serving(connection: Connection, *, chat_id: int) -> WorkspaceRecord:
    """The workspace that works in a chat: the chat's own when it has a key, else the one that bound it for moderators.

    Raises LookupError when the chat was never met.
    """
    query = (
        f"SELECT {_COLUMNS} FROM workspace WHERE chat_id = ?1 OR moderators_chat_id = ?1"  # noqa: S608 (constants)
        " ORDER BY (chat_id = ?1 AND key_sealed IS NOT NULL) DESC, (chat_id <> ?1) DESC LIMIT 1"
    )
    row = await fetch_one(connection, query, (chat_id,))
    if row is None:
        raise LookupError(chat_id)
    return WorkspaceRecord(**dict(row))


async def of_chat(connection: Connection, *, chat_id: int) -> WorkspaceRecord | None:
    """A chat's own row."""
    row = await fetch_one(connection, f"SELECT {_COLUMNS} FROM workspace WHERE chat_id = ?", (chat_id,))  # noqa: S608 (constants)
    return WorkspaceRecord(**dict(row)) if row else None


async def get(connection: Connection, *, workspace_id: int) -> WorkspaceRecord | None:
    """One workspace by its row id."""
    row = await fetch_one(connection, f"SELECT {_COLUMNS} FROM workspace WHERE id = ?", (workspace_id,))  # noqa: S608 (constants)
    return WorkspaceRecord(**dict(row)) if row else None


async def groups(connection: Connection) -> list[WorkspaceRecord]:
    """Every group that the bot knows, by title."""
    query = f"SELECT {_COLUMNS} FROM workspace WHERE kind = 'group' ORDER BY title, id"  # noqa: S608 (constants)
    return [WorkspaceRecord(**dict(row)) for row in await fetch_all(connection, query)]


async def set_key(connection: Connection, *, workspace_id: int, key_sealed: bytes, key_tail: str) -> None:
    """Store a key. The current conference belonged to the key before it, so it is forgotten."""
    await connection.execute(
        "UPDATE workspace SET key_sealed = ?, key_tail = ?, current_conference_id = NULL WHERE id = ?",
        (key_sealed, key_tail, workspace_id),
    )


async def forget_key(connection: Connection, *, workspace_id: int) -> None:
    """Remove the key and the choice that went with it."""
    await connection.execute(
        "UPDATE workspace SET key_sealed = NULL, key_tail = NULL, current_conference_id = NULL WHERE id = ?",
        (workspace_id,),
    )


async def set_language(connection: Connection, *, chat_id: int, language: str) -> None:
    """Language of what the bot says in this group."""
    await connection.execute("UPDATE workspace SET language = ? WHERE chat_id = ?", (language, chat_id))


async def settle_language(connection: Connection, *, chat_id: int, language: str) -> None:
    """The language of whoever sets a group up, where none is kept yet; a private chat has that of its person."""
    await connection.execute(
        "UPDATE workspace SET language = ? WHERE chat_id = ? AND kind = 'group' AND language IS NULL",
        (language, chat_id),
    )


async def set_current(connection: Connection, *, workspace_id: int, conference_id: int | None) -> None:
    """Choose the conference meant when a command names none."""
    await connection.execute(
        "UPDATE workspace SET current_conference_id = ? WHERE id = ?", (conference_id, workspace_id)
    )


async def bind_moderators(
    connection: Connection, *, workspace_id: int, chat_id: int | None, thread_id: int | None = None
) -> None:
    """Make a group (a topic of it) the workspace's moderators' group; None unbinds. A group serves one workspace."""
    await connection.execute(
        "UPDATE workspace SET moderators_chat_id = NULL, moderators_thread_id = NULL WHERE moderators_chat_id = ?",
        (chat_id,),
    )
    await connection.execute(
        "UPDATE workspace SET moderators_chat_id = ?, moderators_thread_id = ? WHERE id = ?",
        (chat_id, thread_id, workspace_id),
    )


async def is_taken(connection: Connection, *, chat_id: int, but_for: int = 0) -> bool:
    """Whether a chat decides for another workspace than this one, or works for itself."""
    row = await fetch_one(
        connection,
        "SELECT 1 FROM workspace WHERE id <> ?"
        " AND (moderators_chat_id = ? OR (chat_id = ? AND key_sealed IS NOT NULL))",
        (but_for, chat_id, chat_id),
    )
    return row is not None


async def bound_to(connection: Connection, *, chat_id: int) -> WorkspaceRecord | None:
    """The workspace whose moderators' group this chat is."""
    row = await fetch_one(connection, f"SELECT {_COLUMNS} FROM workspace WHERE moderators_chat_id = ?", (chat_id,))  # noqa: S608 (constants)
    return WorkspaceRecord(**dict(row)) if row else None


async def set_settings(connection: Connection, *, workspace_id: int, settings: str) -> None:
    """Store the settings, as JSON."""
    await connection.execute("UPDATE workspace SET settings = ? WHERE id = ?", (settings, workspace_id))


async def forget_guest(connection: Connection, *, chat_id: int) -> None:
    """Forget a private chat, which has the person's name, unless somebody works or has worked in it."""
    await connection.execute(
        "DELETE FROM workspace WHERE chat_id = ? AND key_sealed IS NULL AND moderators_chat_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM conference c WHERE c.workspace_id = workspace.id)"
        " AND NOT EXISTS (SELECT 1 FROM allowlist a WHERE a.workspace_id = workspace.id)",
        (chat_id,),
    )


async def move(connection: Connection, *, old_chat_id: int, new_chat_id: int) -> Merged | None:
    """Follow a group that became a supergroup: everything hangs on the row, only the chat id changes.

    Two service messages tell of it, so it may come twice and the other chat may have been met anew in between: the two
    rows are merged then. Gives what became of them when both had something.
    """
    chats = {"old": old_chat_id, "new": new_chat_id}
    merged = await merge(connection, chat_ids=(old_chat_id, new_chat_id))
    await connection.execute("UPDATE workspace SET chat_id = :new WHERE chat_id = :old", chats)
    await connection.execute("UPDATE workspace SET moderators_chat_id = :new WHERE moderators_chat_id = :old", chats)
    await connection.execute("UPDATE request_link SET members_chat_id = :new WHERE members_chat_id = :old", chats)
    # The questions stayed behind in the old chat, and message ids are counted anew.
    await connection.execute(
        "UPDATE OR IGNORE dialogue SET chat_id = :new, message_id = NULL WHERE chat_id = :old", chats
    )
    return merged
