"""/forget, at every step that a request can have reached: nothing that the guest told is left, nowhere in the file."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from services.requests.model import RequestStatus
from storage.errors import SecretUnreadable
from storage.secrets import Vault, load_keys
from tests.flows.crowd import running
from tests.flows.requests.steps import (
    EMAIL,
    STEPS,
    Step,
    answers,
    asks,
    has_the_link,
    nothing_sent,
    opened,
)
from tests.flows.requests_world import Desk, buttons_of, card_of_link, cards
from tests.flows.world import User, World

FIRST_NAME, USERNAME = "Petrushka", "petrushka_tg"
TOLD = ("kolibri", "k•••i@zhar", "гранатов", "колокольная", "грубил", "petrushka")


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await opened(olga)


@pytest.fixture
def guest(desk: Desk) -> User:
    return desk.world.user(FIRST_NAME, username=USERNAME)


# --- what else can be under way --------------------------------------------------------------------------------------


async def _is_let_in_unheard(desk: Desk, guest: User) -> None:
    """The link let the guest in by itself; the moderators' group has not been told of it yet."""
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await answers(desk, guest)
    guest.person.press(guest.screen, "✅ Отправить")
    await nothing_sent(desk)


async def _is_being_declined(desk: Desk, guest: User) -> None:
    """A moderator was asked for the reason and has not said it."""
    await asks(desk, guest)
    await desk.decides("✋ Отклонить с причиной")


async def _is_removed_unheard(desk: Desk, guest: User) -> None:
    """The organizer has removed them; the moderators' group has not been told of it yet."""
    await has_the_link(desk, guest)
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    desk.olga.person.press(desk.olga.screen, "Да, удалить")
    await nothing_sent(desk)


async def _is_removed_elsewhere_unheard(desk: Desk, guest: User) -> None:
    """Somebody has removed them on Boomstream's pages; the moderators' group has not been told of it yet."""
    await has_the_link(desk, guest)
    for _ in range(2):  # the first look learns who is there
        desk.world.clock.forward(minutes=6)
        await desk.world.jobs()
    desk.conference.clients[-1].deleted = True
    desk.world.clock.forward(minutes=6)
    await running(desk).background.watcher.look()


UNDER_WAY: tuple[Step, ...] = (
    answers,
    _is_let_in_unheard,
    _is_being_declined,
    _is_removed_unheard,
    _is_removed_elsewhere_unheard,
)


# --- the tests -------------------------------------------------------------------------------------------------------


def test_every_status_has_its_step() -> None:
    assert set(STEPS) == set(RequestStatus)


@pytest.mark.parametrize("status", RequestStatus)
async def test_nothing_of_the_guest_is_left_wherever_the_request_stands(
    desk: Desk, guest: User, status: RequestStatus
) -> None:
    await STEPS[status](desk, guest)
    assert desk.statuses()[-1] == status
    assert await _left(desk, guest) == []


@pytest.mark.parametrize("step", UNDER_WAY)
async def test_nothing_of_the_guest_is_left_in_what_is_under_way(desk: Desk, guest: User, step: Step) -> None:
    await step(desk, guest)
    assert await _left(desk, guest) == []


async def _left(desk: Desk, guest: User) -> list[str]:
    """What can be found of a guest who asks to be forgotten, at once and after all that is still to happen."""
    assert {"kolibri", "petrushka"} <= set(_found(desk.world, guest)), "what must go was there"
    sealed = list(_sealed_traces(desk.world, guest))
    guest.person.send("/forget")
    await _until(lambda: "Стереть ваши e-mail" in guest.sees)
    guest.person.press(guest.screen, "Да, стереть")
    await _until(lambda: "Ваши данные стёрты" in guest.sees)
    left = [
        f"{trace} in the file at once" for trace in TOLD if trace in _file(desk.world).decode(errors="replace").lower()
    ]
    heard, said = len(guest.messages), len(desk.group.messages)
    await desk.world.idle()
    left += _found(desk.world, guest)
    for _ in range(3):
        desk.world.clock.forward(days=4)
        await desk.world.jobs()
    left += [f"{trace} later" for trace in _found(desk.world, guest)]
    await desk.olga.sends("/help")  # what was under way is erased from the file with the hourly tidying up
    left += ["ciphertext in the file" for cipher in sealed if cipher in _file(desk.world)]
    left += [f"the guest is told: {message.text}" for message in guest.messages[heard:]]
    shown = "\n".join(m.html + str(buttons_of(m)) for m in cards(desk.group) + desk.group.messages[said:]).lower()
    return left + [f"{trace} in the group" for trace in _traces(desk.world, guest) if trace in shown]


def _file(world: World) -> bytes:
    """The database as somebody with a copy of its files could search it."""
    return b"".join(file.read_bytes() for file in sorted(world.folder.glob("bot.db*")))


def _traces(world: World, guest: User) -> list[str]:
    clients = [client for conference in world.project.conferences for client in conference.clients]
    links = [client.invite_link for client in clients if client.invite_link and client.email == EMAIL]
    return [*TOLD, str(guest.id), *(link.lower() for link in links)]


def _found(world: World, guest: User) -> list[str]:
    everything = "\n".join(_opened(world, value) for value in _values(world)).lower()
    return [trace for trace in _traces(world, guest) if trace in everything]


def _sealed_traces(world: World, guest: User) -> Iterator[bytes]:
    """The ciphertexts in which the guest is."""
    for value in _values(world):
        if isinstance(value, bytes) and any(trace in _opened(world, value).lower() for trace in _traces(world, guest)):
            yield value


def _values(world: World) -> Iterator[object]:
    """Every value of every table."""
    with closing(sqlite3.connect(world.settings.database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 (names of our own tables)
                yield from row


def _opened(world: World, value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    try:
        return Vault(load_keys(None, world.settings.database)).open(value)
    except SecretUnreadable:
        return ""


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(timedelta(seconds=10).total_seconds()):
        while not condition():
            await asyncio.sleep(0.001)
