"""Who did what, when. Rows are added and never changed, except that a guest's address goes when they ask for it.

A line with somebody's masked address names the request or the participant that it is about: masks are no names, several
people can have the same one.
"""

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
    request_id: int | None = None,
    participant_code: str | None = None,
    now: datetime,
) -> None:
    """Record an action."""
    await connection.execute(
        "INSERT INTO audit (workspace_id, at, user_id, action, subject, detail, request_id, participant_code)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (workspace_id, now.isoformat(), user_id, action, subject, detail, request_id, participant_code),
    )


async def anonymise(
    connection: Connection, *, workspace_id: int, request_id: int, participant_code: str | None, detail: str
) -> None:
    """Take a guest's masked address out of what was recorded about their request and about them as a participant.

    `detail`: the mask, for lines about requests from before they named theirs (until 2026-11).
    """
    await connection.execute(
        "UPDATE audit SET detail = '•••' WHERE workspace_id = ? AND (request_id = ? OR participant_code = ?"
        " OR (detail = ? AND request_id IS NULL AND action IN"
        " ('request-approved', 'request-declined', 'person-blocked', 'person-unblocked')))",
        (workspace_id, request_id, participant_code, detail),
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
