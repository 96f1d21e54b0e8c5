"""Reading request links: with the numbers of their requests, and whether anybody may ask through them."""

from datetime import datetime

from services.errors import AppError, ErrorCode
from services.model import HOLDS_PLACE, LET_IN, Approval, Conference, RequestLink, RequestStatus
from storage import conferences, request_links, requests
from storage.database import Connection
from storage.records import RequestLinkRecord


async def with_counts(
    connection: Connection, record: RequestLinkRecord, conference: Conference, workspace_id: int
) -> RequestLink:
    """The link with the numbers of its requests."""
    counts = await requests.counts(connection, link_id=record.id)
    return RequestLink(
        id=record.id,
        conference=conference,
        workspace_id=workspace_id,
        token=record.token,
        name=record.name,
        number=await request_links.number(connection, link_id=record.id, conference_id=conference.id),
        approval=Approval(record.approval),
        members_chat_id=record.members_chat_id,
        members_chat_title=record.members_chat_title,
        capacity=record.capacity,
        closes_at=record.closes_at,
        question=record.question,
        opened=record.opened,
        asked=sum(counts.values()),
        admitted=sum(counts.get(status, 0) for status in LET_IN),
        taken=sum(counts.get(status, 0) for status in HOLDS_PLACE),
        waiting=counts.get(RequestStatus.WAITING, 0),
    )


async def open_by_token(connection: Connection, *, token: str, now: datetime) -> RequestLink:
    """The link behind a deep link; raises AppError(REQUEST_LINK_CLOSED) when nobody may ask through it (any more)."""
    record = await request_links.by_token(connection, token=token)
    return await _open(connection, record, now)


async def open_by_id(connection: Connection, *, link_id: int, now: datetime) -> RequestLink:
    """The same by our row id: the dialogue may have taken longer than the link lived."""
    return await _open(connection, await request_links.get(connection, link_id=link_id), now)


async def _open(connection: Connection, record: RequestLinkRecord | None, now: datetime) -> RequestLink:
    if record is None or record.revoked_at is not None or (record.closes_at is not None and record.closes_at <= now):
        raise AppError(ErrorCode.REQUEST_LINK_CLOSED)
    row = await conferences.get(connection, conference_id=record.conference_id)
    if row is None:
        raise AppError(ErrorCode.REQUEST_LINK_CLOSED)
    return await with_counts(connection, record, Conference(row.id, row.code, row.title), row.workspace_id)
