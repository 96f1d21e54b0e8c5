"""Requests from the guest's side: ask, look, withdraw, be forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.arrivals import workspace_of
from services.emails import mask, valid
from services.errors import AppError, ErrorCode
from services.link_reading import open_by_id, open_by_token
from services.model import (
    HOLDS_PLACE,
    LET_IN,
    UNDECIDED,
    WITHDRAWABLE,
    Actor,
    Approval,
    Conference,
    LogAction,
    MessageKind,
    Request,
    RequestLink,
    RequestStatus,
    Unreachable,
)
from services.outbox import Outbox
from services.projects import Projects, read
from storage import audit, blocks, conferences, participants, people, request_links, requests, workspaces
from storage.database import Connection, Database
from storage.errors import ConstraintViolated, SecretUnreadable
from storage.records import RequestRecord
from storage.secrets import Vault

COOLDOWN = timedelta(hours=24)
DAILY_LIMIT = 5
_DAY = timedelta(days=1)
RULE_TAKES = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a guest sees first: the conference, its start where Boomstream tells, and their own request, if any."""

    link: RequestLink
    starts_at: datetime | None
    standing: Request | None


class Requests:
    """What guests do. Rights are the person's own: everything is by their Telegram id."""

    def __init__(
        self, database: Database, vault: Vault, projects: Projects, outbox: Outbox, *, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vault = vault
        self._projects = projects
        self._outbox = outbox
        self._now = now

    async def offer(self, actor: Actor, token: str) -> Offer:
        """Somebody came through a link; raises AppError(REQUEST_LINK_CLOSED) and what keeps them from asking at all."""
        async with self._database.transaction() as connection:
            link = await open_by_token(connection, token=token, now=self._now())
            standing = await self._standing(connection, actor, link)
            if standing is None:
                await self._check(connection, actor, link)
            await request_links.count_opening(connection, link_id=link.id)
        return Offer(link, None if standing else await self._start_of(link), standing)

    async def link(self, link_id: int) -> RequestLink:
        """The link that a dialogue is about; raises AppError(REQUEST_LINK_CLOSED)."""
        async with self._database.reading() as connection:
            return await open_by_id(connection, link_id=link_id, now=self._now())

    async def submit(
        self, actor: Actor, link_id: int, *, email: str, name: str, answer: str, is_member: bool
    ) -> Request:
        """Send a request: pending, waiting when there is no free place.

        `is_member`: Telegram says that the guest is in the group that the link lets in at once. Raises AppError with
        REQUEST_LINK_CLOSED, REQUEST_BLOCKED, REQUEST_OPEN, REQUEST_COOLDOWN, REQUEST_LIMIT, EMAIL_MALFORMED.
        """
        email = valid(email)
        async with self._outbox.writing() as connection:
            link = await open_by_id(connection, link_id=link_id, now=self._now())
            await self._check(connection, actor, link)
            try:
                record = await requests.add(
                    connection,
                    link_id=link.id,
                    conference_id=link.conference.id,
                    workspace_id=link.workspace_id,
                    user_id=actor.user_id,
                    status=RequestStatus.WAITING if link.is_full else RequestStatus.PENDING,
                    email_sealed=self._vault.seal(email),
                    name_sealed=self._vault.seal(name.strip()),
                    question=link.question if answer else "",
                    answer_sealed=self._vault.seal(answer) if answer else None,
                    now=self._now(),
                )
            except ConstraintViolated:
                raise AppError(ErrorCode.REQUEST_OPEN) from None
            # A link that lets guests in by itself needs a card only when that did not work.
            delay = RULE_TAKES if decides_itself(link, is_member=is_member) else timedelta(0)
            await self._outbox.put(connection, MessageKind.CARD, request_id=record.id, delay=delay)
            return await self.read(connection, record)

    async def mine(self, actor: Actor) -> tuple[Request, ...]:
        """The person's requests, newest first."""
        async with self._database.reading() as connection:
            records = await requests.of_person(connection, user_id=actor.user_id)
            return tuple([await self.read(connection, record) for record in records])

    async def withdraw(self, actor: Actor, request_id: int) -> Request:
        """Take back what was not decided yet; what was stays as it is. Raises AppError(OUTDATED)."""
        async with self._outbox.writing() as connection:
            record = await requests.get(connection, request_id=request_id)
            if record is None or record.user_id != actor.user_id:
                raise AppError(ErrorCode.OUTDATED)
            if await requests.change(
                connection,
                request_id=request_id,
                among=WITHDRAWABLE,
                status=RequestStatus.WITHDRAWN,
                now=self._now(),
            ):
                await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=request_id)
            return await self.load(connection, request_id)

    async def forget(self, actor: Actor) -> None:
        """Erase what the person told us; an anonymous line in the log stays. Open requests are withdrawn first."""
        async with self._outbox.writing() as connection:
            for record in await requests.of_person(connection, user_id=actor.user_id):
                await self._let_go(connection, record)
            await requests.forget(connection, user_id=actor.user_id)
            await people.forget(connection, user_id=actor.user_id)
            await workspaces.forget_guest(connection, chat_id=actor.user_id)
        await self._database.empty_log()

    async def _let_go(self, connection: Connection, record: RequestRecord) -> None:
        """End a request of somebody who is about to be forgotten; the card shows it, and the log loses the address."""
        await requests.change(
            connection, request_id=record.id, among=UNDECIDED, status=RequestStatus.WITHDRAWN, now=self._now()
        )
        await requests.change(  # the message with the link will not go out
            connection,
            request_id=record.id,
            among=(RequestStatus.INVITED,),
            status=RequestStatus.UNDELIVERED,
            now=self._now(),
            problem=Unreachable.FORGOTTEN,
        )
        await self._outbox.put(connection, MessageKind.CARD_UPDATE, request_id=record.id)
        masked = mask(self._opened(record.email_sealed))
        await audit.anonymise(connection, workspace_id=record.workspace_id, detail=masked)
        await self._outbox.anonymise(connection, workspace_id=record.workspace_id, detail=masked)
        await audit.add(
            connection,
            workspace_id=record.workspace_id,
            user_id=None,
            action=LogAction.PERSON_FORGOTTEN.value,
            now=self._now(),
        )

    # --- reading -----------------------------------------------------------------------------------------------------

    async def load(self, connection: Connection, request_id: int) -> Request:
        """One request in the caller's transaction; raises AppError(OUTDATED)."""
        record = await requests.get(connection, request_id=request_id)
        if record is None:
            raise AppError(ErrorCode.OUTDATED)
        return await self.read(connection, record)

    async def read(self, connection: Connection, record: RequestRecord) -> Request:
        """The record with names, opened."""
        row = await conferences.get(connection, conference_id=record.conference_id)
        link = await request_links.get(connection, link_id=record.link_id)
        if row is None or link is None:
            raise AppError(ErrorCode.OUTDATED)
        person = await people.get(connection, user_id=record.user_id) if record.user_id else None
        decider = await people.get(connection, user_id=record.decided_by) if record.decided_by else None
        participant_id = None
        if record.participant_code:
            ids = await participants.see(connection, conference_id=row.id, codes=())
            participant_id = ids.get(record.participant_code)
        return Request(
            id=record.id,
            link_id=link.id,
            conference=Conference(row.id, row.code, row.title),
            workspace_id=record.workspace_id,
            status=RequestStatus(record.status),
            user_id=record.user_id,
            person=person.name if person else "",
            email=self._opened(record.email_sealed),
            name=self._opened(record.name_sealed),
            question=record.question,
            answer=self._opened(record.answer_sealed),
            invite_link=self._opened(record.link_sealed) or None if record.status in LET_IN else None,
            reason=self._opened(record.reason_sealed),
            as_moderator=record.as_moderator,
            decided_by=decider.name if decider else str(record.decided_by or ""),
            decided_at=record.decided_at,
            problem=record.problem,
            created_at=record.created_at,
            card=(record.card_chat_id, record.card_message_id)
            if record.card_chat_id is not None and record.card_message_id is not None
            else None,
            participant_id=participant_id,
        )

    def _opened(self, sealed: bytes | None) -> str:
        try:
            return self._vault.open(sealed) if sealed else ""
        except SecretUnreadable:
            return ""

    # --- checks ------------------------------------------------------------------------------------------------------

    async def _standing(self, connection: Connection, actor: Actor, link: RequestLink) -> Request | None:
        """The person's open or granted request for this conference."""
        for record in await requests.of_person(connection, user_id=actor.user_id):
            if record.conference_id == link.conference.id and record.status in UNDECIDED | HOLDS_PLACE:
                return await self.read(connection, record)
        return None

    async def _check(self, connection: Connection, actor: Actor, link: RequestLink) -> None:
        if await blocks.exists(connection, workspace_id=link.workspace_id, user_id=actor.user_id):
            raise AppError(ErrorCode.REQUEST_BLOCKED)
        if await self._standing(connection, actor, link):
            raise AppError(ErrorCode.REQUEST_OPEN)
        mine = await requests.of_person(connection, user_id=actor.user_id)
        if sum(record.created_at > self._now() - _DAY for record in mine) >= DAILY_LIMIT:
            raise AppError(ErrorCode.REQUEST_LIMIT, limit=DAILY_LIMIT)
        for record in mine:
            declined = record.status == RequestStatus.DECLINED and record.conference_id == link.conference.id
            if declined and record.changed_at > self._now() - COOLDOWN:
                raise AppError(ErrorCode.REQUEST_COOLDOWN, hours=_hours(record.changed_at + COOLDOWN - self._now()))

    async def _start_of(self, link: RequestLink) -> datetime | None:
        """The start, when Boomstream tells; a guest is not told that it is unwell."""
        async with self._database.reading() as connection:
            record = await workspaces.get(connection, workspace_id=link.workspace_id)
        if record is None:
            return None
        try:
            project = await self._projects.of(workspace_of(record))
            return (await read(project.info(link.conference.code))).starts_at
        except AppError as error:
            if error.code is ErrorCode.GONE:
                raise AppError(ErrorCode.REQUEST_LINK_CLOSED) from None
            return None


def decides_itself(link: RequestLink, *, is_member: bool) -> bool:
    """Whether the link lets a guest in without a moderator."""
    return link.approval is Approval.AUTOMATIC or (link.approval is Approval.MEMBERS and is_member)


def _hours(span: timedelta) -> int:
    return max(1, -(-int(span.total_seconds()) // 3600))
