"""The process ends, politely or not, and another one starts on the same database."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from telegram import Update

from sandbox.boomstream import FaultKind
from sandbox.telegram import GroupChat
from tests.flows.world import KEY, User, World
from views.i18n import Translator

RU = Translator("ru")


@pytest.fixture
async def wordless(stopped_world: World) -> User:
    """Somebody who sent a file without a word when the bot died over it."""
    petr = stopped_world.user("Petr")
    begun = asyncio.Event()

    async def hang(_: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with stopped_world.running() as bot:
        await petr.starts()
        bot.processor._handle = hang
        petr.person.send_document("list.csv", b"1,2")
        await begun.wait()
        await stopped_world.crash()
    return petr


RESTARTED = "Меня перезапустили"
AGAIN = "↻ Повторить"


@pytest.fixture
async def olga(stopped_world: World) -> User:
    """The owner, who has connected a project with one conference in an earlier life of the bot, which is over now."""
    user = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({user.id})})
    stopped_world.project.add_conference("Ретро").add_client("anna@example.com", "Анна")
    async with stopped_world.running():
        await user.starts()
        await user.sends(f"/apikey {KEY}")
    return user


@pytest.fixture
async def team(stopped_world: World, olga: User) -> GroupChat:
    """A group with the same project, administered by Petr, too."""
    petr = stopped_world.user("Petr")
    async with stopped_world.running():
        await petr.starts()
        group = await stopped_world.add_group("Команда", olga, petr)
        await olga.within(group).connects()
        await olga.within(group).sends("/admins add @petr")
        await olga.within(group).presses("✅ Да, добавить")
    return group


def created(world: World) -> list[str]:
    return [conference.title for conference in world.project.conferences[1:]]


async def cut_off(user: User, *, kind: FaultKind, method: str, text: str = "", button: str = "") -> None:
    """The bot dies while it waits for Boomstream."""
    user.world.boomstream.fail(kind, method=method, seconds=60)
    async with user.world.running():
        if text:
            user.person.send(text, user.chat)
        else:
            user.person.press(user.screen, button)
        await user.world.boomstream_asked()
        await user.world.crash()
    user.world.clock.forward(minutes=2)


# --- dialogues -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", range(3))
async def test_a_dialogue_goes_on_where_it_stopped(stopped_world: World, olga: User, answers: int) -> None:
    said = ["Планёрка", "Планы на неделю"]
    async with stopped_world.running():
        await olga.sends("/create")
        for answer in said[:answers]:
            await olga.sends(answer)
        screen = olga.screen
    async with stopped_world.running():
        assert olga.screen is screen  # nothing was cut off, so there is nothing to tell
        for answer in said[answers:]:
            await olga.sends(answer)
        await olga.presses("✅ Создать")
        assert "Конференция «Планёрка» создана" in olga.sees
    conference = stopped_world.project.conferences[-1]
    assert (conference.title, conference.description) == tuple(said)
    assert created(stopped_world) == ["Планёрка"]


async def test_the_buttons_of_a_dialogue_work_after_a_restart(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/create")
        await olga.sends("Планёрка")
    async with stopped_world.running():
        await olga.presses("Пропустить")
        await olga.presses("‹ Назад")
        await olga.presses("‹ Назад")
        assert "Как назовём" in olga.sees
        await olga.sends("Другая")
        await olga.presses("Отмена")
        assert "Отменено" in olga.sees
    assert created(stopped_world) == []


async def test_old_buttons_work_after_a_restart(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/clients ретро")
        people = olga.screen
        await olga.sends("/conference ретро")
    async with stopped_world.running():
        await olga.presses("👥 Участники")
        assert "1. Анна" in olga.sees
        await olga.presses("1. Анна", people)
        assert people.text.startswith("👤 Анна")


async def test_what_came_while_the_bot_was_down_is_done_once(stopped_world: World, olga: User) -> None:
    olga.person.send("/create Планёрка")
    async with stopped_world.running():
        assert "Конференция «Планёрка» создана" in olga.sees
    async with stopped_world.running():
        assert created(stopped_world) == ["Планёрка"]


async def test_what_waited_its_turn_at_a_crash_is_done_after_it(stopped_world: World, olga: User) -> None:
    stopped_world.boomstream.fail(FaultKind.SLOW, method="list", seconds=60)
    async with stopped_world.running():
        olga.person.send("/create Первая")
        olga.person.send("/create Вторая")
        await stopped_world.boomstream_asked()
        await stopped_world.delivered()
        await stopped_world.crash()
    async with stopped_world.running():
        texts = [message.text for message in olga.messages[-2:]]
        assert texts[0].startswith(f"{RESTARTED}, пока я выполнял «/create Первая»")
        assert "Конференция «Вторая» создана" in texts[1]
        assert created(stopped_world) == ["Вторая"]


# --- what was cut off ------------------------------------------------------------------------------------------------


async def test_a_command_that_was_cut_off_is_told_and_tried_again_once(stopped_world: World, olga: User) -> None:
    await cut_off(olga, kind=FaultKind.SLOW, method="list", text="/create Планёрка")
    assert created(stopped_world) == []
    async with stopped_world.running():
        assert olga.sees.startswith(f"{RESTARTED}, пока я выполнял «/create Планёрка»")
        first, second = olga.person.press_twice(olga.screen, AGAIN)
        await stopped_world.idle()
        assert first.answer.text == ""
        assert "только один раз" in second.answer.text
        assert second.answer.show_alert
        assert "Конференция «Планёрка» создана" in olga.sees
    assert created(stopped_world) == ["Планёрка"]


async def test_nothing_is_repeated_unasked_and_the_sender_is_told_once(stopped_world: World, olga: User) -> None:
    await cut_off(olga, kind=FaultKind.LOST_SLOW, method="create", text="/create Планёрка")
    assert created(stopped_world) == ["Планёрка"]
    for _ in range(2):
        async with stopped_world.running():
            told = [message for message in olga.messages if message.text.startswith(RESTARTED)]
            assert len(told) == 1
    assert created(stopped_world) == ["Планёрка"]


@pytest.mark.parametrize("how", ["the old button", "try again"])
@pytest.mark.parametrize(
    ("kind", "method"), [(FaultKind.LOST_SLOW, "create"), (FaultKind.SLOW, "list")], ids=["done", "not done"]
)
async def test_a_confirmed_dialogue_that_was_cut_off_is_carried_out_once(
    stopped_world: World, olga: User, kind: FaultKind, method: str, how: str
) -> None:
    """The bot looks whether the conference is there before it makes one."""
    async with stopped_world.running():
        for text in ("/create", "Планёрка", "-", "-"):
            await olga.sends(text)
        confirmation = olga.screen
    await cut_off(olga, kind=kind, method=method, button="✅ Создать")
    async with stopped_world.running():
        assert olga.sees.startswith(f"{RESTARTED}, пока я выполнял ваше нажатие")
        notice = olga.screen
        first, other = (AGAIN, "✅ Создать") if how == "try again" else ("✅ Создать", AGAIN)
        button_of = {AGAIN: notice, "✅ Создать": confirmation}
        await olga.presses(first, button_of[first])
        assert "Конференция «Планёрка» создана" in confirmation.text
        if other == AGAIN:
            await olga.presses(AGAIN, notice)
            assert "Уже сделано" in olga.sees
    assert created(stopped_world) == ["Планёрка"]


async def test_an_older_conference_with_the_same_title_is_not_taken_for_the_new_one(
    stopped_world: World, olga: User
) -> None:
    async with stopped_world.running():
        for text in ("/create", "Планёрка", "-", "-"):
            await olga.sends(text)
    old = stopped_world.project.add_conference("Планёрка")  # on Boomstream's site; the bot has not seen it yet
    stopped_world.clock.forward(minutes=1)
    await cut_off_before_it_is_made(olga)
    async with stopped_world.running():
        await olga.presses(AGAIN)
        shown = [message.text for message in olga.messages if "Конференция «Планёрка» создана" in message.text]
    assert created(stopped_world) == ["Планёрка", "Планёрка"]
    assert len(shown) == 1
    assert old.code not in shown[0]


async def cut_off_before_it_is_made(user: User) -> None:
    """Boomstream is so slow that the process dies before the call to create reaches it."""
    world = user.world
    conferences = list(world.project.conferences)
    await cut_off(user, kind=FaultKind.LOST_SLOW, method="create", button="✅ Создать")
    world.project.conferences[:] = conferences


async def test_only_the_sender_can_have_it_tried_again(stopped_world: World, olga: User, team: GroupChat) -> None:
    olga, petr = olga.within(team), stopped_world.user("Petr").within(team)
    await cut_off(olga, kind=FaultKind.SLOW, method="list", text="/create Планёрка")
    async with stopped_world.running():
        notice = olga.screen
        assert notice.reply_to is not None
        assert notice.reply_to.sender.id == olga.id
        press = await petr.presses(AGAIN)
        assert press.answer.show_alert
        assert "только тот, кто начал" in press.answer.text
        assert notice.keyboard == [[AGAIN]]  # she can still press it
        assert created(stopped_world) == []
        await olga.presses(AGAIN)
        assert notice.keyboard == []
    assert created(stopped_world) == ["Планёрка"]


async def test_who_lost_their_rights_meanwhile_can_try_in_vain(
    stopped_world: World, olga: User, team: GroupChat
) -> None:
    petr = stopped_world.user("Petr").within(team)
    await cut_off(petr, kind=FaultKind.SLOW, method="list", text="/create Взлом")
    async with stopped_world.running():
        notice = petr.screen
        assert notice.text.startswith(RESTARTED)
        await olga.within(team).sends("/admins")
        await olga.within(team).presses("🗑 Petr")
        await olga.within(team).presses("Да, убрать")
        press = await petr.presses(AGAIN, notice)
        assert press.answer.show_alert
    assert created(stopped_world) == []


@pytest.mark.parametrize("how", ["command", "in Russian", "answer"])
@pytest.mark.parametrize("key", [KEY, "A-key_of-another-shape"], ids=["usual", "unusual"])
async def test_a_key_that_was_being_tested_is_not_repeated_in_the_chat(
    stopped_world: World, how: str, key: str
) -> None:
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    if key != KEY:
        stopped_world.boomstream.add_project(key, name="Unusual")
    async with stopped_world.running():
        await olga.starts()
        if how == "answer":
            await olga.presses("🔑 Подключить ключ")
    texts = {"command": f"/apikey {key}", "in Russian": f"/ключ {key}", "answer": key}
    await cut_off(olga, kind=FaultKind.SLOW, method="list", text=texts[how])
    async with stopped_world.running():
        assert f"{RESTARTED}, пока я выполнял «/apikey …»" in olga.sees
        await olga.presses(AGAIN)
        assert f"…{key[-4:]} подходит" in olga.sees
        assert not any(key in message.text for message in olga.messages)
        assert not any("удалить ваше сообщение с ключом" in message.text for message in olga.messages)  # it is gone


async def test_a_polite_stop_lets_the_bot_finish(stopped_world: World, olga: User) -> None:
    stopped_world.boomstream.fail(FaultKind.SLOW, method="list", seconds=0.2)
    async with stopped_world.running():
        olga.person.send("/create Планёрка")
        await stopped_world.boomstream_asked()
    assert "Конференция «Планёрка» создана" in olga.sees
    async with stopped_world.running():
        assert not any(message.text.startswith(RESTARTED) for message in olga.messages)


async def test_what_was_cut_off_before_anything_was_asked_is_not_taken_for_done(stopped_world: World) -> None:
    olga = stopped_world.user("Olga")
    update = {"admin_ids": frozenset({olga.id})}
    stopped_world.settings = stopped_world.settings.model_copy(update=update)
    async with stopped_world.running():
        for text in (f"/apikey {KEY}", "/create", "Планёрка", "-", "-"):
            await olga.sends(text)
        stopped_world.project.add_conference("Планёрка")  # on Boomstream's site; the bot has not seen it
        confirmation = olga.screen
        stopped_world.boomstream.fail(FaultKind.SLOW, method="list", seconds=60)
        olga.person.press(olga.screen, "✅ Создать")
        await stopped_world.boomstream_asked()
        await stopped_world.crash()
    async with stopped_world.running():
        await olga.presses("✅ Создать", confirmation)
        assert "создана. Теперь пригласите людей" in olga.sees + confirmation.text
    assert [conference.title for conference in stopped_world.project.conferences] == ["Планёрка", "Планёрка"]


async def test_what_came_without_words_is_not_called_a_press(stopped_world: World, wordless: User) -> None:
    async with stopped_world.running():
        assert wordless.screen.html == str(RU("interrupted-other"))


async def test_whoever_cannot_be_told_is_not_tried_at_every_start(
    stopped_world: World, wordless: User, caplog: pytest.LogCaptureFixture
) -> None:
    wordless.person.block()
    async with stopped_world.running():
        pass
    with closing(sqlite3.connect(stopped_world.settings.database)) as connection:
        assert connection.execute("SELECT count(*) FROM inbox WHERE done_at IS NULL").fetchone() == (0,)
    caplog.clear()
    async with stopped_world.running():
        assert "cut short" not in caplog.text
