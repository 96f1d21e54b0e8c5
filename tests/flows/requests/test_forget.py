"""/forget, at every step that a request can have reached: nothing that the guest told is left, nowhere in the file."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from sandbox.boomstream import FaultKind
from services.requests.model import RequestStatus
from storage.errors import SecretUnreadable
from storage.secrets import Vault, load_keys
from tests.flows.crowd import running
from tests.flows.requests_world import Desk, buttons_of, card_of_link, cards
from tests.flows.world import User, World

EMAIL, NAME, ANSWER, REASON = "kolibri@zhar.example", "Аметист Гранатов", "Тверь-колокольная", "Грубил эксперту"
FIRST_NAME, USERNAME = "Petrushka", "petrushka_tg"
TOLD = ("kolibri", "k•••i@zhar", "гранатов", "колокольная", "грубил", "petrushka")

Step = Callable[[Desk, User], Awaitable[None]]


@pytest.fixture
async def desk(olga: User) -> Desk:
    desk = await Desk.opened(olga)
    await desk.sets("💬 Вопрос", "Откуда вы?")
    return desk


@pytest.fixture
def guest(desk: Desk) -> User:
    return desk.world.user(FIRST_NAME, username=USERNAME)


# --- the steps -------------------------------------------------------------------------------------------------------


async def _answers(desk: Desk, guest: User) -> None:
    """All questions are answered, nothing is sent."""
    await guest.starts(desk.payload)
    for answer in (EMAIL, NAME, ANSWER):
        await guest.sends(answer)


async def _asks(desk: Desk, guest: User) -> None:
    await _answers(desk, guest)
    await guest.presses("✅ Отправить")


async def _waits(desk: Desk, guest: User) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asks(desk.guest("Anna"), answer="Москва")
    await desk.decides("✅ Одобрить")
    await _asks(desk, guest)


async def _is_being_invited(desk: Desk, guest: User) -> None:
    """Boomstream has made the invitation, and takes its time to answer with the link."""
    await _asks(desk, guest)
    desk.world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.6)
    desk.max.person.press(desk.card, "✅ Одобрить")
    await desk.world.boomstream_asked()


async def _fails(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    desk.world.boomstream.fail(FaultKind.FAILED, method="invite")
    await desk.decides("✅ Одобрить")


async def _is_unknown(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    desk.world.boomstream.fail(FaultKind.LOST_AFTER, method="invite")
    await desk.decides("✅ Одобрить")


async def _is_invited(desk: Desk, guest: User) -> None:
    """The message with the link has not gone out yet."""
    await _asks(desk, guest)
    desk.max.person.press(desk.card, "✅ Одобрить")
    await _nothing_sent(desk)


async def _has_the_link(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    await desk.decides("✅ Одобрить")


async def _can_not_be_told(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    guest.person.block()
    await desk.decides("✅ Одобрить")
    guest.person.unblock()


async def _is_declined(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    await desk.decides("✋ С причиной")
    await desk.max.sends(REASON, reply_to=desk.max.screen)


async def _withdraws(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    await guest.presses("↩️")


async def _expires(desk: Desk, guest: User) -> None:
    await _asks(desk, guest)
    desk.world.clock.forward(days=8)
    await desk.world.jobs()


async def _is_removed(desk: Desk, guest: User) -> None:
    await _has_the_link(desk, guest)
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")


async def _is_cancelled(desk: Desk, guest: User) -> None:
    await _has_the_link(desk, guest)
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")


STEPS: dict[RequestStatus, Step] = {
    RequestStatus.PENDING: _asks,
    RequestStatus.WAITING: _waits,
    RequestStatus.CLAIMED: _is_being_invited,
    RequestStatus.FAILED: _fails,
    RequestStatus.UNKNOWN: _is_unknown,
    RequestStatus.INVITED: _is_invited,
    RequestStatus.DELIVERED: _has_the_link,
    RequestStatus.UNDELIVERED: _can_not_be_told,
    RequestStatus.DECLINED: _is_declined,
    RequestStatus.WITHDRAWN: _withdraws,
    RequestStatus.EXPIRED: _expires,
    RequestStatus.REMOVED: _is_removed,
    RequestStatus.CANCELLED: _is_cancelled,
}


# --- what else can be under way --------------------------------------------------------------------------------------


async def _is_let_in_unheard(desk: Desk, guest: User) -> None:
    """The link let the guest in by itself; the moderators' group has not been told of it yet."""
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
    await _answers(desk, guest)
    guest.person.press(guest.screen, "✅ Отправить")
    await _nothing_sent(desk)


async def _is_being_declined(desk: Desk, guest: User) -> None:
    """A moderator was asked for the reason and has not said it."""
    await _asks(desk, guest)
    await desk.decides("✋ С причиной")


async def _is_removed_unheard(desk: Desk, guest: User) -> None:
    """The organizer has removed them; the moderators' group has not been told of it yet."""
    await _has_the_link(desk, guest)
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    desk.olga.person.press(desk.olga.screen, "Да, удалить")
    await _nothing_sent(desk)


UNDER_WAY: tuple[Step, ...] = (_answers, _is_let_in_unheard, _is_being_declined, _is_removed_unheard)


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


async def _nothing_sent(desk: Desk) -> None:
    """The bot has done all that it was told, and nothing has gone out of its outbox."""
    await desk.world.delivered()
    await running(desk).processor.idle()


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(timedelta(seconds=10).total_seconds()):
        while not condition():
            await asyncio.sleep(0.001)
