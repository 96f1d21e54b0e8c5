"""kill -9 at every step of an approval: nobody is invited twice, nobody is lost, and the card tells the truth."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial

import pytest

from sandbox.boomstream import FaultKind
from sandbox.telegram import Change, Message
from sandbox.telegram.server import serve_telegram
from tests.flows.mortal import PATIENCE, Death, FastClock, Life, life
from tests.flows.requests_world import Desk, address_of, buttons_of, cards, rows
from tests.flows.world import KEY, User, World

MOST_STEPS = 20  # transactions from the press to the end of the story; there are fewer
BUTTON_OF = {"pending": "✅ Одобрить", "failed": "↻ Повторить", "unknown": "🔗 Сделать новую ссылку"}


@dataclass
class Stage:
    """A moderators' group with cards, and a bot that can be killed."""

    desk: Desk
    world: World

    def life(self, death: Death | None = None) -> AbstractAsyncContextManager[Life]:
        return life(self.world.settings, self.world.clock, death)

    async def asked(self, count: int = 1) -> list[User]:
        """Guests, each with a card in the group; in this process, where it takes no time."""
        guests = []
        async with self.world.running():
            for number in range(count):
                guests.append(await self.desk.asked(f"Guest{number}"))
                self.world.clock.forward(seconds=20)  # else they are a digest
        return guests

    def press(self, guest: User, button: str = "✅ Одобрить") -> None:
        self.desk.max.person.press(self.card(guest), button)

    def card(self, guest: User) -> Message:
        return next(card for card in cards(self.desk.group) if f"👤 {guest.person.user.name} ·" in card.text)

    def invitations(self, guest: User) -> list[Message]:
        return [message for message in guest.messages if "Вы приглашены" in message.text]

    def clients(self, guest: User) -> int:
        return Counter(self.desk.invited)[f"{guest.person.user.username}@mail.ru"]

    def status(self, guest: User) -> str:
        ((status,),) = (
            row[1:] for row in rows(self.world, "SELECT user_id, status FROM request") if row[0] == guest.id
        )
        return str(status)

    def is_settled(self) -> bool:
        """Nothing is under way: a person has to do the next step, or none is left."""
        under_way = (
            "SELECT 1 FROM request WHERE status IN ('claimed', 'invited')"
            " UNION ALL SELECT 1 FROM outbox WHERE done_at IS NULL"
            " UNION ALL SELECT 1 FROM inbox WHERE done_at IS NULL"
        )
        return not self.world.telegram.pending and not rows(self.world, under_way)

    def has_link(self, guest: User) -> bool:
        return "Ссылка доставлена" in self.card(guest).text and self.is_settled()

    def check(self, guest: User, *, deaths: int) -> None:
        """Right after a restart, before anybody does anything. `deaths`: those since the guest was approved.

        A message is sent at least once: a death between its sending and the note of it costs one more. A message that
        was left over is sent by the next process, whose death it may meet again.
        """
        status, card, invitations = self.status(guest), self.card(guest), self.invitations(guest)
        assert self.clients(guest) <= 1
        assert len({address_of(one) for one in invitations}) == len(invitations[:1])
        assert len(invitations) <= 1 + deaths  # the same link, once more for each
        if status == "delivered":
            assert self.clients(guest) == 1
            assert invitations
            assert "Ссылка доставлена" in card.text
        else:
            assert not invitations
            assert BUTTON_OF[status] in buttons_of(card)
            assert not self.clients(guest) or status == "unknown"


@pytest.fixture
async def stage(stopped_world: World) -> AsyncIterator[Stage]:
    world = stopped_world
    world.clock = FastClock()
    world.telegram.now = world.clock
    olga = world.user("Olga")
    async with serve_telegram(world.telegram) as url:
        update = {"admin_ids": frozenset({olga.id}), "telegram_api_url": url}
        world.settings = world.settings.model_copy(update=update)
        async with world.running():
            await olga.starts()
            await olga.sends(f"/apikey {KEY}")
            desk = await Desk.opened(olga)
        yield Stage(desk, world)
        # What a new process draws may be there already: it can't know.
        kept = [violation for violation in world.telegram.violations if "not modified" not in violation.description]
        world.telegram.violations[:] = kept


async def settled(stage: Stage) -> None:
    """Until a running bot has nothing left to do."""
    async with asyncio.timeout(PATIENCE):
        while not stage.is_settled():
            await asyncio.sleep(0.01)


async def finish(stage: Stage, guests: list[User]) -> None:
    """A new process: first it takes up what was left, then a moderator does what the cards ask for.

    Each guest was approved in a life of its own, and each life ended.
    """
    new_links: Counter[int] = Counter()
    async with stage.life():
        await settled(stage)
        for deaths, guest in enumerate(reversed(guests), start=1):  # the last one has seen one, the first one all
            stage.check(guest, deaths=deaths)
        for guest in guests:
            for _ in range(2):  # Retry may find that the guest is there already, and then asks
                button = BUTTON_OF.get(stage.status(guest))
                if button:
                    new_links[guest.id] += button == BUTTON_OF["unknown"]
                    stage.press(guest, button)
                    await settled(stage)
    for guest in guests:
        assert stage.status(guest) == "delivered"
        assert stage.clients(guest) == 1 + new_links[guest.id]  # a second one only by a person's own decision
        assert len({address_of(one) for one in stage.invitations(guest)}) == 1
        assert "Ссылка доставлена" in stage.card(guest).text


@pytest.mark.parametrize("before_commit", [True, False], ids=["before commit", "after commit"])
async def test_killed_at_each_transaction_of_an_approval(stage: Stage, before_commit: bool) -> None:
    guests = await stage.asked(MOST_STEPS)
    for number, guest in enumerate(guests, start=1):
        stage.press(guest)
        async with stage.life(Death(number, before_commit=before_commit)) as one:
            if not await one.ends(unless=partial(stage.has_link, guest)):
                break
    else:
        raise AssertionError("the story never came to its end")
    assert number > 8  # so many steps there are at least: claimed, invited, told, marked, drawn
    await finish(stage, guests[:number])


@pytest.mark.parametrize("before_commit", [True, False], ids=["before commit", "after commit"])
async def test_killed_at_each_transaction_of_a_refusal(stage: Stage, before_commit: bool) -> None:
    """Its ten seconds among them: whoever is declined hears so, once more for each death, and nobody else does."""

    def heard(guest: User) -> int:
        return sum("отклонили" in message.text for message in guest.messages)

    def has_heard(guest: User) -> bool:
        return heard(guest) > 0 and stage.is_settled()

    guests = await stage.asked(MOST_STEPS)
    for number, guest in enumerate(guests, start=1):
        stage.press(guest, "✋ Отклонить")
        async with stage.life(Death(number, before_commit=before_commit, decision="decline")) as one:
            if not await one.ends(unless=partial(has_heard, guest)):
                break
    else:
        raise AssertionError("the story never came to its end")
    assert number > 3  # declined, told, marked, drawn
    async with stage.life():
        await settled(stage)
    for deaths, guest in enumerate(reversed(guests[:number]), start=1):
        assert stage.clients(guest) == 0
        if stage.status(guest) == "declined":
            assert 1 <= heard(guest) <= 1 + deaths
            assert "Отклонено" in stage.card(guest).text
        else:
            assert (stage.status(guest), heard(guest)) == ("pending", 0)
            assert "✋ Отклонить" in buttons_of(stage.card(guest))
    assert [stage.status(guest) for guest in guests[1:number]] == ["declined"] * (number - 1)


async def test_the_next_process_takes_up_a_claim_at_once(stage: Stage) -> None:
    (guest,) = await stage.asked()
    world = stage.world
    world.boomstream.fail(FaultKind.SLOW, method="client/list", seconds=60)
    async with world.running():
        stage.press(guest)
        await world.boomstream_asked()
        await world.crash()
    assert stage.status(guest) == "claimed"
    async with world.running():
        await world.jobs()
    assert stage.status(guest) == "delivered"
    assert stage.clients(guest) == 1


async def test_a_claim_that_can_not_be_looked_up_is_left_to_a_person(stage: Stage) -> None:
    """The first try may have invited: nobody is told that it failed."""
    (guest,) = await stage.asked()
    world = stage.world
    world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=60)
    async with world.running():
        stage.press(guest)
        await world.boomstream_asked()
        await world.crash()
    world.boomstream.fail(FaultKind.DOWN, times=None)
    async with world.running():
        await world.jobs()
    assert stage.status(guest) == "unknown"
    world.boomstream.heal()


def at_boomstream(method: str) -> Callable[[Stage, Change | None], bool]:
    return lambda stage, _: stage.world.boomstream.calls[-1].method == method


def at_telegram(kind: str, *, in_group: bool) -> Callable[[Stage, Change | None], bool]:
    return lambda _, change: change is not None and change.kind == kind and ((change.chat_id or 0) < 0) is in_group


MOMENTS = {
    "before the invitation reaches Boomstream": at_boomstream("client/list"),
    "after Boomstream acted, before its answer": at_boomstream("invite"),
    "when the card is drawn, before that is known": at_telegram("edited", in_group=True),
    "when the guest is told, before that is known": at_telegram("message", in_group=False),
}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_killed_between_a_call_and_its_answer(stage: Stage, moment: str) -> None:
    (guest,) = await stage.asked()
    async with stage.life() as one:
        await settled(stage)
        kill_at(stage, one, MOMENTS[moment])
        stage.press(guest)
        assert await one.ends()
    stage.world.telegram.listeners.pop()
    stage.world.boomstream.listeners.pop()
    if "invitation reaches" in moment:
        assert stage.clients(guest) == 0
    if "after Boomstream acted" in moment:
        assert stage.clients(guest) == 1
    await finish(stage, [guest])


def kill_at(stage: Stage, one: Life, holds: Callable[[Stage, Change | None], bool]) -> None:
    """The fakes take the bot's life in the middle of a call."""

    def on_telegram(change: Change) -> None:
        if holds(stage, change):
            one.kill()

    def on_boomstream() -> None:
        if stage.world.boomstream.calls and holds(stage, None):
            one.kill()

    stage.world.telegram.listeners.append(on_telegram)
    stage.world.boomstream.listeners.append(on_boomstream)
