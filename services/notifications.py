"""What the dispatcher of the outbox needs to know: where a message goes, in which language, and what is true now."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from services.arrivals import Arrivals, workspace_of
from services.errors import AppError, ErrorCode
from services.requests import reading
from services.requests.admitting import Admitting
from services.requests.model import NEEDS_A_PERSON, NEW, Card, Request, Unreachable
from storage import requests, workspaces
from storage.database import Database
from storage.secrets import Vault


@dataclass(frozen=True, slots=True)
class Destination:
    """A chat, a topic in it, the language to speak there, and whether new requests are shown in it."""

    chat_id: int
    thread_id: int | None
    language: str
    shows_requests: bool = True

    def holds(self, request: Request) -> bool:
        """Whether the request's card was posted here; it can be in a chat that has no say any more."""
        return request.card is not None and request.card[0] == self.chat_id

    def wants(self, request: Request) -> bool:
        """Whether somebody has to do something about it, and wants to see it here; /requests has it all the same."""
        return request.status in NEEDS_A_PERSON and (self.shows_requests or request.status not in NEW)


class Notifications:
    """Reads for the outbox, and writes down what became of its messages."""

    def __init__(
        self, database: Database, vault: Vault, arrivals: Arrivals, admitting: Admitting, *, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vault = vault
        self._arrivals = arrivals
        self._admitting = admitting
        self._now = now

    async def moderators(self, workspace_id: int) -> Destination:
        """The moderators' group, or the workspace's own chat; raises AppError(GONE)."""
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
            if row is None:
                raise AppError(ErrorCode.GONE)
            group = (
                await workspaces.of_chat(connection, chat_id=row.moderators_chat_id) if row.moderators_chat_id else None
            )
        if row.moderators_chat_id is None:
            return await self.organizers(workspace_id)
        language = (group.language if group else None) or row.language
        return Destination(
            row.moderators_chat_id,
            row.moderators_thread_id,
            language or await self._arrivals.language_of(row.chat_id),
            workspace_of(row).settings.notify_requests,
        )

    async def organizers(self, workspace_id: int) -> Destination:
        """The workspace's own chat; raises AppError(GONE)."""
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
        if row is None:
            raise AppError(ErrorCode.GONE)
        language = row.language or await self._arrivals.language_of(row.chat_id)
        return Destination(row.chat_id, None, language, workspace_of(row).settings.notify_requests)

    async def group_to_bind(self, chat_id: int, user_id: int) -> Destination:
        """A group to bind, in the asker's language; raises AppError(GONE) when it is taken or has moved."""
        async with self._database.reading() as connection:
            moved = await workspaces.of_chat(connection, chat_id=chat_id) is None
            if moved or await workspaces.is_taken(connection, chat_id=chat_id):
                raise AppError(ErrorCode.GONE)
        return Destination(chat_id, None, await self._arrivals.language_of(user_id))

    async def guest(self, user_id: int) -> Destination:
        """A person's private chat: its id is the person's."""
        return Destination(user_id, None, await self._arrivals.language_of(user_id))

    async def card(self, request_id: int) -> Card:
        """A request as it stands now; raises AppError(OUTDATED)."""
        async with self._database.reading() as connection:
            return await reading.card(connection, self._vault, request_id, now=self._now())

    async def card_sent(self, request_id: int, *, chat_id: int, message_id: int) -> None:
        """Remember where the card is, to keep it up to date."""
        async with self._database.transaction() as connection:
            await requests.set_card(connection, request_id=request_id, chat_id=chat_id, message_id=message_id)

    async def card_lost(self, request_id: int) -> None:
        """The card's message is no longer there."""
        async with self._database.transaction() as connection:
            await requests.set_card(connection, request_id=request_id, chat_id=None, message_id=None)

    async def waiting_among(self, request_ids: Collection[int]) -> int:
        """How many of these requests still need somebody: a digest counts no others."""
        async with self._database.reading() as connection:
            return await requests.how_many(connection, request_ids=list(request_ids), statuses=NEEDS_A_PERSON)

    async def unreachable(self, request_id: int, why: Unreachable) -> None:
        """The person can't be written to: the card says so, and the moderator has the link."""
        await self._admitting.undelivered(request_id, why)

    async def delivered(self, request_id: int) -> None:
        """The guest has their link."""
        await self._admitting.delivered(request_id)
