"""SIGTERM: nothing new is begun, what has begun gets its time, and the stop ends in time whatever Telegram says."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot import app
from bot.delivery import dispatcher
from sandbox.boomstream import FaultKind
from sandbox.telegram import TelegramSandbox
from tests.flows.requests_world import Desk, rows
from tests.flows.world import KEY, World
from tests.sandbox_request import SandboxRequest


@pytest.fixture
def _quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatcher, "_IDLE", 0.01)


@pytest.fixture
async def asked(stopped_world: World) -> Desk:
    """Petr has asked; the bot is down."""
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with stopped_world.running():
        await olga.starts()
        await olga.sends(f"/apikey {KEY}")
        desk = await Desk.opened(olga)
        await desk.asked()
    return desk


@asynccontextmanager
async def whole_process(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[asyncio.Task[None]]:
    """All that `python -m bot run` runs; cancelled at the end as SIGTERM does it."""

    def request(sandbox: TelegramSandbox = world.telegram) -> SandboxRequest:
        return SandboxRequest(sandbox)

    started = app.running

    @asynccontextmanager
    async def running(*arguments: object, **options: object) -> AsyncIterator[object]:
        async with started(*arguments, **{**options, "request": request}) as bot:  # type: ignore[arg-type] # passed on
            yield bot

    monkeypatch.setattr(app, "running", running)
    process = asyncio.create_task(app.run(world.settings, now=world.clock))
    try:
        yield process
    finally:
        if not process.cancelling():
            process.cancel()
        await asyncio.gather(process, return_exceptions=True)


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not happened():
            await asyncio.sleep(0.005)


async def test_a_job_ends_what_it_has_begun(asked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    world = asked.world
    _claim_of_a_dead_process(world)
    world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.3)
    async with whole_process(world, monkeypatch):
        await until(lambda: asked.invited != [])
    assert rows(world, "SELECT status FROM request") == [("invited",)]


@pytest.mark.usefixtures("_quick_looks")
async def test_a_letter_on_its_way_is_noted_and_not_sent_twice(asked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    world = asked.world
    _claim_of_a_dead_process(world)
    sending, go_on = asyncio.Event(), asyncio.Event()
    call = SandboxRequest._call

    async def slow(self: SandboxRequest, method: str, data: object) -> object:
        result = await call(self, method, data)  # type: ignore[arg-type] # passed on
        if method == "sendMessage":
            sending.set()
            await go_on.wait()
        return result

    monkeypatch.setattr(SandboxRequest, "_call", slow)
    async with whole_process(world, monkeypatch) as process:
        async with asyncio.timeout(10):
            await sending.wait()
        process.cancel()
        await asyncio.sleep(0.05)
        go_on.set()
    assert rows(world, "SELECT status FROM request") == [("delivered",)]


@pytest.mark.usefixtures("_quick_looks")
async def test_a_stop_waits_for_no_menu(asked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    world = asked.world
    async with whole_process(world, monkeypatch) as process:
        await until(lambda: any(call.method == "setMyShortDescription" for call in world.telegram.log))
        world.telegram.flood(seconds=55, method="setMyCommands", times=100)
        asked.olga.person.send("/language")
        await until(lambda: world.telegram.pending == 0)
        await until(lambda: _floods(world) > 0)
        began = time.monotonic()
        process.cancel()
        await asyncio.gather(process, return_exceptions=True)
        assert time.monotonic() - began < 5


def _floods(world: World) -> int:
    return sum(call.method == "setMyCommands" and call.description is not None for call in world.telegram.log)


def _claim_of_a_dead_process(world: World) -> None:
    with sqlite3.connect(world.settings.database) as connection:
        connection.execute("UPDATE request SET status = 'claimed', card_chat_id = NULL, card_message_id = NULL")
