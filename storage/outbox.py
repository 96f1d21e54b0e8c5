"""Messages that must arrive: written in the transaction of the change that causes them, sent by a dispatcher."""

from datetime import datetime
from typing import Any

from storage.database import Connection, fetch_all
from storage.records import OutboxRecord


def _record(row: Any) -> OutboxRecord:
    return OutboxRecord(**{**dict(row), "created_at": datetime.fromisoformat(row["created_at"])})


async def put(
    connection: Connection,
    *,
    kind: str,
    now: datetime,
    due_at: datetime,
    workspace_id: int | None = None,
    request_id: int | None = None,
    user_id: int | None = None,
    data_sealed: bytes | None = None,
) -> int:
    """Add a message to send; gives its id."""
    cursor = await connection.execute(
        "INSERT INTO outbox (kind, workspace_id, request_id, user_id, data_sealed, created_at, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (kind, workspace_id, request_id, user_id, data_sealed, now.isoformat(), due_at.isoformat()),
    )
    return cursor.lastrowid or 0


async def due(connection: Connection, *, now: datetime, limit: int) -> list[OutboxRecord]:
    """What may be sent now: oldest first to each person and workspace, and nobody's backlog crowds out the others."""
    rows = await fetch_all(
        connection,
        "SELECT id, kind, workspace_id, request_id, user_id, data_sealed, created_at, attempts FROM ("
        "  SELECT o.id, o.kind, coalesce(o.workspace_id, r.workspace_id) AS workspace_id, o.request_id, o.user_id,"
        "   o.data_sealed, o.created_at, o.attempts, row_number() OVER ("
        "    PARTITION BY o.user_id, iif(o.user_id IS NULL, coalesce(o.workspace_id, r.workspace_id), NULL)"
        "    ORDER BY o.id) AS place"
        "  FROM outbox o LEFT JOIN request r ON r.id = o.request_id WHERE o.done_at IS NULL AND o.due_at <= ?"
        ") ORDER BY place, id LIMIT ?",
        (now.isoformat(), limit),
    )
    return [_record(row) for row in rows]


async def waiting(connection: Connection, *, workspace_id: int, kind: str) -> list[OutboxRecord]:
    """What a workspace is still to be told of one kind, oldest first."""
    rows = await fetch_all(
        connection,
        "SELECT id, kind, workspace_id, request_id, user_id, data_sealed, created_at, attempts FROM outbox"
        " WHERE done_at IS NULL AND workspace_id = ? AND kind = ? ORDER BY id",
        (workspace_id, kind),
    )
    return [_record(row) for row in rows]


async def set_data(connection: Connection, *, message_id: int, data_sealed: bytes) -> None:
    """Say something else than what was put."""
    await connection.execute("UPDATE outbox SET data_sealed = ? WHERE id = ?", (data_sealed, message_id))


async def cancel(connection: Connection, *, request_id: int, kind: str, now: datetime) -> None:
    """Do not say it: what it would tell of a request was taken back."""
    await connection.execute(
        "UPDATE outbox SET done_at = ?, outcome = 'taken back', data_sealed = NULL"
        " WHERE request_id = ? AND kind = ? AND done_at IS NULL",
        (now.isoformat(), request_id, kind),
    )


async def done(connection: Connection, *, message_id: int, outcome: str, now: datetime) -> None:
    """Sent, or given up for a reason: what it said, and to whom, is forgotten."""
    await connection.execute(
        "UPDATE outbox SET done_at = ?, outcome = ?, data_sealed = NULL, user_id = NULL WHERE id = ?",
        (now.isoformat(), outcome, message_id),
    )


async def postpone(connection: Connection, *, message_id: int, until: datetime) -> None:
    """Try again later, after a failure."""
    await connection.execute(
        "UPDATE outbox SET due_at = ?, attempts = attempts + 1 WHERE id = ?", (until.isoformat(), message_id)
    )
