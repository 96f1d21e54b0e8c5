"""Many at once while Telegram keeps its limits: everybody is answered, and no chat is written to before its time."""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from datetime import timedelta

import pytest

from sandbox.telegram.world import Call
from tests.flows.requests_world import Desk, rows
from tests.flows.world import User, World

GUESTS, PAUSED = 200, 56
LAST = {"ru": ("✅ Отправить", "⏳ Заявка отправлена"), "en": ("✅ Send", "⏳ Request sent")}


@pytest.fixture(autouse=True)
def _sleep_by_the_clock(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """Who sits a pause out sleeps until the story has moved the clock that far."""
    world = desk.world
    world.telegram.log = deque()  # all of it

    async def sleep(seconds: float) -> None:
        until = world.clock() + timedelta(seconds=seconds)
        while world.clock() < until:
            await asyncio.sleep(0.001)

    monkeypatch.setattr("bot.telegram.flood.sleep", sleep)


async def quiet(world: World) -> None:
    """Until nothing happens any more at this moment of the clock."""
    seen = -1
    while seen != len(world.telegram.log) or world.telegram.pending:
        seen = len(world.telegram.log)
        await asyncio.sleep(0.02)


async def pass_time(world: World, *, seconds: float, step: float = 0.5) -> None:
    for _ in range(int(seconds / step)):
        await quiet(world)
        assert world.bot is not None
        await world.bot.dispatcher.deliver()
        world.clock.forward(seconds=step)
    await quiet(world)


def too_early(calls: deque[Call]) -> list[Call]:
    """What went to a chat before the pause was over that Telegram had named for it."""
    until: dict[str, object] = {}
    early = []
    for call in calls:
        chat = str(call.params.get("chat_id"))
        if chat in until and call.at < until[chat] and not call.method.startswith("get"):  # type: ignore[operator] # both are moments
            early.append(call)
        if call.description and call.description.startswith("Too Many Requests"):
            until[chat] = call.at + timedelta(seconds=int(call.description.rpartition(" ")[2]))
    return early


class Guest:
    """Somebody who goes from the deep link to Send, a step whenever the bot has asked."""

    def __init__(self, user: User, payload: str) -> None:
        self.user = user
        self.language = user.person.user.language_code or "en"
        self._steps: list[tuple[str, Callable[[], object]]] = [
            ("", lambda: user.person.start(payload)),
            ("✉️", lambda: user.person.send(f"{user.person.user.username}@mail.ru")),
            ("👤", lambda: user.person.press(user.screen, user.person.user.first_name)),
            (LAST[self.language][0], lambda: user.person.press(user.screen, LAST[self.language][0])),
        ]

    def goes_on(self) -> None:
        if self._steps and self._is_asked(self._steps[0][0]):
            self._steps.pop(0)[1]()

    def _is_asked(self, what: str) -> bool:
        return not what or (bool(self.user.person.private.messages) and what in self._shown)

    @property
    def _shown(self) -> str:
        if not any(message.from_bot for message in self.user.messages):
            return ""
        return self.user.sees + str(self.user.buttons)

    @property
    def is_answered(self) -> bool:
        return not self._steps and LAST[self.language][1] in self._shown


async def test_two_hundred_guests_within_a_minute_while_telegram_keeps_its_limits(desk: Desk, world: World) -> None:
    chance = random.Random(7)  # noqa: S311 (no secret)
    world.clock.forward(minutes=2)
    guests = [Guest(world.user(f"Guest{n}", chance.choice(["ru", "en"])), desk.payload) for n in range(GUESTS)]
    for guest in chance.sample(guests, PAUSED):
        world.telegram.flood(guest.user.person.private, seconds=chance.randint(1, 20), times=chance.randint(1, 3))
    for tick in range(400):
        for guest in guests[: (tick + 1) * 4]:  # all have come within a minute
            guest.goes_on()
        await pass_time(world, seconds=1, step=1)
        if all(guest.is_answered for guest in guests):
            break
    assert [guest.user.person.user.name for guest in guests if not guest.is_answered] == []
    assert rows(world, "SELECT count(*) FROM request WHERE status = 'pending'") == [(GUESTS,)]
    assert too_early(world.telegram.log) == []
    assert sum((call.description or "").startswith("Too Many") for call in world.telegram.log) >= PAUSED
    await pass_time(world, seconds=300, step=2)
    await desk.max.sends("/requests")
    assert f"Ждут решения: {GUESTS}" in desk.max.sees
    names = set()
    for _ in range(GUESTS // 8 + 1):
        names |= {text.split(" · ")[0] for text in desk.max.buttons if text.startswith("Guest")}
        if "›" in desk.max.buttons:
            await desk.max.presses("›")
    assert len(names) == GUESTS


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("pauses", [[1, 1, 2], [90], [30, 40]])
async def test_start_is_answered_however_often_telegram_asks_to_wait(
    desk: Desk, world: World, language: str, pauses: list[int]
) -> None:
    petr = desk.guest("Petr", language)
    for seconds in pauses:
        world.telegram.flood(petr.person.private, seconds=seconds)
    petr.person.start(desk.payload)
    await pass_time(world, seconds=sum(pauses) + 10, step=1)
    assert "✉️" in petr.sees
    assert too_early(world.telegram.log) == []


async def test_of_two_answers_under_way_neither_comes_before_the_pause_is_over(desk: Desk, world: World) -> None:
    def said() -> int:
        return sum(message.from_bot for message in desk.group.messages)

    before = said()
    world.telegram.flood(desk.group, seconds=5)
    desk.olga.person.send("/help@conference_bot", desk.group)
    await pass_time(world, seconds=1)
    desk.max.person.send("/requests@conference_bot", desk.group)
    await pass_time(world, seconds=3.5)
    assert said() == before
    await pass_time(world, seconds=2)
    assert said() == before + 2
    assert too_early(world.telegram.log) == []
