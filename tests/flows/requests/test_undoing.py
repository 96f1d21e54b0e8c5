"""Decisions that are taken back: within ten seconds, before the guest hears, and later."""

import pytest

from tests.flows.requests_world import Desk, buttons_of, open_link, rows
from tests.flows.world import User


def _heard(guest: User, word: str) -> int:
    return sum(word in message.text for message in guest.messages)


async def test_a_refusal_is_heard_ten_seconds_later(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    assert "Гость узнает об этом через 10 секунд" in desk.card.text
    desk.world.clock.forward(seconds=5)
    await desk.world.idle()
    assert "отклонили" not in petr.sees
    desk.world.clock.forward(seconds=5)
    await desk.world.idle()
    assert "отклонили" in petr.sees
    assert "Гость узнает" not in desk.card.text
    assert buttons_of(desk.card) == ["✅ Всё-таки одобрить", "🚫 Заблокировать"]


async def test_a_refusal_that_is_undone_was_none(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    press = await desk.decides("↩️ Отменить решение")
    assert "Решение отменено" in press.answer.text
    assert desk.statuses() == ["pending"]
    assert "Ждёт решения" in desk.card.text
    heard = len(petr.messages)
    await desk.ten_seconds_pass()
    assert len(petr.messages) == heard
    await desk.decides("✅ Одобрить")
    assert "Вы приглашены" in petr.sees
    assert _heard(petr, "отклонили") == 0


async def test_the_guest_hears_the_last_word_once(desk: Desk) -> None:
    petr = await desk.asked()
    for button in ("✋ Отклонить", "↩️ Отменить решение", "✋ Отклонить", "↩️ Отменить решение", "✅ Одобрить"):
        await desk.decides(button)
    await desk.ten_seconds_pass()
    assert (_heard(petr, "отклонили"), _heard(petr, "Вы приглашены")) == (0, 1)


async def test_who_waited_in_line_waits_at_their_place_again(desk: Desk) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    anna = await desk.asked("Anna", "en")
    card = desk.card
    await desk.asked("Boris")
    await desk.decides("✋ Отклонить", card)
    await desk.decides("↩️ Отменить решение", card)
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    await anna.sends("/my")
    assert "Number on the waiting list: 1" in anna.sees


async def test_a_block_that_is_undone_takes_nothing_with_it(desk: Desk) -> None:
    await desk.olga.sends("/create Ретроспектива")
    other = await open_link(desk.olga, "ретро")
    petr = await desk.asked()
    first = desk.card
    await desk.asks(petr, payload=other)
    await desk.decides("🚫 Заблокировать", first)
    assert desk.statuses() == ["declined", "declined"]
    await desk.decides("↩️ Отменить решение", first)
    assert desk.statuses() == ["pending", "pending"]
    assert rows(desk.world, "SELECT * FROM block") == []
    await desk.ten_seconds_pass()
    assert _heard(petr, "отклонили") == 0


async def test_after_ten_seconds_it_is_too_late_to_undo_and_not_to_let_in(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    undo = next(str(b.value) for row in desk.card.buttons for b in row if b.text == "↩️ Отменить решение")
    await desk.ten_seconds_pass()
    press = desk.max.person.press(desk.card, data=undo)
    await desk.world.idle()
    assert "гость уже знает" in press.answer.text
    assert desk.statuses() == ["declined"]
    await desk.decides("✅ Всё-таки одобрить")
    assert desk.statuses() == ["delivered"]
    assert desk.invited == ["petr@mail.ru"]
    assert "Вы приглашены" in petr.sees
    assert "Одобрено · Max" in desk.card.text


@pytest.mark.parametrize("button", ["↩️ Отменить решение", "✅ Всё-таки одобрить"])
async def test_another_moderator_takes_nothing_back_and_an_admin_does(desk: Desk, button: str) -> None:
    await desk.asked()
    await desk.decides("✋ Отклонить")
    if button.startswith("✅"):
        await desk.ten_seconds_pass()
    ira = desk.world.user("Ira")
    desk.group.add_member(ira.person.user)
    press = await ira.within(desk.group).presses(button, desk.card)
    assert "тот, кто его принял, или администратор" in press.answer.text
    assert desk.statuses() == ["declined"]
    await desk.olga.within(desk.group).presses(button, desk.card)
    assert desk.statuses() != ["declined"]


async def test_a_guest_who_has_asked_anew_is_let_in_by_the_newer_request_only(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    old = desk.card
    desk.world.clock.forward(days=1, seconds=1)
    await desk.world.idle()
    await desk.asks(petr)
    press = await desk.decides("✅ Всё-таки одобрить", old)
    assert "Отклонено · Max" in press.answer.text
    assert desk.statuses() == ["declined", "pending"]


async def test_a_place_that_went_to_somebody_else_meanwhile_is_gone(desk: Desk) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asked()
    old = desk.card
    await desk.decides("✋ Отклонить")
    await desk.ten_seconds_pass()
    await desk.asked("Anna")
    await desk.decides("✅ Одобрить")
    press = await desk.decides("✅ Всё-таки одобрить", old)
    assert "Мест больше нет" in press.answer.text
    assert desk.statuses() == ["declined", "delivered"]


async def test_a_process_that_dies_within_the_ten_seconds_forgets_no_word(desk: Desk) -> None:
    petr = await desk.asked()
    desk.max.person.press(desk.card, "✋ Отклонить")
    await desk.world.idle()
    assert rows(desk.world, "SELECT count(*) FROM outbox WHERE kind = 'guest' AND done_at IS NULL") == [(1,)]
    await desk.ten_seconds_pass()
    assert _heard(petr, "отклонили") == 1
