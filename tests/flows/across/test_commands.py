"""How commands are written, in every feature."""

import pytest

from tests.flows.world import User, World


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize(
    "command",
    [
        "/CREATE Новая",
        "/Create@Conference_Bot Новая",
        "/create@conference_bot Новая",
        "/create\nНовая",
        "/create   Новая",
    ],
)
async def test_ways_to_write_a_command(world: World, olga: User, command: str) -> None:
    group = await world.add_group("Команда", olga)
    await olga.within(group).connects()
    for user in (olga, olga.within(group)):
        await user.sends(command)
        assert "Конференция «Новая» создана" in user.sees
    assert [one.title for one in world.project.conferences[1:]] == ["Новая", "Новая"]


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("admin", [True, False])
async def test_another_bots_commands_are_not_ours(world: World, olga: User, admin: bool) -> None:
    group = await world.add_group("Команда", olga, admin=admin)
    await olga.within(group).connects()
    await olga.within(group).sends("/help")
    screen = olga.within(group).screen
    for command in ("/create@other_bot Новая", "/help@conference_bot2", "/nothing", "text /create Новая"):
        await olga.within(group).sends(command)
        assert olga.within(group).screen is screen
    await olga.sends("/create@other_bot Новая")
    assert "Такой команды нет" in olga.sees
    assert len(world.project.conferences) == 1


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("nothing", [" ", "\u00a0", "\n \n"])
@pytest.mark.parametrize("command", ["/create", "/edit", "/alias", "/client"])
async def test_nothing_but_spaces_is_no_argument(olga: User, command: str, nothing: str) -> None:
    question = await olga.sends(command)
    assert (await olga.sends(f"{command} {nothing}")).text == question.text
