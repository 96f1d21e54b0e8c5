"""What time does to requests: they expire, links lapse, moderators are nagged, waiting lists move up and end."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from services.arrivals import workspace_of
from services.errors import AppError
from services.letters import Nag
from services.outbox import Outbox
from services.requests.admitting import RULE_TAKES, Admitting, to_its_end
from services.requests.events import Event
from services.requests.model import HOLDS_PLACE, LET_IN, UNDECIDED, Approval, Ending, RequestStatus
from services.requests.starts import Starts
from services.requests.transitions import Transitions
from services.requests.whereabouts import Whereabouts
from services.surprises import Alarm, Place, Surprises
from storage import conferences, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestLinkRecord, RequestRecord

_AWAITS_AN_ANSWER = UNDECIDED - {RequestStatus.WAITING}  # who waits in line waits for a place, not for a moderator
_DAY = timedelta(days=1)
_LATER = timedelta(hours=1)  # until a look that failed is worth another
_START_IS_KNOWN_FOR = timedelta(minutes=15)  # it may be moved; asked for no oftener than that


class Queue:
    """The background jobs of requests; each knows by the clock what is due."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        transitions: Transitions,
        admitting: Admitting,
        starts: Starts,
        *,
        whereabouts: Whereabouts,
        alarm: Alarm,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._transitions = transitions
        self._admitting = admitting
        self._starts = starts
        self._whereabouts = whereabouts
        self._now = now
        self._expiring, self._lapsing = Surprises("expire", alarm, now=now), Surprises("lapse", alarm, now=now)
        self._nagging = Surprises("nag", alarm, now=now)
        self._ending, self._filling = Surprises("end_lines", alarm, now=now), Surprises("fill_places", alarm, now=now)
        self._look_again: dict[int, datetime] = {}  # at requests that could not expire, by id
        self._known_starts: dict[int, tuple[datetime, datetime | None]] = {}  # by conference, with when we asked

    async def expire(self) -> None:
        """End what nobody answered in the workspace's time; tell the guests."""
        async with self._database.reading() as connection:
            records = await requests.in_status(connection, statuses=_AWAITS_AN_ANSWER, before=self._now() - _DAY)
        await self._expiring.each(records, self._expire, key=_id, place=_place)

    async def _expire(self, record: RequestRecord) -> None:
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=record.workspace_id)
        is_due = row and record.changed_at + workspace_of(row).settings.expiry_days * _DAY <= self._now()
        if is_due and await self._is_out(record):
            async with self._transitions.writing() as connection:
                await self._transitions.apply(connection, Event.EXPIRED, record)

    async def _is_out(self, record: RequestRecord) -> bool:
        """Whether "no answer" would be true. Who is in stays so, and moderators are reminded of them once a day."""
        if self._look_again.get(record.id, self._now()) > self._now():
            return False
        try:
            codes, _ = await self._whereabouts.before(Event.EXPIRED, record)
        except AppError:
            self._look_again[record.id] = self._now() + _LATER
            return False
        if not codes:
            self._look_again.pop(record.id, None)
            return True
        self._look_again[record.id] = self._now() + _DAY
        async with self._database.transaction() as connection:
            await requests.nag_again(connection, request_id=record.id)
        return False

    async def lapse(self) -> None:
        """Note whose personal link has stopped working."""
        async with self._database.reading() as connection:
            records = await requests.lapsed(connection, statuses=LET_IN, now=self._now())
        await self._lapsing.each(records, self._lapse, key=_id, place=_place)

    async def _lapse(self, record: RequestRecord) -> None:
        async with self._transitions.writing() as connection:
            await self._transitions.apply(connection, Event.LAPSED, record)

    async def end_lines(self) -> None:
        """End waiting lists whose link is closed or whose conference has begun; tell the guests."""
        async with self._database.reading() as connection:
            waiting = await requests.in_status(connection, statuses=(RequestStatus.WAITING,), before=self._now())
            links = {
                link_id: await request_links.get(connection, link_id=link_id)
                for link_id in {record.link_id for record in waiting}
            }

        async def end(record: RequestRecord) -> None:
            if _is_closed(links[record.link_id], self._now()) or await self._has_begun(record):
                async with self._transitions.writing() as connection:
                    await self._transitions.apply(connection, Event.LINE_CLOSED, record, problem=Ending.NO_PLACE)

        await self._ending.each(waiting, end, key=_id, place=_place)

    async def _has_begun(self, record: RequestRecord) -> bool:
        asked_at, starts_at = self._known_starts.get(record.conference_id, (None, None))
        if asked_at is None or asked_at + _START_IS_KNOWN_FOR <= self._now():
            async with self._database.reading() as connection:
                conference = await conferences.get(connection, conference_id=record.conference_id)
            with suppress(AppError):  # then what was known before is the best guess
                starts_at = await self._starts.of(record.workspace_id, conference.code) if conference else None
            self._known_starts[record.conference_id] = self._now(), starts_at
        return starts_at is not None and starts_at <= self._now()

    async def nag(self) -> None:
        """Remind the moderators once of what has waited for a day, all of a workspace's in one line."""
        async with self._database.reading() as connection:
            slow = await requests.in_status(connection, statuses=_AWAITS_AN_ANSWER, before=self._now() - _DAY)
        of_workspace: defaultdict[int, list[RequestRecord]] = defaultdict(list)
        for record in slow:
            if record.nagged_at is None:
                of_workspace[record.workspace_id].append(record)
        await self._nagging.each(
            of_workspace.values(),
            self._nag,
            key=lambda one: one[0].workspace_id,
            place=lambda one: (one[0].workspace_id, None),
        )

    async def _nag(self, unnagged: Sequence[RequestRecord]) -> None:
        async with self._transitions.writing() as connection:
            for record in unnagged:
                await requests.nagged(connection, request_id=record.id, now=self._now())
            await self._outbox.put(connection, Nag(unnagged[0].workspace_id, len(unnagged)))

    async def fill_places(self) -> None:
        """Move waiting lists up where a place is free; the link lets in those whom it would have let in at once."""
        async with self._database.reading() as connection:
            waiting = await requests.in_status(connection, statuses=(RequestStatus.WAITING,), before=self._now())
        await self._filling.each(
            {record.link_id: record for record in waiting}.values(),
            self._fill,
            key=lambda one: one.link_id,
            place=_place,
        )

    async def _fill(self, waiting: RequestRecord) -> None:
        while await self._move_up(waiting.link_id):
            pass  # the next in line

    async def _move_up(self, link_id: int) -> bool:
        """Move the first of a link's waiting list up; False when nobody can."""
        async with self._transitions.writing() as connection:
            link = await request_links.get(connection, link_id=link_id)
            first = await requests.first_waiting(connection, link_id=link_id)
            if link is None or first is None or not await _has_place(connection, link):
                return False
            automatic = link.approval == Approval.AUTOMATIC or (link.approval == Approval.MEMBERS and first.is_member)
            # A link that lets guests in by itself needs neither card nor word when that works.
            await self._transitions.apply(
                connection, Event.MOVED_UP, first, delay=RULE_TAKES if automatic else timedelta(0)
            )
        if automatic:
            await to_its_end(self._admitting.by_rule(first.id))
        return True


def _id(record: RequestRecord) -> int:
    return record.id


def _place(record: RequestRecord) -> Place:
    return record.workspace_id, record.conference_id


def _is_closed(link: RequestLinkRecord | None, now: datetime) -> bool:
    return link is None or link.revoked_at is not None or (link.closes_at is not None and link.closes_at <= now)


async def _has_place(connection: Connection, link: RequestLinkRecord) -> bool:
    """Whether somebody on the waiting list can move up: those who wait for a decision come before them."""
    if link.capacity is None:
        return True
    held = HOLDS_PLACE | {RequestStatus.PENDING}
    return (await requests.places(connection, link_ids=[link.id], statuses=held))[link.id] < link.capacity
