"""A group speaks the language of whoever set it up, until /language says another one."""

import json
import re
import sqlite3
from contextlib import closing

import pytest

from sandbox.boomstream import FaultKind
from sandbox.telegram import GroupChat
from storage.migrate import downgrade
from tests.flows.crowd import crowd
from tests.flows.requests_world import Desk, bind, buttons_of, cards, open_link
from tests.flows.world import World

# What is no English: addresses, commands, and names that are the same in every language.
_ADDRESS = re.compile(r"https?://\S+|[\w.+•-]+@[\w.-]+|/\w+|<[^>]+>|[0-9a-f]{8}-[0-9a-f-]{27}|…\w{4}")
_NAMES = {"Boomstream", "Telegram", "e-mail", "E-mail", "ID", "QR", "CSV", "UTC", "conf", "tg", "ru", "English"}
_WORD = re.compile(r"[A-Za-z][A-Za-z-]+")


@pytest.fixture
async def team(world: World) -> GroupChat:
    """Olga, who speaks Russian, has added the bot to her team's group and connected the key by its button."""
    assert world.settings.default_language == "en"
    olga = world.user("Olga")
    group = await world.add_group("Команда", olga, world.user("Max"))
    await olga.within(group).connects()
    return group


def english_words(world: World, *, since: int) -> set[str]:
    """English words in all that the bot has said, on buttons and in toasts too."""
    people = {part for user in world.users.values() for part in (user.person.user.name, user.person.user.username)}
    return {
        word
        for call in list(world.telegram.log)[since:]
        if not call.method.startswith(("setMy", "get", "delete"))
        for text in _texts(call.params)
        for word in _WORD.findall(_ADDRESS.sub(" ", text))
        if word not in _NAMES and f"{word}{_digits(text, word)}" not in people
    }


def _digits(text: str, word: str) -> str:
    """What Guest0 has more than Guest."""
    return re.sub(r"\D.*", "", text.partition(word)[2], flags=re.DOTALL)


def _texts(value: object, name: str = "text") -> list[str]:
    """What people read of a call's parameters."""
    if name == "reply_markup" and isinstance(value, str):
        return _texts(json.loads(value))
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in _texts(inner, key)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, name)]
    read = name in {"text", "caption", "input_field_placeholder"}
    return [value] if isinstance(value, str) and read else []


async def test_a_russian_team_that_touches_no_setting_sees_no_english_word(world: World, team: GroupChat) -> None:
    olga = world.user("Olga").within(team)
    await olga.sends("/create Планёрка | Планы на неделю")
    conference = world.project.conferences[-1]
    payload = await open_link(olga)
    moderators = world.telegram.add_group("Модераторы", olga.person, [world.user("Max").person], kind="supergroup")
    await bind(olga, moderators)
    desk = Desk(world, olga, world.user("Max").within(moderators), moderators, conference, payload)
    english = set()
    for chapter in (_organizers_work, _guests_come, _moderators_decide, _all_that_comes_by_itself, _refusals):
        before = len(world.telegram.log)
        await chapter(desk)
        english |= english_words(world, since=before)
    assert len(world.telegram.log) > 80
    assert english == set()


async def _organizers_work(desk: Desk) -> None:
    olga = desk.olga
    for command in ("/start", "/help", "/language", "/settings", "/log", "/admins", "/moderators", "/apikey", "/my"):
        await olga.sends(command)
    await olga.sends("/invite план anna@example.com Анна")
    await olga.sends("/invite план boris@example.com Борис\nvera@example.com Вера")
    await olga.presses("✅ Пригласить")
    await olga.sends("/clients план")
    await olga.sends("/conference план")
    await olga.sends("/conferences нет такой")
    await olga.sends("/invite план не-адрес@")


async def _guests_come(desk: Desk) -> None:
    await crowd(desk, 12)
    await desk.world.idle()
    guest = await desk.asked()
    await guest.sends("/my")
    await guest.sends("/privacy")


async def _moderators_decide(desk: Desk) -> None:
    first, second, third, fourth, *_ = [card for card in cards(desk.group) if "✅ Одобрить" in buttons_of(card)]
    await desk.decides("✅ Одобрить", first)
    await desk.decides("✋ Отклонить", second)
    await desk.decides("✋ Отклонить с причиной", third)
    await desk.max.sends("Мест нет", reply_to=desk.max.screen)
    desk.world.boomstream.fail(FaultKind.FAILED, method="invite", message="Нет")
    await desk.decides("✅ Одобрить", fourth)
    await desk.max.sends("/requests")
    await desk.max.sends("/help")


async def _all_that_comes_by_itself(desk: Desk) -> None:
    await desk.world.jobs()
    desk.conference.add_client("ghost@example.com", "Призрак")
    for days in (2, 6):
        desk.world.clock.forward(days=days)
        await desk.world.jobs()


async def _refusals(desk: Desk) -> None:
    """Also to whom Telegram does not name."""
    for group in (desk.group, desk.olga.chat):
        assert group is not None
        group.send_anonymous("/apikey")
        await desk.world.idle()
        assert "анонимн" in str(group.last(from_bot=True).text)
    menu = await desk.olga.sends("/start")
    refused = await desk.world.user("Max").within(desk.olga.chat).presses(buttons_of(menu)[0], menu)
    assert refused.answers
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    await desk.world.idle()


async def test_the_mark_of_the_choice_stands_where_it_was_chosen_or_stored(world: World) -> None:
    olga = world.user("Olga")
    await olga.starts()
    await olga.sends("/language")
    assert olga.buttons == ["English", "Русский"]
    await olga.presses("Русский")
    await olga.sends("/language")
    assert olga.buttons == ["English", "✓ Русский"]
    group = await world.add_group("Команда", olga)
    there = olga.within(group)
    await there.sends("/language")
    assert there.buttons == ["English", "✓ Русский"]


async def test_the_moderators_group_keeps_its_language_when_the_organizer_chooses_another_one(desk: Desk) -> None:
    await desk.olga.sends("/language")
    await desk.olga.presses("English")
    assert "English" in desk.olga.sees
    await desk.asked()
    assert "Заявка" in desk.card.text
    assert "✅ Одобрить" in buttons_of(desk.card)


async def test_whoever_connects_the_key_settles_the_language_of_a_group_that_a_stranger_added_the_bot_to(
    world: World,
) -> None:
    olga, john = world.user("Olga"), world.user("John", "en")
    group = world.telegram.add_group("Команда", john.person, [olga.person])
    world.telegram.add_bot_to(group, john.person)
    await world.idle()
    await olga.within(group).connects()
    await olga.within(group).sends("/language")
    assert olga.within(group).buttons == ["English", "✓ Русский"]


async def test_a_chosen_language_is_settled_for_good(world: World, team: GroupChat) -> None:
    olga = world.user("Olga").within(team)
    await olga.sends("/language")
    await olga.presses("English")
    await bind(olga, team)
    await olga.sends("/language")
    assert olga.buttons == ["✓ English", "Русский"]


async def test_groups_of_an_earlier_version_get_the_language_of_who_set_them_up(stopped_world: World) -> None:
    world, olga = stopped_world, stopped_world.user("Olga")
    world.settings = world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with world.running():
        team = await world.add_group("Команда", olga)
        await olga.within(team).connects()
        moderators = world.telegram.add_group("Модераторы", olga.person, kind="supergroup")
        await bind(olga.within(team), moderators)
    downgrade(world.settings.database, 8)
    with closing(sqlite3.connect(world.settings.database)) as connection, connection:
        assert connection.execute("UPDATE workspace SET language = NULL").rowcount >= 2
    async with world.running():
        for group in (team, moderators):
            await olga.within(group).sends("/language")
            assert olga.within(group).buttons == ["English", "✓ Русский"]
