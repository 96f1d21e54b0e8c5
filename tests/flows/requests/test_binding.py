"""A group is bound although Telegram loses what its link carries, and everybody concerned hears of it."""

import pytest

from sandbox.telegram import GroupChat
from tests.flows.requests_world import bind, binding_token, rows
from tests.flows.world import User, World

QUESTION = "Это группа модераторов чата"
WELCOME = "Теперь это группа модераторов чата"


def _bound(world: World) -> list[tuple[object, ...]]:
    return rows(world, "SELECT moderators_chat_id FROM workspace WHERE moderators_chat_id IS NOT NULL")


def _said(group: GroupChat) -> list[str]:
    return [message.text for message in group.messages if message.from_bot]


@pytest.fixture
def group(olga: User) -> GroupChat:
    return olga.world.telegram.add_group("Modteam", olga.person, [olga.world.user("Max").person], kind="supergroup")


async def _some_seconds_later(world: World) -> None:
    world.clock.forward(seconds=4)
    await world.idle()


async def _adds_the_bot(user: User, group: GroupChat) -> None:
    """The link was tapped, and its payload never came."""
    user.world.telegram.add_bot_to(group, user.person)
    await user.world.idle()
    await _some_seconds_later(user.world)


async def test_whoever_asked_a_moment_ago_is_asked_whether_this_is_the_group(olga: User, group: GroupChat) -> None:
    await olga.sends("/moderators")
    await _adds_the_bot(olga, group)
    [question] = _said(group)
    assert f"{QUESTION} «Olga»?" in question
    await olga.within(group).presses("✅ Да, это она")
    assert _bound(olga.world) == [(group.id,)]
    [welcome] = _said(group)
    assert f"{WELCOME} «Olga»" in welcome
    assert "каждый в этой группе" in welcome
    assert "Группа «Modteam» подключена" in olga.sees


async def test_when_the_payload_comes_there_is_one_welcome_and_no_question(olga: User, group: GroupChat) -> None:
    await olga.sends("/moderators")
    olga.person.press(olga.screen, "➕ Добавить меня в группу", group=group)
    await olga.world.idle()
    await _some_seconds_later(olga.world)
    [welcome] = _said(group)
    assert WELCOME in welcome
    assert sum("подключена" in message.text for message in olga.messages) == 1


async def test_the_welcome_says_that_only_admins_decide_where_it_is_so(olga: User, group: GroupChat) -> None:
    await olga.sends("/settings")
    await olga.presses("По заявкам решают: все в группе")
    await bind(olga, group)
    assert "Решают только администраторы" in group.last(from_bot=True).text


async def test_nobody_else_answers_the_question(olga: User, group: GroupChat) -> None:
    await olga.sends("/moderators")
    await _adds_the_bot(olga, group)
    press = await olga.world.user("Max").within(group).presses("✅ Да, это она")
    assert press.answer.show_alert
    assert _bound(olga.world) == []


@pytest.mark.parametrize("how", ["/start@conference_bot", "/moderators@conference_bot"])
async def test_a_group_in_which_the_bot_is_already_is_asked_about_too(olga: User, group: GroupChat, how: str) -> None:
    olga.world.telegram.add_bot_to(group, olga.person)
    await olga.world.idle()
    await olga.sends("/moderators")
    await olga.within(group).sends(how)
    await _some_seconds_later(olga.world)
    assert QUESTION in _said(group)[-1]
    await olga.within(group).presses("✅ Да, это она")
    assert _bound(olga.world) == [(group.id,)]


async def test_added_and_greeted_it_is_asked_once(olga: User, group: GroupChat) -> None:
    await olga.sends("/moderators")
    olga.world.telegram.add_bot_to(group, olga.person)
    olga.person.send("/start@conference_bot", group)
    await olga.world.idle()
    await _some_seconds_later(olga.world)
    assert len(_said(group)) == 1


async def test_an_admin_of_another_group_is_asked_where_they_are_a_stranger(olga: User) -> None:
    world = olga.world
    vera = world.user("Vera")
    await vera.starts()
    office = world.telegram.add_group("Office", olga.person, [vera.person])
    new = world.telegram.add_group("New", vera.person, kind="supergroup")
    world.telegram.add_bot_to(office, olga.person)
    await world.idle()
    await olga.within(office).sends(f"/admins add {vera.id}")
    await olga.within(office).presses("✅ Да, добавить")
    await binding_token(vera.within(office))
    await _adds_the_bot(vera, new)
    await vera.within(new).presses("✅ Да, это она")
    assert _bound(world) == [(new.id,)]
    assert "«New» подключена" in office.last(from_bot=True).text


async def test_an_hour_later_nobody_is_asked(olga: User, group: GroupChat) -> None:
    await olga.sends("/moderators")
    olga.world.clock.forward(hours=1)
    await _adds_the_bot(olga, group)
    assert QUESTION not in "".join(_said(group))
    assert _said(group)


async def test_who_asked_for_nothing_is_greeted_as_ever(olga: User, group: GroupChat) -> None:
    await _adds_the_bot(olga, group)
    assert QUESTION not in "".join(_said(group))
    assert _said(group)


async def test_the_picker_comes_first_in_private(olga: User) -> None:
    await olga.sends("/moderators")
    assert olga.buttons[0] == "👥 Выбрать группу"


async def test_in_english(olga: User) -> None:
    world = olga.world
    await olga.sends("/language")
    await olga.presses("English")
    group = world.telegram.add_group("Modteam", olga.person, kind="supergroup")
    await olga.sends("/moderators")
    await _adds_the_bot(olga, group)
    assert "Is this the moderators’ group of “Olga”?" in group.last(from_bot=True).text
    await olga.within(group).presses("✅ Yes, it is")
    assert "Anyone in this group can decide" in group.last(from_bot=True).text
    assert "The group “Modteam” is connected" in olga.sees
