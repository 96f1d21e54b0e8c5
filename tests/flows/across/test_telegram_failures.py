"""Telegram in trouble: nothing is done twice for it, nothing stops, and what is a nicety stays one."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.telegram.flood import TRIES, FloodControl
from handlers.context import Context
from sandbox.telegram import Message
from tests.flows.world import User, World
from views.i18n import Translator
from views.screen import Screen

RU = Translator("ru")


async def to_the_confirmation(olga: User) -> Message:
    for text in ("/create", "Планёрка", "-", "-"):
        await olga.sends(text)
    return olga.screen


def created(world: World) -> list[str]:
    return [conference.title for conference in world.project.conferences]


# --- after the work was done -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "told"), [(502, "Bad Gateway"), (400, "Bad Request: something new")])
async def test_a_result_that_cannot_be_shown_is_not_made_again(world: World, olga: User, code: int, told: str) -> None:
    confirmation = await to_the_confirmation(olga)
    world.telegram.fail("editMessageText", code=code, description=told, times=TRIES)
    await olga.presses("✅ Создать", confirmation)
    assert created(world) == ["Планёрка"]
    assert "Конференция «Планёрка» создана" in olga.sees  # in a new message, then
    world.telegram.heal()
    await olga.presses("✅ Создать", confirmation)
    assert created(world) == ["Планёрка"]


async def test_a_click_that_cannot_be_answered_does_not_spoil_what_was_done(world: World, olga: User) -> None:
    world.project.add_conference("Ретро").add_client("anna@example.com", "Анна")
    people = await olga.sends("/clients ретро")
    world.telegram.fail("answerCallbackQuery", times=2)
    await olga.presses("☆", people)
    assert "⭐ Анна" in people.text
    assert "теперь модератор" in olga.sees  # said in the chat, then
    assert world.project.conferences[0].clients[0].moderator
    await olga.sends("/help")
    world.telegram.lose_answer("answerCallbackQuery")
    await olga.presses("☰ Меню")
    assert "Всё готово" in olga.sees


async def test_a_click_whose_answer_was_cut_off_is_answered_in_the_end(
    world: World, olga: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first, wordless answer comes when it takes long; the work may be done while that answer is on its way."""
    monkeypatch.setattr("handlers.context._PATIENCE", 0)
    await olga.sends("/help")
    process_request, show = FloodControl.process_request, Context.show
    on_its_way = asyncio.Event()

    async def never_the_first_answer(self: FloodControl, *args: Any, **kwargs: Any) -> Any:
        if kwargs["endpoint"] == "answerCallbackQuery" and not on_its_way.is_set():
            on_its_way.set()
            await asyncio.Event().wait()
        return await process_request(self, *args, **kwargs)

    async def show_meanwhile(self: Context, screen: Screen) -> int | None:
        await on_its_way.wait()
        return await show(self, screen)

    monkeypatch.setattr(FloodControl, "process_request", never_the_first_answer)
    monkeypatch.setattr(Context, "show", show_meanwhile)
    press = await olga.presses("☰ Меню")
    assert len(press.answers) == 1


# --- the start -------------------------------------------------------------------------------------------------------


async def test_menus_that_fail_are_published_later(world: World, olga: User, caplog: pytest.LogCaptureFixture) -> None:
    assert world.bot is not None
    stranger = world.user("Petr")
    world.telegram.fail("setMyCommands", code=400, description="Bad Request: BOT_COMMANDS_TOO_MUCH")
    world.telegram.fail("deleteMyCommands")
    await world.bot.menus.publish()
    assert [command["command"] for command in world.telegram.menu(stranger.person)][:1] == ["start"]
    assert caplog.text.count("The command menus are not published yet") == 2


async def test_the_bot_starts_although_telegram_asks_to_slow_down(stopped_world: World) -> None:
    stopped_world.telegram.flood(seconds=61)
    async with stopped_world.running():
        await stopped_world.user("Petr").starts()
    assert stopped_world.user("Petr").screen.from_bot


# --- no right to write -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: have no rights to send a message",
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
    ],
)
async def test_a_chat_where_the_bot_may_not_write_is_no_incident(
    world: World, olga: User, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    group = await world.add_group("Команда", olga)
    olga = olga.within(group)
    await olga.sends("/start")
    for method in ("sendMessage", "editMessageText"):
        world.telegram.fail(method, code=400, description=told, times=10)
    await olga.sends("/help")
    press = await olga.presses("❔")
    assert press.answer.text == RU.plain("toast-may-not-write")
    assert press.answer.show_alert
    assert "Incident" not in caplog.text
    assert "refuses to deliver" in caplog.text


async def test_an_incident_in_a_broken_database_is_logged_once(
    world: World, olga: User, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(world.settings.database)) as connection:
        connection.execute("ALTER TABLE person RENAME TO nobody")
    await olga.sends("/help")
    with closing(sqlite3.connect(world.settings.database)) as connection:
        connection.execute("ALTER TABLE nobody RENAME TO person")
    assert caplog.text.count("Incident") == 2
    assert "could not be told" in caplog.text
    assert "another error was raised" not in caplog.text
    assert len([record for record in caplog.records if record.exc_info]) == 1
