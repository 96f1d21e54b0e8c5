"""Decisions on requests: by moderators, by a link's rule, by time, and when a place gets free."""

from collections.abc import Callable
from datetime import datetime, timedelta

from services.access import Permission, require
from services.admissions import Admissions
from services.errors import AppError, ErrorCode
from services.model import (
    ADMITTED,
    Action,
    Actor,
    MessageKind,
    Request,
    RequestStatus,
)
from services.outbox import Outbox
from services.people import workspace_of
from services.requests import Requests
from storage import blocks, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault

PLACE_FREE = "place-free"  # what a message to a guest says besides where the request stands
UNDECIDED = (RequestStatus.PENDING, RequestStatus.WAITING, RequestStatus.FAILED, RequestStatus.UNKNOWN)


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
    ) -> None:
        self._database = database
        self._vault = vault
        self._requests = requests
        self._admissions = admissions
        self._outbox = outbox
        self._now = now

    # --- looking -----------------------------------------------------------------------------------------------------

    async def get(self, actor: Actor, request_id: int) -> Request:
        """A request of the actor's workspace; raises AppError(NOT_ALLOWED) for one of another."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            request = await self._requests.load(connection, request_id)
        if request.workspace_id != actor.workspace.id:
            raise AppError(ErrorCode.NOT_ALLOWED)
        return request

    async def pending(self, actor: Actor, conference_id: int | None = None) -> tuple[Request, ...]:
        """What waits for a decision, oldest first."""
        require(actor, Permission.MODERATE)
        statuses = (RequestStatus.PENDING, RequestStatus.FAILED, RequestStatus.UNKNOWN)
        async with self._database.reading() as connection:
            records = await requests.of_workspace(
                connection,
                workspace_id=actor.workspace.id,
                statuses=[status.value for status in statuses],
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
        except AppError:
            return request
        return await self._admissions.let_in(claimed)

    async def decline(self, actor: Actor, request_id: int, *, reason: str = "", block: bool = False) -> Request:
        """Say no, with a reason for the guest; blocking also keeps them from asking again."""
        request = await self.get(actor, request_id)
        async with self._outbox.writing() as connection:
            if not await requests.change(
                connection,
                request_id=request_id,
                among=[status.value for status in UNDECIDED],
                status=RequestStatus.DECLINED.value,
                now=self._now(),
                decided_by=actor.user_id,
                decided_at=self._now().isoformat(),
                reason_sealed=self._vault.seal(reason.strip()) if reason.strip() else None,
            ):
                raise AppError(ErrorCode.REQUEST_DECIDED)
            if block and request.user_id is not None:
                await blocks.add(
                    connection,
                    workspace_id=request.workspace_id,
                    user_id=request.user_id,
                    blocked_by=actor.user_id,
                    now=self._now(),
                )
            await self._tell(connection, request_id, request.user_id)
            await self._admissions.audit(
                connection, request, actor.user_id, Action.PERSON_BLOCKED if block else Action.REQUEST_DECLINED
            )
            return await self._requests.load(connection, request_id)

    async def unblock(self, actor: Actor, request_id: int) -> Request:
        """Let somebody ask again."""
        request = await self.get(actor, request_id)
        async with self._outbox.writing() as connection:
            if request.user_id is not None:
                await blocks.remove(connection, workspace_id=request.workspace_id, user_id=request.user_id)
            await self._admissions.audit(connection, request, actor.user_id, Action.PERSON_UNBLOCKED)
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
        undecided = (RequestStatus.PENDING.value, RequestStatus.WAITING.value)
        async with self._database.reading() as connection:
            records = await requests.in_status(connection, statuses=undecided, before=self._now() - timedelta(days=1))
            settings = {
                record.workspace_id: workspace_of(row).settings
                for record in records
                if (row := await workspaces.get(connection, workspace_id=record.workspace_id))
            }
        for record in records:
            if record.created_at + timedelta(days=settings[record.workspace_id].expiry_days) > self._now():
                continue
            async with self._outbox.writing() as connection:
                if await requests.change(
                    connection,
                    request_id=record.id,
                    among=undecided,
                    status=RequestStatus.EXPIRED.value,
                    now=self._now(),
                ):
                    await self._tell(connection, record.id, record.user_id)

    async def nag(self) -> None:
        """Remind the moderators once of what has waited for a day, all of it in one line."""
        async with self._outbox.writing() as connection:
            waiting: dict[int, int] = {}
            for record in await requests.unnagged(connection, before=self._now() - timedelta(days=1)):
                await requests.nagged(connection, request_id=record.id, now=self._now())
                waiting[record.workspace_id] = waiting.get(record.workspace_id, 0) + 1
            for workspace_id, count in waiting.items():
                await self._outbox.put(
                    connection, MessageKind.NAG, workspace_id=workspace_id, data={"count": str(count)}
                )

    async def fill_places(self) -> None:
        """Move waiting lists up where a place is free."""
        async with self._database.reading() as connection:
            waiting = await requests.in_status(connection, statuses=(RequestStatus.WAITING.value,), before=self._now())
        for link_id in dict.fromkeys(record.link_id for record in waiting):
            while (moved := await self._move_up(link_id)) is not None:
                if moved.decided_at is None and await self._is_automatic(moved):
                    await self.approve_by_rule(moved.id)

    async def participant_removed(self, conference_id: int, code: str) -> None:
        """Somebody who came through a link is no longer in the conference: their place is free."""
        async with self._outbox.writing() as connection:
            record = await requests.by_participant(connection, conference_id=conference_id, code=code)
            if record is None or not await requests.change(
                connection,
                request_id=record.id,
                among=[status.value for status in ADMITTED],
                status=RequestStatus.REMOVED.value,
                now=self._now(),
            ):
                return
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=record.id)
        await self.fill_places()

    # --- steps -------------------------------------------------------------------------------------------------------

    async def _has_place(self, connection: Connection, first: RequestRecord) -> bool:
        """Whether somebody on the waiting list can move up: those who wait for a decision come before them."""
        link = await request_links.get(connection, link_id=first.link_id)
        counts = await requests.counts(connection, link_id=first.link_id)
        ahead = sum(counts.get(status.value, 0) for status in ADMITTED | {RequestStatus.PENDING})
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
                among=(RequestStatus.WAITING.value,),
                status=RequestStatus.PENDING.value,
                now=self._now(),
            )
            await self._outbox.put(connection, MessageKind.CARD, request_id=first.id)
            await self._outbox.put(
                connection, MessageKind.GUEST, request_id=first.id, user_id=first.user_id, data={"news": PLACE_FREE}
            )
            return await requests.get(connection, request_id=first.id)

    async def _is_automatic(self, record: RequestRecord) -> bool:
        async with self._database.reading() as connection:
            link = await request_links.get(connection, link_id=record.link_id)
        return link is not None and link.approval == "automatic"

    async def _tell(self, connection: Connection, request_id: int, user_id: int | None) -> None:
        if user_id is not None:
            await self._outbox.put(connection, MessageKind.GUEST, request_id=request_id, user_id=user_id)
        await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
