"""What happens in a conference, as its requests feel it: in the caller's transaction, which notes the cause."""

from collections.abc import Sequence
from datetime import datetime

from boomstream import Client
from services.requests.events import Event
from services.requests.model import ADMITTED, HOLDS_PLACE, UNDECIDED, RequestStatus
from services.requests.transitions import Transitions
from storage import conferences, participants, request_links, requests
from storage.database import Connection
from storage.secrets import Vault


async def recognise(
    connection: Connection, transitions: Transitions, vault: Vault, conference_id: int, clients: Sequence[Client]
) -> None:
    """Find the participants of those who were let in here, by address: Boomstream's `invite` does not name the client.

    The watcher does it too: what a crash or a lost answer kept from being noted is nobody else's doing.
    """
    codes = {client.email.casefold(): client.code for client in clients if client.email and not client.is_deleted}
    for record in await requests.without_participant(connection, conference_id=conference_id, statuses=HOLDS_PLACE):
        code = codes.get(vault.open_or_empty(record.email_sealed).casefold())
        if code is None:
            continue
        await participants.see(connection, conference_id=conference_id, codes=[code])
        await participants.invited_here(connection, conference_id=conference_id, codes=[code])
        if record.status != RequestStatus.CLAIMED:  # there may be a newer one in a moment
            await requests.set_participant(connection, request_id=record.id, code=code)
            await transitions.redraw_card(connection, record)


async def participant_removed(
    connection: Connection, transitions: Transitions, *, conference_id: int, code: str
) -> None:
    """Somebody is not in the conference any more: they are told, the place is free."""
    for record in await requests.by_participant(connection, conference_id=conference_id, code=code):
        await transitions.apply(connection, Event.REMOVED, record)


async def conference_gone(
    connection: Connection, transitions: Transitions, *, conference_id: int, starts_at: datetime | None, now: datetime
) -> None:
    """It was deleted: links lead nowhere, requests and invitations end.

    Those who were invited are told unless it has begun: tidying up after an event is no news.
    """
    await conferences.set_gone(connection, conference_id=conference_id)
    for link in await request_links.of_conference(connection, conference_id=conference_id):
        await request_links.revoke(connection, link_id=link.id, now=now)
    begun = starts_at is not None and starts_at <= now
    for record in await requests.of_conference(connection, conference_id=conference_id, statuses=UNDECIDED | ADMITTED):
        quietly = begun and record.status in ADMITTED
        await transitions.apply(connection, Event.CONFERENCE_GONE, record, quietly=quietly)
