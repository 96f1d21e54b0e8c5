"""People who have turned to the bot, and those whom somebody made an admin."""

import json
from collections.abc import Iterable
from datetime import datetime

from storage.database import Connection, fetch_all, fetch_one
from storage.records import AcquaintanceRecord, PersonRecord

_COLUMNS = "user_id, name, username, language, language_code"


async def meet(
    connection: Connection,
    *,
    user_id: int,
    name: str,
    username: str | None,
    language_code: str | None,
    now: datetime,
) -> PersonRecord:
    """Bring what Telegram tells about the sender up to date and give the row."""
    username = username.lower() if username else None
    row = await fetch_one(
        connection,
        "INSERT INTO person (user_id, name, username, language_code, seen_at) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 (names of ours)
        " ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, username = excluded.username,"
        " language_code = coalesce(excluded.language_code, language_code), seen_at = excluded.seen_at"
        f" RETURNING {_COLUMNS}",
        (user_id, name, username, language_code, now.isoformat()),
    )
    if row is None:
        raise LookupError(user_id)
    return PersonRecord(**dict(row))


async def introduce(connection: Connection, *, user_id: int, name: str, now: datetime) -> None:
    """Note the name of somebody who has not turned to the bot themselves; who has is known better."""
    await connection.execute(
        "INSERT INTO person (user_id, name, seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, name, now.isoformat()),
    )


async def get(connection: Connection, *, user_id: int) -> PersonRecord | None:
    """One person by Telegram id."""
    row = await fetch_one(connection, f"SELECT {_COLUMNS} FROM person WHERE user_id = ?", (user_id,))  # noqa: S608 (constants)
    return PersonRecord(**dict(row)) if row else None


async def names(connection: Connection, *, user_ids: Iterable[int]) -> dict[int, str]:
    """The names of those among several people whom the bot knows, by Telegram id."""
    rows = await fetch_all(
        connection,
        "SELECT user_id, name FROM person WHERE user_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(user_ids)),),
    )
    return {row["user_id"]: row["name"] for row in rows}


async def acquaintances(connection: Connection, *, user_ids: Iterable[int]) -> dict[int, AcquaintanceRecord]:
    """What the bot knows of those among several people who have written to it, by Telegram id."""
    rows = await fetch_all(
        connection,
        "SELECT user_id, name, username, seen_at FROM person WHERE user_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(user_ids)),),
    )
    return {
        row["user_id"]: AcquaintanceRecord(row["name"], row["username"], datetime.fromisoformat(row["seen_at"]))
        for row in rows
    }


async def by_username(connection: Connection, *, username: str) -> PersonRecord | None:
    """The person who carries this username (without @, any case), as far as the bot has seen."""
    query = f"SELECT {_COLUMNS} FROM person WHERE username = ? ORDER BY seen_at DESC LIMIT 1"  # noqa: S608 (constants)
    row = await fetch_one(connection, query, (username.lower(),))
    return PersonRecord(**dict(row)) if row else None


async def set_language(connection: Connection, *, user_id: int, language: str) -> None:
    """Language that the person chose."""
    await connection.execute("UPDATE person SET language = ? WHERE user_id = ?", (language, user_id))


async def forget(connection: Connection, *, user_id: int) -> None:
    """Erase what identifies a person; somebody who administers stays, for without a row they could not."""
    await connection.execute(
        "DELETE FROM person WHERE user_id = ? AND user_id NOT IN (SELECT user_id FROM allowlist)",
        (user_id,),
    )
    await connection.execute("DELETE FROM dialogue WHERE user_id = ?", (user_id,))
    await connection.execute("DELETE FROM outbox WHERE user_id = ?", (user_id,))
