"""Telegram's pickers of people and chats stay in the chat: each answers the question that showed it, and no other."""

import pytest

from sandbox.telegram import GroupChat, Message
from tests.flows.requests_world import Desk, card_of_link
from tests.flows.world import User, World

PEOPLE = "👤 Выбрать людей"
GROUP = "👥 Выбрать группу"
OVER = "уже закончен"


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await Desk.opened(olga)


@pytest.fixture
async def foreign(desk: Desk) -> GroupChat:
    """A group of Max's: Olga is a mere member of it."""
    group = desk.world.telegram.add_group("Чужая", desk.max.person, [desk.olga.person])
    desk.world.telegram.add_bot_to(group, desk.max.person)
    await desk.world.idle()
    return group


def _picker(user: User) -> Message:
    picker = user.person.private.reply_keyboard
    assert picker
    return picker


async def _picker_of_members(desk: Desk) -> Message:
    await desk.olga.sends("/open план")
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
    return _picker(desk.olga)


async def _picker_of_moderators(desk: Desk) -> Message:
    await desk.olga.sends("/moderators")
    await desk.olga.presses(GROUP)
    return _picker(desk.olga)


async def _shares(user: User, picker: Message, group: GroupChat) -> None:
    user.person.share_chat(picker, GROUP, group)
    await user.world.idle()


async def test_an_older_picker_of_any_group_does_not_choose_who_decides(desk: Desk, foreign: GroupChat) -> None:
    any_group = await _picker_of_members(desk)
    own_groups = await _picker_of_moderators(desk)
    assert foreign not in desk.olga.person.offered_groups(own_groups, GROUP)
    await _shares(desk.olga, any_group, foreign)
    assert OVER in desk.olga.sees
    await desk.olga.sends("/moderators")
    assert "Чужая" not in desk.olga.sees


async def test_an_older_picker_of_the_same_kind_is_no_answer_either(desk: Desk, foreign: GroupChat) -> None:
    older = await _picker_of_members(desk)
    newer = await _picker_of_members(desk)
    await _shares(desk.olga, older, foreign)
    assert OVER in desk.olga.sees
    assert "«Чужая»" not in card_of_link(desk.olga).text
    await _shares(desk.olga, newer, foreign)  # the question goes on waiting for its own picker
    assert "Сразу — участникам группы «Чужая»" in card_of_link(desk.olga).text


async def test_a_chat_picker_after_cancel_chooses_nothing(desk: Desk, foreign: GroupChat) -> None:
    picker = await _picker_of_members(desk)
    await desk.olga.sends("/cancel")
    await _shares(desk.olga, picker, foreign)
    assert OVER in desk.olga.sees
    await desk.olga.sends("/open план")
    assert "«Чужая»" not in card_of_link(desk.olga).text


async def test_a_picker_answers_once(desk: Desk, foreign: GroupChat) -> None:
    picker = await _picker_of_members(desk)
    await _shares(desk.olga, picker, foreign)
    club = desk.world.telegram.add_group("Club", desk.olga.person, [])
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.world.idle()
    await _shares(desk.olga, picker, club)
    assert OVER in desk.olga.sees
    assert "«Чужая»" in card_of_link(desk.olga).text


async def test_an_older_picker_of_people_adds_nobody(world: World, olga: User) -> None:
    await olga.starts()
    anna, petr = world.user("Anna"), world.user("Petr")
    await olga.sends("/admins add")
    older = _picker(olga)
    await olga.sends("/admins add")
    newer = _picker(olga)
    olga.person.share_users(older, PEOPLE, [anna.person])
    await world.idle()
    assert OVER in olga.sees
    olga.person.share_users(newer, PEOPLE, [petr.person])
    await world.idle()
    await olga.presses("✅ Да, добавить")
    assert olga.sees == "✅ Теперь в списке: Petr"
