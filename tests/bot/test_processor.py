import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.intake.inbox import RawUpdate, UpdateInbox
from bot.intake.processor import UpdateProcessor
from services.upkeep import Upkeep
from storage.database import Database, fetch_all
from storage.errors import StorageError
from storage.migrate import migrate
from storage.secrets import Vault
from storage.upkeep import Ages

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
VAULT = Vault(["A" * 43 + "="])
OLGA, IVAN = 7, 8
GROUP = {"id": -100, "type": "supergroup", "title": "Organizers"}


def message(update_id: int, text: str, *, user: int = OLGA, group: bool = False, is_bot: bool = False) -> RawUpdate:
    chat = GROUP if group else {"id": user, "type": "private"}
    sender = {"id": user, "is_bot": is_bot, "first_name": "Someone"}
    content = {"message_id": update_id, "date": 1_770_000_000, "chat": chat, "from": sender, "text": text}
    return {"update_id": update_id, "message": content}


def press(update_id: int, data: str, *, user: int = OLGA) -> RawUpdate:
    sender = {"id": user, "is_bot": False, "first_name": "Someone"}
    return {"update_id": update_id, "callback_query": {"id": "1", "from": sender, "chat_instance": "1", "data": data}}


class Process:
    """One run of the bot over the database file: what it handled, whom it told, and texts that it waits at."""

    def __init__(self, database: Database, handle: Callable[[Update], Awaitable[None]] | None, **options: Any) -> None:
        self.database = database
        self.now = NOON
        self.begun: list[str] = []
        self.another = asyncio.Event()
        self.ended: list[str] = []
        self.told: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.bot = Bot("42:TEST")
        self.updates = UpdateProcessor(
            self.bot,
            UpdateInbox(database, VAULT, now=lambda: self.now),
            handle=handle or self.handle,
            on_interrupted=self.tell,
            **({"storage_pause": 0} | options),
        )

    async def handle(self, update: Update) -> None:
        text = said(update)
        self.begun.append(text)
        self.another.set()
        if text in self.gates:
            await self.gates[text].wait()
        if text == "fails":
            raise LookupError
        self.ended.append(text)

    async def tell(self, update: Update) -> None:
        if said(update) == "unreachable":
            raise LookupError
        self.told.append(said(update))

    def hold(self, *texts: str) -> None:
        self.gates |= {text: asyncio.Event() for text in texts}

    async def until_begun(self, *texts: str) -> None:
        async with asyncio.timeout(5):
            while not set(texts) <= set(self.begun):
                self.another.clear()
                await self.another.wait()

    async def kill(self) -> None:
        """End as a killed process does: no more bookkeeping."""
        for worker in list(self.updates._workers.values()):
            worker.cancel()
        await asyncio.gather(*self.updates._workers.values(), return_exceptions=True)
        await self.database.close()


def said(update: Update) -> str:
    text = (
        update.callback_query.data
        if update.callback_query
        else update.effective_message and update.effective_message.text
    )
    assert text
    return text


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Callable[..., Awaitable[Process]]]:
    migrate(tmp_path / "bot.db")
    started: list[Process] = []

    async def start(handle: Callable[[Update], Awaitable[None]] | None = None, **options: Any) -> Process:
        started.append(Process(await Database.open(tmp_path / "bot.db"), handle, **options))
        return started[-1]

    yield start
    for process in started:
        await process.kill()


Start = Callable[..., Awaitable[Process]]


async def rows(process: Process) -> list[tuple[int, bool, bool, bool]]:
    """(update_id, begun, done, payload kept) for each row."""
    query = "SELECT update_id, begun_at IS NOT NULL, done_at IS NOT NULL, payload IS NOT NULL FROM inbox ORDER BY 1"
    async with process.database.reading() as connection:
        return [(row[0], bool(row[1]), bool(row[2]), bool(row[3])) for row in await fetch_all(connection, query)]


async def test_an_update_is_handled_and_forgotten(start: Start) -> None:
    process = await start()
    await process.updates.receive([message(1, "hello")])
    await process.updates.idle()
    assert process.ended == ["hello"]
    assert await rows(process) == [(1, True, True, False)]


async def test_an_update_that_comes_twice_is_handled_once(start: Start) -> None:
    process = await start()
    await process.updates.receive([message(1, "one"), message(1, "one")])
    await process.updates.receive([message(1, "one"), message(2, "two")])
    await process.updates.idle()
    await process.updates.receive([message(1, "one")])
    await process.updates.idle()
    assert process.ended == ["one", "two"]


async def test_a_restart_does_not_handle_again_what_was_done(start: Start) -> None:
    process = await start()
    await process.updates.receive([message(1, "one")])
    await process.updates.idle()
    await process.kill()
    process = await start()
    await process.updates.recover()
    await process.updates.receive([message(1, "one")])
    await process.updates.idle()
    assert (process.begun, process.told) == ([], [])


async def test_updates_of_one_person_keep_their_order(start: Start) -> None:
    process = await start()
    process.hold("slow")
    await process.updates.receive([message(1, "slow"), press(2, "button"), message(3, "text", group=True)])
    await process.until_begun("slow")
    await process.updates.receive([message(4, "last")])
    assert process.begun == ["slow"]
    process.gates["slow"].set()
    await process.updates.idle()
    assert process.ended == ["slow", "button", "text", "last"]


async def test_a_slow_person_does_not_delay_another(start: Start) -> None:
    process = await start()
    process.hold("slow")
    await process.updates.receive([message(1, "slow"), message(2, "waits"), message(3, "quick", user=IVAN)])
    await process.until_begun("slow", "quick")
    assert process.begun == ["slow", "quick"]
    process.gates["slow"].set()
    await process.updates.idle()


async def test_a_flood_of_one_person_takes_one_slot(start: Start) -> None:
    process = await start(concurrency=2)
    process.hold("flood 0")
    await process.updates.receive([message(number, f"flood {number}") for number in range(20)])
    await process.updates.receive([message(100, "quick", user=IVAN)])
    await process.until_begun("quick")
    assert process.begun == ["flood 0", "quick"]
    process.gates["flood 0"].set()
    await process.updates.idle()
    assert len(process.ended) == 21


async def test_no_more_updates_run_at_once_than_there_are_slots(start: Start) -> None:
    running = peak = 0

    async def handle(update: Update) -> None:
        nonlocal running, peak
        running += 1
        peak = max(peak, running)
        await asyncio.sleep(0.001)
        running -= 1

    process = await start(handle, concurrency=3)
    await process.updates.receive([message(number, "hi", user=number) for number in range(1, 20)])
    await process.updates.idle()
    assert peak == 3


async def test_anonymous_administrators_of_one_group_do_not_wait_for_those_of_another(start: Start) -> None:
    process = await start()
    process.hold("slow")
    anonymous = 1087968824
    other = message(2, "quick", user=anonymous, group=True, is_bot=True)
    other["message"]["chat"] = {"id": -200, "type": "supergroup", "title": "Others"}
    await process.updates.receive([message(1, "slow", user=anonymous, group=True, is_bot=True), other])
    await process.until_begun("quick")
    process.gates["slow"].set()
    await process.updates.idle()


async def test_nothing_is_remembered_of_people_who_are_idle(start: Start) -> None:
    process = await start()
    await process.updates.receive([message(number, "hi", user=number) for number in range(1, 50)])
    await process.updates.idle()
    assert (process.updates._lanes, process.updates._workers) == ({}, {})


async def test_a_handler_that_raises_is_done_and_the_next_one_runs(start: Start) -> None:
    process = await start()
    await process.updates.receive([message(1, "fails"), message(2, "next")])
    await process.updates.idle()
    assert process.ended == ["next"]
    assert await rows(process) == [(1, True, True, False), (2, True, True, False)]


async def test_a_handler_whose_own_task_was_cancelled_does_not_take_the_queue_with_it(start: Start) -> None:
    ended: list[str] = []

    async def handle(update: Update) -> None:
        if said(update) == "cancelled":
            raise asyncio.CancelledError
        ended.append(said(update))

    process = await start(handle)
    await process.updates.receive([message(1, "cancelled"), message(2, "next")])
    await process.updates.idle()
    assert ended == ["next"]
    assert await rows(process) == [(1, True, True, False), (2, True, True, False)]


async def test_what_was_stored_and_not_begun_is_handled_after_a_crash_in_order(start: Start) -> None:
    process = await start()
    process.hold("slow")
    await process.updates.receive([message(1, "slow"), message(2, "two"), message(3, "three")])
    await process.until_begun("slow")
    await process.kill()
    process = await start()
    await process.updates.recover()
    await process.updates.receive([message(4, "four")])
    await process.updates.idle()
    assert process.ended == ["two", "three", "four"]


async def test_what_was_begun_before_a_crash_is_told_and_not_run_again(start: Start) -> None:
    process = await start()
    process.hold("slow")
    await process.updates.receive([message(1, "slow")])
    await process.until_begun("slow")
    await process.kill()
    process = await start()
    await process.updates.recover()
    await process.updates.idle()
    assert (process.begun, process.told) == ([], ["slow"])
    assert await rows(process) == [(1, True, True, True)]
    await process.kill()
    process = await start()
    await process.updates.recover()
    await process.updates.idle()
    assert (process.begun, process.told) == ([], [])


async def interrupted(start: Start, text: str = "slow") -> Process:
    process = await start()
    process.hold(text)
    await process.updates.receive([message(1, text)])
    await process.until_begun(text)
    await process.kill()
    process = await start()
    await process.updates.recover()
    await process.updates.idle()
    return process


async def test_who_could_not_be_told_is_told_at_the_next_start(start: Start) -> None:
    process = await interrupted(start, "unreachable")
    assert process.told == []
    assert await rows(process) == [(1, True, False, True)]


async def test_the_sender_may_retry_an_interrupted_update_once(start: Start) -> None:
    process = await interrupted(start)
    assert not await process.updates.retry(1, user_id=IVAN)
    assert not await process.updates.retry(404, user_id=OLGA)
    tries = await asyncio.gather(*(process.updates.retry(1, user_id=OLGA) for _ in range(2)))
    assert sorted(tries) == [False, True]
    await process.updates.idle()
    assert process.ended == ["slow"]
    assert not await process.updates.retry(1, user_id=OLGA)
    assert await rows(process) == [(1, True, True, False)]


async def test_an_interrupted_update_can_be_retried_for_two_days(start: Start) -> None:
    process = await interrupted(start)
    process.now += timedelta(days=2, minutes=1)
    await Upkeep(process.database, Ages(), now=lambda: process.now).tidy()
    assert not await process.updates.retry(1, user_id=OLGA)
    await process.updates.idle()


async def test_stopping_finishes_what_has_begun_and_leaves_the_rest(start: Start) -> None:
    process = await start()
    process.hold("slow")
    await process.updates.receive([message(1, "slow"), message(2, "left")])
    await process.until_begun("slow")
    stopping = asyncio.create_task(process.updates.stop())
    await asyncio.sleep(0)
    await process.updates.receive([message(3, "late", user=IVAN)])
    process.gates["slow"].set()
    await stopping
    assert process.ended == ["slow"]
    assert await rows(process) == [(1, True, True, False), (2, False, False, True), (3, False, False, True)]


async def test_stopping_leaves_what_waits_for_a_slot(start: Start) -> None:
    process = await start(concurrency=1)
    process.hold("slow")
    await process.updates.receive([message(1, "slow"), message(2, "left", user=IVAN)])
    await process.until_begun("slow")
    stopping = asyncio.create_task(process.updates.stop())
    await asyncio.sleep(0)
    process.gates["slow"].set()
    await stopping
    assert process.ended == ["slow"]


async def test_stopping_does_not_wait_for_ever(start: Start) -> None:
    process = await start()
    process.hold("endless")
    await process.updates.receive([message(1, "endless")])
    await process.until_begun("endless")
    await process.updates.stop(patience=0.01)
    assert await rows(process) == [(1, True, False, True)]
    await process.updates.stop()


async def test_an_update_beyond_understanding_is_skipped_without_logging_it(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    process = await start()
    broken = {"update_id": 1, "message": {"text": "my key is SECRET", "chat": 5}}
    await process.updates.receive([broken, message(2, "next")])
    await process.updates.idle()
    assert process.ended == ["next"]
    assert "Update 1 is not understood" in caplog.text
    assert "SECRET" not in caplog.text
    assert await rows(process) == [(1, True, True, False), (2, True, True, False)]


async def test_an_update_sealed_with_a_lost_key_is_given_up(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    process = await start()
    async with process.database.transaction() as connection:
        await connection.execute(
            "INSERT INTO inbox VALUES (1, x'00', '2026', NULL, NULL), (2, x'00', '2026', '2026', NULL)"
        )
    await process.updates.recover()
    await process.updates.idle()
    assert (process.begun, process.told) == ([], [])
    assert "Update 1 is lost" in caplog.text
    assert await rows(process) == [(1, True, True, False), (2, True, True, False)]


def content_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_texts_are_not_readable_in_the_file(start: Start, tmp_path: Path) -> None:
    process = await start()
    process.hold("my key is SECRET")
    await process.updates.receive([message(1, "my key is SECRET")])
    await process.until_begun("my key is SECRET")
    assert b"SECRET" not in content_of(tmp_path)


async def test_a_batch_that_can_not_be_stored_is_not_handled(start: Start) -> None:
    process = await start()
    await process.database.close()
    with pytest.raises(StorageError):
        await process.updates.receive([message(1, "lost")])
    await process.updates.idle()
    assert process.begun == []


async def test_a_caller_that_goes_away_does_not_leave_updates_unqueued(start: Start) -> None:
    process = await start()
    caller = asyncio.create_task(process.updates.receive([message(1, "hello")]))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    await process.until_begun("hello")
    await process.updates.idle()


async def test_an_update_waits_until_its_beginning_can_be_written(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    process = await start()
    async with process.database.transaction() as connection:
        await connection.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON inbox BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
        )
    await process.updates.receive([message(1, "hello")])
    async with asyncio.timeout(5):
        while "disk is full" not in caplog.text:  # a log has no event to wait for
            await asyncio.sleep(0.001)
    assert process.begun == []
    async with process.database.transaction() as connection:
        await connection.execute("DROP TRIGGER full")
    await process.updates.idle()
    assert process.ended == ["hello"]


async def test_a_real_application_handles_them(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    application = Application.builder().token("42:TEST").updater(None).build()
    seen: list[str] = []

    async def remember(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        seen.append(said(update))
        if said(update) == "fails":
            raise LookupError

    async def apologise(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        seen.append(f"apologised for {type(context.error).__name__}")

    application.add_handler(MessageHandler(filters.TEXT, remember))
    application.add_error_handler(apologise)
    application._initialized = True  # initialize() would ask Telegram who the bot is
    process = await start(application.process_update)
    caplog.set_level(logging.ERROR)
    await process.updates.receive([message(1, "fails"), message(2, "next")])
    await process.updates.idle()
    assert seen == ["fails", "apologised for LookupError", "next"]
    assert caplog.messages == []
    assert await rows(process) == [(1, True, True, False), (2, True, True, False)]
