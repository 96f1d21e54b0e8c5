"""Telegram asks to slow down."""

from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.telegram.flood import FloodWaiter


class Telegram:
    """Refuses the first calls, then is content; and a clock that only notes how long was slept."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, pause: int, refusals: int) -> None:
        self.pause, self.refusals = pause, refusals
        self.slept: list[float] = []
        monkeypatch.setattr("bot.telegram.flood.asyncio.sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def answer(self) -> bool:
        if self.refusals:
            self.refusals -= 1
            raise RetryAfter(self.pause)
        return True

    async def ask(self, endpoint: str) -> Any:
        return await FloodWaiter().process_request(self.answer, (), {}, endpoint, {}, None)


async def test_a_message_waits_as_long_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    telegram = Telegram(monkeypatch, pause=60, refusals=2)
    assert await telegram.ask("sendMessage")
    assert telegram.slept == [60, 60]


async def test_a_pause_beyond_a_minute_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    telegram = Telegram(monkeypatch, pause=61, refusals=1)
    with pytest.raises(RetryAfter):
        await telegram.ask("sendMessage")
    assert telegram.slept == []


@pytest.mark.parametrize("endpoint", ["sendChatAction", "answerCallbackQuery"])
async def test_what_is_of_the_moment_never_waits(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    telegram = Telegram(monkeypatch, pause=1, refusals=1)
    with pytest.raises(RetryAfter):
        await telegram.ask(endpoint)
    assert telegram.slept == []
