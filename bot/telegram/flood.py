"""Telegram says "too many requests": wait as long as it asks, that one call only, and try again."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram._utils.types import JSONDict  # the type in the signature that BaseRateLimiter demands
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from handlers.telegram_errors import pause_of

logger = logging.getLogger(__name__)

TRIES = 3
ONCE = 1  # as `rate_limit_args`: whoever calls does the waiting
LONGEST = 60.0  # seconds: whoever was to read it has left by then
_OF_THE_MOMENT = {"sendChatAction", "answerCallbackQuery"}  # late they are worth nothing, and somebody waits meanwhile


class FloodWaiter(BaseRateLimiter[int]):
    """`rate_limit_args` of a call is its number of tries.

    PTB's own AIORateLimiter would halt all chats for one, and counts edits in a group as messages.
    """

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
        data: dict[str, Any],  # noqa: ARG002
        rate_limit_args: int | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Call, and call again after the pause that Telegram names; raises RetryAfter in the end, or for a long one."""
        for _ in range((rate_limit_args or TRIES) - 1):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                seconds = pause_of(error)
                if seconds > LONGEST or endpoint in _OF_THE_MOMENT:
                    raise
                logger.warning("Telegram asks to wait %.0f s before %s", seconds, endpoint)
                await asyncio.sleep(seconds)
        return await callback(*args, **kwargs)
