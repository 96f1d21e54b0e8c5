"""Texts that a button refers to (a search, the rest of a command): they do not fit into its 64 bytes."""

from datetime import datetime, timedelta

from storage.database import Connection, fetch_one

KEPT = timedelta(days=90)


async def remember(connection: Connection, *, text_sealed: bytes, now: datetime) -> int:
    """Store a sealed text, forget the ones that are too old, and give the new row id."""
    await connection.execute("DELETE FROM phrase WHERE created_at < ?", ((now - KEPT).isoformat(),))
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
