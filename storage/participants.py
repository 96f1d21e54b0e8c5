"""Row ids for participants, so that buttons can name them in few bytes."""

from collections.abc import Iterable

from storage.database import Connection
from storage.records import ParticipantRecord


async def see(connection: Connection, *, conference_id: int, codes: Iterable[str]) -> dict[str, int]:
    """Keep the codes that Boomstream told and give the row ids of all in the conference by code."""
    query = "SELECT code, id FROM participant WHERE conference_id = ?"
    known = {row["code"]: row["id"] for row in await connection.execute_fetchall(query, (conference_id,))}
    fresh = [(conference_id, code) for code in codes if code not in known]
    if not fresh:
        return known
    await connection.executemany(
        "INSERT INTO participant (conference_id, code) VALUES (?, ?) ON CONFLICT DO NOTHING", fresh
    )
    return {row["code"]: row["id"] for row in await connection.execute_fetchall(query, (conference_id,))}


async def get(connection: Connection, *, participant_id: int) -> ParticipantRecord | None:
    """One participant by its row id."""
    cursor = await connection.execute("SELECT id, conference_id, code FROM participant WHERE id = ?", (participant_id,))
    row = await cursor.fetchone()
    return ParticipantRecord(**dict(row)) if row else None
