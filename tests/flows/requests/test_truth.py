"""Nobody who is told "no" is in: what is done about doubtful requests, by where the guest is at Boomstream."""

from collections.abc import Awaitable, Callable

import pytest

from sandbox.boomstream import FaultKind
from tests.flows.requests_world import Desk, buttons_of, card_of_link, rows
from tests.flows.world import User

EMAIL = "petr@mail.ru"


# --- how the request stands, and where the guest is ------------------------------------------------------------------


async def _failed(desk: Desk, petr: User, where: str) -> None:
    await desk.asks(petr)
    desk.world.boomstream.fail(FaultKind.FAILED, method="invite")
    await desk.decides("✅ Одобрить")
    if where == "in":  # Boomstream did it after all, later
        desk.conference.add_client(EMAIL, "Petr")
    elif where == "in by others":
        await desk.olga.sends(f"/invite план {EMAIL}")


async def _unknown(desk: Desk, petr: User, where: str) -> None:
    if where == "in by others":
        await desk.asks(desk.guest("Anna"), EMAIL)
        await desk.decides("✅ Одобрить")
        await desk.asks(petr)
        await desk.decides("✅ Одобрить")
        return
    await desk.asks(petr)
    desk.world.boomstream.fail(FaultKind.LOST_AFTER, method="invite")
    await desk.decides("✅ Одобрить")
    if where == "out":
        desk.conference.clients[0].deleted = True


STATES = {"failed": _failed, "unknown": _unknown}


# --- what is done about it -------------------------------------------------------------------------------------------


async def _declines(desk: Desk, _: User) -> None:
    await desk.decides("✋ Отклонить")
    await desk.ten_seconds_pass()


async def _blocks(desk: Desk, _: User) -> None:
    await desk.decides("🚫 Заблокировать")
    await desk.ten_seconds_pass()


async def _withdraws(desk: Desk, petr: User) -> None:
    await petr.sends("/my")
    await petr.presses("↩️")


async def _waits_too_long(desk: Desk, _: User) -> None:
    desk.world.clock.forward(days=8)
    await desk.world.jobs()


async def _forgets(desk: Desk, petr: User) -> None:
    await petr.sends("/forget")
    await petr.presses("Да, стереть")


ACTIONS: dict[str, Callable[[Desk, User], Awaitable[None]]] = {
    "decline": _declines,
    "block": _blocks,
    "withdraw": _withdraws,
    "expiry": _waits_too_long,
    "forget": _forgets,
}
SAME = "as it was"

# Where the guest is, what is done -> where the request stands then, and whether they are in.
OUTCOMES = {
    ("out", "decline"): ("declined", False),
    ("out", "block"): ("declined", False),
    ("out", "withdraw"): ("withdrawn", False),
    ("out", "expiry"): ("expired", False),
    ("out", "forget"): ("withdrawn", False),
    ("in", "decline"): (SAME, True),  # a moderator is asked whether to remove them
    ("in", "block"): (SAME, True),
    ("in", "withdraw"): ("withdrawn", False),
    ("in", "expiry"): (SAME, True),
    ("in", "forget"): ("withdrawn", False),
    ("in by others", "decline"): ("declined", True),
    ("in by others", "block"): ("declined", True),
    ("in by others", "withdraw"): ("withdrawn", True),
    ("in by others", "expiry"): ("expired", True),
    ("in by others", "forget"): ("withdrawn", True),
    ("can't tell", "decline"): (SAME, None),
    ("can't tell", "block"): (SAME, None),
    ("can't tell", "withdraw"): (SAME, None),
    ("can't tell", "expiry"): (SAME, None),
    ("can't tell", "forget"): (SAME, None),
}


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize(("where", "action"), OUTCOMES)
async def test_nobody_hears_no_who_is_in(desk: Desk, status: str, where: str, action: str) -> None:
    petr = desk.guest()
    await STATES[status](desk, petr, where)
    assert desk.statuses()[-1] == status
    before = desk.invited
    if where == "can't tell":
        desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await ACTIONS[action](desk, petr)
    stands, is_in = OUTCOMES[where, action]
    assert desk.statuses()[-1] == (status if stands == SAME else stands)
    assert desk.invited == (before if is_in is None else [EMAIL] if is_in else [])
    if stands == SAME:
        assert rows(desk.world, "SELECT * FROM block") == []
        assert rows(desk.world, "SELECT count(*) FROM request WHERE user_id IS NULL") == [(0,)]
        assert not any(
            "отклонили" in message.text or "не ответили вовремя" in message.text for message in petr.messages
        )


async def test_that_nobody_can_tell_is_said(desk: Desk) -> None:
    petr = desk.guest()
    await _unknown(desk, petr, "in")
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    press = await desk.decides("✋ Отклонить")
    assert "Boomstream не отвечает" in press.answer.text
    await petr.sends("/my")
    press = await petr.presses("↩️")
    assert "Boomstream не отвечает" in press.answer.text


@pytest.mark.parametrize("status", STATES)
async def test_who_is_in_is_removed_by_one_press_along_with_the_refusal(desk: Desk, status: str) -> None:
    petr = desk.guest()
    await STATES[status](desk, petr, "in")
    await desk.decides("✋ Отклонить")
    assert "Petr уже в конференции" in desk.max.sees
    await desk.max.presses("🗑 Удалить и отклонить")
    assert (desk.statuses(), desk.invited) == (["declined"], [])
    assert "Гость был в конференции и удалён" in desk.card.text
    await desk.ten_seconds_pass()
    assert "отклонили" in petr.sees
    desk.world.clock.forward(minutes=6)
    await desk.world.jobs()
    assert [m.text for m in petr.messages if "Организаторы убрали вас" in m.text] == [], "told once"


async def test_the_reason_is_not_lost_over_the_question(desk: Desk) -> None:
    petr = desk.guest()
    await _unknown(desk, petr, "in")
    await desk.decides("✋ Отклонить с причиной")
    await desk.max.sends("Мест нет", reply_to=desk.max.screen)
    await desk.max.presses("🗑 Удалить и отклонить")
    await desk.ten_seconds_pass()
    assert "\nМест нет" in petr.sees


async def test_who_is_kept_after_all_stays(desk: Desk) -> None:
    await _unknown(desk, desk.guest(), "in")
    await desk.decides("✋ Отклонить")
    await desk.max.presses("Нет, оставить")
    assert (desk.statuses(), desk.invited) == (["unknown"], [EMAIL])


async def test_a_participant_of_others_stays_and_the_card_says_so(desk: Desk) -> None:
    petr = desk.guest()
    await _failed(desk, petr, "in by others")
    await desk.decides("✋ Отклонить")
    assert "остаётся: его пригласили не по этой заявке" in desk.card.text


async def test_a_removal_that_fails_declines_nobody(desk: Desk) -> None:
    petr = desk.guest()
    await _unknown(desk, petr, "in")
    await desk.decides("✋ Отклонить")
    desk.world.boomstream.fail(FaultKind.FAILED, method="client/delete")
    await desk.max.presses("🗑 Удалить и отклонить")
    assert (desk.statuses(), desk.invited) == (["unknown"], [EMAIL])
    await desk.ten_seconds_pass()
    assert "отклонили" not in petr.sees


async def test_who_is_in_is_not_let_expire_and_moderators_are_reminded(desk: Desk) -> None:
    petr = desk.guest()
    await _unknown(desk, petr, "in")
    await _waits_too_long(desk, petr)
    said = len(desk.group.messages)
    desk.world.clock.forward(days=1)
    await desk.world.jobs()
    await desk.world.jobs()
    assert [m.text for m in desk.group.messages[said:]] == ["⏰ 1 заявка ждёт больше суток. Ответьте гостям: /requests"]


# --- who was let in --------------------------------------------------------------------------------------------------


async def test_who_got_in_by_mistake_is_out_by_one_press_and_in_again_by_another(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    press = await desk.decides("🗑 Удалить из конференции")
    assert "больше не в конференции" in press.answer.text
    assert (desk.statuses(), desk.invited) == (["removed"], [])
    assert "Организаторы убрали вас" in petr.sees
    await desk.decides("✉️ Пригласить снова")
    assert (desk.statuses(), desk.invited) == (["delivered"], [EMAIL])
    assert "Вы приглашены" in petr.sees


async def test_a_participant_invited_by_hand_too_is_not_removed_with_the_request(desk: Desk) -> None:
    await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.olga.sends(f"/invite план {EMAIL}")
    await desk.olga.presses("↻ Новая ссылка")
    press = await desk.decides("🗑 Удалить из конференции")
    assert "не по этой заявке" in press.answer.text
    assert desk.statuses() == ["delivered"]


async def test_another_moderator_s_guest_is_an_admin_s_to_remove(desk: Desk) -> None:
    await desk.asked()
    await desk.decides("✅ Одобрить")
    ira = desk.world.user("Ira")
    desk.group.add_member(ira.person.user)
    press = await ira.within(desk.group).presses("🗑 Удалить из конференции", desk.card)
    assert "тот, кто его принял, или администратор" in press.answer.text
    assert desk.statuses() == ["delivered"]
    await desk.olga.within(desk.group).presses("🗑 Удалить из конференции", desk.card)
    assert desk.statuses() == ["removed"]


# --- the block of somebody inside ------------------------------------------------------------------------------------


async def _let_in_at_once(desk: Desk) -> User:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    return await desk.asked()


async def test_whom_a_link_let_in_can_be_blocked_from_the_notice(desk: Desk) -> None:
    petr = await _let_in_at_once(desk)
    desk.world.clock.forward(seconds=5)
    await desk.world.idle()
    assert buttons_of(desk.max.screen) == ["🙋 Заявка p•••r@mail.ru"]
    await desk.max.presses("🙋 Заявка")
    await desk.max.presses("🚫 Заблокировать")
    assert "уже в конференции" in desk.max.sees
    assert rows(desk.world, "SELECT * FROM block") == []
    await desk.max.presses("🗑 Удалить и заблокировать")
    assert (desk.statuses(), desk.invited) == (["removed"], [])
    assert "Организаторы убрали вас" in petr.sees
    await petr.starts(desk.payload)
    assert "не принимают" in petr.sees
    assert len(desk.statuses()) == 1


async def test_a_block_alone_removes_nobody(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.decides("🚫 Заблокировать")
    await desk.max.presses("🚫 Только заблокировать")
    assert (desk.statuses(), desk.invited) == (["delivered"], [EMAIL])
    assert "Вы приглашены" in petr.sees
    assert "Гость заблокирован" in desk.card.text


async def test_who_was_removed_can_be_blocked(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.decides("🗑 Удалить из конференции")
    await desk.decides("🚫 Заблокировать")
    assert buttons_of(desk.card) == ["Разблокировать"]
    await petr.starts(desk.payload)
    assert "не принимают" in petr.sees
