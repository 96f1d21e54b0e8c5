"""Background jobs: what fails is logged and tried again, and keeps nothing else from running."""

import asyncio
import sqlite3
from contextlib import closing
from types import ModuleType
from typing import Any

import pytest

from bot.jobs import EVERY, jobs, run, run_once
from services import watcher
from services.all_services import Services
from services.model import Guest
from services.requests import admitting
from storage import requests, watches
from storage.errors import StorageError
from tests.flows.crowd import running
from tests.flows.requests_world import Desk, open_link
from tests.flows.world import User, World


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


async def test_one_request_that_surprises_keeps_no_other_from_being_finished(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("Petr", "Boris"):
        await desk.asked(name)
    with closing(sqlite3.connect(desk.world.settings.database, isolation_level=None)) as connection:
        connection.execute("UPDATE request SET status = 'claimed'")
    invite = vars(admitting)["invite_one"]

    async def surprised(project: Any, conference: Any, guest: Guest, *rest: Any) -> Any:
        if guest.email.startswith("petr"):
            raise KeyError(guest.email)
        return await invite(project, conference, guest, *rest)

    monkeypatch.setattr(admitting, "invite_one", surprised)
    await desk.world.jobs()
    assert desk.statuses() == ["claimed", "delivered"]
    for _ in range(4):
        await desk.world.jobs()  # it rests
    assert len([record for record in caplog.records if record.exc_info]) == 1
    for _ in range(2):
        desk.world.clock.forward(minutes=10)
        await desk.world.jobs()
    assert desk.statuses() == ["unknown", "delivered"]  # a person has to look, and the card says so
    assert len([record for record in caplog.records if record.exc_info]) == 1


async def test_one_conference_that_surprises_blinds_the_watcher_for_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = desk.world
    await desk.olga.sends("/create Вторая")
    await desk.olga.sends("/open Вторая")
    compare = watcher._of_conference

    def surprised(watched: Any, there: Any) -> Any:
        if watched.title == "Планёрка":
            raise KeyError(watched.title)
        return compare(watched, there)

    monkeypatch.setattr(watcher, "_of_conference", surprised)
    monkeypatch.setattr(watcher, "_AT_ONCE", 1)
    for _ in range(4):
        world.clock.forward(minutes=6)
        await world.jobs()
    world.project.conferences[-1].add_client("ghost@example.com", "Призрак")
    for _ in range(4):
        world.clock.forward(minutes=6)
        await world.jobs()
    assert any("Призрак" in message.text for message in desk.group.messages)
    for told in (1, 2):  # what stays is told to the owners, once a day
        for _ in range(4):
            world.clock.forward(hours=5)
            await world.jobs()
        said = [m.text for m in desk.olga.messages if "Раз за разом" in m.text]
        assert len(said) == told
        assert "конференция «Планёрка», чат «Olga»" in said[-1]
        assert "The job look" in said[-1]
        world.clock.forward(hours=5)


async def _other_team(desk: Desk) -> tuple[User, str]:
    """Olga in a group with a workspace of its own and a link for guests; and the link's payload."""
    team = await desk.world.add_group("Вторая", desk.olga)
    olga = desk.olga.within(team)
    await olga.connects()
    await olga.sends("/create Ретроспектива")
    return olga, await open_link(olga, "ретро")


async def test_one_workspace_that_surprises_keeps_no_other_from_being_reminded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, payload = await _other_team(desk)
    await desk.asked("Petr")
    await desk.asks(desk.guest("Boris"), payload=payload)
    desk.world.clock.forward(days=1)
    nagged = requests.nagged

    async def surprised(connection: Any, *, request_id: int, **rest: Any) -> None:
        if request_id == 1:
            raise KeyError(request_id)
        await nagged(connection, request_id=request_id, **rest)

    with monkeypatch.context() as patch:
        patch.setattr(requests, "nagged", surprised)
        await desk.world.jobs()
    assert any("ждёт больше суток" in message.text for message in olga.messages)
    assert not any("ждёт больше суток" in message.text for message in desk.group.messages)
    desk.world.clock.forward(minutes=1)
    await desk.world.jobs()
    assert any("ждёт больше суток" in message.text for message in desk.group.messages)


async def test_one_workspace_that_surprises_keeps_no_other_from_being_watched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, _ = await _other_team(desk)
    read = vars(watcher)["workspace_of"]

    def surprised(row: Any) -> Any:
        if row.chat_id == desk.olga.id:
            raise KeyError(row.chat_id)
        return read(row)

    monkeypatch.setattr(watcher, "workspace_of", surprised)
    for _ in range(3):
        desk.world.clock.forward(minutes=6)
        await desk.world.jobs()
    desk.world.project.conferences[-1].add_client("ghost@example.com", "Призрак")
    for _ in range(3):
        desk.world.clock.forward(minutes=6)
        await desk.world.jobs()
    assert any("Призрак" in message.text for message in olga.messages)


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
