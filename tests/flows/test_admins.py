"""The allowlist: claiming the bot, adding and removing people, open registration."""

import re
from dataclasses import replace

import pytest

from sandbox.telegram import GroupChat, Message
from sandbox.telegram.chats import ANONYMOUS_ADMIN
from services.admins import CLAIM_LIFETIME
from tests.flows.odd import check_screens, odd
from tests.flows.world import KEY, User, World, may_create
from views.actions.admins import AskRemoveAdmin, ListAdmins, RemoveAdmin
from views.callback_data import pack, unpack


@pytest.fixture
async def newcomers(world: World, olga: User) -> GroupChat:
    """A group with a project; Petr and Anna are there and have no rights."""
    petr, anna = world.user("Petr"), world.user("Anna")
    await petr.starts()
    await anna.starts()
    group = await world.add_group("Команда", olga, petr, anna)
    await olga.within(group).connects()
    return group


STRANGER = "Отправьте владельцу бота ваш Telegram ID"


@pytest.fixture
async def ownerless(stopped_world: World) -> World:
    """Nobody may do anything yet."""
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset()})
    return stopped_world


@pytest.fixture
async def team(world: World) -> GroupChat:
    """A group with a project. Olga owns the bot; Petr administers the group; Anna is there."""
    olga, petr = world.user("Olga"), world.user("Petr")
    await olga.starts()
    await petr.starts()
    group = await world.add_group("Команда", olga, petr, world.user("Anna"))
    await olga.within(group).connects()
    await olga.within(group).sends("/admins add @petr")
    await olga.within(group).presses("✅ Да, добавить")
    return group


def claim_token(log: pytest.LogCaptureFixture) -> str:
    links = re.findall(r"https://t\.me/conference_bot\?start=(claim_\S+)", log.text)
    log.clear()
    assert len(links) == 1
    return str(links[0])


# --- the claim -------------------------------------------------------------------------------------------------------


async def test_whoever_opens_the_claim_link_owns_the_bot(ownerless: World, caplog: pytest.LogCaptureFixture) -> None:
    olga, petr = ownerless.user("Olga"), ownerless.user("Petr")
    async with ownerless.running():
        token = claim_token(caplog)
        await petr.starts()
        assert STRANGER in petr.sees
        await olga.starts(token)
        assert [message.text for message in olga.messages if "владелец бота" in message.text]
        assert "подключите ключ" in olga.sees
        await olga.sends(f"/apikey {KEY}")
        assert await may_create(olga)
        assert not await may_create(petr)


async def test_a_claim_link_works_once(ownerless: World, caplog: pytest.LogCaptureFixture) -> None:
    async with ownerless.running():
        token = claim_token(caplog)
        await ownerless.user("Olga").starts(token)
        petr = ownerless.user("Petr")
        await petr.starts(token)
        assert "уже использована или устарела" in petr.sees
        assert not await may_create(petr)
    async with ownerless.running():
        assert "start=claim" not in caplog.text  # there is an owner now


async def test_a_claim_link_grows_old_and_a_restart_makes_a_new_one(
    ownerless: World, caplog: pytest.LogCaptureFixture
) -> None:
    olga = ownerless.user("Olga")
    async with ownerless.running():
        old = claim_token(caplog)
        ownerless.clock.forward(seconds=CLAIM_LIFETIME.total_seconds())
        await olga.starts(old)
        assert "уже использована или устарела" in olga.sees
    async with ownerless.running():
        new = claim_token(caplog)
        await olga.starts(old)
        assert "уже использована или устарела" in olga.sees
        await olga.starts(new)
        assert "подключите ключ" in olga.sees


async def test_a_claim_link_ends_when_the_settings_name_the_owners(
    ownerless: World, caplog: pytest.LogCaptureFixture
) -> None:
    olga, petr = ownerless.user("Olga"), ownerless.user("Petr")
    async with ownerless.running():
        token = claim_token(caplog)
    ownerless.settings = ownerless.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with ownerless.running():
        await petr.starts(token)
        assert "уже использована или устарела" in petr.sees
        assert not await may_create(petr)
    ownerless.settings = ownerless.settings.model_copy(update={"admin_ids": frozenset()})
    async with ownerless.running():
        assert claim_token(caplog) != token
        await petr.starts(token)  # what has ended does not come back
        assert "уже использована или устарела" in petr.sees


@pytest.mark.parametrize("payload", ["claim_", "claim_guess", "nothing", "key_", "key_²", "key_1", "key_" + "9" * 30])
async def test_a_link_made_up_opens_nothing(ownerless: World, payload: str) -> None:
    petr = ownerless.user("Petr")
    async with ownerless.running():
        await ownerless.user("Olga").starts()  # so that there is a first workspace, which is not Petr's
        await petr.starts(payload)
        assert "сломалось" not in petr.sees
        assert not await may_create(petr)


async def test_a_stranger_who_registers_first_does_not_cost_the_operator_the_claim(stopped_world: World) -> None:
    update = {"admin_ids": frozenset(), "open_registration": True}
    stopped_world.settings = stopped_world.settings.model_copy(update=update)
    petr = stopped_world.user("Petr")
    async with stopped_world.running():
        await petr.starts()
        await petr.sends(f"/apikey {KEY}")
        assert "подходит" in petr.sees
    async with stopped_world.running() as bot:
        token = await bot.background.claims.offer()
        assert token is not None
        olga = stopped_world.user("Olga")
        await olga.starts(f"claim_{token}")
        assert await bot.background.claims.offer() is None


# --- adding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["reply", "id", "username", "USERNAME", "dialogue"])
async def test_ways_to_add_an_admin_in_a_group(world: World, team: GroupChat, how: str) -> None:
    olga, anna = world.user("Olga").within(team), world.user("Anna").within(team)
    await anna.within(None).starts()
    said = anna.person.send("Добрый день", team)
    await world.idle()
    assert not await may_create(anna)
    if how == "reply":
        await olga.sends("/admins add", reply_to=said)
    elif how == "dialogue":
        await olga.sends("/admins")
        await olga.presses("➕ Добавить")
        assert "Кого сделать администратором группы «Команда»" in olga.sees
        await olga.sends("@anna", reply_to=olga.screen)
    else:
        await olga.sends(f"/admins add { ({'id': anna.id, 'username': '@anna', 'USERNAME': '@ANNA'}[how]) }")
    assert f"Anna @anna · {anna.id}" in olga.sees
    assert not await may_create(anna)
    await olga.presses("✅ Да, добавить")
    assert "Теперь в списке: " in olga.sees
    assert await may_create(anna)
    await olga.sends("/admins add @anna")
    await olga.presses("✅ Да, добавить")
    assert "Уже в списке: Anna" in olga.sees


async def test_an_unknown_person_and_nobody_are_told_apart(world: World, team: GroupChat) -> None:
    petr = world.user("Petr").within(team)
    await petr.sends("/admins add @ghost")
    assert "Не знаю «@ghost»" in petr.sees
    await petr.sends("/admins add")
    assert "Ответьте на сообщение человека" in petr.sees
    await petr.sends("/admins add " + "9" * 40)
    assert "Не знаю «999" in petr.sees
    await petr.sends("/admins @" + "👻" * 2000)
    assert "Не знаю «@👻" in petr.sees
    await petr.sends("/admins Ivan")
    assert "Ответьте на сообщение человека" in petr.sees
    await petr.sends("/admins")
    assert "1 администратор" in petr.sees


@pytest.mark.parametrize("whose", ["anonymous administrator", "channel", "bot"])
async def test_a_reply_to_nobody_in_particular_adds_nobody(world: World, team: GroupChat, whose: str) -> None:
    petr = world.user("Petr").within(team)
    if whose == "channel":  # what a linked channel posts comes from Telegram's own account, which is no bot
        channel = GroupChat(world.telegram, -1_000_000_777_000, "Канал", kind="channel", forum=False)
        telegram = world.telegram.add_person("Telegram").user
        post = team.say(telegram, text="Новости", sender_chat=channel)
    else:
        sender = ANONYMOUS_ADMIN if whose == "anonymous administrator" else world.telegram.bot
        post = team.say(sender, text="Новости", sender_chat=team if whose.startswith("anon") else None)
    await petr.sends("/admins add", reply_to=post)
    assert "Ответьте на сообщение человека" in petr.sees


async def test_in_a_topic_the_command_alone_does_not_add_whoever_opened_the_topic(world: World) -> None:
    """There Telegram attaches the message that opened the topic to every message that answers nothing."""
    olga, petr = world.user("Olga"), world.user("Petr")
    await olga.starts()
    forum = await world.add_group("Форум", olga, petr, forum=True)
    topic = forum.add_topic("Планы", by=petr.person.user)
    await olga.within(forum).sends("/admins add", thread=topic)
    assert "Ответьте на сообщение человека" in olga.within(forum).sees
    await olga.within(forum).sends("/admins", thread=topic)
    assert "своих администраторов нет" in olga.within(forum).sees


async def test_people_are_picked_in_private(world: World, team: GroupChat) -> None:
    petr = world.user("Petr")
    picked = [world.telegram.add_person("Boris", "Орлов"), world.telegram.add_person("Vera")]
    for person in picked:
        team.add_member(person.user)
    await petr.sends("/admins")
    assert "👑 Владельцы" not in petr.buttons  # an admin of one group is not shown them
    await petr.presses("Команда")
    await petr.presses("➕ Добавить")
    petr.person.share_users(petr.screen, "👤 Выбрать людей", picked)
    await world.idle()
    assert "мне ещё не писал" in petr.sees
    assert not await may_create(User(world, picked[0], team))
    assert petr.person.private.reply_keyboard is None
    await petr.presses("✅ Да, добавить")
    assert petr.sees == "✅ Теперь в списке: Boris Орлов, Vera"
    assert petr.person.private.reply_keyboard is None
    assert await may_create(User(world, picked[0], team))


async def test_owners_are_picked_in_private_too(world: World, team: GroupChat) -> None:
    olga, anna = world.user("Olga"), world.user("Anna")
    await olga.sends("/admins add")
    assert "Кого сделать владельцем" in olga.sees
    olga.person.share_users(olga.screen, "👤 Выбрать людей", [anna.person])
    await world.idle()
    assert "Сделать владельцами бота?" in olga.sees
    await olga.presses("✅ Да, добавить")
    assert olga.sees == "✅ Теперь в списке: Anna"
    await anna.starts()
    assert "подключите ключ" in anna.sees
    assert await may_create(anna.within(team))


async def test_people_shared_without_being_asked_for_become_nothing(world: World, team: GroupChat) -> None:
    petr, anna = world.user("Petr"), world.user("Anna")
    await petr.sends("/admins")
    await petr.presses("Команда")
    await petr.presses("➕ Добавить")
    picker = petr.screen
    await petr.sends("/cancel")
    petr.person.share_users(picker, "👤 Выбрать людей", [anna.person])
    await world.idle()
    assert "уже закончен" in petr.sees
    assert not await may_create(anna.within(team))


async def test_the_pickers_cancel_key_leaves_the_dialogue(world: World, team: GroupChat) -> None:
    petr = world.user("Petr")
    await petr.sends("/admins")
    await petr.presses("Команда")
    await petr.presses("➕ Добавить")
    await petr.presses("Отмена")
    assert "Отменено" in petr.sees
    assert petr.person.private.reply_keyboard is None


async def test_an_admin_of_a_group_makes_no_owners(world: World, team: GroupChat) -> None:
    petr, anna = world.user("Petr"), world.user("Anna")
    await petr.sends(f"/admins add {anna.id}")
    assert "недоступно" in petr.sees
    await petr.sends("/admins")
    press = petr.person.press(petr.screen, data=pack(ListAdmins(0, 1)))
    await world.idle()
    assert press.answer.show_alert


async def test_the_picker_of_an_earlier_question_answers_no_later_one(
    world: World, olga: User, newcomers: GroupChat
) -> None:
    anna = world.user("Anna")
    await olga.sends("/admins add")
    for_owners = olga.screen
    await olga.sends("/admins")
    await olga.presses("Команда")
    await olga.presses("➕ Добавить")
    for_the_team = olga.screen
    olga.person.share_users(for_owners, "👤 Выбрать людей", [anna.person])
    await world.idle()
    assert "уже закончен" in olga.sees
    await olga.sends("/admins add")
    olga.person.share_users(for_the_team, "👤 Выбрать людей", [anna.person])
    await world.idle()
    assert "уже закончен" in olga.sees
    assert not await may_create(anna.within(newcomers))


async def test_many_people_at_once_are_too_many(world: World, olga: User, newcomers: GroupChat) -> None:
    ids = " ".join(str(700_000 + number) for number in range(21))
    await olga.within(newcomers).sends(f"/admins add {ids}")
    assert "не больше 20" in olga.within(newcomers).sees
    await olga.within(newcomers).sends(f"/admins {ids[7:]}")
    await olga.within(newcomers).presses("✅ Да, добавить")
    assert "Теперь в списке: 700001" in olga.within(newcomers).sees


# --- removing --------------------------------------------------------------------------------------------------------


async def test_who_is_removed_may_do_nothing_any_more(world: World, team: GroupChat) -> None:
    olga, petr = world.user("Olga").within(team), world.user("Petr").within(team)
    assert await may_create(petr)
    await olga.sends("/admins")
    assert "1 администратор" in olga.sees
    await olga.presses("🗑 Petr")
    await olga.presses("Нет, оставить")
    await olga.presses("🗑 Petr")
    press = await olga.presses("Да, убрать")
    assert press.answer.text == "Убрали из списка: Petr"
    assert "своих администраторов нет" in olga.sees
    assert not await may_create(petr)


@pytest.mark.parametrize("place", ["group", "private"])
async def test_admins_who_remove_themselves_are_told_so_and_no_more(world: World, team: GroupChat, place: str) -> None:
    petr = world.user("Petr").within(team if place == "group" else None)
    await petr.sends("/admins")
    if place == "private":
        await petr.presses("Команда")
    await petr.presses("🗑 Petr")
    screen = petr.screen
    await petr.presses("Да, убрать")
    assert petr.screen is screen
    assert "Убрали из списка: Petr" in petr.sees
    assert petr.buttons == []
    assert not await may_create(world.user("Petr").within(team))


async def test_the_last_owner_stays(ownerless: World, caplog: pytest.LogCaptureFixture) -> None:
    olga, petr = ownerless.user("Olga"), ownerless.user("Petr")
    async with ownerless.running():
        await olga.starts(claim_token(caplog))
        await remove_owner(olga, "Olga")
        assert "Это последний владелец" in olga.sees
        await petr.starts()
        await olga.sends("/admins add @petr")
        await olga.presses("✅ Да, добавить")
        await remove_owner(olga, "Olga")
        assert "Убрали из списка: Olga" in olga.sees
        await olga.sends("/start")
        assert STRANGER in olga.sees
        await remove_owner(petr, "Petr")
        assert "Это последний владелец" in petr.sees


async def remove_owner(user: User, name: str) -> None:
    await user.sends("/admins")
    await user.presses("👑 Владельцы")
    await user.presses(f"🗑 {name}")
    await user.presses("Да, убрать")


async def test_owners_from_the_settings_are_shown_and_cannot_be_removed(world: World, team: GroupChat) -> None:
    olga = world.user("Olga")
    await olga.sends("/admins add @petr")
    await olga.presses("✅ Да, добавить")
    await olga.sends("/admins")
    await olga.presses("👑 Владельцы")
    assert "• Olga · из настроек бота" in olga.sees
    assert [button for button in olga.buttons if button.startswith("🗑")] == ["🗑 Petr"]
    await remove_owner(olga, "Petr")  # the one in the settings is left
    assert "• Petr" not in olga.sees
    press = olga.person.press(olga.screen, data=pack(RemoveAdmin(0, 0)))
    await world.idle()
    assert "устарела" in press.answer.text


async def test_an_admin_of_one_group_is_a_stranger_in_another(world: World, team: GroupChat) -> None:
    olga, petr, anna = world.user("Olga"), world.user("Petr"), world.user("Anna")
    await anna.starts()
    other = await world.add_group("Другие", olga, petr, anna)
    await olga.within(other).connects()
    await olga.within(other).sends("/admins add @anna")
    await olga.within(other).presses("✅ Да, добавить")
    assert not await may_create(petr.within(other))
    assert await may_create(petr.within(team))
    await petr.sends("/admins")
    assert "Другие" not in petr.buttons
    await olga.sends("/admins")
    await olga.presses("Другие")
    found = [unpack(button.value) for row in olga.screen.buttons for button in row if button.text == "🗑 Anna"]
    assert isinstance(found[0], AskRemoveAdmin)
    workspace, row = found[0].workspace, found[0].row
    for where in (petr, petr.within(team)):
        await where.sends("/admins")
        for claimed in (workspace, 0, workspace - 1):
            await pressed_in_vain(where, pack(RemoveAdmin(claimed, row)))
        await pressed_in_vain(where, pack(ListAdmins(workspace, 1)))
    assert await may_create(anna.within(other))


async def pressed_in_vain(user: User, data: str) -> None:
    screen = user.screen
    text = screen.text
    press = user.person.press(screen, data=data)
    await user.world.idle()
    assert press.answer.show_alert
    assert (user.screen, user.screen.text) == (screen, text)


async def test_an_old_button_never_removes_somebody_added_later(world: World, olga: User, newcomers: GroupChat) -> None:
    olga = olga.within(newcomers)
    await olga.sends("/admins add @petr")
    await olga.presses("✅ Да, добавить")
    await olga.sends("/admins")
    await olga.presses("🗑 Petr")
    old = olga.screen
    await olga.sends("/admins")
    await olga.presses("🗑 Petr")
    await olga.presses("Да, убрать")
    await olga.sends("/admins add @anna")
    await olga.presses("✅ Да, добавить")
    press = await olga.presses("Да, убрать", old)
    assert "устарела" in press.answer.text
    assert await may_create(world.user("Anna").within(newcomers))


@pytest.mark.parametrize("how", ["reply", "id", "username"])
async def test_ways_to_remove_an_admin_in_a_group(world: World, olga: User, newcomers: GroupChat, how: str) -> None:
    olga, petr = olga.within(newcomers), world.user("Petr").within(newcomers)
    said = petr.person.send("Добрый день", newcomers)
    await olga.sends("/admins remove @petr")
    assert "В списке нет такого человека: Petr" in olga.sees
    await olga.sends("/admins add @petr")
    await olga.presses("✅ Да, добавить")
    if how == "reply":
        await olga.sends("/admins remove", reply_to=said)
    else:
        await olga.sends(f"/admins remove {petr.id if how == 'id' else '@petr'}")
    assert "Убрать из списка: Petr?" in olga.sees
    await olga.presses("Да, убрать")
    assert not await may_create(petr)
    await olga.sends("/admins remove")
    assert "Ответьте на сообщение человека" in olga.sees


async def test_owners_are_removed_by_a_command_in_private(world: World, olga: User) -> None:
    petr = world.user("Petr")
    await petr.starts()
    await olga.sends("/admins add @petr")
    await olga.presses("✅ Да, добавить")
    await olga.sends(f"/admins remove {olga.id}")
    assert "в настройках бота" in olga.sees
    await olga.sends("/admins remove @petr")
    await olga.presses("Да, убрать")
    await petr.sends("/admins")
    assert "недоступно" in petr.sees


# --- names ------------------------------------------------------------------------------------------------------------


@odd
async def test_anybody_and_any_group_may_be_called_anything(world: World, text: str) -> None:
    olga = world.user("Olga")
    await olga.starts()
    person = world.telegram.add_person(text.strip()[:64], None, "somebody")
    user = User(world, person)
    await user.starts()
    group = world.telegram.add_group(text.strip()[:128], olga.person, [person])
    world.telegram.add_bot_to(group, olga.person)
    await world.idle()
    await olga.within(group).connects()
    await olga.within(group).sends("/admins add @somebody")
    await olga.within(group).presses("✅ Да, добавить")
    await olga.within(group).sends("/admins")
    await olga.within(group).presses(olga.within(group).buttons[0])
    await user.within(group).sends("/create Планёрка")
    await olga.within(group).sends("/log")
    for command in ("/admins", "/admins add @somebody", "/log"):
        await olga.sends(command)
    await user.sends("/start")
    await user.sends("/admins")
    await user.presses(user.buttons[0])
    for seen in (olga, user, olga.within(group)):
        check_screens(seen)


async def test_many_groups_are_paged_and_told_short(world: World, olga: User) -> None:
    petr = world.user("Petr")
    await petr.starts()
    for number in range(12):
        group = await world.add_group(f"Группа {number:02}", olga, petr)
        await olga.within(group).connects()
        await olga.within(group).sends("/admins add @petr")
        await olga.within(group).presses("✅ Да, добавить")
    await petr.sends("/start")
    assert petr.sees.count("• Группа") == 10
    assert "и ещё 2 группы" in petr.sees
    await olga.sends("/admins")
    assert len([button for button in olga.buttons if button.startswith("Группа")]) == 8
    await olga.presses("›")
    await olga.presses("Группа 11")
    assert "1 администратор" in olga.sees


# --- who is who -------------------------------------------------------------------------------------------------------


async def test_rights_count_once_it_is_confirmed_who_that_is(world: World, team: GroupChat) -> None:
    olga, anna = world.user("Olga").within(team), world.user("Anna")
    await anna.starts()
    world.clock.forward(days=3)
    await olga.sends("/admins add @anna")
    assert "Сделать администраторами группы «Команда»?" in olga.sees
    assert f"Anna @anna · {anna.id} · последний раз здесь: 24 нояб. 2026" in olga.sees
    assert not await may_create(anna.within(team))
    await olga.presses("Отмена", _question_of(olga))
    assert not await may_create(anna.within(team))


def _question_of(user: User) -> Message:
    return next(message for message in reversed(user.messages) if "Сделать администраторами" in message.text)


async def test_nobody_else_confirms(world: World, team: GroupChat) -> None:
    olga, anna = world.user("Olga").within(team), world.user("Anna")
    await olga.sends(f"/admins add {anna.id}")
    assert "мне ещё не писал" in olga.sees
    press = await world.user("Petr").within(team).presses("✅ Да, добавить")
    assert press.answer.show_alert
    assert not await may_create(anna.within(team))


def _renames(user: User, username: str | None) -> None:
    user.person.user = replace(user.person.user, username=username)


async def test_a_username_that_somebody_else_carries_now_is_nobody_elses(world: World, team: GroupChat) -> None:
    olga, anna, vera = world.user("Olga").within(team), world.user("Anna"), world.user("Vera")
    await anna.starts()
    _renames(vera, "anna")
    _renames(anna, None)
    await vera.starts()
    world.clock.forward(days=1)
    await olga.sends("/admins add @anna")
    assert f"Vera @anna · {vera.id}" in olga.sees
    await olga.sends(f"/admins add {anna.id}")
    assert f"Anna · {anna.id}" in olga.sees
    await olga.sends("/admins add @vera")
    assert "Не знаю «@vera»" in olga.sees


async def test_a_name_that_nobody_is_known_to_carry_any_more_leads_to_nobody(world: World, team: GroupChat) -> None:
    """Anna gave the name up before Vera took it, so that what is left of it is only Vera's."""
    olga, anna, vera = world.user("Olga").within(team), world.user("Anna"), world.user("Vera")
    await anna.starts()
    _renames(vera, "anna")
    await vera.starts()
    _renames(vera, "vera")
    await vera.starts()
    await olga.sends("/admins add @anna")
    assert "Не знаю «@anna»" in olga.sees


async def test_who_is_who_in_english(world: World, team: GroupChat) -> None:
    olga = world.user("Olga")
    await olga.sends("/language")
    await olga.presses("English")
    await olga.sends("/admins add @petr")
    assert "Make them owners of the bot?" in olga.sees
    await olga.presses("✅ Yes, add")
    assert olga.sees == "✅ Added: Petr"
