"""Unfinished forms. They survive a restart, belong to one person in one chat, and are carried out once."""

import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.errors import AppError, ErrorCode
from services.model import Actor
from storage import dialogues, phrases
from storage.database import Database
from storage.errors import SecretUnreadable
from storage.records import DialogueRecord
from storage.secrets import Vault

LIFETIME = timedelta(days=1)

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A form under way. `message_id` is the message that asks.

    `refused_message_id` is the person's last answer that was refused.
    `doubtful_since`: somebody began to carry it out then, and nobody knows what became of it.
    """

    id: int
    form: str
    step: str
    values: Values = field(repr=False)
    message_id: int | None
    doubtful_since: datetime | None
    refused_message_id: int | None = None


class Dialogues:
    """Keeps what people have answered so far, encrypted."""

    def __init__(self, database: Database, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._now = now
        self._run_id = secrets.token_hex(8)

    async def start(self, actor: Actor, form: str, step: str, values: Values) -> Dialogue:
        """Begin a dialogue; an older one of the same person in the same chat gives way."""
        async with self._database.transaction() as connection:
            dialogue_id = await dialogues.start(
                connection,
                chat_id=actor.chat_id,
                user_id=actor.user_id,
                form=form,
                step=step,
                values_sealed=self._sealed(values),
                expires_at=self._now() + LIFETIME,
            )
        return Dialogue(dialogue_id, form, step, dict(values), None, None)

    async def current(self, actor: Actor) -> Dialogue | None:
        """The actor's dialogue in this chat, unless there is none or it is too old."""
        async with self._database.reading() as connection:
            record = await dialogues.of_person(connection, chat_id=actor.chat_id, user_id=actor.user_id)
        if record is None or record.expires_at <= self._now():
            return None
        return self._dialogue(record)

    async def get(self, actor: Actor, dialogue_id: int) -> Dialogue:
        """The dialogue behind a button; raises AppError(DIALOGUE_OVER) or AppError(NOT_YOURS)."""
        async with self._database.reading() as connection:
            record = await dialogues.get(connection, dialogue_id=dialogue_id)
        if record is None or record.expires_at <= self._now() or record.chat_id != actor.chat_id:
            raise AppError(ErrorCode.DIALOGUE_OVER)
        if record.user_id != actor.user_id:
            raise AppError(ErrorCode.NOT_YOURS)
        return self._dialogue(record)

    async def move(self, dialogue: Dialogue, step: str, values: Values) -> Dialogue:
        """Go to another step with these answers."""
        async with self._database.transaction() as connection:
            await dialogues.save(
                connection,
                dialogue_id=dialogue.id,
                step=step,
                values_sealed=self._sealed(values),
                expires_at=self._now() + LIFETIME,
            )
        return Dialogue(dialogue.id, dialogue.form, step, dict(values), dialogue.message_id, dialogue.doubtful_since)

    async def asked(self, dialogue: Dialogue, message_id: int | None, *, refused_message_id: int | None = None) -> None:
        """Remember the message that asks the current question, None for an unknown one, and a refused answer to it."""
        async with self._database.transaction() as connection:
            await dialogues.set_message(
                connection, dialogue_id=dialogue.id, message_id=message_id, refused_message_id=refused_message_id
            )

    @asynccontextmanager
    async def carrying_out(self, dialogue: Dialogue) -> AsyncIterator[None]:
        """Hold the only right to carry a dialogue out; it ends with success and stays as it was after a failure.

        Raises AppError(DIALOGUE_OVER) when it is being carried out already.
        """
        async with self._database.transaction() as connection:
            if not await dialogues.claim(connection, dialogue_id=dialogue.id, run_id=self._run_id, now=self._now()):
                raise AppError(ErrorCode.DIALOGUE_OVER)
        try:
            yield
        except Exception as error:
            # Telegram or the disk may have failed after Boomstream had done it: only an AppError can tell.
            known = isinstance(error, AppError) and error.code is not ErrorCode.UNCLEAR
            doubtful = not known or dialogue.doubtful_since is not None  # a doubt stays until it is carried out
            async with self._database.transaction() as connection:
                await dialogues.release(connection, dialogue_id=dialogue.id, doubtful=doubtful)
            raise
        await self.end(dialogue.id)

    async def end(self, dialogue_id: int) -> None:
        """Forget a dialogue."""
        async with self._database.transaction() as connection:
            await dialogues.end(connection, dialogue_id=dialogue_id)

    # --- texts behind buttons ----------------------------------------------------------------------------------------

    async def remember(self, actor: Actor, text: str) -> int:
        """A number for a text that does not fit into a button; 0 for no text."""
        if not text:
            return 0
        # Numbers are guessable: the workspace goes along, so that no other one can recall the text.
        sealed = self._vault.seal(json.dumps([actor.workspace.id, text]))
        async with self._database.transaction() as connection:
            return await phrases.remember(connection, text_sealed=sealed, now=self._now())

    async def recall(self, actor: Actor, phrase_id: int) -> str:
        """The text behind a number; empty when it was forgotten after three months or is another workspace's."""
        if not phrase_id:
            return ""
        async with self._database.reading() as connection:
            sealed = await phrases.recall(connection, phrase_id=phrase_id)
        try:
            workspace_id, text = json.loads(self._vault.open(sealed)) if sealed else (None, "")
        except SecretUnreadable:
            return ""
        return str(text) if workspace_id == actor.workspace.id else ""

    async def unlearn(self, actor: Actor, phrase_id: int) -> None:
        """Forget a text of this workspace before its time: a secret that is not needed any more."""
        if not await self.recall(actor, phrase_id):
            return
        async with self._database.transaction() as connection:
            await phrases.forget(connection, phrase_id=phrase_id)

    # --- encryption --------------------------------------------------------------------------------------------------

    def _sealed(self, values: Values) -> bytes:
        return self._vault.seal(json.dumps(dict(values), ensure_ascii=False))

    def _dialogue(self, record: DialogueRecord) -> Dialogue:
        try:
            values = json.loads(self._vault.open(record.values_sealed))
        except SecretUnreadable:
            raise AppError(ErrorCode.DIALOGUE_OVER) from None
        cut_off = record.claimed_by is not None and record.claimed_by != self._run_id
        return Dialogue(
            record.id,
            record.form,
            record.step,
            values,
            record.message_id,
            record.claimed_at if cut_off else None,
            record.refused_message_id,
        )
