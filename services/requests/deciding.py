"""What moderators see of requests, and decide on them."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from boomstream import Client
from services.access import Permission, can, require
from services.errors import AppError, ErrorCode
from services.model import Actor, LogAction
from services.requests import reading
from services.requests.admitting import Admitting
from services.requests.blocked import unblock
from services.requests.events import Event, possible
from services.requests.model import (
    ADMITTED,
    BLOCKABLE,
    UNDECIDED,
    Aftermath,
    ApprovedAll,
    Card,
    Request,
    RequestStatus,
    ThoseIn,
)
from services.requests.transitions import Transitions
from services.requests.whereabouts import Whereabouts
from storage import blocks, requests
from storage.database import Connection, Database
from storage.errors import ConstraintViolated, StorageError
from storage.records import RequestRecord
from storage.secrets import Vault

logger = logging.getLogger(__name__)


class Deciding:
    """Decisions of moderators; each is about a request of their own workspace."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        whereabouts: Whereabouts,
        transitions: Transitions,
        admitting: Admitting,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._whereabouts = whereabouts
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
            return await reading.card(connection, self._vault, request_id, now=self._now())

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
                approved += (await self.approve(actor, request_id)).status is RequestStatus.INVITED
            except AppError:
                pass  # somebody else was faster, or the places ran out
            except StorageError:  # it is not about this one
                raise
            except Exception:  # whatever it is, the others are let in; what was claimed is taken up by the jobs
                logger.exception("Request %s could not be approved with the others", request_id)
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

    async def decline(self, actor: Actor, request_id: int, *, reason: str = "", remove: bool = False) -> Request:
        """Say no, with a reason for the guest, who hears it after `GRACE`.

        Raises AppError: REQUEST_DECIDED; IN_ALREADY for whom the request has let in, unless `remove` says that they are
        to be removed; CANT_TELL; why they could not be removed.
        """
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            record = await _own(connection, actor, request_id)
        if not possible(Event.DECLINED, RequestStatus(record.status)):
            raise AppError(ErrorCode.REQUEST_DECIDED)
        aftermath = await self._take_out(Event.DECLINED, record, remove=remove)
        async with self._transitions.writing() as connection:
            declined = await self._transitions.apply(
                connection,
                Event.DECLINED,
                record,
                by=actor.user_id,
                reason_sealed=self._vault.seal(reason.strip()) if reason.strip() else None,
                problem=aftermath,
            )
            if declined is not None:
                return await reading.opened(connection, self._vault, declined)
        raise AppError(ErrorCode.REQUEST_DECIDED)

    async def _take_out(self, event: Event, record: RequestRecord, *, remove: bool) -> str:
        """Nobody who is told "no" stays in because of the request; gives what to say of it on the card."""
        codes, aftermath = await self._whereabouts.before(event, record)
        if codes and not remove:
            raise AppError(ErrorCode.IN_ALREADY)
        await self._whereabouts.remove(record, codes)
        return Aftermath.REMOVED if codes else aftermath

    async def undo_decline(self, actor: Actor, request_id: int) -> Request:
        """Take a decision back before the guest hears of it; a block, with all that it declined.

        Raises AppError: REQUEST_DECIDED, NOT_YOUR_DECISION, UNDO_OVER.
        """
        require(actor, Permission.MODERATE)
        try:
            return await self._undo_decline(actor, request_id)
        except ConstraintViolated:  # the guest was let off and has asked anew since: that is what is to be decided on
            raise AppError(ErrorCode.REQUEST_DECIDED) from None

    async def _undo_decline(self, actor: Actor, request_id: int) -> Request:
        async with self._transitions.writing() as connection:
            record = await _own(connection, actor, request_id)
            if record.status != RequestStatus.DECLINED or record.user_id is None:
                raise AppError(ErrorCode.REQUEST_DECIDED)
            _require_own_decision(actor, record)
            if not reading.can_be_undone(record, self._now()):
                raise AppError(ErrorCode.UNDO_OVER)
            await blocks.remove(connection, workspace_id=record.workspace_id, user_id=record.user_id)
            for other in await self._of_guest(connection, record):
                if (other.decided_by, other.decided_at) == (record.decided_by, record.decided_at):
                    doubtful = other.previous in {RequestStatus.FAILED, RequestStatus.UNKNOWN}
                    problem = ErrorCode.NOT_DONE.value if doubtful else ""
                    await self._transitions.apply(
                        connection, Event.DECLINED_UNDONE, other, by=actor.user_id, reason_sealed=None, problem=problem
                    )
            return await reading.load(connection, self._vault, request_id)

    async def let_in_after_all(self, actor: Actor, request_id: int) -> Request:
        """Let somebody in who was declined, or was removed from the conference.

        Raises AppError: REQUEST_DECIDED, NO_PLACES, NOT_YOUR_DECISION for another moderator's refusal, OUTDATED for
        whom nobody knows any more, or who is blocked.
        """
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            record = await _own(connection, actor, request_id)
            if record.user_id is None or await blocks.exists(
                connection, workspace_id=record.workspace_id, user_id=record.user_id
            ):
                raise AppError(ErrorCode.OUTDATED)
        if record.status == RequestStatus.DECLINED:
            _require_own_decision(actor, record)
        return await self._admit(actor, Event.LET_IN_AFTER_ALL, request_id)

    async def remove(self, actor: Actor, request_id: int) -> Request:
        """Remove from the conference whom the request has let in.

        Raises AppError: REQUEST_DECIDED, NOT_YOUR_DECISION, LET_IN_BY_OTHERS, CANT_TELL, why it could not be done.
        """
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            record = await _own(connection, actor, request_id)
        if record.status not in ADMITTED:
            raise AppError(ErrorCode.REQUEST_DECIDED)
        _require_own_decision(actor, record)
        await self._remove(actor, record)
        async with self._database.reading() as connection:
            return await reading.load(connection, self._vault, request_id)

    async def _remove(self, actor: Actor, record: RequestRecord) -> None:
        codes, aftermath = await self._whereabouts.of(record)
        if aftermath:
            raise AppError(ErrorCode.LET_IN_BY_OTHERS)
        await self._whereabouts.remove(record, codes)
        async with self._transitions.writing() as connection:
            current = await reading.found(connection, record.id)
            if await self._transitions.apply(connection, Event.REMOVED, current):
                await self._transitions.log(connection, record, LogAction.PARTICIPANT_REMOVED, by=actor.user_id)

    async def block(self, actor: Actor, request_id: int, *, those_in: ThoseIn = ThoseIn.ASK) -> Request:
        """Say no to all that the guest asks for here, now and later; who is in the conference is removed if so decided.

        Raises AppError: REQUEST_DECIDED, IN_ALREADY when it has to be decided whether to remove them; as `remove` does.
        """
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            record = await _own(connection, actor, request_id)
            all_of_guest = await self._of_guest(connection, record)
        if record.status not in BLOCKABLE or record.user_id is None:
            raise AppError(ErrorCode.REQUEST_DECIDED)
        declined = await self._outside(actor, all_of_guest, those_in)
        async with self._transitions.writing() as connection:
            await blocks.add(
                connection,
                workspace_id=record.workspace_id,
                user_id=record.user_id,
                blocked_by=actor.user_id,
                now=self._now(),
            )
            for other, aftermath in declined:
                await self._transitions.apply(
                    connection, Event.BLOCKED, other, by=actor.user_id, reason_sealed=None, problem=aftermath
                )
            await self._transitions.redraw_card(connection, record)
            await self._transitions.log(connection, record, LogAction.PERSON_BLOCKED, by=actor.user_id)
            return await reading.load(connection, self._vault, request_id)

    async def _outside(
        self, actor: Actor, all_of_guest: Sequence[RequestRecord], those_in: ThoseIn
    ) -> list[tuple[RequestRecord, str]]:
        """The requests that a block declines, with what to say of each, once those who are in are removed or kept."""
        admitted = [one for one in all_of_guest if one.status in ADMITTED]
        if admitted and those_in is ThoseIn.ASK:
            raise AppError(ErrorCode.IN_ALREADY)
        if those_in is ThoseIn.REMOVE:
            for one in admitted:
                _require_own_decision(actor, one)
            for one in admitted:
                await self._remove(actor, one)
        declined = []
        for one in all_of_guest:
            if possible(Event.BLOCKED, RequestStatus(one.status)) and one not in admitted:
                try:
                    aftermath = await self._take_out(Event.BLOCKED, one, remove=those_in is ThoseIn.REMOVE)
                except AppError as error:
                    if those_in is ThoseIn.KEEP and error.code is ErrorCode.IN_ALREADY:
                        continue
                    raise
                declined.append((one, aftermath))
        return declined

    async def _of_guest(self, connection: Connection, record: RequestRecord) -> list[RequestRecord]:
        """All requests of the guest in the same workspace."""
        if record.user_id is None:
            return []
        mine = await requests.of_person(connection, user_id=record.user_id)
        return [one for one in mine if one.workspace_id == record.workspace_id]

    async def unblock(self, actor: Actor, request_id: int) -> Request:
        """Let somebody ask again at once."""
        require(actor, Permission.MODERATE)
        async with self._transitions.writing() as connection:
            record = await _own(connection, actor, request_id)
            if (guest := record.user_id) is not None:
                await unblock(connection, self._vault, workspace_id=record.workspace_id, user_id=guest, now=self._now())
            await self._transitions.log(connection, record, LogAction.PERSON_UNBLOCKED, by=actor.user_id)
            await self._transitions.redraw_card(connection, record)
            return await reading.opened(connection, self._vault, record)


def _require_own_decision(actor: Actor, record: RequestRecord) -> None:
    """What somebody decided is taken back by them or an admin; what a link's rule did, by anybody who decides."""
    if record.decided_by not in {actor.user_id, None} and not can(actor, Permission.ORGANIZE):
        raise AppError(ErrorCode.NOT_YOUR_DECISION)


async def _own(connection: Connection, actor: Actor, request_id: int) -> RequestRecord:
    """The row of a request of the actor's workspace; raises AppError(OUTDATED), AppError(NOT_ALLOWED)."""
    record = await reading.found(connection, request_id)
    if record.workspace_id != actor.workspace.id:
        raise AppError(ErrorCode.NOT_ALLOWED)
    return record
