"""Keys where nobody asked for them: they do not stay in the chat, and no group's is used."""

import pytest

from sandbox.telegram import GroupChat, Message
from tests.flows.across.test_groups import say_as_channel
from tests.flows.world import KEY, User, World

OTHER_SHAPE = "Key-of_another-shape"
WORKS = "…cdef подходит"
LEAKED = "Это было похоже на ключ API"


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
    await owner.sends(f"/apikey {KEY}")
    await owner.sends("/create")
    message = said(owner, KEY)
    await world.idle()
    assert message.deleted
    assert WORKS in owner.sees
    await owner.sends("Планёрка")  # the question still waits
    assert "слов о ней" in owner.sees


async def test_a_malformed_key_is_told_and_the_next_text_is_listened_to(world: World, owner: User) -> None:
    message = said(owner, "/apikey x")
    await world.idle()
    assert message.deleted
    assert "не похоже на ключ API" in owner.sees
    await owner.sends(KEY)
    assert WORKS in owner.sees


async def test_a_key_for_a_group_is_deleted_even_from_who_lost_the_right_to_connect_it(world: World) -> None:
    olga, petr = world.user("Olga"), world.user("Petr")
    await olga.starts()
    await petr.starts()
    group = await world.add_group("Команда", olga, petr)
    await olga.within(group).sends("/admins add @petr")
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
    assert "✉️ Приглашаем в конференцию Планёрка" in owner.sees


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
    assert LEAKED in owner.within(group).sees or "Treat it as leaked" in owner.within(group).sees
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
    assert "не подключён ключ Boomstream" in olga.sees
