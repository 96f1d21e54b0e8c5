"""The key: connected, refused, and taken out of the chat wherever it turns up."""

import pytest

from sandbox.telegram import GroupChat, Message
from tests.flows.across.test_groups import say_as_channel
from tests.flows.requests_world import bind
from tests.flows.world import KEY, User, World, may_create

STRANGER = "Отправьте владельцу бота ваш Telegram ID"


@pytest.fixture
async def service(stopped_world: World) -> World:
    """A bot for everyone."""
    olga = stopped_world.user("Olga")
    changes = {"open_registration": True, "admin_ids": frozenset({olga.id})}
    stopped_world.settings = stopped_world.settings.model_copy(update=changes)
    return stopped_world


OTHER_SHAPE = "Key-of_another-shape"
WORKS = "…cdef подходит"
LEAKED = "Похоже, это был ключ Boomstream"


def said(user: User, text: str) -> Message:
    return user.person.send(text, user.chat)


# --- in private ------------------------------------------------------------------------------------------------------


@pytest.fixture
async def owner(world: World) -> User:
    """The owner, without a project."""
    user = world.user("Olga")
    await user.starts()
    return user


@pytest.mark.parametrize("text", [KEY, f"вот ключ: {KEY}.", f"/key {KEY}", f"/apikey «{KEY}»"])
async def test_a_key_that_comes_unasked_is_connected_and_deleted(world: World, owner: User, text: str) -> None:
    message = said(owner, text)
    await world.idle()
    assert message.deleted
    assert WORKS in owner.sees


async def test_a_key_below_a_picture_is_taken_too(world: World, owner: User) -> None:
    message = owner.person.send_document("key.png", b"a picture", caption=f"ключ {KEY}")
    await world.idle()
    assert message.deleted
    assert WORKS in owner.sees


@pytest.mark.parametrize("text", [KEY, f"мой ключ {KEY}", f"/apikey {KEY}", f"/ключ {KEY}", "/apikey x"])
async def test_a_strangers_key_is_refused_and_deleted(world: World, text: str) -> None:
    stranger = world.user("Petr")
    await stranger.starts()
    message = said(stranger, text)
    await world.idle()
    assert message.deleted
    assert "недоступно" in stranger.sees
    assert not world.boomstream.calls


async def test_a_key_in_another_dialogue_is_no_answer(world: World, owner: User) -> None:
    await owner.sends("/create")
    message = said(owner, KEY)
    await world.idle()
    assert message.deleted
    await owner.presses("🔑 Подключить ключ")
    assert WORKS in owner.sees
    await owner.sends("Планёрка")  # the question still waits
    assert "слов о ней" in owner.sees


async def test_a_malformed_key_is_told_and_the_next_text_is_listened_to(world: World, owner: User) -> None:
    message = said(owner, "/apikey x")
    await world.idle()
    assert message.deleted
    assert "Не похоже на ключ" in owner.sees
    await owner.sends(KEY)
    assert WORKS in owner.sees


async def test_a_key_for_a_group_is_deleted_even_from_who_lost_the_right_to_connect_it(world: World) -> None:
    olga, petr = world.user("Olga"), world.user("Petr")
    await olga.starts()
    await petr.starts()
    group = await world.add_group("Команда", olga, petr)
    await olga.within(group).sends("/admins add @petr")
    await olga.within(group).presses("✅ Да, добавить")
    await petr.within(group).sends("/apikey")
    await petr.within(group).presses("🔑")
    await olga.within(group).sends("/admins")
    await olga.within(group).presses("🗑 Petr")
    await olga.within(group).presses("Да, убрать")
    message = said(petr, KEY)
    await world.idle()
    assert message.deleted
    assert "недоступно" in petr.sees
    assert not world.boomstream.calls


async def test_the_path_of_a_picture_is_no_key(world: World, owner: User) -> None:
    await owner.sends(f"/apikey {KEY}")
    await owner.sends("/create Планёрка")
    await owner.sends("/invite план")
    await owner.sends(f"anna@example.com avatar=https://www.gravatar.com/avatar/{KEY}")
    assert "✉️ Приглашение в конференцию «Планёрка»" in owner.sees


# --- in groups -------------------------------------------------------------------------------------------------------


@pytest.fixture
async def group(world: World, owner: User) -> GroupChat:
    """A group that the bot administers, so that it sees and may delete everything."""
    return await world.add_group("Команда", owner, world.user("Petr"), admin=True)


@pytest.mark.parametrize("text", [f"/apikey {KEY}", f"/apikey@conference_bot {OTHER_SHAPE}", f"ключ: {KEY}"])
@pytest.mark.parametrize("who", ["anonymous", "channel", "stranger", "owner"])
async def test_whoever_posts_a_key_is_warned_and_it_is_deleted(
    world: World, owner: User, group: GroupChat, who: str, text: str
) -> None:
    if who == "anonymous":
        message = group.send_anonymous(text)
    elif who == "channel":
        message = say_as_channel(world, group, text)
    else:
        message = said((world.user("Petr") if who == "stranger" else owner).within(group), text)
    await world.idle()
    assert message.deleted
    assert (
        LEAKED in owner.within(group).sees
        or "Create a new key in Boomstream and connect it" in owner.within(group).sees
    )
    assert not world.boomstream.calls


@pytest.mark.parametrize("text", [f"/create {KEY}", f"/key {KEY}", f"/start {KEY}"])
async def test_a_key_behind_another_command_is_warned_of(
    world: World, owner: User, group: GroupChat, text: str
) -> None:
    message = said(world.user("Petr").within(group), text)
    await world.idle()
    assert message.deleted
    assert LEAKED in owner.within(group).sees


@pytest.mark.parametrize("text", ["/apikey test", "/apikey как это работает?"])
async def test_a_word_after_the_command_is_no_leak(world: World, owner: User, group: GroupChat, text: str) -> None:
    petr, olga = world.user("Petr").within(group), owner.within(group)
    before = len(group.messages)
    message = said(petr, text)
    await world.idle()
    assert group.messages[before:] == [message]
    await olga.sends(text)
    assert "Ключ Boomstream" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
async def test_a_key_under_a_picture_in_a_group_is_a_leak(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    leaked = olga.person.send_document("key.png", b"PNG", group, caption=f"вот ключ {KEY}")
    await world.idle()
    assert "Выпустите в Boomstream новый ключ" in olga.within(group).sees
    assert leaked.deleted


@pytest.mark.parametrize(("admin", "told"), [(True, "Сообщение я удалил"), (False, "Удалите его сами")])
async def test_a_key_in_a_group_is_not_used(world: World, admin: bool, told: str) -> None:
    olga = world.user("Olga")
    await olga.starts()
    group = await world.add_group("Команда", olga, admin=admin)
    olga = olga.within(group)
    asked = len(world.boomstream.calls)
    message = olga.person.send(f"/apikey {KEY}", group)
    await world.idle()
    assert told in olga.sees
    assert message.deleted is admin
    assert len(world.boomstream.calls) == asked
    await olga.sends("/conferences")
    assert "не подключён" in olga.sees


# --- the way there ----------------------------------------------------------------------------------------------------


async def test_an_owner_connects_a_key_and_the_message_with_it_vanishes(world: World) -> None:
    olga = world.user("Olga")
    world.project.add_conference("Планёрка")
    await olga.starts()
    assert "подключите ключ" in olga.sees
    await olga.presses("🔑 Подключить ключ")
    assert "Пришлите ключ Boomstream" in olga.sees
    await olga.sends(KEY)
    assert "…cdef подходит: в проекте 1 конференция" in olga.sees
    assert not any(KEY in (message.text or "") for message in olga.messages)
    await olga.presses("🎥 Конференции")
    assert "Планёрка" in olga.buttons


# --- open registration ------------------------------------------------------------------------------------------------


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
        group.promote(vera.person.user, by=boris.person.user)  # an administrator of the group did not create it
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
