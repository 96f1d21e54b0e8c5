"""The moderators' group is told what is done through the bot elsewhere."""

from datetime import timedelta

import pytest

from sandbox.telegram import Message
from tests.flows.crowd import busiest, pass_time, sent
from tests.flows.requests_world import Desk
from tests.flows.world import User, World


@pytest.fixture
async def desk(olga: User) -> Desk:
    desk = await Desk.opened(olga)
    desk.world.clock.forward(minutes=2)
    return desk


def notices(desk: Desk) -> list[Message]:
    return [m for m in desk.group.messages if m.text.startswith(("🔔 Через бота", "🔔 Done through the bot"))]


def lines(desk: Desk) -> list[str]:
    return [line for notice in notices(desk) for line in notice.text.splitlines()[1:]]


async def test_what_organizers_do_is_told_with_masked_addresses(desk: Desk) -> None:
    await desk.olga.sends("/invite план anna@example.com Анна")
    code = desk.conference.clients[0].code
    await desk.olga.sends(f"/client {code}")
    await desk.olga.presses("⭐")
    await desk.olga.sends(f"/client {code}")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")
    await desk.olga.sends("/edit план")
    await desk.olga.presses(next(text for text in desk.olga.buttons if "азвание" in text))
    await desk.olga.sends("Летучка")
    await desk.olga.sends("/create Другая")
    await desk.olga.sends("/delete летучка")
    await desk.olga.presses("Да, удалить")
    assert all(line.startswith("• Olga: ") for line in lines(desk))
    told = "\n".join(lines(desk))
    for what in (
        "создано приглашение для a•••a@example.com · «Планёрка»",
        "модератор",
        "удал",
        "Планёрка",
        "«Другая»",
        "Летучка",
    ):
        assert what in told
    assert "anna@example.com" not in told
    assert len(lines(desk)) == 6


async def test_what_is_organizers_own_business_is_not_told(desk: Desk) -> None:
    await desk.olga.sends("/settings")
    await desk.olga.presses("Письмо гостю от Boomstream")
    await desk.olga.sends("/alias план важная")
    await desk.olga.sends("/open план")
    assert notices(desk) == []


async def test_a_burst_is_one_message(desk: Desk, world: World) -> None:
    emails = " ".join(f"guest{number}@example.com" for number in range(12))
    began = world.clock()
    await desk.olga.sends(f"/invite план {emails}")
    await desk.olga.presses("✅ Пригласить: 12")
    await world.delivered()
    await world.idle()
    (notice,) = notices(desk)
    assert len(notice.text.splitlines()) == 13
    assert next(call for call in sent(desk, desk.group.id) if call.at >= began).at >= began + timedelta(seconds=5)


async def test_a_long_day_s_work_keeps_the_limit_of_a_group(desk: Desk, world: World) -> None:
    began = world.clock()
    for number in range(60):
        desk.olga.person.send(f"/invite план guest{number}@example.com")
        await world.delivered()
        await world.bot.processor.idle()  # type: ignore[union-attr] # it runs
        await pass_time(desk, seconds=2)
    await pass_time(desk, seconds=60)
    assert len(lines(desk)) == 60
    assert len(notices(desk)) <= 25
    assert busiest([call for call in sent(desk, desk.group.id) if call.at >= began], timedelta(minutes=1)) <= 20


async def test_what_is_done_in_that_very_group_is_not_echoed(desk: Desk) -> None:
    await desk.olga.within(desk.group).sends("/invite@conference_bot план anna@example.com Анна")
    assert desk.invited == ["anna@example.com"]
    assert notices(desk) == []


async def test_it_is_switched_off_by_a_setting(desk: Desk) -> None:
    await desk.olga.sends("/settings")
    await desk.olga.presses("Сообщать, что сделано в боте: да")
    await desk.olga.sends("/invite план anna@example.com Анна")
    assert notices(desk) == []
    await desk.olga.sends("/settings")
    await desk.olga.presses("Сообщать, что сделано в боте: нет")
    await desk.olga.sends("/invite план boris@example.com Борис")
    assert len(notices(desk)) == 1


async def test_it_speaks_the_group_s_language_in_the_group_s_topic(olga: User) -> None:
    desk = await Desk.opened(olga, forum=True)
    await desk.olga.within(desk.group).sends("/language")
    await desk.olga.within(desk.group).presses("English")
    await desk.olga.sends("/invite план anna@example.com Анна")
    assert "Приглашение" in desk.olga.sees  # she goes on in Russian
    (notice,) = notices(desk)
    assert notice.text.startswith("🔔 Done through the bot:\n• Olga: ")
    assert notice.thread_id in desk.group.topics


async def test_without_a_group_nobody_is_told(olga: User, world: World) -> None:
    await olga.sends("/create Планёрка")
    before = len(olga.messages)
    await olga.sends("/invite план anna@example.com Анна")
    world.clock.forward(minutes=1)
    await world.idle()
    assert len(olga.messages) == before + 2  # what she said and the answer
