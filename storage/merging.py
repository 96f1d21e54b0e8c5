"""Two rows that turn out to be one workspace: a group that was met anew as a supergroup before Telegram told of it."""

from dataclasses import dataclass

from storage.database import Connection, fetch_all, fetch_one

# What hangs on a workspace, and on a conference. Rows that the other one has too are dropped with the workspace.
_OF_WORKSPACES = ("conference", "allowlist", "alias", "audit", "request", "block", "outbox", "token")
_OF_CONFERENCES = ("request_link", "participant", "alias", "watch", "request")


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two rows. `dropped_key_tail`: both had a key, and this one could not be kept beside the other."""

    workspace_id: int
    kept_key_tail: str | None
    dropped_key_tail: str | None


async def merge(connection: Connection, *, chat_ids: tuple[int, int]) -> Merged | None:
    """Make the rows of two chats one; None when that changes nothing that anybody would miss.

    The row with a key stays; of two with a key, or without, the older one, which has the history. Conferences come
    along unless they belong to another key, which could not open them.
    """
    rows = await fetch_all(
        connection,
        "SELECT id, key_sealed IS NOT NULL AS has_key, key_tail FROM workspace WHERE chat_id IN (?, ?)"
        " ORDER BY has_key DESC, id",
        chat_ids,
    )
    if len(rows) < len(chat_ids):
        return None
    kept, gone = rows
    ids = (kept["id"], gone["id"])
    missed = await _has_something(connection, gone["id"])
    other_key = bool(gone["has_key"]) and gone["key_tail"] != kept["key_tail"]
    if not other_key:
        await _bring_conferences(connection, ids)
    for table in _OF_WORKSPACES:
        if not (other_key and table in {"conference", "alias", "request", "outbox"}):
            await connection.execute(f"UPDATE OR IGNORE {table} SET workspace_id = ? WHERE workspace_id = ?", ids)  # noqa: S608 (names of ours)
    await _bring_choices(connection, ids)
    await connection.execute("DELETE FROM workspace WHERE id = ?", (gone["id"],))
    return Merged(kept["id"], kept["key_tail"], gone["key_tail"] if other_key else None) if missed else None


async def _has_something(connection: Connection, workspace_id: int) -> bool:
    row = await fetch_one(
        connection,
        "SELECT 1 FROM workspace w WHERE id = ? AND (key_sealed IS NOT NULL OR moderators_chat_id IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM allowlist a WHERE a.workspace_id = w.id)"
        " OR EXISTS (SELECT 1 FROM conference c WHERE c.workspace_id = w.id))",
        (workspace_id,),
    )
    return row is not None


async def _bring_conferences(connection: Connection, ids: tuple[int, int]) -> None:
    """Hang what hangs on a conference that both know on the row that stays."""
    both = (
        "FROM conference g JOIN conference k ON k.code = g.code WHERE k.workspace_id = ? AND g.workspace_id = ?"
        " AND g.id = conference_id"
    )
    for table in _OF_CONFERENCES:
        await connection.execute(
            f"UPDATE OR IGNORE {table} SET conference_id = (SELECT k.id {both}) WHERE EXISTS (SELECT 1 {both})",  # noqa: S608 (names of ours)
            ids * 2,
        )


async def _bring_choices(connection: Connection, ids: tuple[int, int]) -> None:
    """The moderators' group, language and settings, where the one that stays has none."""
    kept, gone = ids
    row = await fetch_one(
        connection, "SELECT moderators_chat_id, moderators_thread_id, language, settings FROM workspace WHERE id = ?",
        (gone,),
    )  # fmt: skip
    if row is None:
        return
    await connection.execute(
        "UPDATE workspace SET moderators_chat_id = NULL WHERE id = ?", (gone,)
    )  # a group serves one
    await connection.execute(
        "UPDATE workspace SET moderators_thread_id = iif(moderators_chat_id IS NULL, ?, moderators_thread_id),"
        " moderators_chat_id = coalesce(moderators_chat_id, ?), language = coalesce(language, ?),"
        " settings = iif(settings = '{}', ?, settings) WHERE id = ?",
        (row["moderators_thread_id"], row["moderators_chat_id"], row["language"], row["settings"], kept),
    )
