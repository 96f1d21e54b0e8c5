"""Asks Telegram for updates, by long polling (https://core.telegram.org/bots/api#getupdates).

Asking with an offset confirms everything below it: so the next question is asked only after the answer was stored.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import NoReturn, TypeVar

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.intake.inbox import RawUpdate
from bot.telegram.outage import Outage
from handlers.telegram_errors import pause_of
from storage.errors import StorageError

logger = logging.getLogger(__name__)

_Result = TypeVar("_Result")

POLL = 30  # seconds that Telegram holds an empty answer back
NETWORK_GRACE = 10  # seconds more until the answer is given up
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between tries


class Poller:
    """Fetches updates and hands each batch to `receive`, which must have stored it when it returns.

    `receive` may raise StorageError: the batch is handed over again, and nothing is confirmed in between.
    """

    def __init__(
        self,
        bot: Bot,
        receive: Callable[[Sequence[RawUpdate]], Awaitable[None]],
        *,
        allowed_updates: Sequence[str],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._receive = receive
        self._allowed_updates = list(allowed_updates)
        self._sleep = sleep
        self._outage = Outage(logger, "Telegram can't be asked for updates, trying on")

    async def run(self) -> NoReturn:
        """Poll until cancelled, which is safe at any moment. Raises InvalidToken when Telegram refuses the token."""
        await self._insist(self._bot.delete_webhook)  # while one is set, getUpdates is refused
        offset: int | None = None
        while True:
            batch = await self._insist(partial(self._fetch, offset))
            if batch:
                await self._insist(partial(self._receive, batch))
            # None after an empty answer, which has confirmed all: after a quiet week ids begin anew, perhaps below it.
            offset = max(int(update["update_id"]) for update in batch) + 1 if batch else None

    async def _fetch(self, offset: int | None) -> list[RawUpdate]:
        # Not get_updates(): when one update of a batch is beyond PTB's understanding it raises for all of them, for
        # ever, and logs them as they came, keys included.
        batch: list[RawUpdate] = await self._bot._post(  # noqa: SLF001  # do_api_request warns about known methods
            "getUpdates",
            {"offset": offset, "timeout": POLL, "allowed_updates": self._allowed_updates},
            read_timeout=POLL + NETWORK_GRACE,
        )
        return batch

    async def _insist(self, action: Callable[[], Awaitable[_Result]]) -> _Result:
        attempt = 0
        while True:
            try:
                result = await action()
            except InvalidToken:
                logger.critical("Telegram refuses the bot's token")
                raise
            except RetryAfter as error:
                pause = pause_of(error)
                logger.warning("Telegram asks to wait for %s s", pause)
            except (TelegramError, StorageError) as error:
                # Half of it by chance, so that many bots don't come back in step after an outage.
                pause = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE) * random.uniform(0.5, 1)  # noqa: S311  # no secret
                attempt = min(attempt + 1, 10)
                self._tell(error, pause)
            else:
                self._outage.is_over()
                return result
            await self._sleep(pause)

    def _tell(self, error: Exception, pause: float) -> None:
        if isinstance(error, Conflict):
            logger.error("Another process polls with the same token (or a webhook was set); retrying in %.1f s", pause)
        elif isinstance(error, StorageError):
            logger.error("Updates can't be stored; they stay at Telegram: %s; retrying in %.1f s", error, pause)
        elif isinstance(error, TimedOut):
            logger.info("No answer from Telegram in time; retrying in %.1f s", pause)
        else:
            self._outage.goes_on(str(error))
