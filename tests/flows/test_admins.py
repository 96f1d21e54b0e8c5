"""The allowlist: claiming the bot, adding and removing people, open registration."""

import re

import pytest

from sandbox.telegram import GroupChat
from sandbox.telegram.chats import ANONYMOUS_ADMIN
from services.admins import CLAIM_LIFETIME
from tests.flows.requests_world import bind
from tests.flows.world import KEY, User, World
from views.actions.admins import AskRemoveAdmin, ListAdmins, RemoveAdmin
from views.callback_data import pack, unpack

STRANGER = "Управлять конференциями вы пока не можете"


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
    return group


def claim_token(log: pytest.LogCaptureFixture) -> str:
    links = re.findall(r"https://t\.me/conference_bot\?start=(claim_\S+)", log.text)
    log.clear()
    assert len(links) == 1
    return str(links[0])


async def may_create(user: User) -> bool:
    """Whether the person may do what admins may, here and now."""
    before = len(user.world.project.conferences)
    user.person.send("/create Проверка", user.chat)
    await user.world.idle()
    return len(user.world.project.conferences) > before


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


@pytest.mark.parametrize("payload", ["claim_", "claim_guess", "nothing", "key_", "key_²", "key_1", "key_" + "9" * 30])
async def test_a_link_made_up_opens_nothing(ownerless: World, payload: str) -> None:
    petr = ownerless.user("Petr")
    async with ownerless.running():
        await ownerless.user("Olga").starts()  # so that there is a first workspace, which is not Petr's
        await petr.starts(payload)
        assert "сломалось" not in petr.sees
        assert not await may_create(petr)


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
        assert "Кого сделать администратором «Команда»" in olga.sees
        await olga.sends("@anna", reply_to=olga.screen)
    else:
        await olga.sends(f"/admins add { ({'id': anna.id, 'username': '@anna', 'USERNAME': '@ANNA'}[how]) }")
    assert "Теперь в списке: " in olga.sees
    assert await may_create(anna)
    await olga.sends("/admins add @anna")
    assert "Уже в списке: Anna" in olga.sees


async def test_an_unknown_person_and_nobody_are_told_apart(world: World, team: GroupChat) -> None:
    petr = world.user("Petr").within(team)
    await petr.sends("/admins add @ghost")
    assert "Не знаю, кто такой «@ghost»" in petr.sees
    await petr.sends("/admins add")
    assert "Ответьте на сообщение человека" in petr.sees
    await petr.sends("/admins add " + "9" * 40)
    assert "Не знаю, кто такой «999" in petr.sees
    await petr.sends("/admins @" + "👻" * 2000)
    assert "Не знаю, кто такой «@👻" in petr.sees
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
        post = world.telegram.say(team, telegram, text="Новости", sender_chat=channel)
    else:
        sender = ANONYMOUS_ADMIN if whose == "anonymous administrator" else world.telegram.bot
        post = world.telegram.say(team, sender, text="Новости", sender_chat=team if whose.startswith("anon") else None)
    await petr.sends("/admins add", reply_to=post)
    assert "Ответьте на сообщение человека" in petr.sees


async def test_in_a_topic_the_command_alone_does_not_add_whoever_opened_the_topic(world: World) -> None:
    """There Telegram attaches the message that opened the topic to every message that answers nothing."""
    olga, petr = world.user("Olga"), world.user("Petr")
    await olga.starts()
    forum = await world.add_group("Форум", olga, petr, forum=True)
    topic = forum.add_topic("Планы", by=petr.person)
    await olga.within(forum).sends("/admins add", thread=topic)
    assert "Ответьте на сообщение человека" in olga.within(forum).sees
    await olga.within(forum).sends("/admins", thread=topic)
    assert "своих администраторов нет" in olga.within(forum).sees


async def test_people_are_picked_in_private(world: World, team: GroupChat) -> None:
    petr = world.user("Petr")
    picked = [world.telegram.add_person("Boris", "Орлов"), world.telegram.add_person("Vera")]
    for person in picked:
        team.add_member(person)
    await petr.sends("/admins")
    assert "👑 Владельцы" not in petr.buttons  # an admin of one group is not shown them
    await petr.presses("Команда")
    await petr.presses("➕ Добавить")
    petr.person.share_users(petr.screen, "👤 Выбрать людей", picked)
    await world.idle()
    assert petr.sees == "✅ Теперь в списке: Boris Орлов, Vera"
    assert petr.person.private.reply_keyboard is None
    assert await may_create(User(world, picked[0], team))


async def test_owners_are_picked_in_private_too(world: World, team: GroupChat) -> None:
    olga, anna = world.user("Olga"), world.user("Anna")
    await olga.sends("/admins add")
    assert "Кого сделать владельцем" in olga.sees
    olga.person.share_users(olga.screen, "👤 Выбрать людей", [anna.person])
    await world.idle()
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


# --- open registration -----------------------------------------------------------------------------------------------


@pytest.fixture
async def service(stopped_world: World) -> World:
    """A bot for everyone."""
    olga = stopped_world.user("Olga")
    changes = {"open_registration": True, "admin_ids": frozenset({olga.id})}
    stopped_world.settings = stopped_world.settings.model_copy(update=changes)
    return stopped_world


@pytest.mark.parametrize("how", ["button", "command"])
async def test_anyone_connects_a_key_of_their_own_in_private(service: World, how: str) -> None:
    petr = service.user("Petr")
    async with service.running():
        await petr.starts()
        if how == "button":
            assert "подключите ключ" in petr.sees
            await petr.presses("🔑 Подключить ключ")
        else:
            await petr.sends("/apikey")
        await petr.sends(KEY)
        assert "подходит" in petr.sees
        assert await may_create(petr)
        await petr.sends("/admins")
        assert "недоступно" in petr.sees  # an admin of one's own chat is no owner
        await petr.sends(f"/admins add {petr.id}")
        assert "недоступно" in petr.sees


async def test_a_groups_creator_connects_a_key_in_it_and_nobody_else_does(service: World) -> None:
    boris, vera = service.user("Boris"), service.user("Vera")
    async with service.running():
        for user in (boris, vera):
            await user.starts()
        group = await service.add_group("Клуб", boris, vera)
        group.promote(vera.person, by=boris.person)  # an administrator of the group did not create it
        vera.person.send("/apikey", group)
        await service.idle()
        assert not any(message.from_bot for message in group.messages)
        await boris.within(group).connects()
        assert "подключён к группе «Клуб»" in boris.sees
        assert await may_create(boris.within(group))
        assert not await may_create(vera.within(group))


async def test_the_creator_of_somebody_s_moderators_group_registers_nothing_there(service: World) -> None:
    olga, boris = service.user("Olga"), service.user("Boris")
    async with service.running():
        await olga.starts()
        await olga.sends(f"/apikey {KEY}")
        group = await service.add_group("Клуб", boris, olga)
        await bind(olga, group)
        boris = boris.within(group)
        before = boris.screen
        await boris.sends("/apikey@conference_bot")
        assert boris.screen is before
        assert not await may_create(boris)


async def test_without_open_registration_strangers_stay_strangers(world: World) -> None:
    petr = world.user("Petr")
    await petr.starts()
    assert STRANGER in petr.sees
    await petr.sends("/apikey")
    assert "недоступно" in petr.sees
    await petr.sends(f"/apikey {KEY}")
    assert "недоступно" in petr.sees
    group = await world.add_group("Клуб", petr)
    petr.person.send("/apikey", group)
    await world.idle()
    assert not any(message.from_bot for message in group.messages)
