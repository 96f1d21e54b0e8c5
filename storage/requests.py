"""Requests for an invitation. Rows are never deleted: history stays, only personal data can be erased.

How they move from status to status is the business of `services.requests.events`.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from storage.database import Connection, Value, fetch_all, fetch_one
from storage.records import RequestRecord

_COLUMNS = (
    "id, link_id, conference_id, workspace_id, user_id, status, email_sealed, name_sealed, answer_sealed, link_sealed,"
    " reason_sealed, as_moderator, decided_by, decided_at, problem, participant_code, created_at,"
    " changed_at, nagged_at, card_chat_id, card_message_id, question,"
    " previous, valid_until, is_member, there_before, cooldown_ended_at"
)
_SELECT = f"SELECT {_COLUMNS} FROM request "  # noqa: S608 (constants)


def _record(row: Any) -> RequestRecord:
    values = dict(row)
    values["as_moderator"] = bool(row["as_moderator"])
    values["is_member"] = bool(row["is_member"])
    values["there_before"] = tuple(json.loads(row["there_before"])) if row["there_before"] else None
    for name in ("decided_at", "created_at", "changed_at", "nagged_at", "valid_until", "cooldown_ended_at"):
        values[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return RequestRecord(**values)


async def add(
    connection: Connection,
    *,
    link_id: int,
    conference_id: int,
    workspace_id: int,
    user_id: int,
    status: str,
    email_sealed: bytes,
    name_sealed: bytes,
    question: str,
    answer_sealed: bytes | None,
    is_member: bool = False,
    now: datetime,
) -> RequestRecord:
    """Store a request; raises ConstraintViolated when the person has an open one for the conference."""
    row = await fetch_one(
        connection,
        "INSERT INTO request (link_id, conference_id, workspace_id, user_id, status, email_sealed, name_sealed,"  # noqa: S608 (names of ours)
        " question, answer_sealed, is_member, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        f" RETURNING {_COLUMNS}",
        (
            link_id,
            conference_id,
            workspace_id,
            user_id,
            status,
            email_sealed,
            name_sealed,
            question,
            answer_sealed,
            is_member,
            now.isoformat(),
            now.isoformat(),
        ),
    )
    return _record(row)


async def _select(
    connection: Connection, statuses: Iterable[str], condition: str, *values: Value
) -> list[RequestRecord]:
    """Requests in one of the statuses that meet a condition, oldest first."""
    wanted = tuple(statuses)
    marks = ", ".join("?" for _ in wanted)
    rows = await fetch_all(
        connection, _SELECT + f"WHERE {condition} AND status IN ({marks}) ORDER BY id", (*values, *wanted)
    )
    return [_record(row) for row in rows]


async def get(connection: Connection, *, request_id: int) -> RequestRecord | None:
    """One request by its id."""
    row = await fetch_one(connection, _SELECT + "WHERE id = ?", (request_id,))
    return _record(row) if row else None


async def move(
    connection: Connection, *, request_id: int, source: str, target: str, now: datetime, **values: Value
) -> RequestRecord | None:
    """Move a request from a status to another, with other columns; None when it is not (any more) in the first."""
    columns = "".join(f", {name} = ?" for name in values)
    row = await fetch_one(
        connection,
        f"UPDATE request SET status = ?, previous = status, changed_at = ?{columns} WHERE id = ? AND status = ?"  # noqa: S608 (names of ours)
        f" RETURNING {_COLUMNS}",
        (target, now.isoformat(), *values.values(), request_id, source),
    )
    return _record(row) if row else None


async def set_card(connection: Connection, *, request_id: int, chat_id: int | None, message_id: int | None) -> None:
    """Remember where the request's card is; None: nowhere any more."""
    await connection.execute(
        "UPDATE request SET card_chat_id = ?, card_message_id = ? WHERE id = ?", (chat_id, message_id, request_id)
    )


async def cards_left_behind(connection: Connection, *, chat_id: int, statuses: Iterable[str]) -> list[RequestRecord]:
    """Forget the cards of a chat that is no more; gives the requests among them that are in one of the statuses."""
    left = await _select(connection, statuses, "card_chat_id = ?", chat_id)
    await connection.execute(
        "UPDATE request SET card_chat_id = NULL, card_message_id = NULL WHERE card_chat_id = ?", (chat_id,)
    )
    return left


async def with_card(
    connection: Connection, *, workspace_id: int, chat_id: int, message_id: int
) -> RequestRecord | None:
    """The request of a workspace whose card is that message."""
    where = "WHERE workspace_id = ? AND card_chat_id = ? AND card_message_id = ?"
    row = await fetch_one(connection, _SELECT + where, (workspace_id, chat_id, message_id))
    return _record(row) if row else None


async def of_workspace(
    connection: Connection, *, workspace_id: int, statuses: Iterable[str], conference_id: int | None = None
) -> list[RequestRecord]:
    """Requests in some statuses, oldest first."""
    return await _select(
        connection,
        statuses,
        "workspace_id = ? AND (? IS NULL OR conference_id = ?)",
        workspace_id,
        conference_id,
        conference_id,
    )


async def in_status(connection: Connection, *, statuses: Iterable[str], before: datetime) -> list[RequestRecord]:
    """Requests of everybody that have been in one of the statuses since before a moment, oldest first."""
    return await _select(connection, statuses, "changed_at <= ?", before.isoformat())


async def lapsed(connection: Connection, *, statuses: Iterable[str], now: datetime) -> list[RequestRecord]:
    """Requests in one of the statuses whose personal links do not work any more, oldest first."""
    return await _select(connection, statuses, "valid_until <= ?", now.isoformat())


async def places_in_line(connection: Connection, *, request_ids: Iterable[int]) -> dict[int, int]:
    """The places, from 1, of those among some requests that are on a waiting list."""
    rows = await fetch_all(
        connection,
        "SELECT r.id, (SELECT count(*) FROM request o WHERE o.link_id = r.link_id AND o.status = 'waiting'"
        " AND o.id <= r.id) AS place FROM request r WHERE r.status = 'waiting'"
        " AND r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(request_ids)),),
    )
    return {row["id"]: row["place"] for row in rows}


async def of_person(connection: Connection, *, user_id: int) -> list[RequestRecord]:
    """A person's requests, newest first."""
    rows = await fetch_all(connection, _SELECT + "WHERE user_id = ? ORDER BY id DESC", (user_id,))
    return [_record(row) for row in rows]


async def counted_for(connection: Connection, *, user_id: int, hashes: Iterable[str]) -> list[RequestRecord]:
    """What counts for a person's limits, newest first: their requests, those from before they were forgotten too."""
    rows = await fetch_all(
        connection,
        _SELECT + "WHERE user_id = ? OR forgotten_hash IN (SELECT value FROM json_each(?)) ORDER BY id DESC",  # noqa: S608 (constants)
        (user_id, json.dumps(list(hashes))),
    )
    return [_record(row) for row in rows]


async def end_cooldown(
    connection: Connection, *, workspace_id: int, user_id: int, hashes: Iterable[str], now: datetime
) -> None:
    """Nothing that a workspace has declined so far keeps a person from asking again, whatever was forgotten of them."""
    await connection.execute(
        "UPDATE request SET cooldown_ended_at = ? WHERE workspace_id = ? AND status = 'declined'"
        " AND (user_id = ? OR forgotten_hash IN (SELECT value FROM json_each(?)))",
        (now.isoformat(), workspace_id, user_id, json.dumps(list(hashes))),
    )


async def by_participant(connection: Connection, *, conference_id: int, code: str) -> list[RequestRecord]:
    """The requests through which a participant came in: several people can ask with one address."""
    rows = await fetch_all(
        connection, _SELECT + "WHERE conference_id = ? AND participant_code = ? ORDER BY id", (conference_id, code)
    )
    return [_record(row) for row in rows]


async def of_conference(connection: Connection, *, conference_id: int, statuses: Iterable[str]) -> list[RequestRecord]:
    """Requests for a conference in some statuses, oldest first."""
    return await _select(connection, statuses, "conference_id = ?", conference_id)


async def counts(connection: Connection, *, link_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many requests of each of several links are in each status; a link without requests is there, too."""
    wanted = list(link_ids)
    rows = await fetch_all(
        connection,
        "SELECT link_id, status, count(*) AS n FROM request WHERE link_id IN (SELECT value FROM json_each(?))"
        " GROUP BY link_id, status",
        (json.dumps(wanted),),
    )
    found: dict[int, dict[str, int]] = {link_id: {} for link_id in wanted}
    for row in rows:
        found[row["link_id"]][row["status"]] = row["n"]
    return found


async def places(connection: Connection, *, link_ids: Iterable[int], statuses: Iterable[str]) -> dict[int, int]:
    """How many people the requests in some statuses of each of several links are.

    Participants count once, however many requests they came by; whose participant is not known counts as one.
    """
    wanted = list(link_ids)
    rows = await fetch_all(
        connection,
        "SELECT link_id, count(DISTINCT coalesce(participant_code, id)) AS n FROM request"
        " WHERE link_id IN (SELECT value FROM json_each(?)) AND status IN (SELECT value FROM json_each(?))"
        " GROUP BY link_id",
        (json.dumps(wanted), json.dumps(list(statuses))),
    )
    return dict.fromkeys(wanted, 0) | {row["link_id"]: row["n"] for row in rows}


async def without_participant(
    connection: Connection, *, conference_id: int, statuses: Iterable[str]
) -> list[RequestRecord]:
    """Requests for a conference whose participant is not known, newest first."""
    found = await _select(connection, statuses, "conference_id = ? AND participant_code IS NULL", conference_id)
    return found[::-1]


async def set_participant(connection: Connection, *, request_id: int, code: str) -> None:
    """Remember who came in through a request."""
    await connection.execute("UPDATE request SET participant_code = ? WHERE id = ?", (code, request_id))


async def set_there_before(connection: Connection, *, request_id: int, codes: Sequence[str]) -> None:
    """Remember who had the address before Boomstream is asked to invite; what is known already stays."""
    await connection.execute(
        "UPDATE request SET there_before = ? WHERE id = ? AND there_before IS NULL", (json.dumps(codes), request_id)
    )


async def how_many(connection: Connection, *, request_ids: Sequence[int], statuses: Iterable[str]) -> int:
    """How many of the requests are in one of the statuses."""
    wanted = tuple(statuses)
    row = await fetch_one(
        connection,
        "SELECT count(*) AS n FROM request WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 (only marks)
        f" AND status IN ({', '.join('?' for _ in wanted)})",
        (json.dumps(list(request_ids)), *wanted),
    )
    return int(row["n"]) if row else 0


async def first_waiting(connection: Connection, *, link_id: int) -> RequestRecord | None:
    """Whose turn it is on a link's waiting list."""
    row = await fetch_one(connection, _SELECT + "WHERE link_id = ? AND status = 'waiting' ORDER BY id", (link_id,))
    return _record(row) if row else None


async def forget_members(connection: Connection, *, link_id: int) -> None:
    """The link has another group now: nobody who waits has been found in it."""
    await connection.execute("UPDATE request SET is_member = 0 WHERE link_id = ? AND status = 'waiting'", (link_id,))


async def nag_again(connection: Connection, *, request_id: int) -> None:
    """It is worth another reminder."""
    await connection.execute("UPDATE request SET nagged_at = NULL WHERE id = ?", (request_id,))


async def nagged(connection: Connection, *, request_id: int, now: datetime) -> None:
    """Nagged once is enough."""
    await connection.execute("UPDATE request SET nagged_at = ? WHERE id = ?", (now.isoformat(), request_id))


async def forget(connection: Connection, *, user_id: int, forgotten_hash: str) -> None:
    """Erase what a person told: address, name, answer, link, reason, and who they were, but for what limits hold by."""
    await connection.execute(
        "UPDATE request SET user_id = NULL, email_sealed = NULL, name_sealed = NULL, answer_sealed = NULL,"
        " link_sealed = NULL, reason_sealed = NULL, forgotten_hash = ? WHERE user_id = ?",
        (forgotten_hash, user_id),
    )


async def drop_hashes(connection: Connection) -> int:
    """Nobody who was forgotten is known again; gives of how many requests."""
    cursor = await connection.execute("UPDATE request SET forgotten_hash = NULL WHERE forgotten_hash IS NOT NULL")
    return cursor.rowcount
