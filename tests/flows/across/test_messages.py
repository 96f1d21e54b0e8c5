"""Messages that are no plain text: files, edits, Telegram's own."""

import pytest

from tests.flows.world import User, World


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("dialogue", ["/create", "/invite ретро", "/client", "/alias ретро"])
async def test_a_file_is_no_answer_and_the_question_waits(world: World, olga: User, dialogue: str) -> None:
    await olga.sends(dialogue)
    olga.person.send_document("plan.pdf", b"%PDF", caption="План")
    await world.idle()
    assert olga.sees == "Здесь нужен текст: ответьте, пожалуйста, словами."
    await olga.sends("/cancel")
    assert "Отменено" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
async def test_a_file_that_nobody_waits_for(world: World, olga: User) -> None:
    for user in (olga, world.user("Petr")):
        user.person.send_document("plan.pdf", b"%PDF")
        await world.idle()
    assert "ни о чём не спрашивал" in olga.sees
    assert "Отправьте владельцу бота ваш Telegram ID" in world.user("Petr").sees


@pytest.mark.usefixtures("anna_in_retro")
async def test_a_file_in_a_group_is_an_answer_only_as_a_reply(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    question = await olga.within(group).sends("/create")
    olga.person.send_document("plan.pdf", b"%PDF", group)
    await world.idle()
    assert group.last(from_bot=True) is question
    olga.person.send_document("plan.pdf", b"%PDF", group, reply_to=question)
    await world.idle()
    assert "Здесь нужен текст" in group.last(from_bot=True).text


@pytest.mark.usefixtures("anna_in_retro")
async def test_an_edited_message_is_not_heard_again(world: World, olga: User) -> None:
    message = olga.person.send("/create Первая")
    await world.idle()
    screen = olga.screen
    olga.person.edit(message, "/create Вторая")
    await world.idle()
    assert olga.screen is screen
    assert [one.title for one in world.project.conferences] == ["Ретро", "Первая"]


@pytest.mark.usefixtures("anna_in_retro")
async def test_service_messages_are_left_alone(world: World, olga: User) -> None:
    screen = olga.screen
    olga.person.private.say_service(olga.person.user, {"pinned_message": screen.to_json()})
    await world.idle()
    assert olga.screen is screen
