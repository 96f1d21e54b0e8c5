"""The ticks of the page's guide."""

from datetime import timedelta

from demo.deeds import Deeds
from demo.world import DemoWorld, seeded_world


def watched() -> tuple[DemoWorld, list[str]]:
    world = seeded_world()
    heard: list[str] = []
    Deeds(world, lambda: heard.append("new"))
    return world, heard


def test_a_call_that_went_well_is_a_deed_for_good() -> None:
    world, heard = watched()
    key = world.boomstream.projects[0].key
    world.boomstream.receive("create", {"title": "Weekly"}, "nobody's")
    assert not world.done
    world.boomstream.receive("create", {"title": "Weekly"}, key)
    for _ in range(600):
        world.boomstream.receive("info", {"code": "x"}, key)
    assert world.done == {"create"}
    assert heard == ["new"]


def test_working_in_a_group_takes_a_person_and_an_answer() -> None:
    world, _ = watched()
    telegram, olga = world.telegram, world.owner
    [team] = [group for group in telegram.groups.values() if not group.is_forum]
    telegram.call("sendMessage", {"chat_id": team.id, "text": "Hello"})  # the bot's own greeting is no answer
    olga.start()
    telegram.call("sendMessage", {"chat_id": olga.id, "text": "Hello"})
    olga.send("/conferences", team)
    assert not world.done
    telegram.call("sendMessage", {"chat_id": team.id, "text": "Conferences: 8"})
    assert world.done == {"group"}


def test_time_that_goes_by_is_trouble() -> None:
    world, _ = watched()
    world.clock.skip(timedelta(hours=1))
    assert world.done == {"faults"}
