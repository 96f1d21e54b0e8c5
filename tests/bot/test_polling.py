import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.intake.inbox import RawUpdate
from bot.intake.polling import LONGEST_PAUSE, Poller
from storage.errors import StorageBusy


class Telegram(BaseRequest):
    """Keeps updates until an offset confirms them, as the Bot API does; `script` is what goes wrong, call by call."""

    def __init__(self) -> None:
        self.kept: list[RawUpdate] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.script: list[Exception] = []
        self.when_empty: Callable[[], object] = lambda: None

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: object, **kwargs: object
    ) -> tuple[int, bytes]:
        parameters = request_data.parameters if request_data else {}
        name = url.rsplit("/", 1)[-1]
        self.calls.append((name, parameters))
        await asyncio.sleep(0)
        if self.script:
            raise self.script.pop(0)
        answer = {"ok": True, "result": self.answer(name, parameters)}
        await asyncio.sleep(0)
        return 200, json.dumps(answer).encode()

    def answer(self, name: str, parameters: dict[str, Any]) -> object:
        if name != "getUpdates":
            return True
        offset = parameters.get("offset")
        if offset is not None:
            self.kept = [update for update in self.kept if update["update_id"] >= offset]
        if not self.kept:
            self.when_empty()
        return self.kept[:100]

    @property
    def offsets(self) -> list[int | None]:
        return [parameters.get("offset") for name, parameters in self.calls if name == "getUpdates"]


class Story:
    """A poller that runs until Telegram has nothing more to give."""

    def __init__(self) -> None:
        self.telegram = Telegram()
        self.stored: list[int] = []
        self.refusals: list[Exception] = []
        self.confirmed_at_store: list[list[int]] = []
        self.pauses: list[float] = []

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        self.confirmed_at_store.append([update["update_id"] for update in self.telegram.kept])
        if self.refusals:
            raise self.refusals.pop(0)
        self.stored += [update["update_id"] for update in updates]

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def run(self, *ids: int, empty_answers: int = 1) -> None:
        self.telegram.kept = [{"update_id": update_id} for update_id in ids]
        left = empty_answers

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                task.cancel()

        self.telegram.when_empty = count
        bot = Bot("42:TEST", request=self.telegram, get_updates_request=self.telegram)
        poller = Poller(bot, self.receive, allowed_updates=["message"], sleep=self.sleep)
        task = asyncio.create_task(poller.run())
        async with asyncio.timeout(5):
            await asyncio.gather(task, return_exceptions=True)
        if not task.cancelled():
            task.result()


@pytest.fixture
def story() -> Story:
    return Story()


async def test_updates_are_confirmed_after_they_are_stored(story: Story) -> None:
    await story.run(5, 6, 9)
    assert story.stored == [5, 6, 9]
    assert story.telegram.kept == []
    assert story.telegram.offsets == [None, 10]
    assert story.pauses == []


async def test_many_updates_come_in_batches(story: Story) -> None:
    await story.run(*range(250))
    assert story.stored == list(range(250))
    assert story.telegram.offsets == [None, 100, 200, 250]


async def test_a_batch_that_can_not_be_stored_is_tried_again_and_not_confirmed(story: Story) -> None:
    story.refusals = [StorageBusy("database is locked")] * 3
    await story.run(5, 6)
    assert story.confirmed_at_store == [[5, 6]] * 4
    assert story.stored == [5, 6]
    assert story.telegram.offsets == [None, 7]


async def test_after_an_empty_answer_lower_ids_are_welcome(story: Story) -> None:
    await story.run(900, empty_answers=3)
    assert story.telegram.offsets == [None, 901, None, None]


async def test_a_webhook_is_removed_first_without_dropping_updates(story: Story) -> None:
    await story.run(5)
    name, parameters = story.telegram.calls[0]
    assert name == "deleteWebhook"
    assert not parameters.get("drop_pending_updates")


async def test_what_is_asked_for_is_limited_to_the_allowed_updates(story: Story) -> None:
    await story.run()
    assert story.telegram.calls[1][1]["allowed_updates"] == ["message"]
    assert story.telegram.calls[1][1]["timeout"] > 0


@pytest.mark.parametrize(
    ("error", "said", "times"),
    [
        (NetworkError("no route"), "no route", 1),  # within a minute
        (TelegramError("Invalid server response"), "Invalid server response", 1),
        (Conflict("terminated"), "Another process polls with the same token", 3),
        (TimedOut(), "No answer from Telegram in time", 3),
    ],
)
async def test_trouble_is_told_and_polling_goes_on(
    story: Story, caplog: pytest.LogCaptureFixture, error: Exception, said: str, times: int
) -> None:
    caplog.set_level("INFO")
    story.telegram.script = [error, error, error]
    await story.run(5)
    assert story.stored == [5]
    assert caplog.text.count(said) == times


async def test_pauses_grow_to_a_limit_and_begin_anew_after_success(story: Story) -> None:
    story.telegram.script = [NetworkError("down") for _ in range(12)]
    story.refusals = [StorageBusy("locked")]
    await story.run(5)
    assert len(story.pauses) == 13
    assert story.pauses[0] <= 0.5
    assert story.pauses[4] > story.pauses[0]
    assert all(0.5 * LONGEST_PAUSE <= pause <= LONGEST_PAUSE for pause in story.pauses[7:12])
    assert story.pauses[12] <= 0.5


async def test_telegram_is_given_the_time_it_asks_for(story: Story) -> None:
    story.telegram.script = [RetryAfter(timedelta(seconds=17))]
    await story.run(5)
    assert story.pauses == [17]


async def test_a_refused_token_ends_the_run(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    story.telegram.script = [InvalidToken("Unauthorized")]
    with pytest.raises(InvalidToken):
        await story.run(5)
    assert "refuses the bot's token" in caplog.text
