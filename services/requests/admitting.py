"""Letting people in: once each, resumable after a crash, nobody invited twice.

pending → claimed (one transaction, the first wins) → Boomstream's `invite` → invited (with the link and the guest's
message, one transaction) → delivered (when the message went out). A claim whose process died is taken up again: first
`client/list` is asked for the address, and only somebody who is not there is invited.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeVar

from boomstream import Client, Project
from services.arrivals import workspace_of
from services.errors import AppError, ErrorCode
from services.invitations import invite_one, present
from services.model import Conference, Guest, InviteOptions, Workspace
from services.projects import Projects, read
from services.requests import reading
from services.requests.conference_events import recognise
from services.requests.events import Event
from services.requests.model import HOLDS_PLACE, Request, RequestStatus, Unreachable
from services.requests.transitions import Facts, Transitions
from services.surprises import Alarm, Surprises
from storage import conferences, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.errors import ConstraintViolated
from storage.records import RequestRecord
from storage.secrets import Vault

T = TypeVar("T")

_GIVES_UP_AFTER = 3  # surprises in a row
PATIENCE = 20.0  # seconds that a stop gives to what has begun
RULE_TAKES = timedelta(minutes=1)  # so long a card waits for a link that decides by itself

# Who may be in the conference already when they get a link: somebody asked for a new one.
_MAY_BE_THERE = {RequestStatus.UNKNOWN, RequestStatus.LAPSED, RequestStatus.RENEWAL}

# Who is known not to be in when they are let in after all.
_OUT = {RequestStatus.DECLINED, RequestStatus.REMOVED}

# After these nobody can say whether the guest was invited: a person has to look before it is tried again.
_DOUBTFUL = {ErrorCode.UNCLEAR, ErrorCode.PRESENT_ALREADY, ErrorCode.MODERATORS_LINK}

# Whether a new link may be made for somebody who is in the conference already.
Renews = Callable[[Client], bool]


def nobody(_: Client) -> bool:
    """Whoever is there already is not invited again."""
    return False


class Admitting:
    """The steps from a decision to the guest's link, each written down before the next begins."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        projects: Projects,
        transitions: Transitions,
        *,
        alarm: Alarm,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._projects = projects
        self._transitions = transitions
        self._now = now
        self._under_way: set[int] = set()
        self._surprises = Surprises("resume", alarm, now=now)

    async def admit(
        self,
        event: Event,
        request_id: int,
        *,
        by: int | None,
        as_moderator: bool | None = None,
        renews: Renews = nobody,
    ) -> Request:
        """Claim a request by an event that leads there, and let the guest in.

        `renews`: for whom among those who are there already a new link may be made, where one is asked for.
        Raises AppError: REQUEST_DECIDED when somebody was faster, NO_PLACES or OUTDATED. A failure of Boomstream is no
        error here: the request then says so.
        """
        try:
            record = await self._claim(event, request_id, by=by, as_moderator=as_moderator)
        except ConstraintViolated:  # the guest has asked anew since: that is what is to be decided on
            raise AppError(ErrorCode.REQUEST_DECIDED) from None
        return await self._let_in(record, renews=renews if record.previous in _MAY_BE_THERE else nobody)

    async def by_rule(self, request_id: int) -> Request:
        """Let somebody in because the link says so; moderators decide when the last place has just been taken."""
        async with self._database.reading() as connection:
            request = await reading.load(connection, self._vault, request_id)
        if request.status is not RequestStatus.PENDING:
            return request
        try:
            claimed = await self._claim(Event.APPROVED_BY_RULE, request_id, by=None)
        except AppError as error:
            return await self._queue(request_id) if error.code is ErrorCode.NO_PLACES else request
        return await self._let_in(claimed)

    async def renew_by_rule(self, request_id: int) -> Request:
        """A new personal link in place of one that lapsed, because the link lets the guest in by itself."""

        def renews(there: Client) -> bool:
            return not there.moderator  # what a moderator's link is worth, a person decides

        return await self.admit(Event.RENEWED_BY_RULE, request_id, by=None, renews=renews)

    async def _queue(self, request_id: int) -> Request:
        """The last place was taken between asking and the rule: the guest waits like everybody who came later."""
        async with self._transitions.writing() as connection:
            record = await reading.found(connection, request_id)
            queued = await self._transitions.apply(connection, Event.QUEUED, record)
            return await reading.opened(connection, self._vault, queued or record)

    async def _claim(
        self, event: Event, request_id: int, *, by: int | None, as_moderator: bool | None = None
    ) -> RequestRecord:
        async with self._transitions.writing() as connection:
            record = await reading.found(connection, request_id)
            if record.status not in HOLDS_PLACE:
                await _require_place(connection, record)
            facts: Facts = {"problem": "", "participant_code": None, "valid_until": None}
            if record.status in _OUT:
                facts |= {"there_before": None, "reason_sealed": None}
            if as_moderator is not None:
                facts["as_moderator"] = as_moderator
            claimed = await self._transitions.apply(connection, event, record, by=by, **facts)
            if claimed is None:
                raise AppError(ErrorCode.REQUEST_DECIDED)
            self._under_way.add(request_id)  # before others can see the claim
        return claimed

    async def _let_in(self, record: RequestRecord, *, renews: Renews = nobody, resumed: bool = False) -> Request:
        """Invite whom a claim lets in, and write down what became of it. `resumed`: an earlier try may have done it."""
        self._under_way.add(record.id)
        try:
            request = await self._carry_out(record, renews=renews, resumed=resumed)
            if request.status not in {RequestStatus.FAILED, RequestStatus.CANCELLED}:
                await self._find_participant(request)
        finally:
            self._under_way.discard(record.id)
        return request

    async def _carry_out(self, record: RequestRecord, *, renews: Renews, resumed: bool) -> Request:
        workspace = await self._workspace(record.workspace_id)
        options = _options(workspace, record)
        # Counted from before the call: a link that is said to work does.
        valid_until = (self._now() + options.lifetime).isoformat() if options.lifetime else None
        try:
            link = await self._invite(record, workspace, options, renews)
        except AppError as error:
            doubtful = resumed or error.code in _DOUBTFUL
            return await self._settle(record, Event.DOUBTED if doubtful else Event.FAILED, problem=error.code.value)
        if link is None:  # made, but the answer with the link was lost
            return await self._settle(record, Event.DOUBTED, problem=ErrorCode.PRESENT_ALREADY.value)
        # At once: nobody can get the link again if the process ends before it is written down.
        return await self._settle(record, Event.INVITED, link_sealed=self._vault.seal(link), valid_until=valid_until)

    async def _invite(
        self, record: RequestRecord, workspace: Workspace, options: InviteOptions, renews: Renews
    ) -> str | None:
        async with self._database.reading() as connection:
            request = await reading.opened(connection, self._vault, record)
        if not request.email:
            raise AppError(ErrorCode.GONE)
        project = await self._projects.of(workspace)
        before = await read(project.clients(request.conference.code, fresh=True))
        await self._learn_start(project, request.conference)
        old = present(before, request.email)
        if old is not None and not renews(old):
            raise AppError(ErrorCode.MODERATORS_LINK if old.moderator else ErrorCode.PRESENT_ALREADY)
        async with self._database.transaction() as connection:
            same = [c.code for c in before if c.email.casefold() == request.email.casefold() and not c.is_deleted]
            await requests.set_there_before(connection, request_id=record.id, codes=same)
        guest = Guest(request.email, None if old else request.name)
        return await invite_one(project, request.conference, guest, options, before)

    async def _learn_start(self, project: Project, conference: Conference) -> None:
        """The guest's message tells when it starts: it may have been moved since they asked."""
        with suppress(AppError):  # better an invitation without a time than none
            starts_at = (await read(project.info(conference.code))).starts_at
            if starts_at != conference.starts_at:
                async with self._database.transaction() as connection:
                    await conferences.set_start(connection, conference_id=conference.id, starts_at=starts_at)

    async def _settle(
        self,
        claim: RequestRecord,
        event: Event,
        *,
        problem: str = "",
        link_sealed: bytes | None = None,
        valid_until: str | None = None,
    ) -> Request:
        async with self._transitions.writing() as connection:
            record = await reading.found(connection, claim.id)
            if problem == ErrorCode.GONE and event is Event.FAILED and await _is_gone(connection, record):
                event, problem = Event.FAILED_WITH_CONFERENCE, ""
            if event is Event.INVITED and record.user_id is None:  # /forget in between
                event, problem, link_sealed = Event.INVITED_FORGOTTEN, Unreachable.FORGOTTEN, None
            settled = await self._transitions.apply(
                connection, event, record, problem=problem, link_sealed=link_sealed, valid_until=valid_until
            )
            return await reading.opened(connection, self._vault, settled or record)

    async def _find_participant(self, request: Request) -> None:
        """Boomstream's answer to `invite` does not name the client: find it in the list, now or at the next look."""
        with suppress(AppError):  # the link is what matters
            project = await self._projects.of(await self._workspace(request.workspace_id))
            clients = await read(project.clients(request.conference.code))
            async with self._transitions.writing() as connection:
                await recognise(connection, self._transitions, self._vault, request.conference.id, clients)

    async def _workspace(self, workspace_id: int) -> Workspace:
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
        if row is None:
            raise AppError(ErrorCode.GONE)
        return workspace_of(row)

    async def resume(self) -> None:
        """Take up what was claimed and not finished: by an earlier process, or by this one when its database failed."""
        async with self._database.reading() as connection:
            records = await requests.in_status(connection, statuses=(RequestStatus.CLAIMED,), before=self._now())
        left = [record for record in records if record.id not in self._under_way]
        await self._surprises.each(
            left, self._resume, key=lambda one: one.id, place=lambda one: (one.workspace_id, one.conference_id)
        )

    async def _resume(self, record: RequestRecord) -> None:
        try:
            await to_its_end(self._let_in(record, resumed=True))
        except Exception:
            if self._surprises.times(record.id) + 1 >= _GIVES_UP_AFTER:  # somebody has to look: the card says so
                await self._settle(record, Event.DOUBTED, problem=ErrorCode.UNCLEAR.value)
            raise

    async def delivered(self, request_id: int) -> None:
        """The guest's link went out: the card shows it."""
        await self._sent(request_id, Event.DELIVERED)

    async def undelivered(self, request_id: int, why: Unreachable) -> None:
        """The guest's link could not go out: the card says why and has the link."""
        await self._sent(request_id, Event.UNDELIVERED, problem=why.value)

    async def _sent(self, request_id: int, event: Event, *, problem: str = "") -> None:
        async with self._transitions.writing() as connection:
            record = await requests.get(connection, request_id=request_id)
            if record is not None:
                await self._transitions.apply(connection, event, record, problem=problem)


async def to_its_end(work: Coroutine[Any, Any, T]) -> T:
    """Await what should not be cut in the middle: when cancelled it gets PATIENCE to end, and nothing follows it."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        _, late = await asyncio.wait({task}, timeout=PATIENCE)
        if late:
            task.cancel()
            await asyncio.wait({task})
        raise


async def _require_place(connection: Connection, record: RequestRecord) -> None:
    """Raise AppError(NO_PLACES) when the link's capacity is used up."""
    link = await request_links.get(connection, link_id=record.link_id)
    admitted = (await requests.places(connection, link_ids=[record.link_id], statuses=HOLDS_PLACE))[record.link_id]
    if link is not None and link.capacity is not None and admitted >= link.capacity:
        raise AppError(ErrorCode.NO_PLACES, capacity=link.capacity)


async def _is_gone(connection: Connection, record: RequestRecord) -> bool:
    conference = await conferences.get(connection, conference_id=record.conference_id)
    return conference is not None and conference.gone


def _options(workspace: Workspace, record: RequestRecord) -> InviteOptions:
    settings = workspace.settings
    return InviteOptions(
        moderator=record.as_moderator,
        notify=settings.notify_guests,
        lifetime=timedelta(seconds=settings.lifetime) if settings.lifetime else None,
    )
