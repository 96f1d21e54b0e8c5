"""How a request moves from status to status, and what is written with each move: one table, one function.

    waiting ⇄ pending → claimed → invited → delivered | undelivered
                           └────→ failed | unknown → claimed again, by a moderator

A new request is pending or waiting. It ends as declined, withdrawn, expired, cancelled or removed.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

from services.arrivals import workspace_of
from services.emails import mask
from services.model import LogAction, MessageKind
from services.outbox import Outbox
from services.requests.model import HOLDS_PLACE, LET_IN, UNDECIDED, GuestNews, RequestStatus
from storage import audit, conferences, requests, workspaces
from storage.database import Connection
from storage.records import RequestRecord
from storage.secrets import Vault


class Event(StrEnum):
    """What can happen to a request once it is there."""

    # The guest
    WITHDRAWN = "withdrawn"
    FORGOTTEN = "forgotten"
    # A moderator
    APPROVED = "approved"
    RETRIED = "retried"
    INVITED_AGAIN = "invited-again"
    DECLINED = "declined"
    BLOCKED = "blocked"
    # The link's rule and its places
    APPROVED_BY_RULE = "approved-by-rule"
    QUEUED = "queued"
    MOVED_UP = "moved-up"
    # What became of a claim at Boomstream
    INVITED = "invited"
    INVITED_FORGOTTEN = "invited-forgotten"
    FAILED = "failed"
    FAILED_WITH_CONFERENCE = "failed-with-conference"
    DOUBTED = "doubted"
    # What became of the guest's message at Telegram
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    # Time, and what happens in the conference
    EXPIRED = "expired"
    REMOVED = "removed"
    CONFERENCE_GONE = "conference-gone"


class CardChange(Enum):
    """What becomes of the moderators' card."""

    NONE = "none"
    REDRAWN = "redrawn"
    POSTED = "posted"  # anew, below: somebody has to look at it


@dataclass(frozen=True, slots=True)
class Transition:
    """Where an event leads from each status in which it can happen, and what is written in the same transaction.

    `decides`: who decided, and when. `guest`: a message to the guest. `logged`: a line in the log.
    """

    arrows: Mapping[RequestStatus, RequestStatus]
    decides: bool = False
    guest: GuestNews | None = None
    card: CardChange = CardChange.REDRAWN
    logged: LogAction | None = None


def _all(sources: Iterable[RequestStatus], target: RequestStatus) -> dict[RequestStatus, RequestStatus]:
    return dict.fromkeys(sources, target)


_S = RequestStatus

TABLE: Mapping[Event, Transition] = MappingProxyType({
    # The guest. Nobody knows whether an unknown one is in the conference: only who is forgotten altogether leaves it.
    Event.WITHDRAWN: Transition(_all(UNDECIDED - {_S.UNKNOWN}, _S.WITHDRAWN)),
    # The message with the link will not go out.
    Event.FORGOTTEN: Transition(_all(UNDECIDED, _S.WITHDRAWN) | {_S.INVITED: _S.UNDELIVERED}),
    # A moderator
    Event.APPROVED: Transition({_S.PENDING: _S.CLAIMED}, decides=True),
    Event.RETRIED: Transition({_S.FAILED: _S.CLAIMED}, decides=True),
    Event.INVITED_AGAIN: Transition({_S.UNKNOWN: _S.CLAIMED}, decides=True),
    Event.DECLINED: Transition(
        _all(UNDECIDED, _S.DECLINED), decides=True, guest=GuestNews.STANDING, logged=LogAction.REQUEST_DECLINED
    ),
    # The block itself is logged, once for all of the guest's requests.
    Event.BLOCKED: Transition(_all(UNDECIDED, _S.DECLINED), decides=True, guest=GuestNews.STANDING),
    # The link's rule and its places
    Event.APPROVED_BY_RULE: Transition({_S.PENDING: _S.CLAIMED}, decides=True),
    # The last place was taken between asking and the rule; the card is on its way.
    Event.QUEUED: Transition({_S.PENDING: _S.WAITING}, card=CardChange.NONE),
    Event.MOVED_UP: Transition({_S.WAITING: _S.PENDING}, guest=GuestNews.PLACE_FREE, card=CardChange.POSTED),
    # What became of a claim at Boomstream
    Event.INVITED: Transition(
        {_S.CLAIMED: _S.INVITED}, guest=GuestNews.STANDING, logged=LogAction.REQUEST_APPROVED
    ),
    Event.INVITED_FORGOTTEN: Transition({_S.CLAIMED: _S.UNDELIVERED}, logged=LogAction.REQUEST_APPROVED),
    Event.FAILED: Transition({_S.CLAIMED: _S.FAILED}),
    Event.FAILED_WITH_CONFERENCE: Transition({_S.CLAIMED: _S.CANCELLED}, guest=GuestNews.STANDING),
    Event.DOUBTED: Transition({_S.CLAIMED: _S.UNKNOWN}),
    # What became of the guest's message at Telegram
    Event.DELIVERED: Transition({_S.INVITED: _S.DELIVERED}),
    Event.UNDELIVERED: Transition({_S.INVITED: _S.UNDELIVERED}),
    # Time, and what happens in the conference
    Event.EXPIRED: Transition(_all(UNDECIDED, _S.EXPIRED), guest=GuestNews.STANDING),
    Event.REMOVED: Transition(_all(HOLDS_PLACE, _S.REMOVED), guest=GuestNews.STANDING),
    # A claim under way comes to its end by itself.
    Event.CONFERENCE_GONE: Transition(_all(UNDECIDED | LET_IN, _S.CANCELLED), guest=GuestNews.STANDING),
})  # fmt: skip


def possible(event: Event, status: RequestStatus) -> bool:
    """Whether something can happen to a request in this status."""
    return status in TABLE[event].arrows


class Facts(TypedDict, total=False):
    """Columns that an event may write besides the status."""

    as_moderator: bool
    link_sealed: bytes | None
    participant_code: str | None
    problem: str
    reason_sealed: bytes | None


class Transitions:
    """Carries out the table, in transactions that are opened with `writing`."""

    def __init__(self, outbox: Outbox, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._vault = vault
        self._now = now

    def writing(self) -> AbstractAsyncContextManager[Connection]:
        """A transaction for changes and what goes with them."""
        return self._outbox.writing()

    async def apply(  # what an event may bring along
        self,
        connection: Connection,
        event: Event,
        record: RequestRecord,
        *,
        by: int | None = None,
        delay: timedelta = timedelta(0),
        quietly: bool = False,
        **facts: Unpack[Facts],
    ) -> RequestRecord | None:
        """The request afterwards; None, with nothing written, where the event can't happen to it (any more).

        `by`: the moderator who decides. `delay`: of a new card and of the guest's message. `quietly`: the guest hears
        nothing.
        """
        transition = TABLE[event]
        source = RequestStatus(record.status)
        if source not in transition.arrows:
            return None
        values: dict[str, Any] = {**facts}
        if transition.decides:
            values |= {"decided_by": by, "decided_at": self._now().isoformat()}
        moved = await requests.move(
            connection, request_id=record.id, source=source, target=transition.arrows[source], now=self._now(), **values
        )
        if moved is None:
            return None
        if transition.guest is not None and not quietly:
            await self._tell_guest(connection, moved, transition.guest, delay)
        if transition.logged is not None:
            await self.log(connection, moved, transition.logged, by=moved.decided_by)
        await self._change_card(connection, moved, transition.card, delay)
        return moved

    async def post_card(self, connection: Connection, record: RequestRecord, *, delay: timedelta) -> None:
        """Moderators see the request in a new message, unless what needs them is over until then."""
        await self._outbox.put(connection, MessageKind.CARD, request_id=record.id, delay=delay)

    async def redraw_card(self, connection: Connection, record: RequestRecord) -> None:
        """Something on the card changed that is no change of the status."""
        await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=record.id)

    async def log(self, connection: Connection, record: RequestRecord, action: LogAction, *, by: int | None) -> None:
        """A line in the log about a request; what nobody decided is told to the moderators, too."""
        conference = await conferences.get(connection, conference_id=record.conference_id)
        subject = conference.title if conference else ""
        detail = mask(self._vault.open_or_empty(record.email_sealed))
        await audit.add(
            connection,
            workspace_id=record.workspace_id,
            user_id=by,
            action=action.value,
            subject=subject,
            detail=detail,
            now=self._now(),
        )
        row = await workspaces.get(connection, workspace_id=record.workspace_id) if by is None else None
        if row and row.moderators_chat_id and workspace_of(row).settings.notify_actions:
            await self._outbox.put(
                connection,
                MessageKind.NOTICE,
                workspace_id=row.id,
                data={"who": "", "action": action.value, "subject": subject, "detail": detail},
            )

    async def anonymise(self, connection: Connection, record: RequestRecord) -> None:
        """Take the guest's masked address out of the log, and out of what moderators are still to be told."""
        masked = mask(self._vault.open_or_empty(record.email_sealed))
        await audit.anonymise(connection, workspace_id=record.workspace_id, detail=masked)
        await self._outbox.anonymise(connection, workspace_id=record.workspace_id, detail=masked)

    async def _tell_guest(
        self, connection: Connection, record: RequestRecord, news: GuestNews, delay: timedelta
    ) -> None:
        if record.user_id is None:
            return
        await self._outbox.put(
            connection,
            MessageKind.GUEST,
            request_id=record.id,
            user_id=record.user_id,
            data=None if news is GuestNews.STANDING else {"news": news.value},
            delay=delay,
        )

    async def _change_card(
        self, connection: Connection, record: RequestRecord, change: CardChange, delay: timedelta
    ) -> None:
        if change is CardChange.POSTED:
            await self.post_card(connection, record, delay=delay)
            if record.card_chat_id is None:
                return
            # The old one is redrawn, too: a digest may come instead of a new one.
        if change is not CardChange.NONE:
            await self.redraw_card(connection, record)
