"""Row ids for participants, so that buttons can name them in few bytes."""

import json
from collections.abc import Iterable, Mapping

from storage.database import Connection, fetch_all, fetch_one
from storage.records import ParticipantRecord


async def see(connection: Connection, *, conference_id: int, codes: Iterable[str]) -> dict[str, int]:
    """Keep the codes that Boomstream told and give the row ids of all in the conference by code."""
    query = "SELECT code, id FROM participant WHERE conference_id = ?"
    known = {row["code"]: row["id"] for row in await fetch_all(connection, query, (conference_id,))}
    fresh = [(conference_id, code) for code in codes if code not in known]
    if not fresh:
        return known
    await connection.executemany(
        "INSERT INTO participant (conference_id, code) VALUES (?, ?) ON CONFLICT DO NOTHING", fresh
    )
    return {row["code"]: row["id"] for row in await fetch_all(connection, query, (conference_id,))}


async def get(connection: Connection, *, participant_id: int) -> ParticipantRecord | None:
    """One participant by its row id."""
    row = await fetch_one(connection, "SELECT id, conference_id, code FROM participant WHERE id = ?", (participant_id,))
    return ParticipantRecord(**dict(row)) if row else None


async def ids(connection: Connection, *, places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The row ids of several participants by (conference id, code)."""
    rows = await fetch_all(
        connection,
        "SELECT p.conference_id, p.code, p.id FROM json_each(?) AS place"
        " JOIN participant p ON p.conference_id = json_extract(place.value, '$[0]')"
        " AND p.code = json_extract(place.value, '$[1]')",
        (json.dumps(list(places)),),
    )
    return {(row["conference_id"], row["code"]): row["id"] for row in rows}


async def known(connection: Connection, *, conference_id: int) -> dict[str, tuple[bool | None, bool | None, bool]]:
    """(moderator, removed, invited through the bot) as the watcher last knew them, by code; None: never looked at."""
    rows = await fetch_all(
        connection,
        "SELECT code, known_moderator, known_removed, invited_here FROM participant WHERE conference_id = ?",
        (conference_id,),
    )
    return {
        row["code"]: (
            None if row["known_moderator"] is None else bool(row["known_moderator"]),
            None if row["known_removed"] is None else bool(row["known_removed"]),
            bool(row["invited_here"]),
        )
        for row in rows
    }


async def know(connection: Connection, *, conference_id: int, states: Mapping[str, tuple[bool, bool]]) -> None:
    """Remember (moderator, removed) by code, so that only what changes elsewhere is reported."""
    await connection.executemany(
        "UPDATE participant SET known_moderator = ?, known_removed = ? WHERE conference_id = ? AND code = ?",
        [(moderator, removed, conference_id, code) for code, (moderator, removed) in states.items()],
    )


async def changed_here(
    connection: Connection, *, conference_id: int, code: str, moderator: bool, removed: bool
) -> None:
    """A change made through the bot is no news. Somebody who came from elsewhere, not seen yet, stays news."""
    await connection.execute(
        "UPDATE participant SET known_moderator = ?, known_removed = ?"
        " WHERE conference_id = ? AND code = ? AND (known_moderator IS NOT NULL OR invited_here)",
        (moderator, removed, conference_id, code),
    )


async def invited_by_hand(connection: Connection, *, conference_id: int, codes: Iterable[str]) -> None:
    """Somebody invited these themselves: no request that is declined takes them along."""
    await connection.executemany(
        "UPDATE participant SET by_hand = 1, invited_here = 1 WHERE conference_id = ? AND code = ?",
        [(conference_id, code) for code in codes],
    )


async def by_hand(connection: Connection, *, conference_id: int) -> set[str]:
    """The codes of whom somebody invited themselves."""
    rows = await fetch_all(
        connection, "SELECT code FROM participant WHERE conference_id = ? AND by_hand", (conference_id,)
    )
    return {row["code"] for row in rows}


async def invited_here(connection: Connection, *, conference_id: int, codes: Iterable[str]) -> None:
    """These came in through the bot: nobody needs to be told that they appeared."""
    await connection.executemany(
        "UPDATE participant SET invited_here = 1 WHERE conference_id = ? AND code = ?",
        [(conference_id, code) for code in codes],
    )
