"""Background jobs: what fails is logged and tried again, and keeps nothing else from running."""

import asyncio
from types import ModuleType

import pytest

from bot.jobs import EVERY, jobs, run, run_once
from services.all_services import Services
from storage import requests, watches
from storage.errors import StorageError
from tests.flows.crowd import running
from tests.flows.requests_world import Desk
from tests.flows.world import World


async def disk_is_full(*_: object, **__: object) -> None:
    raise StorageError("the disk is full")


@pytest.mark.parametrize(("broken", "failing"), [((watches, "candidates"), 1), ((requests, "in_status"), 5)])
async def test_a_failing_job_stops_no_other(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    broken: tuple[ModuleType, str],
    failing: int,
) -> None:
    await desk.asked()
    desk.world.clock.forward(days=8)
    with monkeypatch.context() as patch:
        patch.setattr(*broken, disk_is_full)
        await run_once(running(desk).background)
    failures = [record for record in caplog.records if record.message == "A background job failed"]
    assert len(failures) == failing
    assert desk.statuses() == (["pending"] if broken[1] == "in_status" else ["expired"])
    await run_once(running(desk).background)
    assert desk.statuses() == ["expired"]


async def test_a_round_has_every_job(world: World) -> None:
    assert world.bot is not None
    names = [job.__name__ for job in jobs(world.bot.background)]
    assert names == ["resume", "expire", "lapse", "nag", "look", "end_lines", "fill_places", "tidy"]


async def test_a_hurried_round_comes_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert world.bot is not None
    rounds: asyncio.Queue[Services] = asyncio.Queue()
    monkeypatch.setattr("bot.jobs.run_once", rounds.put)
    going = asyncio.create_task(run(world.bot.background))
    await rounds.get()
    world.bot.background.hurry.set()
    async with asyncio.timeout(EVERY / 3):
        await rounds.get()
    assert rounds.empty()
    going.cancel()
