"""People come into groups and go, as their clients allow."""

from typing import Any

import pytest

from demo.web.commands import CommandError, carry_out
from demo.world import DemoWorld, seeded_world
from sandbox.telegram import GroupChat, Person


@pytest.fixture
def world() -> DemoWorld:
    return seeded_world()


@pytest.fixture
def team(world: DemoWorld) -> GroupChat:
    """Olga's, with Artyom and the bot in it."""
    return next(group for group in world.telegram.groups.values() if group.title == "Conference team")


def one(world: DemoWorld, role: str) -> Person:
    return next(character.person for character in world.characters if character.role == role)


def does(world: DemoWorld, who: str, what: str, group: GroupChat, other: str | None = None) -> None:
    body = {"other": one(world, other).id} if other else {}
    carry_out(world, what, {"person": one(world, who).id, "chat": group.id} | body)


def status(world: DemoWorld, role: str, group: GroupChat) -> str:
    """What the bot is told."""
    answer = world.telegram.call("getChatMember", {"chat_id": group.id, "user_id": one(world, role).id})
    return str(answer["status"])


def updates(world: DemoWorld) -> list[dict[str, Any]]:
    """The service messages that the bot gets."""
    return [update["message"] for update in world.telegram.call("getUpdates", {}) if "message" in update]


def test_who_leaves_is_gone_and_the_bot_hears_of_it(world: DemoWorld, team: GroupChat) -> None:
    does(world, "admin", "leave", team)
    assert status(world, "admin", team) == "left"
    [*_, last] = updates(world)
    assert last["left_chat_member"]["id"] == last["from"]["id"] == one(world, "admin").id
    with pytest.raises(CommandError, match="not in this chat"):
        does(world, "admin", "leave", team)


def test_an_administrator_adds_and_removes_people(world: DemoWorld, team: GroupChat) -> None:
    does(world, "owner", "add_member", team, "guest")
    assert status(world, "guest", team) == "member"
    [*_, joined] = updates(world)
    assert [user["id"] for user in joined["new_chat_members"]] == [one(world, "guest").id]
    assert joined["from"]["id"] == world.owner.id
    does(world, "owner", "remove_member", team, "guest")
    assert status(world, "guest", team) == "kicked"
    does(world, "owner", "add_member", team, "guest")
    assert status(world, "guest", team) == "member"


def test_nothing_happens_twice(world: DemoWorld, team: GroupChat) -> None:
    before = len(team.messages)
    does(world, "owner", "add_member", team, "admin")
    does(world, "owner", "remove_member", team, "guest")
    assert len(team.messages) == before
    assert status(world, "guest", team) == "left"


@pytest.mark.parametrize(
    ("who", "what", "other"),
    [
        ("owner", "leave", None),
        ("owner", "remove_member", "owner"),
        ("admin", "add_member", "guest"),
        ("admin", "remove_member", "owner"),
        ("guest", "add_member", "guest"),
        ("guest", "leave", None),
    ],
)
def test_what_a_client_does_not_offer_is_refused(
    world: DemoWorld, team: GroupChat, who: str, what: str, other: str | None
) -> None:
    before = len(team.messages)
    with pytest.raises(CommandError):
        does(world, who, what, team, other)
    assert len(team.messages) == before
