"""One-time tokens by which a group becomes a workspace's moderators' group. Only hashes are kept."""

from datetime import datetime

from storage.database import Connection, fetch_one


async def offer(
    connection: Connection, *, token_hash: str, workspace_id: int, expires_at: datetime, now: datetime
) -> None:
    """Store a token and forget the ones that are too old."""
    await connection.execute("DELETE FROM binding WHERE expires_at <= ?", (now.isoformat(),))
    await connection.execute(
        "INSERT INTO binding (token_hash, workspace_id, expires_at) VALUES (?, ?, ?)",
        (token_hash, workspace_id, expires_at.isoformat()),
    )


async def offered(connection: Connection, *, token_hash: str, now: datetime) -> int | None:
    """The workspace of a token that can still be used."""
    row = await fetch_one(
        connection,
        "SELECT workspace_id FROM binding WHERE token_hash = ? AND expires_at > ?",
        (token_hash, now.isoformat()),
    )
    return int(row["workspace_id"]) if row else None


async def redeem(connection: Connection, *, token_hash: str, now: datetime) -> int | None:
    """Use a token up and give its workspace; None when it is unknown, used or too old."""
    row = await fetch_one(
        connection,
        "DELETE FROM binding WHERE token_hash = ? AND expires_at > ? RETURNING workspace_id",
        (token_hash, now.isoformat()),
    )
    return int(row["workspace_id"]) if row else None
