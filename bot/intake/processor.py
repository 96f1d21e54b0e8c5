"""From "Telegram has an update" to "its handler is done": nothing lost in a crash, everyone's own updates in order.

PTB's own road is not taken. Its Updater confirms updates to Telegram before they are handled, so a crash loses what is
queued; its Application has one queue and takes a concurrency slot before anything else, so that one person's flood
occupies every slot, and on `stop` it waits for the whole queue. Here `Application.process_update` is called directly,
and the Application is built with `.updater(None)`; its `update_queue` stays empty.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias, TypeVar

from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden

from bot.intake.inbox import RawUpdate, UpdateInbox
from storage.errors import StorageError

logger = logging.getLogger(__name__)

Handle: TypeAlias = Callable[[Update], Awaitable[None]]
_Result = TypeVar("_Result")

_LAST_WORDS = 3.0  # seconds for what was cut short to end: answering its click may take Telegram long


class UpdateProcessor:
    """Runs updates: one after another for a person, side by side between persons, `concurrency` at most.

    `handle` is the Application's process_update. `on_interrupted` is given an update that a crash cut short, so that
    its sender can be told and offered another try (`retry`); it may be given one twice, never one that was told.
    """

    def __init__(
        self,
        bot: Bot,
        inbox: UpdateInbox,
        *,
        handle: Handle,
        on_interrupted: Handle,
        concurrency: int = 64,
        storage_pause: float = 1.0,
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._handle = handle
        self._on_interrupted = on_interrupted
        self._slots = asyncio.Semaphore(concurrency)
        self._storage_pause = storage_pause  # seconds between tries to write down what was done
        # One of each a person who has something to do, none for the others.
        self._lanes: dict[int, deque[tuple[Handle, Update]]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._stopping = False

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Store what Telegram delivered and queue what is new. Only after it Telegram may be told that we have it.

        Raises StorageError, and then nothing is stored.
        """
        # Shielded: were the caller cancelled between the two, the updates would lie stored but not queued.
        await asyncio.shield(asyncio.ensure_future(self._store_and_queue(updates)))

    async def recover(self) -> None:
        """Queue what an earlier process left behind. Call it once, before anything is received."""
        interrupted, waiting = await self._inbox.interrupted(), await self._inbox.waiting()
        if interrupted or waiting:
            logger.warning("Left by the last run: %s updates waiting, %s cut short", len(waiting), len(interrupted))
        for raw in interrupted:
            await self._queue(raw, self._tell_interrupted)
        for raw in waiting:
            await self._queue(raw, self._run)

    async def retry(self, update_id: int, *, user_id: int) -> bool:
        """Run an interrupted update after all, when its own sender asks. False when there is nothing to run (any more).

        Only the sender may: the update would act with the sender's rights.
        """
        raw = await self._inbox.shelved(update_id)
        update = self._parsed(raw) if raw else None
        if raw is None or update is None or update.effective_user is None or update.effective_user.id != user_id:
            return False
        if not await self._inbox.unshelve(update_id):
            return False
        await self._queue(raw, self._run)
        return True

    async def idle(self) -> None:
        """Wait until everything queued is done."""
        while self._workers:
            await asyncio.wait(list(self._workers.values()))

    async def stop(self, *, patience: float = 20.0) -> None:
        """Let begun updates finish for `patience` seconds; what has not begun stays in the inbox for the next run."""
        self._stopping = True
        workers = list(self._workers.values())
        if not workers:
            return
        _, late = await asyncio.wait(workers, timeout=patience)
        for worker in late:
            worker.cancel()
        if late:
            logger.warning("%s updates took too long and were cut short: their senders will be told", len(late))
            await asyncio.wait(late, timeout=_LAST_WORDS)

    async def _store_and_queue(self, updates: Sequence[RawUpdate]) -> None:
        for raw in await self._inbox.store(updates):
            await self._queue(raw, self._run)

    async def _queue(self, raw: RawUpdate, work: Handle) -> None:
        update = self._parsed(raw)
        if update is None:
            await self._stored(lambda: self._inbox.done(int(raw["update_id"])))
        else:
            person = _person(update)
            self._lanes.setdefault(person, deque()).append((work, update))
            if person not in self._workers:
                self._workers[person] = asyncio.create_task(self._serve(person), name=f"updates of {person}")

    def _parsed(self, raw: RawUpdate) -> Update | None:
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001  # whatever PTB stumbles over, the updates behind it must be run
            # The exception's text could quote the update, and an update may hold a key.
            logger.error("Update %s is not understood: %s", raw["update_id"], type(error).__name__)  # noqa: TRY400 (a traceback could quote the message)
            return None

    async def _serve(self, person: int) -> None:
        lane = self._lanes[person]
        try:
            while lane:
                work, update = lane.popleft()
                async with self._slots:  # after the person's turn: a flood waits in its own lane, not in the slots
                    if not self._stopping:  # else it stays in the inbox for the next run
                        await work(update)
        finally:
            del self._lanes[person], self._workers[person]

    async def _run(self, update: Update) -> None:
        if not await self._stored(lambda: self._inbox.begin(update.update_id)):
            return
        try:
            await self._handle(update)
        except Exception:  # PTB's error handlers have told the user; this is what they themselves let through
            logger.exception("Update %s failed", update.update_id)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise  # the process ends: the update stays begun, its sender will be told
            logger.exception("Update %s failed: something it waited for was cancelled", update.update_id)
        await self._stored(lambda: self._inbox.done(update.update_id))

    async def _tell_interrupted(self, update: Update) -> None:
        try:
            await self._on_interrupted(update)
        except (Forbidden, BadRequest) as error:  # another start would not reach them either
            logger.info("The sender of update %s can't be told that it was cut short: %s", update.update_id, error)
            await self._stored(lambda: self._inbox.shelve(update.update_id))
        except Exception:  # stays "begun": the next start tries again
            logger.exception("The sender of update %s could not be told that it was cut short", update.update_id)
        else:
            await self._stored(lambda: self._inbox.shelve(update.update_id))

    async def _stored(self, action: Callable[[], Awaitable[_Result]]) -> _Result:
        """Insist: to run an update that is not marked as begun could mean running it twice."""
        while True:
            try:
                return await action()
            except StorageError as error:
                logger.error("The inbox can't be written, trying again: %s", error)  # noqa: TRY400  # says it all
                await asyncio.sleep(self._storage_pause)


def _person(update: Update) -> int:
    """Whose order an update keeps: the sender's; the chat's where all anonymous administrators share one bot's id."""
    user, chat = update.effective_user, update.effective_chat
    if user is not None and not user.is_bot:
        return user.id
    return chat.id if chat is not None else 0
