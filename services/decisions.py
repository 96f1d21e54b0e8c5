"""Decisions on requests: by moderators, by a link's rule, by time, and when a place gets free."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from services.access import Permission, require
from services.admissions import Admissions
from services.arrivals import workspace_of
from services.errors import AppError, ErrorCode
from services.model import (
    BLOCKABLE,
    HOLDS_PLACE,
    LET_IN,
    UNDECIDED,
    Actor,
    Approval,
    LogAction,
    MessageKind,
    Request,
    RequestStatus,
)
from services.outbox import Outbox
from services.requests import RULE_TAKES, Requests
from storage import blocks, conferences, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault

PLACE_FREE = "place-free"  # what a message to a guest says besides where the request stands
_NAGGED = UNDECIDED - {RequestStatus.WAITING}  # who waits in line waits for a place, not for a moderator
_DAY = timedelta(days=1)


class Decisions:
    """What moderators decide, and what is decided by rules and by time."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        requests: Requests,
        admissions: Admissions,
        outbox: Outbox,
        *,
        now: Callable[[], datetime],
        hurry: asyncio.Event,
    ) -> None:
        self._database = database
        self._vault = vault
        self._requests = requests
        self._admissions = admissions
        self._outbox = outbox
        self._now = now
        self._hurry = hurry  # a place may be free: the jobs need not wait for their time

    # --- looking -----------------------------------------------------------------------------------------------------

    async def get(self, actor: Actor, request_id: int) -> Request:
        """A request of the actor's workspace; raises AppError(NOT_ALLOWED) for one of another."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            request = await self._requests.load(connection, request_id)
        if request.workspace_id != actor.workspace.id:
            raise AppError(ErrorCode.NOT_ALLOWED)
        return request

    async def approvable(self, actor: Actor, request_ids: Sequence[int]) -> list[Request]:
        """Those among some requests that can be approved now."""
        require(actor, Permission.MODERATE)
        found = [await self.get(actor, request_id) for request_id in request_ids]
        return [request for request in found if request.status is RequestStatus.PENDING]

    async def pending(self, actor: Actor, conference_id: int | None = None) -> tuple[Request, ...]:
        """What nobody has decided yet, oldest first."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            records = await requests.of_workspace(
                connection,
                workspace_id=actor.workspace.id,
                statuses=UNDECIDED,
                conference_id=conference_id,
            )
            return tuple([await self._requests.read(connection, record) for record in records])

    # --- deciding ----------------------------------------------------------------------------------------------------

    async def approve(self, actor: Actor, request_id: int, *, as_moderator: bool = False) -> Request:
        """Let somebody in; raises AppError(REQUEST_DECIDED) when somebody was faster, AppError(NO_PLACES).

        A failure of Boomstream is no error here: the request then says so and offers another try.
        """
        await self.get(actor, request_id)
        record = await self._admissions.claim(
            request_id, (RequestStatus.PENDING,), actor.user_id, as_moderator=as_moderator
        )
        return await self._admissions.let_in(record)

    async def retry(self, actor: Actor, request_id: int) -> Request:
        """Try again after a failure; whoever is in the conference by now is not invited again."""
        await self.get(actor, request_id)
        record = await self._admissions.claim(request_id, (RequestStatus.FAILED,), actor.user_id)
        return await self._admissions.let_in(record)

    async def invite_again(self, actor: Actor, request_id: int) -> Request:
        """Make a new link for somebody who is in the conference already: a person's own decision."""
        await self.get(actor, request_id)
        record = await self._admissions.claim(request_id, (RequestStatus.UNKNOWN,), actor.user_id)
        return await self._admissions.let_in(record, present_is_fine=True)

    async def approve_by_rule(self, request_id: int) -> Request:
        """Let somebody in because the link says so; moderators decide when the last place has just been taken."""
        async with self._database.reading() as connection:
            request = await self._requests.load(connection, request_id)
        if request.status is not RequestStatus.PENDING:
            return request
        try:
            claimed = await self._admissions.claim(request_id, (RequestStatus.PENDING,), None)
        except AppError as error:
            return await self._queue(request_id) if error.code is ErrorCode.NO_PLACES else request
        return await self._admissions.let_in(claimed)

    async def _queue(self, request_id: int) -> Request:
        """The last place was taken between asking and the rule: the guest waits like everybody who came later."""
        async with self._outbox.writing() as connection:
            await requests.change(
                connection,
                request_id=request_id,
                among=(RequestStatus.PENDING,),
                status=RequestStatus.WAITING,
                now=self._now(),
            )
            return await self._requests.load(connection, request_id)

    async def decline(self, actor: Actor, request_id: int, *, reason: str = "") -> Request:
        """Say no, with a reason for the guest."""
        request = await self.get(actor, request_id)
        async with self._outbox.writing() as connection:
            if not await self._decline(connection, actor, request_id, request.user_id, reason.strip()):
                raise AppError(ErrorCode.REQUEST_DECIDED)
            await self._admissions.audit(connection, request, actor.user_id, LogAction.REQUEST_DECLINED)
            return await self._requests.load(connection, request_id)

    async def block(self, actor: Actor, request_id: int) -> Request:
        """Say no to all that the guest asks for here, now and later; raises AppError(REQUEST_DECIDED) once let in."""
        await self.get(actor, request_id)  # whether it is any of the actor's business
        async with self._outbox.writing() as connection:
            request = await self._requests.load(connection, request_id)
            if request.status not in BLOCKABLE or request.user_id is None:
                raise AppError(ErrorCode.REQUEST_DECIDED)
            await blocks.add(
                connection,
                workspace_id=request.workspace_id,
                user_id=request.user_id,
                blocked_by=actor.user_id,
                now=self._now(),
            )
            for other in await requests.of_person(connection, user_id=request.user_id):
                if other.workspace_id == request.workspace_id:
                    await self._decline(connection, actor, other.id, request.user_id)
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
            await self._admissions.audit(connection, request, actor.user_id, LogAction.PERSON_BLOCKED)
            return await self._requests.load(connection, request_id)

    async def _decline(
        self, connection: Connection, actor: Actor, request_id: int, user_id: int | None, reason: str = ""
    ) -> bool:
        declined = await requests.change(
            connection,
            request_id=request_id,
            among=UNDECIDED,
            status=RequestStatus.DECLINED,
            now=self._now(),
            decided_by=actor.user_id,
            decided_at=self._now().isoformat(),
            reason_sealed=self._vault.seal(reason) if reason else None,
        )
        if declined:
            await self._tell(connection, request_id, user_id)
        return declined

    async def unblock(self, actor: Actor, request_id: int) -> Request:
        """Let somebody ask again."""
        request = await self.get(actor, request_id)
        async with self._outbox.writing() as connection:
            if request.user_id is not None:
                await blocks.remove(connection, workspace_id=request.workspace_id, user_id=request.user_id)
            await self._admissions.audit(connection, request, actor.user_id, LogAction.PERSON_UNBLOCKED)
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
        return request

    async def is_blocked(self, request: Request) -> bool:
        """Whether the guest may not ask in this workspace."""
        if request.user_id is None:
            return False
        async with self._database.reading() as connection:
            return await blocks.exists(connection, workspace_id=request.workspace_id, user_id=request.user_id)

    # --- by time and by the world ------------------------------------------------------------------------------------

    async def expire(self) -> None:
        """End what nobody answered in the workspace's time; tell the guests."""
        async with self._database.reading() as connection:
            records = await requests.in_status(connection, statuses=UNDECIDED, before=self._now() - _DAY)
            settings = {
                record.workspace_id: workspace_of(row).settings
                for record in records
                if (row := await workspaces.get(connection, workspace_id=record.workspace_id))
            }
        for record in records:
            if record.changed_at + settings[record.workspace_id].expiry_days * _DAY > self._now():
                continue
            async with self._outbox.writing() as connection:
                if await requests.change(
                    connection, request_id=record.id, among=UNDECIDED, status=RequestStatus.EXPIRED, now=self._now()
                ):
                    await self._tell(connection, record.id, record.user_id)

    async def nag(self) -> None:
        """Remind the moderators once of what has waited for a day, all of it in one line."""
        async with self._outbox.writing() as connection:
            slow = await requests.in_status(connection, statuses=_NAGGED, before=self._now() - _DAY)
            unnagged = [record for record in slow if record.nagged_at is None]
            for record in unnagged:
                await requests.nagged(connection, request_id=record.id, now=self._now())
            for workspace_id, count in Counter(record.workspace_id for record in unnagged).items():
                await self._outbox.put(
                    connection, MessageKind.NAG, workspace_id=workspace_id, data={"count": str(count)}
                )

    async def fill_places(self) -> None:
        """Move waiting lists up where a place is free."""
        async with self._database.reading() as connection:
            waiting = await requests.in_status(connection, statuses=(RequestStatus.WAITING,), before=self._now())
        for link_id in dict.fromkeys(record.link_id for record in waiting):
            while (moved := await self._move_up(link_id)) is not None:
                if await self._is_automatic(moved):
                    await self.approve_by_rule(moved.id)

    async def place_freed(self, conference_id: int, code: str) -> None:
        """Somebody was removed from the conference here."""
        async with self._outbox.writing() as connection:
            await self.participant_removed(connection, conference_id, code)
        self._hurry.set()

    async def participant_removed(self, connection: Connection, conference_id: int, code: str) -> None:
        """Somebody is not in the conference any more, in the caller's transaction: they are told, the place is free."""
        for record in await requests.by_participant(connection, conference_id=conference_id, code=code):
            if await requests.change(
                connection, request_id=record.id, among=HOLDS_PLACE, status=RequestStatus.REMOVED, now=self._now()
            ):
                await self._tell(connection, record.id, record.user_id)

    async def conference_gone(self, connection: Connection, conference_id: int, starts_at: datetime | None) -> None:
        """It was deleted, in the transaction that notes it: links lead nowhere, requests and invitations end.

        Those who were invited are told unless it has begun: tidying up after an event is no news.
        """
        await conferences.set_gone(connection, conference_id=conference_id)
        for link in await request_links.of_conference(connection, conference_id=conference_id):
            await request_links.revoke(connection, link_id=link.id, now=self._now())
        ended = UNDECIDED | LET_IN
        for record in await requests.of_conference(connection, conference_id=conference_id, statuses=ended):
            await requests.change(
                connection, request_id=record.id, among=ended, status=RequestStatus.CANCELLED, now=self._now()
            )
            invited_to_the_past = record.status in LET_IN and starts_at is not None and starts_at <= self._now()
            await self._tell(connection, record.id, None if invited_to_the_past else record.user_id)

    # --- steps -------------------------------------------------------------------------------------------------------

    async def _has_place(self, connection: Connection, first: RequestRecord) -> bool:
        """Whether somebody on the waiting list can move up: those who wait for a decision come before them."""
        link = await request_links.get(connection, link_id=first.link_id)
        counts = await requests.counts(connection, link_id=first.link_id)
        ahead = sum(counts.get(status, 0) for status in HOLDS_PLACE | {RequestStatus.PENDING})
        return link is not None and (link.capacity is None or ahead < link.capacity)

    async def _move_up(self, link_id: int) -> RequestRecord | None:
        async with self._outbox.writing() as connection:
            first = await requests.first_waiting(connection, link_id=link_id)
            if first is None:
                return None
            if not await self._has_place(connection, first):
                return None
            await requests.change(
                connection,
                request_id=first.id,
                among=(RequestStatus.WAITING,),
                status=RequestStatus.PENDING,
                now=self._now(),
            )
            link = await request_links.get(connection, link_id=link_id)
            # A link that lets guests in by itself needs neither card nor word when that works.
            delay = RULE_TAKES if link is not None and link.approval == Approval.AUTOMATIC else timedelta(0)
            await self._outbox.put(connection, MessageKind.CARD, request_id=first.id, delay=delay)
            if first.card_chat_id is not None:  # the old one, for a digest may come instead of a new one
                await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=first.id)
            await self._outbox.put(
                connection,
                MessageKind.GUEST,
                request_id=first.id,
                user_id=first.user_id,
                data={"news": PLACE_FREE},
                delay=delay,
            )
            return await requests.get(connection, request_id=first.id)

    async def _is_automatic(self, record: RequestRecord) -> bool:
        async with self._database.reading() as connection:
            link = await request_links.get(connection, link_id=record.link_id)
        return link is not None and link.approval == Approval.AUTOMATIC

    async def _tell(self, connection: Connection, request_id: int, user_id: int | None) -> None:
        if user_id is not None:
            await self._outbox.put(connection, MessageKind.GUEST, request_id=request_id, user_id=user_id)
        await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
