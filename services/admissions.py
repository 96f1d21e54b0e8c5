"""Letting people in: once each, resumable after a crash, nobody invited twice.

pending → claimed (one transaction, the first wins) → Boomstream's `invite` → invited (with the link and the guest's
message, one transaction) → delivered (when the message went out). A claim whose process died is taken up again: first
`client/list` is asked for the address, and only somebody who is not there is invited.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from boomstream import Client
from services.arrivals import workspace_of
from services.emails import mask
from services.errors import AppError, ErrorCode
from services.inviting import invite_one, present
from services.model import (
    HOLDS_PLACE,
    Guest,
    InviteOptions,
    LogAction,
    MessageKind,
    Request,
    RequestStatus,
    Unreachable,
    Workspace,
)
from services.outbox import Outbox
from services.projects import Projects, read
from services.requests import Requests
from storage import audit as audit_rows
from storage import conferences, participants, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault

# After these nobody can say whether the guest was invited: a person has to look before it is tried again.
_DOUBTFUL = {ErrorCode.UNCLEAR, ErrorCode.PRESENT_ALREADY}


class Admissions:
    """The steps from a decision to the guest's link, each written down before the next begins."""

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
        self._under_way: set[int] = set()

    async def claim(
        self, request_id: int, among: Sequence[RequestStatus], user_id: int | None, *, as_moderator: bool | None = None
    ) -> RequestRecord:
        """Take the right to let somebody in; raises AppError: REQUEST_DECIDED, NO_PLACES or OUTDATED."""
        async with self._outbox.writing() as connection:
            record = await requests.get(connection, request_id=request_id)
            if record is None:
                raise AppError(ErrorCode.OUTDATED)
            if RequestStatus(record.status) is RequestStatus.PENDING:
                await self.require_place(connection, record)
            values = {} if as_moderator is None else {"as_moderator": int(as_moderator)}
            if not await requests.change(
                connection,
                request_id=request_id,
                among=among,
                status=RequestStatus.CLAIMED,
                now=self._now(),
                decided_by=user_id,
                decided_at=self._now().isoformat(),
                problem="",
                participant_code=None,
                **values,
            ):
                raise AppError(ErrorCode.REQUEST_DECIDED)
            self._under_way.add(request_id)  # before others can see the claim
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
            claimed = await requests.get(connection, request_id=request_id)
        if claimed is None:
            raise AppError(ErrorCode.OUTDATED)
        return claimed

    async def let_in(self, record: RequestRecord, *, present_is_fine: bool = False, resumed: bool = False) -> Request:
        """Invite whom a claim lets in, and write down what became of it. `resumed`: an earlier try may have done it."""
        self._under_way.add(record.id)
        try:
            return await self._let_in(record, present_is_fine=present_is_fine, resumed=resumed)
        finally:
            self._under_way.discard(record.id)

    async def _let_in(self, record: RequestRecord, *, present_is_fine: bool, resumed: bool) -> Request:
        try:
            link = await self._invite(record, present_is_fine=present_is_fine)
        except AppError as error:
            if error.code not in _DOUBTFUL and not resumed:
                return await self._settle(record, RequestStatus.FAILED, problem=error.code.value)
            request = await self._settle(record, RequestStatus.UNKNOWN, problem=error.code.value)
            await self._find_participant(request)
            return request
        # At once: nobody can get the link again if the process ends before it is written down.
        if link is None:  # made, but the answer with the link was lost
            request = await self._settle(record, RequestStatus.UNKNOWN, problem=ErrorCode.PRESENT_ALREADY.value)
        else:
            request = await self._settle(record, RequestStatus.INVITED, link_sealed=self._vault.seal(link))
        await self._find_participant(request)
        return request

    async def _workspace(self, workspace_id: int) -> Workspace:
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
        if row is None:
            raise AppError(ErrorCode.GONE)
        return workspace_of(row)

    async def _invite(self, record: RequestRecord, *, present_is_fine: bool) -> str | None:
        async with self._database.reading() as connection:
            request = await self._requests.read(connection, record)
        if not request.email:
            raise AppError(ErrorCode.GONE)
        workspace = await self._workspace(record.workspace_id)
        project = await self._projects.of(workspace)
        before = await read(project.clients(request.conference.code, fresh=True))
        old = present(before, request.email)
        if old is not None and not present_is_fine:
            raise AppError(ErrorCode.PRESENT_ALREADY)
        guest = Guest(request.email, None if old else request.name)
        return await invite_one(project, request.conference, guest, _options(workspace, record), before)

    async def _find_participant(self, request: Request) -> None:
        """Boomstream's answer to `invite` does not name the client: find it in the list, now or at the next look."""
        with suppress(AppError):  # the link is what matters
            project = await self._projects.of(await self._workspace(request.workspace_id))
            clients = await read(project.clients(request.conference.code))
            async with self._outbox.writing() as connection:
                await self.recognise(connection, request.conference.id, clients)

    async def recognise(self, connection: Connection, conference_id: int, clients: Sequence[Client]) -> None:
        """Find the participants of those who were let in here, by address, in the caller's transaction.

        The watcher does it too: what a crash or a lost answer kept from being noted is nobody else's doing.
        """
        codes = {client.email.casefold(): client.code for client in clients if client.email and not client.is_deleted}
        for record in await requests.without_participant(connection, conference_id=conference_id, statuses=HOLDS_PLACE):
            code = codes.get((await self._requests.read(connection, record)).email.casefold())
            if code is None:
                continue
            await participants.see(connection, conference_id=conference_id, codes=[code])
            await participants.invited_here(connection, conference_id=conference_id, codes=[code])
            if record.status != RequestStatus.CLAIMED:  # there may be a newer one in a moment
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
            conference = await conferences.get(connection, conference_id=record.conference_id)
            if status is RequestStatus.FAILED and conference is not None and conference.gone:
                status, problem = RequestStatus.CANCELLED, ""
            invited = status is RequestStatus.INVITED
            if invited and (await self._requests.load(connection, record.id)).user_id is None:  # /forget in between
                status, problem, link_sealed = RequestStatus.UNDELIVERED, Unreachable.FORGOTTEN.value, None
            changed = await requests.change(
                connection,
                request_id=record.id,
                among=(RequestStatus.CLAIMED,),
                status=status,
                now=self._now(),
                problem=problem,
                link_sealed=link_sealed,
            )
            request = await self._requests.load(connection, record.id)
            if not changed:
                return request
            if status in {RequestStatus.INVITED, RequestStatus.CANCELLED} and request.user_id is not None:
                await self._outbox.put(connection, MessageKind.GUEST, request_id=record.id, user_id=request.user_id)
            if invited:
                await self.audit(connection, request, record.decided_by, LogAction.REQUEST_APPROVED)
                if record.decided_by is None:
                    await self._notice(connection, request)
            await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=record.id)
        return request

    async def resume(self) -> None:
        """Take up what was claimed and not finished: by an earlier process, or by this one when its database failed."""
        async with self._database.reading() as connection:
            records = await requests.in_status(connection, statuses=(RequestStatus.CLAIMED,), before=self._now())
        for record in records:
            if record.id not in self._under_way:
                await self.let_in(record, resumed=True)

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
                among=(RequestStatus.INVITED,),
                status=status,
                now=self._now(),
                problem=problem,
            ):
                await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)

    async def _notice(self, connection: Connection, request: Request) -> None:
        """Moderators hear of whom a link let in by itself: nobody's card tells it."""
        row = await workspaces.get(connection, workspace_id=request.workspace_id)
        if row and row.moderators_chat_id and workspace_of(row).settings.notify_actions:
            await self._outbox.put(
                connection,
                MessageKind.NOTICE,
                workspace_id=row.id,
                data={
                    "who": "",
                    "action": LogAction.REQUEST_APPROVED.value,
                    "subject": request.conference.title,
                    "detail": mask(request.email),
                },
            )

    async def require_place(self, connection: Connection, record: RequestRecord) -> None:
        """Raise AppError(NO_PLACES) when the link's capacity is used up."""
        link = await request_links.get(connection, link_id=record.link_id)
        counts = await requests.counts(connection, link_id=record.link_id)
        admitted = sum(counts.get(status, 0) for status in HOLDS_PLACE)
        if link is not None and link.capacity is not None and admitted >= link.capacity:
            raise AppError(ErrorCode.NO_PLACES, capacity=link.capacity)

    async def audit(self, connection: Connection, request: Request, user_id: int | None, action: LogAction) -> None:
        """An entry in the log, in the transaction of the change."""
        await audit_rows.add(
            connection,
            workspace_id=request.workspace_id,
            user_id=user_id,
            action=action.value,
            subject=request.conference.title,
            detail=mask(request.email),
            now=self._now(),
        )


def _options(workspace: Workspace, record: RequestRecord) -> InviteOptions:
    settings = workspace.settings
    return InviteOptions(
        moderator=record.as_moderator,
        notify=settings.notify_guests,
        lifetime=timedelta(seconds=settings.lifetime) if settings.lifetime else None,
    )
