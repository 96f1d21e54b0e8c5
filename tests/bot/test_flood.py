"""Telegram asks to slow down, and everybody who sends to that chat does."""

from collections.abc import Iterator
from typing import Any

import pytest
import stamina
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.flood import TRIES, FloodControl, Manner
from tests.flows.world import Clock

CHAT, OTHER = 100_001, 100_002


class Telegram:
    """Refuses the first calls, then is content. Who sleeps lets time pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = Clock()
        self.refusals: list[int] = []
        self.hiccups: list[TelegramError] = []
        self.slept: list[float] = []
        self.asked = 0
        self.control = FloodControl(self.clock)
        monkeypatch.setattr("bot.telegram.flood.sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.forward(seconds=seconds)

    async def answer(self) -> bool:
        self.asked += 1
        if self.refusals:
            raise RetryAfter(self.refusals.pop(0))
        if self.hiccups:
            raise self.hiccups.pop(0)
        return True

    async def ask(self, endpoint: str = "sendMessage", chat: int | None = CHAT, manner: Manner | None = None) -> Any:
        data = {} if chat is None else {"chat_id": chat}
        return await self.control.process_request(self.answer, (), {}, endpoint, data, manner)


@pytest.fixture(autouse=True)
def _no_real_seconds() -> Iterator[None]:
    with stamina.set_testing(True, attempts=TRIES):
        yield


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    return Telegram(monkeypatch)


@pytest.mark.parametrize("chat", [CHAT, None])
async def test_an_answer_waits_as_long_as_asked(telegram: Telegram, chat: int | None) -> None:
    telegram.refusals = [20, 40]
    assert await telegram.ask(chat=chat)
    assert telegram.slept == [20, 40]


async def test_short_pauses_are_sat_out_however_many_there_are(telegram: Telegram) -> None:
    telegram.refusals = [1, 1, 2, 1, 1]
    assert await telegram.ask()
    assert telegram.slept == [1, 1, 2, 1, 1]


@pytest.mark.parametrize("chat", [CHAT, None])
async def test_an_answer_is_given_up_when_its_pauses_are_more_than_a_minute(
    telegram: Telegram, chat: int | None
) -> None:
    telegram.refusals = [30, 30, 1]
    with pytest.raises(RetryAfter):
        await telegram.ask(chat=chat)
    assert telegram.slept == [30, 30]


async def test_a_sleep_that_ends_early_is_gone_on_with(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> None:
    async def too_short(seconds: float) -> None:
        await telegram.sleep(seconds if telegram.slept else seconds - 1)

    monkeypatch.setattr("bot.telegram.flood.sleep", too_short)
    telegram.refusals = [10]
    assert await telegram.ask()
    assert telegram.slept == [9, 1]


@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText", "sendDocument", "sendPhoto"])
async def test_an_answer_is_tried_again_after_a_hiccup(telegram: Telegram, endpoint: str) -> None:
    telegram.hiccups = [TimedOut(), NetworkError("Bad Gateway")]
    assert await telegram.ask(endpoint)
    assert telegram.asked == TRIES == 3
    telegram.hiccups = [NetworkError("Bad Gateway")] * TRIES
    with pytest.raises(NetworkError):
        await telegram.ask(endpoint)


@pytest.mark.parametrize(
    ("endpoint", "manner", "hiccup"),
    [
        ("sendMessage", Manner.LETTER, NetworkError("Bad Gateway")),  # the dispatcher comes again by itself
        ("answerCallbackQuery", None, NetworkError("Bad Gateway")),
        ("getChatMember", None, NetworkError("Bad Gateway")),
        ("sendMessage", None, BadRequest("chat not found")),
        ("sendMessage", None, Forbidden("bot was blocked by the user")),
    ],
)
async def test_what_no_time_heals_or_others_repeat_is_tried_once(
    telegram: Telegram, endpoint: str, manner: Manner | None, hiccup: TelegramError
) -> None:
    telegram.hiccups = [hiccup]
    with pytest.raises(type(hiccup)):
        await telegram.ask(endpoint, manner=manner)
    assert telegram.asked == 1


async def test_a_pause_beyond_a_minute_is_not_waited_for(telegram: Telegram) -> None:
    telegram.refusals = [61]
    with pytest.raises(RetryAfter):
        await telegram.ask()
    with pytest.raises(RetryAfter):  # nor is Telegram asked again
        await telegram.ask()
    assert (telegram.slept, telegram.asked) == ([], 1)


@pytest.mark.parametrize("endpoint", ["sendChatAction", "answerCallbackQuery"])
async def test_what_is_of_the_moment_never_waits(telegram: Telegram, endpoint: str) -> None:
    telegram.refusals = [1]
    with pytest.raises(RetryAfter):
        await telegram.ask(endpoint)
    assert telegram.slept == []


@pytest.mark.parametrize("first", [Manner.ANSWER, Manner.LETTER])
@pytest.mark.parametrize(("manner", "slept"), [(Manner.ANSWER, [29]), (Manner.LETTER, None), (Manner.NICETY, None)])
async def test_nothing_goes_to_a_chat_before_its_time_whoever_was_told(
    telegram: Telegram, first: Manner, manner: Manner, slept: list[float] | None
) -> None:
    telegram.refusals = [90]
    with pytest.raises(RetryAfter):
        await telegram.ask(manner=first)
    telegram.clock.forward(seconds=61)
    assert await telegram.ask(chat=OTHER)
    for endpoint in ("sendMessage", "editMessageText", "sendDocument", "deleteMessage"):
        telegram.asked = 0
        if slept is None:
            with pytest.raises(RetryAfter) as refused:
                await telegram.ask(endpoint, manner=manner)
            assert refused.value._retry_after.total_seconds() == 29
            assert telegram.asked == 0
        else:
            assert await telegram.ask(endpoint, manner=manner)
    assert telegram.slept == (slept or [])


async def test_a_pause_that_got_longer_meanwhile_is_waited_for_as_well(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told_again(seconds: float) -> None:
        if not telegram.slept:
            telegram.control._limits.pause(CHAT, 40)  # as by a call that was on its way already
        await telegram.sleep(seconds)

    monkeypatch.setattr("bot.telegram.flood.sleep", told_again)
    telegram.refusals = [10]
    assert await telegram.ask()
    assert telegram.slept == [10, 30]


async def test_who_asks_about_a_chat_writes_nothing_there(telegram: Telegram) -> None:
    telegram.refusals = [50]
    with pytest.raises(RetryAfter):
        await telegram.ask(manner=Manner.LETTER)
    assert await telegram.ask("getChatMember")
    assert telegram.slept == []


async def test_a_letter_keeps_to_the_rate_and_an_answer_counts_for_it(telegram: Telegram) -> None:
    for endpoint in ("sendMessage", "editMessageText", "sendPhoto"):
        assert await telegram.ask(endpoint)
        with pytest.raises(RetryAfter):
            await telegram.ask(manner=Manner.LETTER)
        telegram.clock.forward(seconds=1)
    assert await telegram.ask(manner=Manner.LETTER)
    assert await telegram.ask()  # somebody waits for it
    assert telegram.slept == []


@pytest.mark.parametrize("endpoint", ["sendChatAction", "deleteMessage", "getChatMember"])
async def test_what_is_no_message_does_not_count(telegram: Telegram, endpoint: str) -> None:
    assert await telegram.ask(endpoint)
    assert await telegram.ask(manner=Manner.LETTER)
