"""Updates that Telegram has been told we have: kept until they are done, so that a crash loses none.

| state    | begun_at | done_at | payload | after a restart                                             |
| -------- | -------- | ------- | ------- | ----------------------------------------------------------- |
| waiting  |          |         | kept    | is run                                                      |
| begun    | set      |         | kept    | is not run again (it may have sent something): sender told  |
| shelved  | set      | set     | kept    | nothing: the sender was told and may ask for another try    |
| done     | set      | set     | gone    | nothing: only the id stays, so that a repeated update is known |

Ids stay as rows and not as one highest mark: after a quiet week Telegram begins anew at a random id
(https://core.telegram.org/bots/api#update). Payloads are sealed, since a message may hold an API key.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from storage.database import Connection, fetch_all, fetch_one


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update not done yet. The payload is sealed JSON."""

    update_id: int
    payload: bytes = field(repr=False)


async def store(connection: Connection, updates: Iterable[StoredUpdate], *, now: datetime) -> list[StoredUpdate]:
    """Add the updates and give those that were not known before, in the order given."""
    given = {update.update_id: update for update in updates}
    known = await fetch_all(
        connection,
        "SELECT update_id FROM inbox WHERE update_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(given))],
    )
    for row in known:
        del given[row["update_id"]]
    await connection.executemany(
        "INSERT INTO inbox (update_id, payload, stored_at) VALUES (?, ?, ?)",
        [(update.update_id, update.payload, now.isoformat()) for update in given.values()],
    )
    return list(given.values())


async def begin(connection: Connection, update_id: int, *, now: datetime) -> bool:
    """Mark a waiting update as begun; False when it is not waiting."""
    cursor = await connection.execute(
        "UPDATE inbox SET begun_at = ? WHERE update_id = ? AND begun_at IS NULL", (now.isoformat(), update_id)
    )
    return cursor.rowcount == 1


async def done(connection: Connection, update_id: int, *, now: datetime) -> None:
    """Forget what an update said and remember that it was done."""
    await connection.execute(
        "UPDATE inbox SET begun_at = coalesce(begun_at, ?1), done_at = ?1, payload = NULL WHERE update_id = ?2",
        (now.isoformat(), update_id),
    )


async def shelve(connection: Connection, update_id: int, *, now: datetime) -> None:
    """Lay a begun update aside with its payload: its sender has been told that it was interrupted."""
    await connection.execute(
        "UPDATE inbox SET done_at = ? WHERE update_id = ? AND begun_at IS NOT NULL AND done_at IS NULL",
        (now.isoformat(), update_id),
    )


async def shelved(connection: Connection, update_id: int) -> StoredUpdate | None:
    """A shelved update, None when there is none: retried already, or too old."""
    row = await fetch_one(
        connection,
        "SELECT update_id, payload FROM inbox WHERE update_id = ? AND done_at IS NOT NULL AND payload IS NOT NULL",
        [update_id],
    )
    return StoredUpdate(**dict(row)) if row else None


async def retry(connection: Connection, update_id: int) -> bool:
    """Let a shelved update wait again; False when somebody did so before."""
    cursor = await connection.execute(
        "UPDATE inbox SET begun_at = NULL, done_at = NULL"
        " WHERE update_id = ? AND done_at IS NOT NULL AND payload IS NOT NULL",
        (update_id,),
    )
    return cursor.rowcount == 1


async def waiting(connection: Connection) -> list[StoredUpdate]:
    """Updates not begun, in the order in which they came."""
    query = (
        "SELECT update_id, payload FROM inbox WHERE done_at IS NULL AND begun_at IS NULL ORDER BY stored_at, update_id"
    )
    return [StoredUpdate(**dict(row)) for row in await fetch_all(connection, query)]


async def interrupted(connection: Connection) -> list[StoredUpdate]:
    """Updates begun by a process that did not finish them, in the order in which they came."""
    query = (
        "SELECT update_id, payload FROM inbox WHERE done_at IS NULL AND begun_at IS NOT NULL"
        " ORDER BY stored_at, update_id"
    )
    return [StoredUpdate(**dict(row)) for row in await fetch_all(connection, query)]
