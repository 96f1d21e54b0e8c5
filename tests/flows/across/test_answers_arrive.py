"""What answers a change is as sure as what the outbox sends: whatever Telegram does, it arrives."""

import asyncio
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.telegram.flood import TRIES, FloodControl
from handlers.commands import COMMANDS
from sandbox.telegram import Chat, Press, TelegramSandbox
from tests.flows.building import LINES, SEATS, Before, Building, Things
from tests.flows.requests_world import address_of, rows
from tests.flows.world import KEY, User, World
from views.actions import interrupted
from views.callback_data import ACTIONS, Action, pack

Fault = Callable[[TelegramSandbox, str, Chat, int], None]

FAULTS: dict[str, Fault] = {
    "500": lambda tg, method, chat, times: tg.fail(
        method, chat=chat, code=500, description="Internal Server Error", times=times
    ),
    "502": lambda tg, method, chat, times: tg.fail(method, chat=chat, times=times),
    "dropped connection": lambda tg, method, chat, times: tg.drop_connection(method, chat=chat, times=times),
    "lost answer": lambda tg, method, chat, times: tg.lose_answer(method, chat=chat, times=times),
}
faults = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


def trouble(user: User, fault: Fault, *, times: int) -> None:
    """For the messages that answer, and for the word over the chat."""
    chat = user.chat or user.person.private
    for method in ("sendMessage", "editMessageText"):
        fault(user.world.telegram, method, chat, times)
    user.world.telegram.fail("answerCallbackQuery")


def answers_kept(world: World) -> list[tuple[object, ...]]:
    return rows(world, "SELECT outcome, data_sealed FROM outbox WHERE kind = 'answer'")


async def later(world: World) -> None:
    """Until the dispatcher has come again."""
    await world.idle()
    world.telegram.heal()
    world.clock.forward(seconds=5)
    await world.idle()


# --- everything that changes something -------------------------------------------------------------------------------

KEPT_ANYWAY = {"phrase", "audit", "dialogue", "token"}  # written by what only shows or asks something, too


class Trial:
    """One doing, with all that is said about it to whoever does it."""

    def __init__(self, building: Building, user: User) -> None:
        self.world = building.world
        self.user = user
        self.before = Before.of(self.world, user)
        self.answers = len(answers_kept(self.world))

    def changed(self) -> bool:
        found = self.before.traces().split("; ")
        return any(one.startswith("wrote ") and one.removeprefix("wrote ") not in KEPT_ANYWAY for one in found)

    def was_written_down(self) -> bool:
        return len(answers_kept(self.world)) > self.answers

    def heads(self, press: Press | None) -> set[str]:
        """The first lines that were said, without numbers."""
        said = [message.text for message in self.before.new(self.user)]
        said += [
            message.text
            for message, text in zip(self.before.chat, self.before.texts, strict=True)
            if message.from_bot and message.text != text
        ]
        said += [answer.text for answer in press.answers if answer.text] if press else []
        heads = {re.sub(r"\d+", "#", text.partition("\n")[0]) for text in said if text}
        return {head for head in heads if not head.startswith("🙋")}  # moderators' cards come by themselves


class Hall:
    """Where one organizer does everything there is to do, again and again."""

    def __init__(self, building: Building) -> None:
        self.building = building
        self.seat = next(seat for seat in SEATS if str(seat) == "owner in private")
        self.user = building.user(self.seat)
        self.somebody = itertools.count(777_001)

    async def presses(self, action_type: type[Action], number: int, fault: Fault | None) -> tuple[Trial, set[str]]:
        things = await self.building.things(self.seat)
        message = next(message for message in self.user.messages if message.from_bot)
        message.text = "A screen of long ago"
        trial = Trial(self.building, self.user)
        if fault:
            trouble(self.user, fault, times=TRIES + 1)
        press = self.user.person.press(message, data=pack(list(things.examples(action_type))[number]))
        await later(self.building.world)
        return trial, trial.heads(press)

    async def says(self, name: str, pattern: str, fault: Fault | None) -> tuple[Trial, set[str]]:
        things = await self.building.things(self.seat)
        rest = pattern.format(title=things.title, client=things.client, workspace=things.workspace[0])
        rest = rest.replace("777000", str(next(self.somebody)))  # whoever is listed can't be added
        trial = Trial(self.building, self.user)
        if fault:
            trouble(self.user, fault, times=TRIES + 1)
        await self.user.sends(f"/{name} {rest}".strip())
        await later(self.building.world)
        return trial, trial.heads(None)


@pytest.fixture
async def hall(world: World) -> Hall:
    building = Building(world, running_bot(world))
    await building.open()
    return Hall(building)


def running_bot(world: World) -> Any:
    assert world.bot is not None
    return world.bot


def one_of_each(things: Things, action_type: type[Action]) -> Iterator[int]:
    """Enough of a button's variants: flags and kinds of one thing differ in what they change, not in how it is said."""
    yield from range(min(2, len(list(things.examples(action_type)))))


async def test_every_button_that_changes_something(hall: Hall) -> None:
    things = await hall.building.things(hall.seat)
    unsure, silent, tried = [], [], 0
    for action_type in ACTIONS.values():
        if action_type is interrupted.Retry:
            continue  # it runs another update again, which answers for itself
        for number in one_of_each(things, action_type):
            trial, well = await hall.presses(action_type, number, None)
            if not trial.changed():
                continue
            tried += 1
            name = f"{number} {action_type.__name__}"
            if not trial.was_written_down():
                unsure.append(name)
            for trouble_name, fault in FAULTS.items():
                _, ill = await hall.presses(action_type, number, fault)
                if not well <= ill:
                    silent.append((name, trouble_name, well - ill, ill))
    assert (unsure, silent) == ([], [])
    assert tried > 15


async def test_every_command_that_changes_something(hall: Hall) -> None:
    unsure, silent, tried = [], [], 0
    for command in COMMANDS:
        name = command.names[0]
        for pattern in ["", "{title}", *LINES.get(name, [])]:
            trial, well = await hall.says(name, pattern, None)
            if not trial.changed():
                continue
            tried += 1
            if not trial.was_written_down():
                unsure.append(f"/{name} {pattern}")
            for trouble_name, fault in FAULTS.items():
                _, ill = await hall.says(name, pattern, fault)
                if not well <= ill:
                    silent.append((f"/{name} {pattern}", trouble_name, well - ill, ill))
    assert (unsure, silent) == ([], [])
    assert tried > 5


# --- the link --------------------------------------------------------------------------------------------------------


async def test_an_answer_comes_once_when_all_is_well_whoever_looks_meanwhile(
    world: World, olga: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.project.add_conference("Ретро")
    process_request = FloodControl.process_request

    async def looked_at_meanwhile(self: FloodControl, *args: Any, **kwargs: Any) -> Any:
        if kwargs["endpoint"] == "sendMessage":
            await running_bot(world).dispatcher.deliver()
        return await process_request(self, *args, **kwargs)

    monkeypatch.setattr(FloodControl, "process_request", looked_at_meanwhile)
    world.clock.forward(seconds=5)  # else the rates would keep the dispatcher from it
    await olga.sends("/invite ретро anna@example.com")
    assert len([message for message in olga.messages if "conf.boomstream.com" in message.html]) == 1
    assert all(outcome == "sent" for outcome, _ in answers_kept(world))


@faults
async def test_an_invite_link_is_kept_sealed_until_it_is_sent_and_no_longer(
    world: World, olga: User, fault: Fault
) -> None:
    world.project.add_conference("Ретро")
    await olga.sends("/conferences")
    trouble(olga, fault, times=TRIES)
    olga.person.send("/invite ретро anna@example.com")
    await world.delivered()
    await running_bot(world).processor.idle()
    kept = answers_kept(world)[-1]
    assert kept[0] == ""
    assert b"boomstream" not in bytes(str(kept[1]), "utf-8")
    await later(world)
    links = [message for message in olga.messages if "conf.boomstream.com" in message.html]
    assert len(links) == (TRIES + 1 if fault is FAULTS["lost answer"] else 1)
    assert len({address_of(message) for message in links}) == 1
    assert answers_kept(world)[-1] == ("sent", None)
    assert len(world.project.conferences[-1].clients) == 1


async def test_what_a_process_died_before_saying_is_said_by_the_next_and_not_asked_for_again(
    stopped_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, olga = stopped_world, stopped_world.user("Olga")
    world.settings = world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    world.project.add_conference("Ретро")
    process_request = FloodControl.process_request

    async def never_the_link(self: FloodControl, *args: Any, **kwargs: Any) -> Any:
        if "conf.boomstream.com" in str(kwargs["data"].get("text")):
            await asyncio.Event().wait()
        return await process_request(self, *args, **kwargs)

    async with world.running():
        await olga.starts()
        await olga.sends(f"/apikey {KEY}")
        with monkeypatch.context() as patched:
            patched.setattr(FloodControl, "process_request", never_the_link)
            olga.person.send("/invite ретро anna@example.com")
            while answers_kept(world)[-1][0] != "":
                await asyncio.sleep(0.001)
            await world.crash()
    said = len(olga.messages)
    async with world.running():
        assert "conf.boomstream.com" in olga.screen.html
        assert len(olga.messages) == said + 1


async def test_an_answer_that_comes_late_comes_to_its_topic_and_follows_the_group(world: World, olga: User) -> None:
    forum = world.telegram.add_group("Команда", olga.person, forum=True)
    world.telegram.add_bot_to(forum, olga.person)
    topic = forum.add_topic("Дела", by=olga.person.user)
    await world.idle()
    olga = olga.within(forum)
    trouble(olga, FAULTS["502"], times=TRIES)
    await olga.sends("/help", thread=topic)
    await later(world)
    assert olga.screen.thread_id == topic
    assert "/help" in str(olga.screen.reply_to.text if olga.screen.reply_to else "")
    group = await world.add_group("Отдел", olga)
    olga = olga.within(group)
    trouble(olga, FAULTS["502"], times=TRIES)
    olga.person.send("/help", group)
    await world.delivered()
    await running_bot(world).processor.idle()
    supergroup = world.telegram.upgrade(group)
    await later(world)
    assert [message for message in supergroup.messages if message.from_bot]
