"""Decisions on requests: once each, resumable after a crash, nobody invited twice.

pending → claimed (one transaction, the first wins) → Boomstream's `invite` → invited (with the link and the guest's
message, one transaction) → delivered (when the message went out). A claim whose process died is taken up again: first
`client/list` is asked for the address, and only somebody who is not there is invited.
"""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from boomstream import Client, Project
from services.access import Permission, require
from services.emails import mask
from services.errors import AppError, ErrorCode
from services.inviting import invite_one
from services.model import (
    ADMITTED,
    Action,
    Actor,
    Guest,
    InviteOptions,
    MessageKind,
    Request,
    RequestStatus,
    Unreachable,
    Workspace,
)
from services.outbox import Outbox
from services.people import workspace_of
from services.projects import Projects, read
from services.requests import Requests
from storage import audit, blocks, participants, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault

_UNDECIDED = (RequestStatus.PENDING, RequestStatus.WAITING, RequestStatus.FAILED, RequestStatus.UNKNOWN)
# After these nobody can say whether the guest was invited: a person has to look before it is tried again.
_DOUBTFUL = {ErrorCode.UNCLEAR, ErrorCode.PRESENT_ALREADY}
_LONGEST_CLAIM = timedelta(minutes=10)  # Boomstream's calls all have their time limits


class Decisions:
    """What moderators decide, and what is decided by rules and by time."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        projects: Projects,
        requests: Requests,
        outbox: Outbox,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._projects = projects
        self._requests = requests
        self._outbox = outbox
        self._now = now
        self._run_id = secrets.token_hex(8)

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
        record = await self._claim(request_id, (RequestStatus.PENDING,), actor.user_id, as_moderator=as_moderator)
        return await self._let_in(record)

    async def retry(self, actor: Actor, request_id: int) -> Request:
        """Try again after a failure; whoever is in the conference by now is not invited again."""
        await self.get(actor, request_id)
        record = await self._claim(request_id, (RequestStatus.FAILED,), actor.user_id)
        return await self._let_in(record)

    async def invite_again(self, actor: Actor, request_id: int) -> Request:
        """Make a new link for somebody who is in the conference already: a person's own decision."""
        await self.get(actor, request_id)
        record = await self._claim(request_id, (RequestStatus.UNKNOWN,), actor.user_id)
        return await self._let_in(record, present_is_fine=True)

    async def approve_by_rule(self, request_id: int) -> Request:
        """Let somebody in because the link says so; the place was checked when they asked."""
        async with self._database.reading() as connection:
            request = await self._requests.load(connection, request_id)
        if request.status is not RequestStatus.PENDING:
            return request
        return await self._let_in(await self._claim(request_id, (RequestStatus.PENDING,), None))

    async def decline(self, actor: Actor, request_id: int, *, reason: str = "", block: bool = False) -> Request:
        """Say no, with a reason for the guest; blocking also keeps them from asking again."""
        request = await self.get(actor, request_id)
        async with self._outbox.writing() as connection:
            if not await requests.change(
                connection,
                request_id=request_id,
                among=[status.value for status in _UNDECIDED],
                status=RequestStatus.DECLINED.value,
                now=self._now(),
                decided_by=actor.user_id,
                decided_at=self._now().isoformat(),
                reason_sealed=self._vault.seal(reason.strip()) if reason.strip() else None,
            ):
                raise await self._decided(connection, request_id)
            if block and request.user_id is not None:
                await blocks.add(
                    connection,
                    workspace_id=request.workspace_id,
                    user_id=request.user_id,
                    blocked_by=actor.user_id,
                    now=self._now(),
                )
            await self._tell(connection, request_id, request.user_id)
            await self._audit(
                connection, request, actor.user_id, Action.PERSON_BLOCKED if block else Action.REQUEST_DECLINED
            )
            return await self._requests.load(connection, request_id)

    async def unblock(self, actor: Actor, request_id: int) -> Request:
        """Let somebody ask again."""
        request = await self.get(actor, request_id)
        async with self._outbox.writing() as connection:
            if request.user_id is not None:
                await blocks.remove(connection, workspace_id=request.workspace_id, user_id=request.user_id)
            await self._audit(connection, request, actor.user_id, Action.PERSON_UNBLOCKED)
        return request

    async def is_blocked(self, request: Request) -> bool:
        """Whether the guest may not ask in this workspace."""
        if request.user_id is None:
            return False
        async with self._database.reading() as connection:
            return await blocks.exists(connection, workspace_id=request.workspace_id, user_id=request.user_id)

    # --- by time and by the world ------------------------------------------------------------------------------------

    async def resume(self) -> None:
        """Take up what was claimed and not finished: by an earlier process, or by this one when its database failed."""
        async with self._database.reading() as connection:
            records = await requests.in_status(connection, statuses=(RequestStatus.CLAIMED.value,), before=self._now())
        for record in records:
            if record.claimed_by != self._run_id or record.changed_at < self._now() - _LONGEST_CLAIM:
                await self._let_in(record)

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

    async def delivered(self, request_id: int) -> None:
        """The guest's link went out: the card shows it."""
        await self._sent(request_id, RequestStatus.DELIVERED)

    async def undelivered(self, request_id: int, why: Unreachable) -> None:
        """The guest's link could not go out: the card says why and has the link."""
        await self._sent(request_id, RequestStatus.UNDELIVERED, problem=why.value)

    async def _sent(self, request_id: int, status: RequestStatus, *, problem: str = "") -> None:
        async with self._outbox.writing() as connection:
            if await requests.change(
                connection,
                request_id=request_id,
                among=(RequestStatus.INVITED.value,),
                status=status.value,
                now=self._now(),
                problem=problem,
            ):
                await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)

    # --- steps -------------------------------------------------------------------------------------------------------

    async def _claim(
        self, request_id: int, among: Sequence[RequestStatus], user_id: int | None, *, as_moderator: bool | None = None
    ) -> RequestRecord:
        async with self._outbox.writing() as connection:
            record = await requests.get(connection, request_id=request_id)
            if record is None:
                raise AppError(ErrorCode.OUTDATED)
            if RequestStatus(record.status) is RequestStatus.PENDING:
                await self._require_place(connection, record)
            values = {} if as_moderator is None else {"as_moderator": int(as_moderator)}
            if not await requests.change(
                connection,
                request_id=request_id,
                among=[status.value for status in among],
                status=RequestStatus.CLAIMED.value,
                now=self._now(),
                decided_by=user_id,
                decided_at=self._now().isoformat(),
                claimed_by=self._run_id,
                problem="",
                participant_code=None,
                **values,
            ):
                raise await self._decided(connection, request_id)
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
            claimed = await requests.get(connection, request_id=request_id)
        if claimed is None:
            raise AppError(ErrorCode.OUTDATED)
        return claimed

    async def _require_place(self, connection: Connection, record: RequestRecord) -> None:
        link = await request_links.get(connection, link_id=record.link_id)
        counts = await requests.counts(connection, link_id=record.link_id)
        admitted = sum(counts.get(status.value, 0) for status in ADMITTED)
        if link is not None and link.capacity is not None and admitted >= link.capacity:
            raise AppError(ErrorCode.NO_PLACES, capacity=link.capacity)

    async def _has_place(self, connection: Connection, first: RequestRecord) -> bool:
        """Whether somebody on the waiting list can move up: those who wait for a decision come before them."""
        link = await request_links.get(connection, link_id=first.link_id)
        counts = await requests.counts(connection, link_id=first.link_id)
        ahead = sum(counts.get(status.value, 0) for status in ADMITTED | {RequestStatus.PENDING})
        return link is not None and (link.capacity is None or ahead < link.capacity)

    async def _let_in(self, record: RequestRecord, *, present_is_fine: bool = False) -> Request:
        """Invite whom a claim lets in, and write down what became of it."""
        try:
            project, link = await self._invite(record, present_is_fine=present_is_fine)
        except AppError as error:
            doubtful = error.code in _DOUBTFUL
            return await self._settle(
                record, RequestStatus.UNKNOWN if doubtful else RequestStatus.FAILED, problem=error.code.value
            )
        # At once: nobody can get the link again if the process ends before it is written down.
        if link is None:
            request = await self._settle(record, RequestStatus.UNKNOWN, problem=ErrorCode.UNCLEAR.value)
        else:
            request = await self._settle(record, RequestStatus.INVITED, link_sealed=self._vault.seal(link))
        await self._find_participant(project, request)
        return request

    async def _invite(self, record: RequestRecord, *, present_is_fine: bool) -> tuple[Project, str | None]:
        async with self._database.reading() as connection:
            request = await self._requests.read(connection, record)
            row = await workspaces.get(connection, workspace_id=record.workspace_id)
        if row is None or not request.email:
            raise AppError(ErrorCode.GONE)
        workspace = workspace_of(row)
        project = await self._projects.of(workspace)
        before = await read(project.clients(request.conference.code, fresh=True))
        email = request.email.casefold()
        if not present_is_fine and any(c.email.casefold() == email and not c.is_deleted for c in before):
            raise AppError(ErrorCode.PRESENT_ALREADY)
        known = {client.code for client in before}
        guest = Guest(request.email, request.name or None)
        return project, await invite_one(project, request.conference, guest, _options(workspace, record), known)

    async def _find_participant(self, project: Project, request: Request) -> None:
        """Boomstream's answer to `invite` does not name the client: find it in the list, now or at the next look."""
        with suppress(AppError):  # the link is what matters
            clients = await read(project.clients(request.conference.code))
            async with self._outbox.writing() as connection:
                await self.recognise(connection, request.conference.id, clients)

    async def recognise(self, connection: Connection, conference_id: int, clients: Sequence[Client]) -> None:
        """Find the participants of those who were let in here, by address, in the caller's transaction.

        The watcher does it too: what a crash or a lost answer kept from being noted is nobody else's doing.
        """
        codes = {client.email.casefold(): client.code for client in clients if client.email and not client.is_deleted}
        statuses = [status.value for status in ADMITTED]
        for record in await requests.without_participant(connection, conference_id=conference_id, statuses=statuses):
            code = codes.get((await self._requests.read(connection, record)).email.casefold())
            if code is None:
                continue
            await participants.see(connection, conference_id=conference_id, codes=[code])
            await participants.invited_here(connection, conference_id=conference_id, codes=[code])
            if record.status != RequestStatus.CLAIMED.value:  # there may be a newer one in a moment
                await requests.set_participant(connection, request_id=record.id, code=code)
                await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=record.id)

    async def _settle(
        self,
        record: RequestRecord,
        status: RequestStatus,
        *,
        problem: str = "",
        link_sealed: bytes | None = None,
    ) -> Request:
        async with self._outbox.writing() as connection:
            invited = status is RequestStatus.INVITED
            if invited and (await self._requests.load(connection, record.id)).user_id is None:  # /forget in between
                status, problem, link_sealed = RequestStatus.UNDELIVERED, Unreachable.FORGOTTEN.value, None
            changed = await requests.change(
                connection,
                request_id=record.id,
                among=(RequestStatus.CLAIMED.value,),
                status=status.value,
                now=self._now(),
                problem=problem,
                link_sealed=link_sealed,
            )
            request = await self._requests.load(connection, record.id)
            if not changed:
                return request
            if invited:
                await self._outbox.put(connection, MessageKind.GUEST, request_id=record.id, user_id=request.user_id)
                await self._audit(connection, request, record.decided_by, Action.REQUEST_APPROVED)
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=record.id)
        return request

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
            await self._outbox.put(connection, MessageKind.GUEST, request_id=first.id, user_id=first.user_id)
            return await requests.get(connection, request_id=first.id)

    async def _is_automatic(self, record: RequestRecord) -> bool:
        async with self._database.reading() as connection:
            link = await request_links.get(connection, link_id=record.link_id)
        return link is not None and link.approval == "automatic"

    async def _tell(self, connection: Connection, request_id: int, user_id: int | None) -> None:
        if user_id is not None:
            await self._outbox.put(connection, MessageKind.GUEST, request_id=request_id, user_id=user_id)
        await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)

    async def _audit(self, connection: Connection, request: Request, user_id: int | None, action: Action) -> None:
        await audit.add(
            connection,
            workspace_id=request.workspace_id,
            user_id=user_id,
            action=action.value,
            subject=request.conference.title,
            detail=mask(request.email),
            now=self._now(),
        )

    async def _decided(self, connection: Connection, request_id: int) -> AppError:
        request = await self._requests.load(connection, request_id)
        return AppError(ErrorCode.REQUEST_DECIDED, who=request.decided_by or "—", status=request.status.value)


def _options(workspace: Workspace, record: RequestRecord) -> InviteOptions:
    settings = workspace.settings
    return InviteOptions(
        moderator=record.as_moderator,
        notify=settings.notify_guests,
        lifetime=timedelta(seconds=settings.lifetime) if settings.lifetime else None,
    )
