"""The list of blocked people in /settings: also of those who had themselves forgotten."""

import pytest

from tests.flows.requests_world import Desk, rows
from tests.flows.world import User


async def _blocked(desk: Desk, name: str) -> User:
    guest = await desk.asked(name)
    await desk.decides("🚫 Заблокировать")
    return guest


async def _opens_list(desk: Desk) -> None:
    await desk.olga.sends("/settings")
    await desk.olga.presses("🚫 Заблокированные")


async def test_somebody_blocked_who_was_forgotten_can_be_let_off(desk: Desk) -> None:
    petr = await _blocked(desk, "Petr")
    await petr.sends("/forget")
    await petr.presses("Да, стереть")
    await _opens_list(desk)
    assert f"ID {petr.id}" in desk.olga.sees
    await desk.olga.presses("Разблокировать: ")
    assert "Никто не заблокирован" in desk.olga.sees
    assert rows(desk.world, "SELECT * FROM block") == []
    await desk.asks(petr)
    assert desk.statuses()[-1] == "pending"


async def test_the_list_names_whom_the_bot_knows_and_unblocking_is_logged_and_shown_on_cards(desk: Desk) -> None:
    petr = await _blocked(desk, "Petr")
    await _blocked(desk, "Boris")
    card = desk.card
    await _opens_list(desk)
    assert "Заблокированы: 2" in desk.olga.sees
    assert "Petr" in desk.olga.sees
    press = await desk.olga.presses("Разблокировать: Boris")
    assert press.answer.text == "Гость разблокирован"
    assert "Petr" in desk.olga.sees
    assert "Boris" not in desk.olga.sees
    assert "Гость заблокирован" not in card.text
    await desk.olga.sends("/log")
    assert f"разблокирован гость id {desk.guest('Boris').id}" in desk.olga.sees
    assert petr.id != desk.guest("Boris").id


async def test_a_block_lifted_meanwhile_is_no_error(desk: Desk) -> None:
    await _blocked(desk, "Petr")
    await _opens_list(desk)
    await desk.decides("Разблокировать")
    await desk.olga.presses("Разблокировать: Petr")
    assert "Никто не заблокирован" in desk.olga.sees
    assert rows(desk.world, "SELECT count(*) FROM audit WHERE action = 'person-unblocked'") == [(1,)]


async def test_many_are_paged(desk: Desk) -> None:
    for number in range(1, 13):
        desk.world.clock.forward(minutes=1)
        await _blocked(desk, f"Guest{number}")
    await _opens_list(desk)
    first = desk.olga.sees
    await desk.olga.presses("›")
    assert desk.olga.sees != first
    assert "Guest1 " in desk.olga.sees
    assert "Guest12" not in desk.olga.sees


@pytest.mark.parametrize("language", ["en"])
async def test_in_english(olga: User, language: str) -> None:
    desk = await Desk.opened(olga, language=language)
    await desk.asked("Petr", "en")
    await desk.decides("🚫 Block")
    await desk.olga.sends("/settings")
    await desk.olga.presses("🚫 Blocked people")
    await desk.olga.presses("Unblock: Petr")
    assert "Nobody is blocked" in desk.olga.sees
