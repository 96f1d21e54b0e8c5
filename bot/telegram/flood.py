"""The one limiter: every call to a chat passes it, whether it answers somebody or is said by the bot itself."""

import logging
from asyncio import sleep
from collections.abc import Callable, Coroutine
from datetime import datetime
from enum import Enum
from typing import Any

import stamina
from telegram._utils.types import JSONDict  # the type in the signature that BaseRateLimiter demands
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.limits import Limits
from handlers.telegram_errors import is_hiccup, pause_of

logger = logging.getLogger(__name__)

TRIES = 3  # while Telegram hiccups
LONGEST = 60.0  # seconds of pauses in all that an answer sits out


class Manner(Enum):
    """How a call behaves where it would be too much, as `rate_limit_args` of a call."""

    ANSWER = "answer"
    """Somebody waits for it: goes whatever the rates are, sits pauses out, is tried again after a hiccup."""
    LETTER = "letter"
    """Said by the bot itself: within the rates, or refused at once, for the outbox will come again."""
    NICETY = "nicety"
    """Goes now or never: late it is worth nothing, and somebody waits meanwhile."""


_NICETIES = {"sendChatAction", "answerCallbackQuery"}


class FloodControl(BaseRateLimiter[Manner]):
    """Nothing goes to a chat before the time that Telegram has named, and letters keep to the rates.

    PTB's own AIORateLimiter would halt all chats for one, and has no rate of one a second.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._limits = Limits(now)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(  # noqa: PLR0917 (BaseRateLimiter's signature)
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Manner | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Call as soon as it may be; raises RetryAfter when that is too late."""
        manner = rate_limit_args or (Manner.NICETY if endpoint in _NICETIES else Manner.ANSWER)
        chat_id = None if endpoint.startswith("get") else data.get("chat_id")
        is_message = endpoint.startswith(("send", "edit")) and endpoint not in _NICETIES
        insists = is_message and manner is Manner.ANSWER
        patience = LONGEST if manner is Manner.ANSWER else 0.0
        while True:
            if chat_id is not None:
                patience -= await self._admit(chat_id, manner, endpoint, patience)
                if is_message:
                    self._limits.note(chat_id, letter=manner is Manner.LETTER)
            try:
                return await _insist(callback, args, kwargs) if insists else await callback(*args, **kwargs)
            except RetryAfter as error:
                pause = pause_of(error)
                if chat_id is not None:
                    self._limits.pause(chat_id, pause)
                if pause > patience:
                    raise
                if chat_id is None:
                    patience -= await _sleep(pause, endpoint)

    async def _admit(self, chat_id: int, manner: Manner, endpoint: str, patience: float) -> float:
        """Until a call may go to a chat; gives the seconds that it took. Raises RetryAfter when it may not in time."""
        if manner is Manner.LETTER and (wait := self._limits.wait(chat_id)):
            raise RetryAfter(wait)
        slept = 0.0
        # Somebody else may have been told a longer pause meanwhile, and a sleep may end a little early.
        while until := self._limits.paused_until(chat_id):
            pause = until - self._now()
            if slept + pause.total_seconds() > patience:
                raise RetryAfter(pause)
            slept += await _sleep(pause.total_seconds(), endpoint)
        return slept


async def _insist(
    callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]], args: Any, kwargs: dict[str, Any]
) -> bool | JSONDict | list[JSONDict]:
    """Once more after a hiccup: an edit comes to the same, and a message that comes twice is better than none."""
    async for attempt in stamina.retry_context(
        on=is_hiccup, attempts=TRIES, timeout=None, wait_initial=0.2, wait_max=1.0, wait_jitter=0.2
    ):
        with attempt:
            return await callback(*args, **kwargs)
    raise AssertionError  # the last attempt returns or raises


async def _sleep(seconds: float, endpoint: str) -> float:
    logger.warning("Telegram asks to wait %.0f s before %s", seconds, endpoint)
    await sleep(seconds)
    return seconds
