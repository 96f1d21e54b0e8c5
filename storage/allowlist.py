"""Who may administer: one workspace, or all of them (owners)."""

from datetime import datetime

from storage.database import Connection, fetch_all, fetch_one
from storage.records import AllowlistRecord

_SELECT = (
    "SELECT a.id, a.workspace_id, a.user_id, p.name, p.username FROM allowlist a LEFT JOIN person p USING (user_id) "
)


async def add(
    connection: Connection, *, workspace_id: int | None, user_id: int, added_by: int | None, now: datetime
) -> bool:
    """Allow a person; False when they were allowed already."""
    cursor = await connection.execute(
        "INSERT INTO allowlist (workspace_id, user_id, added_by, added_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (workspace_id, user_id, added_by, now.isoformat()),
    )
    return cursor.rowcount > 0


async def remove(connection: Connection, *, row_id: int) -> None:
    """Take a permission back."""
    await connection.execute("DELETE FROM allowlist WHERE id = ?", (row_id,))


async def get(connection: Connection, *, row_id: int) -> AllowlistRecord | None:
    """One permission by its row id."""
    row = await fetch_one(connection, _SELECT + "WHERE a.id = ?", (row_id,))
    return AllowlistRecord(**dict(row)) if row else None


async def of_workspace(connection: Connection, *, workspace_id: int | None) -> list[AllowlistRecord]:
    """The admins of a workspace, or the owners (None), oldest first."""
    rows = await fetch_all(connection, _SELECT + "WHERE a.workspace_id IS ? ORDER BY a.id", (workspace_id,))
    return [AllowlistRecord(**dict(row)) for row in rows]


async def of_person(connection: Connection, *, user_id: int) -> list[AllowlistRecord]:
    """Every permission that a person has."""
    rows = await fetch_all(connection, _SELECT + "WHERE a.user_id = ? ORDER BY a.id", (user_id,))
    return [AllowlistRecord(**dict(row)) for row in rows]


async def has_owner(connection: Connection) -> bool:
    """Whether anybody was made an owner yet."""
    row = await fetch_one(connection, "SELECT EXISTS (SELECT 1 FROM allowlist WHERE workspace_id IS NULL)")
    return bool(row and row[0])
