"""/moderators: a group is bound, in a topic, by link or by picker; it is let go; the bot is thrown out."""

import pytest

from sandbox.telegram import GroupChat
from tests.flows.requests_world import Desk, bind, binding_token, cards, conference_of, open_link, rows
from tests.flows.world import User


@pytest.fixture
async def group(olga: User) -> GroupChat:
    """A group in which the bot is, bound to nothing yet."""
    maks = olga.world.user("Max")
    group = olga.world.telegram.add_group("Modteam", olga.person, [maks.person], kind="supergroup")
    olga.world.telegram.add_bot_to(group, olga.person)
    await olga.world.idle()
    return group


def _bound(olga: User) -> list[tuple[object, ...]]:
    return rows(
        olga.world,
        "SELECT moderators_chat_id, moderators_thread_id FROM workspace WHERE moderators_chat_id IS NOT NULL",
    )


async def test_the_deep_link_adds_the_bot_and_binds_the_group(olga: User) -> None:
    group = olga.world.telegram.add_group("Modteam", olga.person, kind="supergroup")
    await olga.sends("/moderators")
    assert "Группы модераторов пока нет" in olga.sees
    olga.person.press(olga.screen, "➕ Добавить меня в группу", group=group)
    await olga.world.idle()
    assert any("Теперь это группа модераторов чата «Olga»" in m.text for m in group.messages)
    assert _bound(olga) == [(group.id, None)]
    await olga.sends("/moderators")
    assert "Группа модераторов — «Modteam»" in olga.sees


async def test_in_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en")
    assert any("This is the moderators’ group of “Olga” now" in m.text for m in desk.group.messages)
    await desk.olga.sends("/moderators")
    assert "The moderators’ group is “Modteam”" in desk.olga.sees
    await desk.olga.presses("Unbind")
    assert "There is no moderators’ group any more" in desk.olga.sees


async def test_a_topic_keeps_all_that_comes(olga: User) -> None:
    desk = await Desk.opened(olga, forum=True)
    topic = next(iter(desk.group.topics))
    await desk.asked()
    assert desk.card.thread_id == topic
    desk.world.clock.forward(days=1)
    await desk.world.jobs()
    assert "больше суток" in desk.group.last(from_bot=True).text
    assert desk.group.last(from_bot=True).thread_id == topic


async def test_the_picker_binds_a_group_that_the_bot_is_in(olga: User, group: GroupChat) -> None:
    await olga.sends("/moderators")
    await olga.presses("👥 Выбрать группу")
    picker = olga.person.private.reply_keyboard
    assert picker
    olga.person.share_chat(picker, "👥 Выбрать группу", group)
    await olga.world.idle()
    assert "Группа модераторов — «Modteam»" in olga.sees
    assert olga.person.private.reply_keyboard is None
    assert _bound(olga) == [(group.id, None)]


async def test_the_picker_can_be_left(olga: User) -> None:
    await olga.sends("/moderators")
    await olga.presses("👥 Выбрать группу")
    await olga.sends("Отмена")
    assert olga.person.private.reply_keyboard is None
    assert _bound(olga) == []


async def test_organizers_can_make_their_own_group_decide(olga: User, group: GroupChat) -> None:
    there = olga.within(group)
    await there.connects(_second_key(olga))
    await there.sends("/moderators@conference_bot")
    await there.presses("Выбрать эту группу")
    assert "Теперь это группа модераторов чата «Modteam»" in there.sees
    assert _bound(olga) == [(group.id, None)]


def _second_key(olga: User) -> str:
    key = "fedcba9876543210fedcba9876543210"
    olga.world.boomstream.add_project(key, name="Second project")
    return key


async def test_the_link_works_once(olga: User, group: GroupChat) -> None:
    token = await binding_token(olga)
    there = olga.within(group)
    await there.sends(f"/start@conference_bot {token}")
    await olga.sends("/moderators")
    await olga.presses("Отвязать")
    await there.sends(f"/start@conference_bot {token}")
    assert "ссылка не работает" in there.sees
    assert _bound(olga) == []


async def test_the_link_lasts_an_hour(olga: User, group: GroupChat) -> None:
    token = await binding_token(olga)
    olga.world.clock.forward(hours=1)
    await olga.within(group).sends(f"/start@conference_bot {token}")
    assert "ссылка не работает" in olga.within(group).sees
    assert _bound(olga) == []


async def test_somebody_without_rights_binds_nothing_and_does_not_use_the_link_up(olga: User, group: GroupChat) -> None:
    token = await binding_token(olga)
    maks = olga.world.user("Max").within(group)
    before = len(group.messages)
    await maks.sends(f"/start@conference_bot {token}")
    assert _bound(olga) == []
    assert len(group.messages) == before + 1, "strangers get silence in groups"
    await olga.within(group).sends(f"/start@conference_bot {token}")
    assert _bound(olga) == [(group.id, None)]


async def test_an_anonymous_administrator_is_told_why_it_can_not_be(olga: User, group: GroupChat) -> None:
    token = await binding_token(olga)
    group.send_anonymous(f"/start@conference_bot {token}")
    await olga.world.idle()
    assert "anonymous administrator" in group.last(from_bot=True).text
    assert _bound(olga) == []


async def test_the_link_means_nothing_in_private(olga: User) -> None:
    await olga.starts(await binding_token(olga))
    assert "ссылка не работает" in olga.sees


async def test_a_group_of_another_workspace_is_not_taken_over(olga: User, group: GroupChat) -> None:
    """An admin of another workspace who happens to be a member could else cut these moderators off."""
    await bind(olga, group)
    world = olga.world
    vera = world.user("Vera")
    await vera.starts()
    await olga.sends(f"/admins add {vera.id}")
    group.add_member(vera.person)
    office = world.telegram.add_group("Office", vera.person, [olga.person])
    world.telegram.add_bot_to(office, olga.person)
    await world.idle()
    await olga.within(office).connects(_second_key(olga))
    await olga.within(office).sends("/moderators@conference_bot")
    url = next(str(b.value) for row in olga.within(office).screen.buttons for b in row if b.kind == "url")
    await olga.within(group).sends(f"/start@conference_bot {url.partition('startgroup=')[2]}")
    assert "уже занята" in olga.within(group).sees
    assert _bound(olga) == [(group.id, None)]


async def test_after_unbinding_requests_come_to_the_workspace(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    assert "Группы модераторов больше нет" in desk.olga.sees
    await desk.asked()
    assert cards(desk.group) == []
    assert "Заявка · Планёрка" in desk.olga.sees


async def test_a_bot_thrown_out_tells_the_workspace_and_loses_no_request(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.asked("Petr")
    desk.world.telegram.remove_bot_from(desk.group, desk.max.person)
    await desk.world.idle()
    assert "Меня удалили из группы модераторов «Modteam»" in desk.olga.sees
    assert _bound(olga) == []
    await desk.olga.presses("🙋 Заявки")
    assert "Ждут решения: 1" in desk.olga.sees
    await desk.asked("Boris")
    assert "Boris" in desk.olga.sees
    await desk.olga.presses("✅ Одобрить")
    assert desk.invited == ["boris@mail.ru"]


async def test_a_bot_thrown_out_of_another_group_says_nothing(olga: User, group: GroupChat) -> None:
    await conference_of(olga)
    await open_link(olga)
    before = len(olga.messages)
    olga.world.telegram.remove_bot_from(group, olga.person)
    await olga.world.idle()
    assert len(olga.messages) == before


async def test_moderators_see_and_invite_but_do_not_organize(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.max.sends("/conferences@conference_bot")
    assert "Планёрка" in str(desk.max.buttons)
    before = len(desk.group.messages)
    for command in ("/open план", "/close план", "/settings", "/moderators", "/log"):
        await desk.max.sends(
            command.replace(" ", "@conference_bot ", 1) if " " in command else f"{command}@conference_bot"
        )
    answers = [m for m in desk.group.messages[before:] if m.from_bot]
    assert answers == []
