"""One-time links by which the first owner claims the bot. Only a hash of the token is kept."""

from datetime import datetime

from storage.database import Connection


async def replace(connection: Connection, *, token_hash: str, expires_at: datetime) -> None:
    """Make this the only valid claim."""
    await connection.execute("DELETE FROM claim")
    await connection.execute(
        "INSERT INTO claim (token_hash, expires_at) VALUES (?, ?)", (token_hash, expires_at.isoformat())
    )


async def redeem(connection: Connection, *, token_hash: str, now: datetime) -> bool:
    """Use a claim up; False when it is unknown, used or too old."""
    cursor = await connection.execute(
        "DELETE FROM claim WHERE token_hash = ? AND expires_at > ?", (token_hash, now.isoformat())
    )
    return cursor.rowcount > 0
