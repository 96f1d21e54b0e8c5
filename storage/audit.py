"""Who did what, when. Rows are added and never changed, except that a guest's address goes when they ask for it."""

from datetime import datetime

from storage.database import Connection, fetch_all, fetch_one
from storage.records import AuditRecord


async def add(
    connection: Connection,
    *,
    workspace_id: int | None,
    user_id: int | None,
    action: str,
    subject: str = "",
    detail: str = "",
    now: datetime,
) -> None:
    """Record an action."""
    await connection.execute(
        "INSERT INTO audit (workspace_id, at, user_id, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (workspace_id, now.isoformat(), user_id, action, subject, detail),
    )


async def anonymise(connection: Connection, *, workspace_id: int, detail: str) -> None:
    """Take a guest's masked address out of what was recorded about them."""
    await connection.execute(
        "UPDATE audit SET detail = '•••' WHERE workspace_id = ? AND detail = ?", (workspace_id, detail)
    )


async def latest(connection: Connection, *, workspace_id: int, limit: int, offset: int) -> list[AuditRecord]:
    """A page of a workspace's records, newest first."""
    rows = await fetch_all(
        connection,
        "SELECT a.id, a.at, a.user_id, p.name, a.action, a.subject, a.detail FROM audit a"
        " LEFT JOIN person p USING (user_id) WHERE a.workspace_id = ? ORDER BY a.id DESC LIMIT ? OFFSET ?",
        (workspace_id, limit, offset),
    )
    return [AuditRecord(**{**dict(row), "at": datetime.fromisoformat(row["at"])}) for row in rows]


async def count(connection: Connection, *, workspace_id: int) -> int:
    """How many records a workspace has."""
    row = await fetch_one(connection, "SELECT count(*) FROM audit WHERE workspace_id = ?", (workspace_id,))
    return int(row[0]) if row else 0
