"""Personal links that stop working after a while, and how guests come by new ones."""

import asyncio

import pytest

from sandbox.boomstream import FaultKind
from tests.flows.crowd import running, sender
from tests.flows.requests.steps import lapses, opened
from tests.flows.requests_world import Desk, address_of, buttons_of, card_of_link
from tests.flows.world import User


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await opened(olga)


@pytest.fixture
async def petr(desk: Desk) -> User:
    """His link has lapsed."""
    petr = desk.guest()
    await lapses(desk, petr)
    return petr


async def test_until_when_a_link_works_is_said_where_the_link_is(desk: Desk) -> None:
    petr = desk.guest()
    await lapses(desk, petr)
    invitation = next(message for message in petr.messages if "Вы приглашены" in message.text)
    assert "Личная ссылка действует до: 24 нояб. 2026, 13:00" in invitation.text


async def test_a_lapsed_link_is_called_so_and_not_shown(desk: Desk, petr: User) -> None:
    assert desk.statuses() == ["lapsed"]
    await petr.sends("/my")
    assert "Ваша личная ссылка больше не действует" in petr.sees
    assert "Вы приглашены" not in petr.sees
    assert not any(button.kind == "url" for row in petr.screen.buttons for button in row)
    await petr.starts(desk.payload)
    assert "Ваша личная ссылка больше не действует" in petr.sees
    assert "Личная ссылка больше не действует" in desk.card.text


async def test_a_guest_asks_the_moderators_for_a_new_link_with_one_press(desk: Desk, petr: User) -> None:
    old = next(address_of(message) for message in petr.messages if "Вы приглашены" in message.text)
    before = desk.card
    await petr.sends("/my")
    await petr.presses("🔗 Новая ссылка")
    assert "Организаторы решат" in petr.sees
    assert desk.statuses() == ["renewal"], "the same request"
    assert "гость просит новую" in desk.card.text, "below, where it is seen"
    assert "эта карточка устарела" in before.text
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered"]
    assert address_of(petr.screen) != old
    assert "Личная ссылка действует до: 24 нояб. 2026, 14:00" in petr.sees


async def test_where_the_link_lets_in_by_itself_a_new_link_comes_at_once(desk: Desk, petr: User) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await petr.starts(desk.payload)
    await petr.presses("🔗 Получить новую ссылку")
    assert "Вы приглашены" in petr.sees
    assert desk.statuses() == ["delivered"]
    assert address_of(petr.screen) == desk.conference.clients[-1].invite_link


async def test_a_closed_link_gives_new_ones_by_the_moderators_only(desk: Desk, petr: User) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    await petr.sends("/my")
    await petr.presses("🔗 Новая ссылка")
    assert desk.statuses() == ["renewal"]


async def test_a_request_for_a_new_link_can_be_taken_back(desk: Desk, petr: User) -> None:
    await petr.sends("/my")
    await petr.presses("🔗 Новая ссылка")
    await petr.presses("↩️")
    assert desk.statuses() == ["lapsed"]


async def test_a_moderator_makes_a_new_link_without_being_asked(desk: Desk, petr: User) -> None:
    await desk.decides("🔗 Сделать новую ссылку")
    assert desk.statuses() == ["delivered"]
    assert "Вы приглашены" in petr.sees


async def test_two_presses_make_one_link(desk: Desk, petr: User) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    there = len(desk.invited)
    await petr.sends("/my")
    petr.person.press_twice(petr.screen, "🔗 Новая ссылка: Планёрка")
    await desk.world.idle()
    assert desk.statuses() == ["delivered"]
    assert len(desk.invited) == there + 1


async def test_a_request_for_a_new_link_that_nobody_answers_ends_as_it_was(desk: Desk, petr: User) -> None:
    await petr.sends("/my")
    await petr.presses("🔗 Новая ссылка")
    desk.world.clock.forward(days=8)
    await desk.world.jobs()
    assert desk.statuses() == ["lapsed"]
    assert "Получить новую ссылку" in buttons_of(petr.screen)[0]


async def test_trouble_with_a_new_link_is_for_the_moderators(desk: Desk, petr: User) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await petr.sends("/my")
    await petr.presses("🔗 Новая ссылка")
    assert desk.statuses() == ["failed"]
    desk.world.boomstream.heal()
    await desk.decides("↻ Повторить")
    await desk.decides("🔗 Сделать новую ссылку")
    assert desk.statuses() == ["delivered"]
    assert "Вы приглашены" in petr.sees


async def test_nobody_waits_while_telegram_is_asked_who_is_in_a_group(desk: Desk, petr: User) -> None:
    club = desk.world.telegram.add_group("Club", desk.olga.person)
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
    desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", club)
    await desk.world.idle()
    asking = running(desk).services.asking
    actor = await running(desk).background.arrivals.meet(sender(petr))
    (lapsed,) = await asking.mine(actor)
    asked = asyncio.Barrier(3)  # more than there are connections

    async def is_in(_: int) -> bool:
        await asked.wait()
        return False

    async with asyncio.timeout(5):
        await asyncio.gather(*(asking.renew(actor, lapsed.id, is_in=is_in) for _ in range(3)))
    assert desk.statuses() == ["renewal"]
