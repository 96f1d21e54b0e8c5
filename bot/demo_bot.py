"""The bot as the chat page starts it, in a process of its own: its settings come from the environment only.

Ends in order when its standard input closes, so that it can't outlive the page whatever happens to that.
"""

import asyncio
import sys

from bot import logs
from bot.app import run
from bot.settings import load


async def _run_until_left_alone() -> None:
    settings = load(_env_file=None)  # a developer's own .env has no say in the sandbox
    logs.set_up(settings.log_level, settings.log_format)
    bot = asyncio.create_task(run(settings))
    left_alone = asyncio.create_task(_end_of_input())
    await asyncio.wait({bot, left_alone}, return_when=asyncio.FIRST_COMPLETED)
    bot.cancel()
    left_alone.cancel()
    try:
        await bot
    except asyncio.CancelledError:
        return


async def _end_of_input() -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


if __name__ == "__main__":
    asyncio.run(_run_until_left_alone())
