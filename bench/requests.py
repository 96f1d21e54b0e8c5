"""Calls of the Bot API per second: our transport against PTB's own, in one run, at several loads."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.request import AiohttpRequest

CALLS = 1500
LOADS = (1, 16, 64)
ANSWER = '{"ok":true,"result":true}'


async def measure() -> None:
    print("calls of the Bot API per second (ours / PTB's own over httpx):")
    async with _server() as url:
        for load in LOADS:
            ours = await _rate(url, AiohttpRequest, load)
            stock = await _rate(url, lambda: HTTPXRequest(connection_pool_size=256), load)
            print(f"  {load:>3} at once: {ours:,.0f} / {stock:,.0f} = {ours / stock:.1f}×")


@asynccontextmanager
async def _server() -> AsyncIterator[str]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=ANSWER, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/bot"
    await runner.cleanup()


async def _rate(url: str, request: Callable[[], BaseRequest], load: int) -> float:
    bot = Bot("1:bench", base_url=url, request=request())
    await bot.request.initialize()
    left = iter(range(CALLS))

    async def work() -> None:
        for _ in left:
            await bot.send_chat_action(1, "typing")

    await work_once(bot)
    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(load)))
    seconds = time.perf_counter() - began
    await bot.request.shutdown()
    return CALLS / seconds


async def work_once(bot: Bot) -> None:
    """Warm up."""
    await bot.send_chat_action(1, "typing")
