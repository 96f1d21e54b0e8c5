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


@pytest.mark.parametrize("where", ["card", "list"])
async def test_whose_block_is_lifted_may_ask_at_once(desk: Desk, where: str) -> None:
    petr = await _blocked(desk, "Petr")
    await desk.ten_seconds_pass()
    if where == "card":
        await desk.decides("Разблокировать")
    else:
        await _opens_list(desk)
        await desk.olga.presses("Разблокировать: Petr")
    await desk.asks(petr)
    assert desk.statuses() == ["declined", "pending"]
    await desk.decides("✋ Отклонить")  # and whoever is declined again waits for a day again
    await desk.ten_seconds_pass()
    await petr.starts(desk.payload)
    assert "Новую можно отправить через 24 часа" in petr.sees


async def test_who_was_let_off_and_asked_anew_is_not_asked_for_twice(desk: Desk) -> None:
    """Within the ten seconds of the block that was lifted meanwhile."""
    petr = await _blocked(desk, "Petr")
    old = desk.card
    undo = next(str(b.value) for row in old.buttons for b in row if b.text == "↩️ Отменить решение")
    await _opens_list(desk)
    await desk.olga.presses("Разблокировать: Petr")
    await desk.asks(petr)
    press = desk.max.person.press(old, data=undo)
    await desk.world.idle()
    assert "Отклонено · Max" in press.answer.text
    assert desk.statuses() == ["declined", "pending"]


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
