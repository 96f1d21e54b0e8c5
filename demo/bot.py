"""The bot as the chat page starts it, in a process of its own: its settings come from the environment only.

Each line of its standard input tells how many seconds the page's clock is ahead; it starts after the first of them.
It ends in order when that input closes, so that it can't outlive the page whatever happens to that.
"""

import asyncio
import sys
from datetime import datetime, timedelta

from bot import logs
from bot.app import run, utc_now
from bot.settings import load


class _PageClock:
    """The time on the page; `moved` is set when it jumps."""

    def __init__(self, told: asyncio.StreamReader) -> None:
        self._told = told
        self._ahead = timedelta()
        self.moved = asyncio.Event()

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    async def hear(self) -> bool:
        """Wait until it is told; False when it never will be again."""
        line = await self._told.readline()
        if not line:
            return False
        self._ahead = timedelta(seconds=float(line))
        self.moved.set()
        return True


async def _run_until_left_alone() -> None:
    settings = load(file=None)  # a developer's own .env has no say in the sandbox
    logs.set_up(settings.log_level, settings.log_format)
    clock = _PageClock(await _standard_input())
    await clock.hear()
    bot = asyncio.create_task(run(settings, now=clock, hurry=clock.moved))
    left_alone = asyncio.create_task(_end_of_input(clock))
    await asyncio.wait({bot, left_alone}, return_when=asyncio.FIRST_COMPLETED)
    bot.cancel()
    left_alone.cancel()
    try:
        await bot
    except asyncio.CancelledError:
        return


async def _standard_input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


async def _end_of_input(clock: _PageClock) -> None:
    while await clock.hear():
        pass


if __name__ == "__main__":
    asyncio.run(_run_until_left_alone())
