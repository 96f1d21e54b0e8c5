"""The outbox: messages that must arrive. They are written with the change that causes them, and sent at least once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from services import letters
from services.letters import (
    AboutRequest,
    Answer,
    BindingQuestion,
    ConferenceChanged,
    Difference,
    Letter,
    Notice,
    OutgoingMessage,
)
from storage import inbox, outbox
from storage.database import Connection, Database
from storage.errors import SecretUnreadable
from storage.records import OutboxRecord
from storage.secrets import Vault

_AT_ONCE = 500


class Outbox:
    """`wake` is set whenever something was written: the dispatcher waits for it."""

    def __init__(self, database: Database, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._now = now
        self._being_said: set[int] = set()  # answers on their way, by whoever found them out
        self.wake = asyncio.Event()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        """A transaction for a change and its messages; the dispatcher is woken once it is committed."""
        async with self._database.transaction() as connection:
            yield connection
        self.wake.set()

    @asynccontextmanager
    async def saying(self, answers: Sequence[Answer], *, update_id: int) -> AsyncIterator[None]:
        """Write answers down, say them within, and note that they were said; the dispatcher says them if that fails.

        The update that they answer is done with the same commit: whoever gets its result must not be asked whether it
        shall be run again.
        """
        ids: list[int] = []
        try:
            async with self._database.transaction() as connection:
                for answer in answers:
                    ids.append(await self.put(connection, answer))
                    self._being_said.add(ids[-1])
                await inbox.done(connection, update_id, now=self._now())
            yield
            async with self._database.transaction() as connection:
                for message_id in ids:
                    await outbox.done(connection, message_id=message_id, outcome="sent", now=self._now())
        except BaseException:
            self.wake.set()
            raise
        finally:
            self._being_said.difference_update(ids)

    async def say_later(self, answer: Answer) -> None:
        """What could not be said now."""
        async with self.writing() as connection:
            await self.put(connection, answer)

    async def follow(self, message: OutgoingMessage, answer: Answer, *, chat_id: int) -> None:
        """The chat of an answer has a new id."""
        _, data = letters.write(replace(answer, chat=chat_id))
        async with self._database.transaction() as connection:
            await outbox.set_data(connection, message_id=message.id, data_sealed=self._vault.seal(data or ""))

    async def put(self, connection: Connection, letter: Letter, *, delay: timedelta = timedelta(0)) -> int:
        """Add a letter in the caller's transaction; gives its id."""
        address, data = letters.write(letter)
        return await outbox.put(
            connection,
            kind=letter.kind,
            **address,
            data_sealed=self._vault.seal(data) if data else None,
            now=self._now(),
            due_at=self._now() + delay,
        )

    async def holds(self, connection: Connection, letter: BindingQuestion) -> bool:
        """Whether just this lies there, not sent yet."""
        waiting = await outbox.waiting(connection, workspace_id=letter.workspace_id, kind=letter.kind)
        return any(self._letter(record) == letter for record in waiting)

    async def cancel(self, connection: Connection, kind: type[AboutRequest], request_id: int) -> None:
        """Do not say what is still to be said of this kind about a request."""
        await outbox.cancel(connection, request_id=request_id, kind=kind.kind, now=self._now())

    async def anonymise(
        self,
        connection: Connection,
        *,
        workspace_id: int,
        request_id: int,
        participant_code: str | None,
        participant_id: int | None,
    ) -> None:
        """Take a guest's name and masked address out of what waits to be told to the moderators."""
        for kind in (Notice.kind, ConferenceChanged.kind):
            for record in await outbox.waiting(connection, workspace_id=workspace_id, kind=kind):
                letter = self._letter(record)
                anonymous = letter
                if isinstance(letter, Notice):
                    if letter.request == request_id or (letter.participant and letter.participant == participant_code):
                        anonymous = replace(letter, detail="•••")
                elif isinstance(letter, ConferenceChanged):
                    anonymous = replace(letter, changes=tuple(_unnamed(c, participant_id) for c in letter.changes))
                if anonymous != letter:
                    _, data = letters.write(anonymous)
                    await outbox.set_data(connection, message_id=record.id, data_sealed=self._vault.seal(data or ""))

    async def due(self) -> list[OutgoingMessage]:
        """What may be sent now; oldest first to each chat."""
        async with self._database.reading() as connection:
            records = await outbox.due(connection, now=self._now(), limit=_AT_ONCE)
        return [self._message(record) for record in records if record.id not in self._being_said]

    async def done(self, message: OutgoingMessage, outcome: str = "sent") -> None:
        """Sent, or given up for a reason."""
        async with self._database.transaction() as connection:
            await outbox.done(connection, message_id=message.id, outcome=outcome, now=self._now())

    async def postpone(self, message: OutgoingMessage, pause: timedelta) -> None:
        """It failed: try again after a pause."""
        async with self._database.transaction() as connection:
            await outbox.postpone(connection, message_id=message.id, until=self._now() + pause)

    def _message(self, record: OutboxRecord) -> OutgoingMessage:
        return OutgoingMessage(
            id=record.id,
            letter=self._letter(record),
            workspace_id=record.workspace_id,
            attempts=record.attempts,
            created_at=record.created_at,
        )

    def _letter(self, record: OutboxRecord) -> Letter:
        try:
            data = self._vault.open(record.data_sealed) if record.data_sealed else None
        except SecretUnreadable:
            data = None  # enough for a letter that says nothing but whose request it is about
        address = {name: getattr(record, name) for name in letters.ADDRESS}
        return letters.read(record.kind, address, data)


def _unnamed(change: Difference, participant_id: int | None) -> Difference:
    """A change without the person, if it is this participant's."""
    return replace(change, person="", email="•••") if change.id and change.id == participant_id else change
