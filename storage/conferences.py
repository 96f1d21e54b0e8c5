"""Conferences seen at Boomstream, and the short names that people gave them."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from storage.database import Connection, fetch_all, fetch_one
from storage.records import ConferenceRecord

_COLUMNS = "id, workspace_id, code, title, gone, starts_at"


def _record(row: Any) -> ConferenceRecord:
    starts_at = datetime.fromisoformat(row["starts_at"]) if row["starts_at"] else None
    return ConferenceRecord(**{**dict(row), "gone": bool(row["gone"]), "starts_at": starts_at})


async def see(
    connection: Connection, *, workspace_id: int, seen: Iterable[tuple[str, str]]
) -> dict[str, ConferenceRecord]:
    """Keep (code, title) pairs that Boomstream told, and give all rows of the workspace by code."""
    known = await by_code(connection, workspace_id=workspace_id)
    for code, title in seen:
        if code not in known:
            row = await fetch_one(
                connection,
                f"INSERT INTO conference (workspace_id, code, title) VALUES (?, ?, ?) RETURNING {_COLUMNS}",  # noqa: S608 (constants)
                (workspace_id, code, title),
            )
            if row is None:
                raise LookupError(code)
            known[code] = _record(row)
        elif known[code].title != title:
            await connection.execute("UPDATE conference SET title = ? WHERE id = ?", (title, known[code].id))
            known[code] = replace(known[code], title=title)
    return known


async def by_code(connection: Connection, *, workspace_id: int) -> dict[str, ConferenceRecord]:
    """All rows of the workspace by conference code."""
    query = f"SELECT {_COLUMNS} FROM conference WHERE workspace_id = ?"  # noqa: S608 (constants)
    return {row["code"]: _record(row) for row in await fetch_all(connection, query, (workspace_id,))}


async def get(connection: Connection, *, conference_id: int) -> ConferenceRecord | None:
    """One conference by its row id."""
    row = await fetch_one(connection, f"SELECT {_COLUMNS} FROM conference WHERE id = ?", (conference_id,))  # noqa: S608 (constants)
    return _record(row) if row else None


async def of_ids(connection: Connection, *, conference_ids: Iterable[int]) -> dict[int, ConferenceRecord]:
    """Several conferences by their row ids."""
    rows = await fetch_all(
        connection,
        f"SELECT {_COLUMNS} FROM conference WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 (constants)
        (json.dumps(list(conference_ids)),),
    )
    return {row["id"]: _record(row) for row in rows}


async def listed(connection: Connection, *, workspace_id: int, seen: Collection[tuple[str, str]]) -> None:
    """Keep what a list of the project told, (code, title) pairs: what is in it is not gone (any more)."""
    await see(connection, workspace_id=workspace_id, seen=seen)
    await connection.execute(
        "UPDATE conference SET gone = 0 WHERE gone AND workspace_id = ? AND code IN (SELECT value FROM json_each(?))",
        (workspace_id, json.dumps([code for code, _ in seen])),
    )


async def set_gone(connection: Connection, *, conference_id: int) -> None:
    """It was deleted."""
    await connection.execute("UPDATE conference SET gone = 1 WHERE id = ?", (conference_id,))


async def set_alias(connection: Connection, *, workspace_id: int, name: str, conference_id: int) -> None:
    """Give a conference a short name (already case-folded); a name points at the conference it was given last."""
    await connection.execute(
        "INSERT INTO alias (workspace_id, name, conference_id) VALUES (?, ?, ?)"
        " ON CONFLICT (workspace_id, name) DO UPDATE SET conference_id = excluded.conference_id",
        (workspace_id, name, conference_id),
    )


async def aliases(connection: Connection, *, workspace_id: int) -> dict[str, int]:
    """Short names and the conferences that they mean."""
    rows = await fetch_all(
        connection, "SELECT name, conference_id FROM alias WHERE workspace_id = ? ORDER BY name", (workspace_id,)
    )
    return {row["name"]: row["conference_id"] for row in rows}


async def set_start(connection: Connection, *, conference_id: int, starts_at: datetime | None) -> None:
    """When it starts, as Boomstream told last; None when that is not known (any more)."""
    moment = starts_at.isoformat() if starts_at else None
    await connection.execute("UPDATE conference SET starts_at = ? WHERE id = ?", (moment, conference_id))
