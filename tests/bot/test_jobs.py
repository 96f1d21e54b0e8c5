"""Background jobs: what fails is logged and tried again, and keeps nothing else from running."""

import pytest

from bot.jobs import jobs, run_once
from storage import requests, watches
from storage.errors import StorageError
from tests.flows.requests_world import Desk
from tests.flows.world import User, World


async def broken(*_: object, **__: object) -> None:
    raise StorageError("the disk is full")


@pytest.mark.parametrize(
    ("module", "function", "failing"), [(requests, "unnagged", 1), (watches, "wanted", 1), (requests, "in_status", 3)]
)
async def test_a_failing_job_stops_no_other(
    olga: User,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: object,
    function: str,
    failing: int,
) -> None:
    desk = await Desk.opened(olga)
    await desk.asked()
    world.clock.forward(days=8)
    assert world.bot is not None
    with monkeypatch.context() as patch:
        patch.setattr(module, function, broken)
        await run_once(world.bot.services)
    failures = [record for record in caplog.records if record.message == "A background job failed"]
    assert len(failures) == failing
    assert desk.statuses() == (["pending"] if function == "in_status" else ["expired"])
    await run_once(world.bot.services)
    assert desk.statuses() == ["expired"]


async def test_a_round_has_every_job(world: World) -> None:
    assert world.bot is not None
    names = [job.__name__ for job in jobs(world.bot.services)]
    assert names == ["resume", "expire", "nag", "fill_places", "look"]
