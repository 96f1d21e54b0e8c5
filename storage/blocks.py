"""People who may not ask for invitations in a workspace."""

from datetime import datetime

from storage.database import Connection, fetch_all, fetch_one
from storage.records import BlockRecord


async def add(connection: Connection, *, workspace_id: int, user_id: int, blocked_by: int, now: datetime) -> None:
    """Block somebody; blocking twice changes nothing."""
    await connection.execute(
        "INSERT INTO block (workspace_id, user_id, blocked_by, blocked_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (workspace_id, user_id, blocked_by, now.isoformat()),
    )


async def remove(connection: Connection, *, workspace_id: int, user_id: int) -> None:
    """Let somebody ask again."""
    await connection.execute("DELETE FROM block WHERE workspace_id = ? AND user_id = ?", (workspace_id, user_id))


async def exists(connection: Connection, *, workspace_id: int, user_id: int) -> bool:
    """Whether somebody is blocked."""
    row = await fetch_one(
        connection, "SELECT 1 FROM block WHERE workspace_id = ? AND user_id = ?", (workspace_id, user_id)
    )
    return row is not None


async def count(connection: Connection, *, workspace_id: int) -> int:
    """How many are blocked."""
    row = await fetch_one(connection, "SELECT count(*) AS n FROM block WHERE workspace_id = ?", (workspace_id,))
    return int(row["n"]) if row else 0


async def latest(connection: Connection, *, workspace_id: int, limit: int, offset: int) -> list[BlockRecord]:
    """Those blocked last first, with their names where the bot still knows them."""
    rows = await fetch_all(
        connection,
        "SELECT b.user_id, p.name, b.blocked_at AS at FROM block b LEFT JOIN person p ON p.user_id = b.user_id"
        " WHERE b.workspace_id = ? ORDER BY b.blocked_at DESC, b.user_id LIMIT ? OFFSET ?",
        (workspace_id, limit, offset),
    )
    return [BlockRecord(row["user_id"], row["name"], datetime.fromisoformat(row["at"])) for row in rows]
