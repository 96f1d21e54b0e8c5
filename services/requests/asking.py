"""The guest's side: ask, look, withdraw, be forgotten."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.emails import valid
from services.errors import AppError, ErrorCode
from services.model import Actor, LogAction
from services.requests import reading
from services.requests.admitting import RULE_TAKES, Admitting
from services.requests.events import Event
from services.requests.model import (
    HOLDS_PLACE,
    UNDECIDED,
    Approval,
    Offer,
    Request,
    RequestLink,
    RequestStatus,
    Unreachable,
)
from services.requests.starts import Starts
from services.requests.transitions import Facts, Transitions
from services.requests.whereabouts import Whereabouts
from storage import audit, blocks, dialogues, people, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault
from storage.upkeep import Ages

COOLDOWN = timedelta(hours=24)
DAILY_LIMIT = 5
_DAY = timedelta(days=1)

# Whether the guest is in a Telegram group; None when Telegram does not tell.
IsIn = Callable[[int], Awaitable[bool | None]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a guest tells; `dialogue_id`: the dialogue in which it was asked for ends when the request is sent."""

    email: str = field(repr=False)
    name: str
    answer: str = field(default="", repr=False)
    dialogue_id: int | None = None


class Asking:
    """What guests do. Rights are the person's own: everything is by their Telegram id."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        starts: Starts,
        transitions: Transitions,
        admitting: Admitting,
        *,
        whereabouts: Whereabouts,
        ages: Ages,
        now: Callable[[], datetime],
    ) -> None:
        self.ages = ages  # how long what guests tell is kept: told by /privacy
        self._database = database
        self._vault = vault
        self._starts = starts
        self._whereabouts = whereabouts
        self._transitions = transitions
        self._admitting = admitting
        self._now = now

    async def offer(self, actor: Actor, token: str) -> Offer:
        """Somebody came through a link; raises AppError(REQUEST_LINK_CLOSED) and what keeps them from asking at all."""
        async with self._database.transaction() as connection:
            link = await reading.open_link(connection, token=token, now=self._now())
            mine = await self._counted_for(connection, actor)
            record = _standing(mine, link)
            if record is None:
                await self._check(connection, actor, link, mine)
            await request_links.count_opening(connection, link_id=link.id)
            standing = await reading.opened(connection, self._vault, record) if record else None
        return Offer(link, None if standing else await self._start_of(link), standing)

    async def submit(self, actor: Actor, link_id: int, answers: Answers, *, is_in: IsIn) -> Request:
        """Send a request: pending, or waiting when there is no free place. A link may let the guest in at once.

        `is_in` asks Telegram whether the guest is in the group that the link lets in. Raises AppError with
        REQUEST_LINK_CLOSED, REQUEST_BLOCKED, REQUEST_OPEN, REQUEST_HELD, REQUEST_COOLDOWN, REQUEST_LIMIT,
        EMAIL_MALFORMED.
        """
        email = valid(answers.email)
        async with self._database.reading() as connection:
            link = await reading.open_link(connection, link_id=link_id, now=self._now())
        is_member = await _is_member(link, is_in)
        async with self._transitions.writing() as connection:
            link = await reading.open_link(connection, link_id=link_id, now=self._now())
            await self._check(connection, actor, link, await self._counted_for(connection, actor))
            record = await self._add(connection, actor, link, email, answers, is_member=is_member)
            # A link that lets guests in by itself needs a card only when that did not work.
            by_rule = link.decides_itself(is_member=is_member)
            await self._transitions.post_card(connection, record, delay=RULE_TAKES if by_rule else timedelta(0))
            if answers.dialogue_id is not None:  # it is sent, whatever becomes of it
                await dialogues.end(connection, dialogue_id=answers.dialogue_id)
            request = await reading.opened(connection, self._vault, record)
        if by_rule and request.status is RequestStatus.PENDING:
            return await self._admitting.by_rule(request.id)
        return request

    async def _add(
        self,
        connection: Connection,
        actor: Actor,
        link: RequestLink,
        email: str,
        answers: Answers,
        *,
        is_member: bool,
    ) -> RequestRecord:
        return await requests.add(
            connection,
            link_id=link.id,
            conference_id=link.conference.id,
            workspace_id=link.workspace_id,
            user_id=actor.user_id,
            status=RequestStatus.WAITING if link.is_full else RequestStatus.PENDING,
            email_sealed=self._vault.seal(email),
            name_sealed=self._vault.seal(answers.name.strip()),
            question=link.question if answers.answer else "",
            answer_sealed=self._vault.seal(answers.answer) if answers.answer else None,
            is_member=is_member,
            now=self._now(),
        )

    async def mine(self, actor: Actor) -> tuple[Request, ...]:
        """The person's requests, newest first."""
        async with self._database.reading() as connection:
            records = await requests.of_person(connection, user_id=actor.user_id)
            return await reading.opened_all(connection, self._vault, records)

    async def withdraw(self, actor: Actor, request_id: int) -> Request:
        """Take back what was not decided yet, and leave the conference with it; what was decided stays as it is.

        Raises AppError: OUTDATED, CANT_TELL, or why the guest could not be removed.
        """
        async with self._database.reading() as connection:
            record = await reading.found(connection, request_id)
        if record.user_id != actor.user_id:
            raise AppError(ErrorCode.OUTDATED)
        await self._leave(Event.WITHDRAWN, record)
        async with self._transitions.writing() as connection:
            withdrawn = await self._transitions.apply(connection, Event.WITHDRAWN, record)
            return await reading.opened(
                connection, self._vault, withdrawn or await reading.found(connection, request_id)
            )

    async def _leave(self, event: Event, record: RequestRecord) -> None:
        """Nobody stays in because of a request that they take back."""
        codes, _ = await self._whereabouts.before(event, record)
        await self._whereabouts.remove(record, codes)

    async def link_of(self, actor: Actor, request_id: int) -> str:
        """The token of the link through which the person asked. Raises AppError: OUTDATED, REQUEST_LINK_CLOSED."""
        async with self._database.reading() as connection:
            record = await reading.found(connection, request_id)
            if record.user_id != actor.user_id:
                raise AppError(ErrorCode.OUTDATED)
            return (await reading.open_link(connection, link_id=record.link_id, now=self._now())).token

    async def renew(self, actor: Actor, request_id: int, *, is_in: IsIn) -> Request:
        """A new personal link in place of one that lapsed: at once where the rule says so, else moderators decide.

        `is_in` as in `submit`. Raises AppError: OUTDATED, REQUEST_BLOCKED.
        """
        async with self._database.reading() as connection:
            record = await reading.found(connection, request_id)
            if record.user_id != actor.user_id:
                raise AppError(ErrorCode.OUTDATED)
            if await blocks.exists(connection, workspace_id=record.workspace_id, user_id=actor.user_id):
                raise AppError(ErrorCode.REQUEST_BLOCKED)
            link = None
            with suppress(AppError):  # a link that is closed lets nobody in by itself
                link = await reading.open_link(connection, link_id=record.link_id, now=self._now())
        # Telegram is asked once the connection is given back: there are few, and it may take its time.
        by_rule = link is not None and link.decides_itself(is_member=await _is_member(link, is_in))
        if by_rule and record.status == RequestStatus.LAPSED:
            return await self._admitting.renew_by_rule(request_id)
        async with self._transitions.writing() as connection:
            record = await reading.found(connection, request_id)
            asked = await self._transitions.apply(connection, Event.RENEWAL_ASKED, record)
            return await reading.opened(connection, self._vault, asked or record)

    async def forget(self, actor: Actor) -> None:
        """Erase what the person told us; an anonymous line in the log stays. Open requests are withdrawn first.

        What limits hold by stays for as long as they do: a keyed hash of the person. Raises AppError, with nothing
        erased, when nobody can tell whether an open one has let them in.
        """
        async with self._database.reading() as connection:
            mine = await requests.of_person(connection, user_id=actor.user_id)
        for record in mine:
            await self._leave(Event.FORGOTTEN, record)
        async with self._transitions.writing() as connection:
            for record in await requests.of_person(connection, user_id=actor.user_id):
                await self._let_go(connection, record)
            await requests.forget(
                connection,
                user_id=actor.user_id,
                forgotten_hash=self._vault.fingerprints(str(actor.user_id))[0],
            )
            await people.forget(connection, user_id=actor.user_id)
            await workspaces.forget_guest(connection, chat_id=actor.user_id)
        await self._database.empty_log()

    async def _let_go(self, connection: Connection, record: RequestRecord) -> None:
        """End a request of somebody who is about to be forgotten; the card shows it, and the log loses the address."""
        why: Facts = {"problem": Unreachable.FORGOTTEN} if record.status == RequestStatus.INVITED else {}
        if not await self._transitions.apply(connection, Event.FORGOTTEN, record, **why):
            await self._transitions.redraw_card(connection, record)
        await self._transitions.anonymise(connection, record)
        await audit.add(
            connection,
            workspace_id=record.workspace_id,
            user_id=None,
            action=LogAction.PERSON_FORGOTTEN.value,
            now=self._now(),
        )

    # --- checks ------------------------------------------------------------------------------------------------------

    async def _counted_for(self, connection: Connection, actor: Actor) -> list[RequestRecord]:
        """What the actor has asked for, newest first; being forgotten in between is no way round the limits."""
        hashes = self._vault.fingerprints(str(actor.user_id))
        return await requests.counted_for(connection, user_id=actor.user_id, hashes=hashes)

    async def _check(
        self, connection: Connection, actor: Actor, link: RequestLink, mine: Sequence[RequestRecord]
    ) -> None:
        if await blocks.exists(connection, workspace_id=link.workspace_id, user_id=actor.user_id):
            raise AppError(ErrorCode.REQUEST_BLOCKED)
        if _standing(mine, link):
            raise AppError(ErrorCode.REQUEST_OPEN)
        if _is_held(mine, link):
            raise AppError(ErrorCode.REQUEST_HELD)
        if sum(record.created_at > self._now() - _DAY for record in mine) >= DAILY_LIMIT:
            raise AppError(ErrorCode.REQUEST_LIMIT, limit=DAILY_LIMIT)
        for record in mine:
            if record.conference_id == link.conference.id and _cools_down(record, self._now()):
                raise AppError(ErrorCode.REQUEST_COOLDOWN, hours=_hours(record.changed_at + COOLDOWN - self._now()))

    async def _start_of(self, link: RequestLink) -> datetime | None:
        """The start, when Boomstream tells; a guest is not told that it is unwell."""
        try:
            return await self._starts.of(link.workspace_id, link.conference.code)
        except AppError as error:
            if error.code is ErrorCode.GONE:
                raise AppError(ErrorCode.REQUEST_LINK_CLOSED) from None
            return None


def _standing(mine: Sequence[RequestRecord], link: RequestLink) -> RequestRecord | None:
    """The person's open or granted request for this conference."""
    held = UNDECIDED | HOLDS_PLACE
    return next((r for r in mine if r.user_id and r.conference_id == link.conference.id and r.status in held), None)


def _cools_down(record: RequestRecord, now: datetime) -> bool:
    """Whether a refusal is too fresh to ask anew. One from before a block was lifted is over with the block."""
    lifted = record.cooldown_ended_at is not None and record.cooldown_ended_at >= record.changed_at
    return record.status == RequestStatus.DECLINED and not lifted and record.changed_at > now - COOLDOWN


def _is_held(mine: Sequence[RequestRecord], link: RequestLink) -> bool:
    """Whether the person was let in before they were forgotten. What failed then nobody can try again: it lacks the
    address."""
    held = HOLDS_PLACE - {RequestStatus.FAILED}
    return any(r.user_id is None and r.conference_id == link.conference.id and r.status in held for r in mine)


async def _is_member(link: RequestLink, is_in: IsIn) -> bool:
    """Whether the link lets the guest in as a member of its group; when Telegram does not tell, moderators decide."""
    if link.approval is not Approval.MEMBERS or link.members_chat_id is None:
        return False
    return bool(await is_in(link.members_chat_id))


def _hours(span: timedelta) -> int:
    return max(1, -(-int(span.total_seconds()) // 3600))
