"""The one limiter: every call to a chat passes it, whether it answers somebody or is said by the bot itself."""

import logging
from asyncio import sleep
from collections.abc import Callable, Coroutine
from datetime import datetime
from enum import Enum
from typing import Any

from telegram._utils.types import JSONDict  # the type in the signature that BaseRateLimiter demands
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.limits import Limits
from handlers.telegram_errors import pause_of

logger = logging.getLogger(__name__)

TRIES = 3
LONGEST = 60.0  # seconds: whoever was to read it has left by then


class Manner(Enum):
    """How a call behaves where it would be too much, as `rate_limit_args` of a call."""

    ANSWER = "answer"
    """Somebody waits for it: goes whatever the rates are, sits a pause out, is tried again."""
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
        """Call as soon as it may be; raises RetryAfter when that is too late, or when Telegram said so thrice."""
        manner = rate_limit_args or (Manner.NICETY if endpoint in _NICETIES else Manner.ANSWER)
        chat_id = None if endpoint.startswith("get") else data.get("chat_id")
        tries = TRIES if manner is Manner.ANSWER else 1
        while True:
            if chat_id is not None:
                await self._admit(chat_id, manner, endpoint)
            tries -= 1
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if chat_id is not None:
                    self._limits.pause(chat_id, pause_of(error))
                if not tries or pause_of(error) > LONGEST:
                    raise
                if chat_id is None:
                    await _sleep(pause_of(error), endpoint)

    async def _admit(self, chat_id: int, manner: Manner, endpoint: str) -> None:
        """Until a call may go to a chat; raises RetryAfter when it may not in time."""
        if manner is Manner.LETTER and (wait := self._limits.wait(chat_id)):
            raise RetryAfter(wait)
        sat_out = None
        # Somebody else may have been told a longer pause meanwhile.
        while (until := self._limits.paused_until(chat_id)) and until != sat_out:
            pause = until - self._now()
            if manner is Manner.NICETY or pause.total_seconds() > LONGEST:
                raise RetryAfter(pause)
            await _sleep(pause.total_seconds(), endpoint)
            sat_out = until
        if endpoint.startswith(("send", "edit")) and endpoint not in _NICETIES:
            self._limits.note(chat_id, letter=manner is Manner.LETTER)


async def _sleep(seconds: float, endpoint: str) -> None:
    logger.warning("Telegram asks to wait %.0f s before %s", seconds, endpoint)
    await sleep(seconds)
