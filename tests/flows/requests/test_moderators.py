"""/moderators: a group is bound, in a topic, by link or by picker; it is let go; the bot is thrown out."""

import pytest

from sandbox.boomstream import FaultKind
from sandbox.telegram import GroupChat
from tests.flows.crowd import pass_time
from tests.flows.requests_world import (
    Desk,
    bind,
    binding_token,
    buttons_of,
    card_of_link,
    cards,
    conference_of,
    open_link,
    payload_of,
    rows,
)
from tests.flows.world import User


@pytest.fixture
def other(olga: User) -> GroupChat:
    return olga.world.telegram.add_group("Newteam", olga.person, [], kind="supergroup")


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
    assert any("This is now the moderators’ group of “Olga”" in m.text for m in desk.group.messages)
    await desk.olga.sends("/moderators")
    assert "The moderators’ group is “Modteam”" in desk.olga.sees
    await desk.olga.presses("Unlink")
    assert "Group unlinked" in desk.olga.sees


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
    assert "Вы пишете анонимно" in group.last(from_bot=True).text
    assert _bound(olga) == []


async def test_the_link_means_nothing_in_private(olga: User) -> None:
    await olga.starts(await binding_token(olga))
    assert "ссылка не работает" in olga.sees


async def test_a_link_ends_when_another_one_was_followed(olga: User, group: GroupChat) -> None:
    await conference_of(olga)
    left_over = await binding_token(olga)
    await bind(olga, group)
    other = olga.world.telegram.add_group("Other", olga.person)
    olga.world.telegram.add_bot_to(other, olga.person)
    await olga.world.idle()
    await olga.within(other).sends(f"/start@conference_bot {left_over}")
    assert "ссылка не работает" in olga.within(other).sees
    assert _bound(olga) == [(group.id, None)]


async def test_a_group_of_another_workspace_is_not_taken_over(olga: User, group: GroupChat) -> None:
    """An admin of another workspace who happens to be a member could else cut these moderators off."""
    await bind(olga, group)
    world = olga.world
    vera = world.user("Vera")
    await vera.starts()
    await olga.sends(f"/admins add {vera.id}")
    await olga.presses("✅ Да, добавить")
    group.add_member(vera.person.user)
    office = world.telegram.add_group("Office", vera.person, [olga.person])
    world.telegram.add_bot_to(office, olga.person)
    await world.idle()
    await olga.within(office).connects(_second_key(olga))
    await olga.within(office).sends("/moderators@conference_bot")
    url = next(str(b.value) for row in olga.within(office).screen.buttons for b in row if "startgroup=" in str(b.value))
    await olga.within(group).sends(f"/start@conference_bot {url.partition('startgroup=')[2]}")
    assert "уже разбирают заявки" in olga.within(group).sees
    assert _bound(olga) == [(group.id, None)]


async def test_after_unbinding_requests_come_to_the_workspace(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    assert "Группа отвязана" in desk.olga.sees
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


# --- the group changes ------------------------------------------------------------------------------------------------


async def test_cards_move_with_the_moderators(desk: Desk, other: GroupChat) -> None:
    petr = await desk.asked()
    [old] = cards(desk.group)
    await bind(desk.olga, other)
    await desk.world.idle()
    [new] = cards(other)
    assert "эта карточка устарела" in old.text
    assert buttons_of(old) == []
    petr.person.block()
    await desk.olga.within(other).presses("✅ Одобрить", new)
    assert "Передайте ссылку сами" in new.text
    assert "📤 Передать" in buttons_of(new)
    assert not any("📤 Передать" in buttons_of(message) for message in desk.group.messages)


async def test_what_was_decided_in_the_old_group_says_nothing_new_there(desk: Desk) -> None:
    petr = await desk.asked()
    [old] = cards(desk.group)
    desk.world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.2)
    petr.person.block()
    desk.max.person.press(old, "✅ Одобрить")
    await desk.world.boomstream_asked()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    await desk.world.idle()
    assert desk.statuses() == ["undelivered"]
    assert "📤 Передать" not in buttons_of(old)
    assert "📤 Передать" in buttons_of(cards(desk.olga.person.private)[-1])


async def test_a_group_chosen_from_elsewhere_is_told(desk: Desk, other: GroupChat) -> None:
    desk.world.telegram.add_bot_to(other, desk.olga.person)
    await desk.world.idle()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("👥 Выбрать группу")
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", other)
    await desk.world.idle()
    assert "Теперь это группа модераторов" in desk.olga.within(other).sees


async def test_only_groups_that_one_administers_can_be_chosen(desk: Desk) -> None:
    theirs = desk.world.telegram.add_group("Theirs", desk.max.person, [desk.olga.person])
    desk.world.telegram.add_bot_to(theirs, desk.max.person)
    await desk.world.idle()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("👥 Выбрать группу")
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    assert theirs not in desk.olga.person.offered_groups(picker, "👥 Выбрать группу")


@pytest.mark.parametrize("told", ["not enough rights to send text messages to the chat", "TOPIC_CLOSED"])
async def test_cards_wait_until_the_bot_may_write_again(olga: User, told: str) -> None:
    desk = await Desk.opened(olga, forum=True)
    desk.world.telegram.fail("sendMessage", chat=desk.group, code=400, description=f"Bad Request: {told}", times=3)
    await desk.asked()
    await pass_time(desk, seconds=300, step=10)
    assert [card.thread_id for card in cards(desk.group)] == [desk.group.messages[-1].thread_id]
    assert desk.card.thread_id is not None


async def test_a_bot_thrown_out_of_its_own_group_finds_its_requests_when_it_is_back(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    desk.olga.person.block()
    await desk.asked()
    desk.olga.person.unblock()
    await pass_time(desk, seconds=120, step=10)
    assert "Petr" in cards(desk.olga.person.private)[-1].text


async def test_a_group_bound_and_left_again_is_not_announced_elsewhere(desk: Desk, other: GroupChat) -> None:
    desk.world.telegram.add_bot_to(other, desk.olga.person)
    await desk.world.idle()
    desk.world.telegram.fail(
        "sendMessage", chat=other, code=403, description="Forbidden: bot was kicked from the group"
    )
    await desk.olga.sends("/moderators")
    await desk.olga.presses("👥 Выбрать группу")
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", other)
    await desk.world.idle()
    assert "Меня удалили из группы модераторов" in desk.olga.sees
    assert not any("Теперь это группа модераторов" in message.text for message in desk.olga.messages)


GONE = "Bad Request: message thread not found"


async def test_a_topic_that_flickers_is_tried_again(olga: User) -> None:
    desk = await Desk.opened(olga, forum=True)
    topic = next(iter(desk.group.topics))
    desk.world.telegram.fail("sendMessage", chat=desk.group, code=400, description=GONE, times=2)
    await desk.asked()
    await pass_time(desk, seconds=10)
    assert [card.thread_id for card in cards(desk.group)] == [topic]
    assert not any("Темы в группе" in message.text for message in olga.messages)


async def test_a_topic_that_stays_gone_is_given_up_and_the_organizers_are_told(olga: User) -> None:
    desk = await Desk.opened(olga, forum=True)
    topic = next(iter(desk.group.topics))
    desk.world.telegram.fail("sendMessage", chat=desk.group, code=400, description=GONE, times=4)
    await desk.asked()
    await pass_time(desk, seconds=20)
    assert topic is not None
    assert [card.thread_id for card in cards(desk.group)] == [None]
    assert "Темы в группе модераторов «Modteam» больше нет" in olga.sees
    assert _bound(olga) == [(desk.group.id, None)]


async def test_what_the_group_can_not_be_told_the_organizers_are(desk: Desk) -> None:
    desk.world.telegram.fail("sendMessage", chat=desk.group, code=400, description="Bad Request: chat is haunted")
    await desk.asked()
    await desk.world.idle()
    assert "Не получилось отправить в группу модераторов 1 сообщение" in desk.olga.sees
    assert "haunted" in desk.olga.sees
    await desk.olga.presses("🙋 Заявки")
    assert "Petr" in str(desk.olga.buttons)


# --- without a group --------------------------------------------------------------------------------------------------


async def test_without_a_moderators_group_the_cards_go_to_the_workspace(olga: User) -> None:
    world = olga.world
    conference = await conference_of(olga)
    await olga.sends("/open план")
    petr = world.user("Petr")
    payload = payload_of(card_of_link(olga))
    await petr.starts(payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    await petr.presses("✅ Отправить")
    assert "Заявка · Планёрка" in olga.sees
    await olga.presses("✅ Одобрить")
    assert [client.email for client in conference.clients] == ["petr@mail.ru"]
    assert "Ссылка доставлена" in olga.sees


async def test_requests_made_before_the_group_was_bound_are_found_by_command(olga: User) -> None:
    world = olga.world
    await conference_of(olga)
    await olga.sends("/open план")
    payload = payload_of(card_of_link(olga))
    petr = world.user("Petr")
    await petr.starts(payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    await petr.presses("✅ Отправить")
    maks = world.user("Max")
    group = world.telegram.add_group("Modteam", olga.person, [maks.person], kind="supergroup")
    await bind(olga, group)
    moderator = maks.within(group)
    await moderator.sends("/requests@conference_bot")
    await moderator.presses("Petr · Планёрка")
    await moderator.presses("✅ Одобрить")
    assert "Одобрено · Max" in moderator.sees
    assert "Вы приглашены" in petr.sees


# --- a new link carries no more than its maker may give ---------------------------------------------------------------


@pytest.fixture
async def chief(desk: Desk) -> str:
    """The address of the organizer, who moderates the conference."""
    desk.conference.add_client("chief@example.com", "Chief", moderator=True)
    return "chief@example.com"


@pytest.mark.parametrize("line", ["{}", "{}, boris@example.com"])
async def test_a_moderator_gets_no_new_link_of_a_conference_moderator(desk: Desk, chief: str, line: str) -> None:
    before = len(desk.group.messages)
    await desk.max.sends(f"/invite@conference_bot план {line.format(chief)}")
    if "✅ Пригласить: 2" in desk.max.buttons:
        await desk.max.presses("✅ Пригласить: 2")
    assert "Сделать её может только администратор" in desk.max.sees
    assert "↻ Новая ссылка" not in desk.max.buttons
    assert [client.email for client in desk.conference.clients].count(chief) == 1
    assert len([m for m in desk.group.messages[before:] if "chief" in m.text and "https://conf" in m.text]) <= 1


async def test_an_old_button_gives_a_moderator_no_new_link_of_somebody_promoted_since(desk: Desk) -> None:
    anna = desk.conference.add_client("anna@example.com", "Anna")
    await desk.max.sends("/invite@conference_bot план anna@example.com")
    anna.moderator = True
    desk.world.clock.forward(minutes=2)
    await desk.max.presses("↻ Новая ссылка")
    assert "Сделать её может только администратор" in desk.max.sees
    assert len(desk.conference.clients) == 1


async def test_an_organizer_gets_it(desk: Desk, chief: str) -> None:
    await desk.olga.sends(f"/invite план {chief}")
    await desk.olga.presses("↻ Новая ссылка")
    assert "⭐ Модератор" in desk.olga.sees


async def test_a_guest_with_a_moderators_address_gets_their_link_from_an_organizer_only(desk: Desk, chief: str) -> None:
    petr = desk.guest()
    await desk.asks(petr, chief)
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["unknown"]
    await desk.decides("🔗 Сделать новую ссылку")
    assert desk.statuses() == ["unknown"]
    assert "Сделать её может только администратор" in desk.card.text
    assert "https://conf.boomstream.com" not in petr.sees
    assert [client.email for client in desk.conference.clients] == [chief]
    await desk.olga.within(desk.group).presses("🔗 Сделать новую ссылку", desk.card)
    assert desk.statuses() == ["delivered"]
