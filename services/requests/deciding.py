"""What moderators see of requests, and decide on them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from boomstream import Client
from services.access import Permission, can, require
from services.errors import AppError, ErrorCode
from services.model import Actor, LogAction
from services.requests import reading
from services.requests.admitting import Admitting
from services.requests.events import Event
from services.requests.model import BLOCKABLE, UNDECIDED, ApprovedAll, Card, Request, RequestStatus
from services.requests.transitions import Facts, Transitions
from storage import blocks, requests
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault


class Deciding:
    """Decisions of moderators; each is about a request of their own workspace."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        transitions: Transitions,
        admitting: Admitting,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._transitions = transitions
        self._admitting = admitting
        self._now = now

    # --- looking -----------------------------------------------------------------------------------------------------

    async def get(self, actor: Actor, request_id: int) -> Request:
        """A request of the actor's workspace; raises AppError(NOT_ALLOWED) for one of another."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            return await reading.opened(connection, self._vault, await _own(connection, actor, request_id))

    async def card(self, actor: Actor, request_id: int) -> Card:
        """The same with all that its card shows."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            await _own(connection, actor, request_id)
            return await reading.card(connection, self._vault, request_id)

    async def undecided(self, actor: Actor, conference_id: int | None = None) -> tuple[Request, ...]:
        """What nobody has decided yet, oldest first."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            records = await requests.of_workspace(
                connection, workspace_id=actor.workspace.id, statuses=UNDECIDED, conference_id=conference_id
            )
            return await reading.opened_all(connection, self._vault, records)

    async def redraw(self, actor: Actor, message_id: int) -> None:
        """Have a card drawn as it is drawn today, where that message of the actor's chat is one."""
        async with self._transitions.writing() as connection:
            record = await requests.with_card(
                connection, workspace_id=actor.workspace.id, chat_id=actor.chat_id, message_id=message_id
            )
            if record is not None:
                await self._transitions.redraw_card(connection, record)

    # --- deciding ----------------------------------------------------------------------------------------------------

    async def approve(self, actor: Actor, request_id: int, *, as_moderator: bool = False) -> Request:
        """Let somebody in; raises AppError(REQUEST_DECIDED) when somebody was faster, AppError(NO_PLACES).

        A failure of Boomstream is no error here: the request then says so and offers another try.
        """
        return await self._admit(actor, Event.APPROVED, request_id, as_moderator=as_moderator)

    async def approve_all(
        self, actor: Actor, request_ids: Sequence[int], *, on_progress: Callable[[int, int], Awaitable[None]]
    ) -> ApprovedAll:
        """Let in those among some requests that nobody has decided on yet; raises AppError(REQUEST_DECIDED) for none.

        `on_progress` hears before each which of how many it is.
        """
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            records = [await _own(connection, actor, request_id) for request_id in request_ids]
        pending = [record.id for record in records if record.status == RequestStatus.PENDING]
        if not pending:
            raise AppError(ErrorCode.REQUEST_DECIDED)
        approved = 0
        for number, request_id in enumerate(pending, start=1):
            await on_progress(number, len(pending))
            try:
                request = await self.approve(actor, request_id)
            except AppError:
                continue  # somebody else was faster, or the places ran out
            approved += request.status is RequestStatus.INVITED
        return ApprovedAll(approved, len(pending) - approved)

    async def retry(self, actor: Actor, request_id: int) -> Request:
        """Try again after a failure; whoever is in the conference by now is not invited again."""
        return await self._admit(actor, Event.RETRIED, request_id)

    async def invite_again(self, actor: Actor, request_id: int) -> Request:
        """Make a new link for somebody who is in the conference already: a person's own decision."""
        return await self._admit(actor, Event.INVITED_AGAIN, request_id)

    async def _admit(self, actor: Actor, event: Event, request_id: int, *, as_moderator: bool | None = None) -> Request:
        await self.get(actor, request_id)  # whether it is any of the actor's business

        def renews(there: Client) -> bool:
            """Anybody can type a moderator's address: their link is made again only by whoever may promote."""
            return not there.moderator or can(actor, Permission.ORGANIZE)

        return await self._admitting.admit(
            event, request_id, by=actor.user_id, as_moderator=as_moderator, renews=renews
        )

    async def decline(self, actor: Actor, request_id: int, *, reason: str = "") -> Request:
        """Say no, with a reason for the guest; raises AppError(REQUEST_DECIDED)."""
        require(actor, Permission.MODERATE)
        why: Facts = {"reason_sealed": self._vault.seal(reason.strip()) if reason.strip() else None}
        async with self._transitions.writing() as connection:
            record = await _own(connection, actor, request_id)
            declined = await self._transitions.apply(connection, Event.DECLINED, record, by=actor.user_id, **why)
            if declined is None:
                raise AppError(ErrorCode.REQUEST_DECIDED)
            return await reading.opened(connection, self._vault, declined)

    async def block(self, actor: Actor, request_id: int) -> Request:
        """Say no to all that the guest asks for here, now and later; raises AppError(REQUEST_DECIDED) once let in."""
        require(actor, Permission.MODERATE)
        async with self._transitions.writing() as connection:
            record = await _own(connection, actor, request_id)
            if record.status not in BLOCKABLE or record.user_id is None:
                raise AppError(ErrorCode.REQUEST_DECIDED)
            await blocks.add(
                connection,
                workspace_id=record.workspace_id,
                user_id=record.user_id,
                blocked_by=actor.user_id,
                now=self._now(),
            )
            for other in await requests.of_person(connection, user_id=record.user_id):
                if other.workspace_id == record.workspace_id:
                    await self._transitions.apply(
                        connection, Event.BLOCKED, other, by=actor.user_id, reason_sealed=None
                    )
            await self._transitions.redraw_card(connection, record)
            await self._transitions.log(connection, record, LogAction.PERSON_BLOCKED, by=actor.user_id)
            return await reading.load(connection, self._vault, request_id)

    async def unblock(self, actor: Actor, request_id: int) -> Request:
        """Let somebody ask again."""
        require(actor, Permission.MODERATE)
        async with self._transitions.writing() as connection:
            record = await _own(connection, actor, request_id)
            if record.user_id is not None:
                await blocks.remove(connection, workspace_id=record.workspace_id, user_id=record.user_id)
            await self._transitions.log(connection, record, LogAction.PERSON_UNBLOCKED, by=actor.user_id)
            await self._transitions.redraw_card(connection, record)
            return await reading.opened(connection, self._vault, record)


async def _own(connection: Connection, actor: Actor, request_id: int) -> RequestRecord:
    """The row of a request of the actor's workspace; raises AppError(OUTDATED), AppError(NOT_ALLOWED)."""
    record = await reading.found(connection, request_id)
    if record.workspace_id != actor.workspace.id:
        raise AppError(ErrorCode.NOT_ALLOWED)
    return record
