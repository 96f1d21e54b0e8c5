"""From rows to requests and request links: a whole page in as many queries as one."""

from collections.abc import Sequence
from datetime import datetime

from services.errors import AppError, ErrorCode
from services.model import Conference
from services.requests.model import ADMITTED, HOLDS_PLACE, LET_IN, Approval, Card, Request, RequestLink, RequestStatus
from services.requests.transitions import GRACE
from storage import blocks, conferences, participants, people, request_links, requests
from storage.database import Connection
from storage.records import ConferenceRecord, RequestLinkRecord, RequestRecord
from storage.secrets import Vault


async def found(connection: Connection, request_id: int) -> RequestRecord:
    """The row of one request; raises AppError(OUTDATED)."""
    record = await requests.get(connection, request_id=request_id)
    if record is None:
        raise AppError(ErrorCode.OUTDATED)
    return record


async def load(connection: Connection, vault: Vault, request_id: int) -> Request:
    """One request as it stands in the caller's transaction; raises AppError(OUTDATED)."""
    return await opened(connection, vault, await found(connection, request_id))


async def opened(connection: Connection, vault: Vault, record: RequestRecord) -> Request:
    """One request with names, opened."""
    (request,) = await opened_all(connection, vault, (record,))
    return request


async def opened_all(connection: Connection, vault: Vault, records: Sequence[RequestRecord]) -> tuple[Request, ...]:
    """Requests with names, opened, in their order."""
    meant = await conferences.of_ids(connection, conference_ids={record.conference_id for record in records})
    names = await people.names(
        connection, user_ids={one for record in records for one in (record.user_id, record.decided_by) if one}
    )
    places = {(record.conference_id, record.participant_code) for record in records if record.participant_code}
    ids = await participants.ids(connection, places=[(place, code) for place, code in places if code])
    in_line = [record.id for record in records if record.status == RequestStatus.WAITING]
    places_in_line = await requests.places_in_line(connection, request_ids=in_line) if in_line else {}
    return tuple(
        _request(
            record,
            vault,
            conference=_conference(meant[record.conference_id]),
            names=names,
            participant_id=ids.get((record.conference_id, record.participant_code or "")),
            place_in_line=places_in_line.get(record.id),
        )
        for record in records
    )


def _request(
    record: RequestRecord,
    vault: Vault,
    *,
    conference: Conference,
    names: dict[int, str],
    participant_id: int | None,
    place_in_line: int | None,
) -> Request:
    status = RequestStatus(record.status)
    return Request(
        id=record.id,
        link_id=record.link_id,
        conference=conference,
        workspace_id=record.workspace_id,
        status=status,
        user_id=record.user_id,
        person=names.get(record.user_id or 0, ""),
        email=vault.open_or_empty(record.email_sealed),
        name=vault.open_or_empty(record.name_sealed),
        question=record.question,
        answer=vault.open_or_empty(record.answer_sealed),
        invite_link=vault.open_or_empty(record.link_sealed) or None if status in LET_IN else None,
        reason=vault.open_or_empty(record.reason_sealed),
        as_moderator=record.as_moderator,
        decided_by=names.get(record.decided_by or 0, str(record.decided_by or "")),
        decided_at=record.decided_at,
        problem=record.problem,
        created_at=record.created_at,
        card=(record.card_chat_id, record.card_message_id)
        if record.card_chat_id is not None and record.card_message_id is not None
        else None,
        participant_id=participant_id,
        valid_until=record.valid_until,
        place_in_line=place_in_line,
    )


async def card(connection: Connection, vault: Vault, request_id: int, *, now: datetime) -> Card:
    """A request as moderators see it; raises AppError(OUTDATED)."""
    request = await load(connection, vault, request_id)
    (link,) = await links(connection, [await _link_row(connection, request.link_id)])
    blocked = request.user_id is not None and await blocks.exists(
        connection, workspace_id=request.workspace_id, user_id=request.user_id
    )
    return Card(request, link, blocked, can_be_undone=request.user_id is not None and can_be_undone(request, now))


def can_be_undone(decided: Request | RequestRecord, now: datetime) -> bool:
    """Whether a decision can be taken back before the guest hears of it."""
    at = decided.decided_at
    return decided.status == RequestStatus.DECLINED and at is not None and at + GRACE > now


async def _link_row(connection: Connection, link_id: int) -> RequestLinkRecord:
    record = await request_links.get(connection, link_id=link_id)
    if record is None:
        raise AppError(ErrorCode.OUTDATED)
    return record


# --- links -----------------------------------------------------------------------------------------------------------


async def links(connection: Connection, records: Sequence[RequestLinkRecord]) -> tuple[RequestLink, ...]:
    """Request links with the numbers of their requests."""
    link_ids = [record.id for record in records]
    meant = await conferences.of_ids(connection, conference_ids={record.conference_id for record in records})
    counts = await requests.counts(connection, link_ids=link_ids)
    taken = await requests.places(connection, link_ids=link_ids, statuses=HOLDS_PLACE)
    numbers = await request_links.numbers(connection, link_ids=link_ids)
    return tuple(
        _link(
            record,
            meant[record.conference_id],
            counts[record.id],
            number=numbers[record.id],
            taken=taken[record.id],
        )
        for record in records
    )


def _link(
    record: RequestLinkRecord, conference: ConferenceRecord, counts: dict[str, int], *, number: int, taken: int
) -> RequestLink:
    return RequestLink(
        id=record.id,
        conference=_conference(conference),
        workspace_id=conference.workspace_id,
        token=record.token,
        name=record.name,
        number=number,
        approval=Approval(record.approval),
        members_chat_id=record.members_chat_id,
        members_chat_title=record.members_chat_title,
        capacity=record.capacity,
        closes_at=record.closes_at,
        question=record.question,
        opened=record.opened,
        asked=sum(counts.values()),
        admitted=sum(counts.get(status, 0) for status in ADMITTED),
        taken=taken,
        waiting=counts.get(RequestStatus.WAITING, 0),
    )


async def open_link(connection: Connection, *, now: datetime, token: str = "", link_id: int = 0) -> RequestLink:
    """The link behind a deep link's token, or by our row id, for a dialogue may have taken longer than the link lived.

    Raises AppError(REQUEST_LINK_CLOSED) when nobody may ask through it (any more).
    """
    record = (
        await request_links.by_token(connection, token=token)
        if token
        else await request_links.get(connection, link_id=link_id)
    )
    if record is None or record.revoked_at is not None or (record.closes_at is not None and record.closes_at <= now):
        raise AppError(ErrorCode.REQUEST_LINK_CLOSED)
    (link,) = await links(connection, (record,))
    return link


def _conference(row: ConferenceRecord) -> Conference:
    return Conference(row.id, row.code, row.title, starts_at=row.starts_at)
