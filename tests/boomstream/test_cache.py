"""The short-lived lists: shared, bounded, never older than our own change."""

import asyncio
import gc
from collections.abc import AsyncIterator
from typing import Any

import pytest

from boomstream import Boomstream, NotConnected, Project, client
from boomstream._cache import KeyLists, Shelf
from tests.boomstream.methods import KEY, METHODS, Method
from tests.boomstream.wire import Exchange, Wire, serving


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async def answer(exchange: Exchange) -> None:
        method = exchange.path.partition("?")[0].removeprefix("/api/conference/")
        await exchange.answer(next(m.answer for m in METHODS if m.name == method))

    async with serving(answer) as wire:
        yield wire


@pytest.fixture
async def own(wire: Wire, clock: Clock) -> AsyncIterator[Boomstream]:
    async with Boomstream(wire.url, cache_seconds=20, clock=clock) as client:
        yield client


@pytest.fixture
def project(own: Boomstream) -> Project:
    return own.project(KEY)


async def test_a_list_is_remembered_for_its_seconds(own: Boomstream, wire: Wire, clock: Clock) -> None:
    first = await own.project(KEY).conferences()
    clock.now += 19.9
    assert await own.project(KEY).conferences() is first
    clock.now += 0.1
    await own.project(KEY).conferences()
    assert wire.paths() == ["list", "list"]


async def test_fresh_always_asks_and_is_remembered(project: Project, wire: Wire) -> None:
    await project.clients("c1")
    newest = await project.clients("c1", fresh=True)
    assert await project.clients("c1") is newest
    assert len(wire.requests) == 2


async def test_keys_and_conferences_do_not_mix(own: Boomstream, wire: Wire) -> None:
    await own.project("a").clients("c1")
    await own.project("a").clients("c2")
    await own.project("b").clients("c1")
    assert len(wire.requests) == 3


DROPPED = {
    "create": {"list"},
    "update": {"list"},
    "delete": {"list", "client/list"},
    "invite": {"client/list"},
    "client/update": {"client/list"},
    "client/delete": {"client/list"},
}


@pytest.mark.parametrize("method", [m for m in METHODS if m.changes], ids=str)
async def test_a_change_drops_the_lists_it_touches(method: Method, project: Project, wire: Wire) -> None:
    await project.conferences()
    await project.clients("c1")
    await method.ask(project)
    wire.requests.clear()
    await project.conferences()
    await project.clients("c1")
    assert set(wire.paths()) == DROPPED[method.name]


async def test_a_failed_change_drops_them_too(project: Project, wire: Wire) -> None:
    await project.clients("c1")
    await project.conferences()
    with pytest.raises(Exception, match="empty code"):
        await project.delete("")
    await project.conferences()
    assert wire.paths() == ["client/list", "list", "list"]


async def test_equal_questions_at_the_same_time_are_asked_once(project: Project, wire: Wire) -> None:
    answers = await asyncio.gather(*(project.conferences() for _ in range(10)))
    assert len(wire.requests) == 1
    assert all(answer is answers[0] for answer in answers)


async def test_one_who_stops_waiting_does_not_stop_the_others(project: Project, wire: Wire) -> None:
    first, second = (asyncio.create_task(project.conferences()) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert len(await second) == 1
    assert first.cancelled()
    assert len(wire.requests) == 1


class Question:
    """A read whose answer comes when the test says so."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()

    async def __call__(self) -> tuple[str, ...]:
        return await self.answer


def lists(clock: Clock, **settings: Any) -> KeyLists:
    return KeyLists(Shelf(seconds=20, clock=clock, **settings), "key")


async def said(*rows: str) -> tuple[str, ...]:
    return rows


async def test_a_read_that_began_before_a_change_is_not_remembered_after_it(clock: Clock) -> None:
    known, before = lists(clock), Question()
    early = asyncio.create_task(known.get("conferences", "", before, fresh=False))
    await asyncio.sleep(0)
    known.drop("conferences")
    before.answer.set_result(("old",))
    assert await early == ("old",)
    assert await known.get("conferences", "", lambda: said("new"), fresh=False) == ("new",)


async def test_a_read_after_a_change_does_not_join_one_from_before(clock: Clock) -> None:
    known, before = lists(clock), Question()
    early = asyncio.create_task(known.get("conferences", "", before, fresh=False))
    await asyncio.sleep(0)
    known.drop("conferences")
    async with asyncio.timeout(1):
        assert await known.get("conferences", "", lambda: said("new"), fresh=False) == ("new",)
    before.answer.set_result(("old",))
    await early
    assert await known.get("conferences", "", lambda: said("asked again"), fresh=False) == ("new",)


async def test_a_slow_read_does_not_replace_a_fresher_one(clock: Clock) -> None:
    known, slow = lists(clock), Question()
    early = asyncio.create_task(known.get("conferences", "", slow, fresh=False))
    await asyncio.sleep(0)
    await known.get("conferences", "", lambda: said("fresh"), fresh=True)
    slow.answer.set_result(("slow",))
    await early
    assert await known.get("conferences", "", lambda: said("asked again"), fresh=False) == ("fresh",)


async def test_a_change_of_clients_leaves_conferences_alone(clock: Clock) -> None:
    known = lists(clock)
    await known.get("conferences", "", lambda: said("kept"), fresh=False)
    known.drop("clients")
    assert await known.get("conferences", "", lambda: said("asked again"), fresh=False) == ("kept",)


async def test_a_failed_read_is_told_to_all_who_wait_and_not_remembered(clock: Clock) -> None:
    known, question = lists(clock), Question()
    waiting = [asyncio.create_task(known.get("clients", "c", question, fresh=False)) for _ in range(2)]
    await asyncio.sleep(0)
    question.answer.set_exception(NotConnected("no"))
    assert all(isinstance(e, NotConnected) for e in await asyncio.gather(*waiting, return_exceptions=True))
    assert await known.get("clients", "c", lambda: said("now"), fresh=False) == ("now",)


async def test_closing_cancels_what_is_under_way_joined_or_not(clock: Clock) -> None:
    known, first, second = lists(clock), Question(), Question()
    waiting = [asyncio.create_task(known.get("clients", "c", ask, fresh=True)) for ask in (first, second)]
    await asyncio.sleep(0)
    await known.close()
    assert [str(e) for e in await asyncio.gather(*waiting, return_exceptions=True)] == ["the client is closed"] * 2


async def test_the_shelf_is_bounded_in_rows(clock: Clock) -> None:
    known = lists(clock, capacity=10)
    for code in "abc":
        await known.get("clients", code, lambda: said("1", "2", "3"), fresh=False)
    assert await known.get("clients", "b", lambda: said("asked again"), fresh=False) == ("1", "2", "3")
    assert await known.get("clients", "a", lambda: said("asked again"), fresh=False) == ("asked again",)
    rows = tuple("0123456789")
    await known.get("clients", "big", lambda: said(*rows), fresh=False)
    assert await known.get("clients", "big", lambda: said("asked again"), fresh=False) == ("asked again",)


async def test_keys_that_nobody_uses_are_forgotten_and_keys_in_use_are_not(
    own: Boomstream, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "KEYS_KEPT", 2)
    in_use = own.project("in use")
    for n in range(5):
        own.project(str(n))
    gc.collect()
    assert len(own._keys) == 3
    assert own.project("in use")._calls is in_use._calls


async def test_a_forgotten_key_does_not_bring_back_a_list_from_before_its_change(
    own: Boomstream, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    await own.project("a").conferences()
    await own.project("a").create(title="x")
    monkeypatch.setattr(client, "KEYS_KEPT", 0)
    own.project("b")
    own._latest.clear()
    gc.collect()
    await own.project("a").conferences()
    assert wire.paths() == ["list", "create", "list"]
