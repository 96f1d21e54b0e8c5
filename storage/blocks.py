"""People who may not ask for invitations in a workspace."""

from datetime import datetime

from storage.database import Connection, fetch_one


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
