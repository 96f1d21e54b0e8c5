"""Request links: public deep links through which people ask for an invitation."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from storage.database import Connection, Value, fetch_all, fetch_one
from storage.records import RequestLinkRecord

_SELECT = (
    "SELECT id, conference_id, token, name, approval, members_chat_id, members_chat_title, capacity, closes_at,"
    " question, opened, revoked_at FROM request_link "
)
_RULES = {"name", "approval", "members_chat_id", "members_chat_title", "capacity", "closes_at", "question"}


def _record(row: Any) -> RequestLinkRecord:
    values = dict(row)
    for name in ("closes_at", "revoked_at"):
        values[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return RequestLinkRecord(**values)


async def add(
    connection: Connection, *, conference_id: int, token: str, name: str, created_by: int, now: datetime
) -> int:
    """Make a link with the default rules and give its id."""
    row = await fetch_one(
        connection,
        "INSERT INTO request_link (conference_id, token, name, created_by, created_at) VALUES (?, ?, ?, ?, ?)"
        " RETURNING id",
        (conference_id, token, name, created_by, now.isoformat()),
    )
    if row is None:
        raise LookupError("request_link")
    return int(row["id"])


async def get(connection: Connection, *, link_id: int) -> RequestLinkRecord | None:
    """One link by its id."""
    row = await fetch_one(connection, _SELECT + "WHERE id = ?", (link_id,))
    return _record(row) if row else None


async def by_token(connection: Connection, *, token: str) -> RequestLinkRecord | None:
    """The link that a deep link names."""
    row = await fetch_one(connection, _SELECT + "WHERE token = ?", (token,))
    return _record(row) if row else None


async def of_conference(connection: Connection, *, conference_id: int) -> list[RequestLinkRecord]:
    """The links of a conference that were not revoked, oldest first."""
    rows = await fetch_all(
        connection, _SELECT + "WHERE conference_id = ? AND revoked_at IS NULL ORDER BY id", (conference_id,)
    )
    return [_record(row) for row in rows]


async def set_rule(connection: Connection, *, link_id: int, rule: str, value: Value) -> None:
    """Change one rule; raises ValueError for what is no rule."""
    if rule not in _RULES:
        raise ValueError(rule)
    await connection.execute(f"UPDATE request_link SET {rule} = ? WHERE id = ?", (value, link_id))  # noqa: S608 (checked)


async def count_opening(connection: Connection, *, link_id: int) -> None:
    """Somebody came through the link."""
    await connection.execute("UPDATE request_link SET opened = opened + 1 WHERE id = ?", (link_id,))


async def revoke(connection: Connection, *, link_id: int, now: datetime) -> None:
    """The link leads nowhere from now on; its requests stay."""
    await connection.execute(
        "UPDATE request_link SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (now.isoformat(), link_id)
    )


async def numbers(connection: Connection, *, link_ids: Iterable[int]) -> dict[int, int]:
    """Which of its conference's links each of several is, from 1; a number is never given again."""
    rows = await fetch_all(
        connection,
        "SELECT id, (SELECT count(*) FROM request_link o WHERE o.conference_id = l.conference_id AND o.id <= l.id) AS n"
        " FROM request_link l WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(link_ids)),),
    )
    return {row["id"]: row["n"] for row in rows}
