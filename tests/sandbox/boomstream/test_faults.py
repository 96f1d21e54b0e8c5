"""Each way to misbehave: what the caller sees, and whether its request took effect."""

import asyncio
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import aiohttp
import pytest

from sandbox.boomstream import BoomstreamSandbox, Fault, FaultKind
from sandbox.boomstream.server import serve_boomstream
from tests.sandbox.boomstream.world import NOON, Caller, World


def created(world: World) -> int:
    return len(world.project.conferences)


async def test_slow_answers_late_but_rightly(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.SLOW, seconds=0.05)
    started = asyncio.get_running_loop().time()

    answer = await caller.ask("create", title="Meetup")

    assert asyncio.get_running_loop().time() - started >= 0.05
    assert answer["Code"] == world.project.conferences[0].code


async def test_slow_has_done_it_when_the_caller_gives_up(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.SLOW, seconds=60)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(caller.ask("create", title="Meetup"), 0.1)

    assert created(world) == 1


async def test_down_is_a_503_page_and_nothing_done(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.DOWN)

    response, text = await caller.text("create", title="Meetup")

    assert (response.status, response.content_type) == (503, "text/html")
    assert "<html>" in text
    assert created(world) == 0


async def test_bare_says_success_and_nothing_else_and_has_done_it(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.BARE)

    assert await caller.ask("create", title="Meetup") == {"Status": "Success"}
    assert created(world) == 1


@pytest.mark.parametrize(("retry_after", "header"), [(7, "7"), (None, None)])
async def test_rate_limited_is_a_429_that_may_say_how_long(
    world: World, caller: Caller, retry_after: int | None, header: str | None
) -> None:
    world.sandbox.fail(FaultKind.RATE_LIMITED, retry_after=retry_after)

    response, _ = await caller.text("create", title="Meetup")

    assert response.status == 429
    assert response.headers.get("Retry-After") == header
    assert created(world) == 0


@pytest.mark.parametrize(
    ("kind", "message", "expected"),
    [
        (FaultKind.FAILED, None, "Internal error"),
        (FaultKind.FAILED, "Превышен лимит", "Превышен лимит"),
        (FaultKind.KEY_REFUSED, None, "Invalid API key"),
        (FaultKind.NOT_FOUND, None, "Media not found"),
    ],
)
async def test_refusals_are_failed_with_http_200_and_nothing_done(
    world: World, caller: Caller, kind: FaultKind, message: str | None, expected: str
) -> None:
    world.sandbox.fail(kind, message=message)

    answer = await caller.ask("create", title="Meetup")

    assert (answer["Status"], answer["Message"]) == ("Failed", expected)
    assert caller.key in answer["RequestURI"]
    assert created(world) == 0


async def test_nonsense_is_a_page_with_200_and_nothing_done(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.NONSENSE)

    response, text = await caller.text("create", title="Meetup")

    assert (response.status, response.content_type) == (200, "text/html")
    assert text.startswith("<html>")
    assert created(world) == 0


async def test_truncated_breaks_off_in_the_middle_after_doing_it(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.TRUNCATED)

    with pytest.raises(aiohttp.ClientPayloadError):
        await caller.text("create", title="Meetup")

    assert created(world) == 1


async def test_xml_comes_although_json_was_asked_for(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.XML)

    response, text = await caller.text("create", title="Meetup")

    assert response.content_type == "text/xml"
    root = ET.fromstring(text)  # noqa: S314 - our own fake wrote it
    assert root.findtext("Code") == world.project.conferences[0].code


@pytest.mark.parametrize(("kind", "done"), [(FaultKind.LOST_BEFORE, 0), (FaultKind.LOST_AFTER, 1)])
async def test_lost_closes_the_connection_before_or_after_doing_it(
    world: World, caller: Caller, kind: FaultKind, done: int
) -> None:
    world.sandbox.fail(kind)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await caller.text("create", title="Meetup")

    assert created(world) == done


async def test_lost_slow_has_done_it_and_never_answers(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.LOST_SLOW)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(caller.text("create", title="Meetup"), 0.1)

    assert created(world) == 1


async def test_a_fault_goes_away_after_its_times(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.DOWN, times=2)

    statuses = [(await caller.text("list"))[0].status for _ in range(3)]

    assert statuses == [503, 503, 200]
    assert world.sandbox.faults == ()


async def test_a_fault_for_one_method_spares_the_others(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.DOWN, method="create")

    assert (await caller.text("list"))[0].status == 200
    assert (await caller.text("create", title="Meetup"))[0].status == 503


async def test_faults_come_in_the_order_they_were_planned_and_standing_ones_last(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.NONSENSE, times=None)
    world.sandbox.fail(FaultKind.DOWN)
    world.sandbox.fail(FaultKind.RATE_LIMITED)
    world.sandbox.fail(FaultKind.DOWN)

    statuses = [(await caller.text("list"))[0].status for _ in range(5)]

    assert statuses == [503, 429, 503, 200, 200]
    assert world.sandbox.faults == (Fault(FaultKind.NONSENSE, times=None),)


async def test_of_two_standing_faults_the_newer_one_shows(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.DOWN, times=None)
    world.sandbox.fail(FaultKind.RATE_LIMITED, times=None)

    assert (await caller.text("list"))[0].status == 429
    world.sandbox.heal(FaultKind.RATE_LIMITED)
    assert (await caller.text("list"))[0].status == 503


async def test_heal_ends_all_of_it(world: World, caller: Caller) -> None:
    world.sandbox.fail(FaultKind.DOWN, times=None)
    world.sandbox.fail(FaultKind.LOST_AFTER)

    world.sandbox.heal()

    assert (await caller.ask("list"))["Status"] == "Success"


@pytest.mark.parametrize("plan", [{"method": "creat"}, {"times": 0}])
def test_a_fault_that_could_never_happen_is_a_mistake(plan: dict[str, object]) -> None:
    sandbox = BoomstreamSandbox(now=lambda: NOON)

    with pytest.raises(ValueError, match=r"no method|at least once"):
        sandbox.fail(FaultKind.DOWN, **plan)  # type: ignore[arg-type] # one parameter a case


@pytest.mark.parametrize("kind", [FaultKind.SLOW, FaultKind.LOST_SLOW])
async def test_the_server_closes_at_once_whoever_is_waiting(kind: FaultKind) -> None:
    sandbox = BoomstreamSandbox(now=lambda: datetime.now(UTC))
    project = sandbox.add_project()
    sandbox.fail(kind, seconds=60, times=None)
    arrived = asyncio.Event()
    sandbox.listeners.append(arrived.set)
    clock = asyncio.get_running_loop().time
    async with aiohttp.ClientSession() as session:
        async with serve_boomstream(sandbox) as base_url:
            waiting = [
                asyncio.create_task(Caller(session, base_url, "POST", project.key).ask("list")) for _ in range(5)
            ]
            await arrived.wait()
            started = clock()
        assert clock() - started < 5
        results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, aiohttp.ClientConnectionError) for one in results), results


async def test_aiohttp_left_alone_repeats_a_get_that_took_effect(world: World) -> None:
    """The trap that changing calls over GET have to avoid, new connection or not; real servers set it too."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        world.sandbox.fail(FaultKind.LOST_AFTER)

        await Caller(session, world.base_url, "GET", world.project.key).ask("create", title="Meetup")

    assert [one.title for one in world.project.conferences] == ["Meetup", "Meetup"]
