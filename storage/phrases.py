"""Texts that a button refers to (a search, the rest of a command): they do not fit into its 64 bytes."""

from datetime import datetime

from storage.database import Connection, fetch_one


async def remember(connection: Connection, *, text_sealed: bytes, now: datetime) -> int:
    """Store a sealed text and give the new row id."""
    row = await fetch_one(
        connection,
        "INSERT INTO phrase (text_sealed, created_at) VALUES (?, ?) RETURNING id",
        (text_sealed, now.isoformat()),
    )
    if row is None:
        raise LookupError("phrase")
    return int(row["id"])


async def recall(connection: Connection, *, phrase_id: int) -> bytes | None:
    """The sealed text; None when it was forgotten."""
    row = await fetch_one(connection, "SELECT text_sealed FROM phrase WHERE id = ?", (phrase_id,))
    return row["text_sealed"] if row else None


async def forget(connection: Connection, *, phrase_id: int) -> None:
    """Forget a text before its time."""
    await connection.execute("DELETE FROM phrase WHERE id = ?", (phrase_id,))
