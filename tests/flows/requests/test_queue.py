"""The waiting line, its places, and what time does to requests."""

from bot.delivery.batches import CARDS_A_MINUTE
from sandbox.boomstream import FaultKind
from tests.flows.crowd import crowd, pass_time
from tests.flows.requests_world import (
    Desk,
    buttons_of,
    card_of_link,
    cards,
)
from tests.flows.world import User


async def _full(desk: Desk) -> tuple[User, User, User]:
    """One place, taken by Petr; Anna waits, then Boris."""
    await desk.sets("🪑 Места", "1")
    petr = await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    anna = await desk.asked("Anna", "en")
    boris = await desk.asked("Boris")
    return petr, anna, boris


async def _anna_waits(desk: Desk) -> None:
    """One place, taken by Petr; Anna waits."""
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    await desk.asked("Anna")


# --- the waiting list -------------------------------------------------------------------------------------------------


async def test_when_all_places_are_taken_guests_wait_in_line(desk: Desk) -> None:
    _petr, anna, _boris = await _full(desk)
    assert "you’re on the waiting list" in anna.sees
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    await anna.starts(desk.payload)
    assert "you’re on the waiting list" in anna.sees
    vera = desk.guest("Vera")
    await vera.starts(desk.payload)
    assert "Все места заняты, но можно встать в лист ожидания" in vera.messages[-2].text


async def test_a_participant_removed_makes_room_for_the_first_in_line(desk: Desk) -> None:
    _petr, anna, boris = await _full(desk)
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")
    await desk.world.idle()
    assert desk.statuses() == ["removed", "pending", "waiting"]
    assert "Request sent" in anna.sees
    assert "лист" in boris.sees
    assert "Ждёт решения" in desk.card.text
    assert "Anna" in desk.card.text
    await desk.decides("✅ Одобрить")
    assert "You’re in!" in anna.sees


async def test_more_places_let_as_many_move_up(desk: Desk) -> None:
    _petr, _anna, boris = await _full(desk)
    await desk.asked("Vera")
    await desk.sets("🪑 Места", "3")
    await desk.world.idle()
    assert desk.statuses() == ["delivered", "pending", "pending", "waiting"]
    assert "Заявка отправлена" in boris.sees


async def test_nobody_jumps_the_queue(desk: Desk) -> None:
    await _full(desk)
    await desk.sets("🪑 Места", "2")  # Anna's turn: the second place is as good as hers
    await desk.asked("Vera")
    assert desk.statuses() == ["delivered", "pending", "waiting", "waiting"]
    await desk.decides("✋ Отклонить", cards(desk.group)[-2])
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "declined", "pending", "waiting"]


async def test_a_card_in_the_line_says_so_and_a_newer_one_replaces_it(desk: Desk) -> None:
    await _full(desk)
    waiting = cards(desk.group)[1]
    assert "В листе ожидания" in waiting.text
    assert "✅ Одобрить" not in buttons_of(waiting)
    await desk.sets("🪑 Места", "2")
    await desk.world.idle()
    assert "Ждёт решения" in desk.card.text
    assert desk.card is not waiting
    assert buttons_of(waiting) == [] or waiting.deleted
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered", "delivered", "waiting"]


async def test_a_card_in_the_line_says_so_when_its_turn_comes_in_a_digest(desk: Desk) -> None:
    _, anna, _ = await _full(desk)
    waiting = cards(desk.group)[1]
    for name in ("Vera", "Gleb"):  # five cards in a minute: the next one would be a digest
        await desk.asked(name)
    await desk.sets("🪑 Места", "2")
    await desk.world.idle()
    assert "A spot has opened up!" in anna.sees
    assert "Пришла ещё 1 заявка" in desk.max.sees
    assert "Ждёт решения" in waiting.text
    await desk.decides("✅ Одобрить", waiting)
    assert desk.statuses()[:2] == ["delivered", "delivered"]


async def test_a_place_that_is_gone_at_approval_is_told(desk: Desk) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    await desk.asked("Anna", "en")
    first, second = cards(desk.group)
    await desk.decides("✅ Одобрить", first)
    press = await desk.decides("✅ Одобрить", second)
    assert "Мест больше нет (1)" in press.answer.text
    assert desk.statuses() == ["delivered", "pending"]


async def test_an_automatic_link_moves_up_by_itself_and_says_so_once(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    anna = await desk.asked("Anna", "en")
    assert "waiting list" in anna.sees
    before = len(anna.messages)
    await desk.sets("🪑 Места", "2")
    await desk.world.idle()
    assert "You’re in!" in anna.sees
    assert len(anna.messages) == before + 1


async def test_who_moved_up_has_their_day_and_week_from_then_on(desk: Desk) -> None:
    await _anna_waits(desk)
    desk.world.clock.forward(days=6, hours=20)
    await desk.sets("🪑 Места", "2")
    await desk.world.jobs()
    assert "больше суток" not in desk.max.sees
    desk.world.clock.forward(days=6)
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "pending"]


async def test_two_who_asked_with_one_address_leave_together(desk: Desk) -> None:
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    anna = desk.guest("Anna")
    await desk.asks(anna, "petr@mail.ru")
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered", "unknown"]
    await desk.decides("✋ Отклонить")
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")
    assert desk.statuses() == ["removed", "declined"]


async def test_removing_somebody_who_is_gone_already_frees_the_place_all_the_same(desk: Desk) -> None:
    """As after a crash between the removal and its note."""
    await desk.sets("🪑 Места", "1")
    petr = await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    await desk.asked("Anna")
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    desk.conference.clients[0].deleted = True
    await desk.olga.presses("Да, удалить")
    assert desk.statuses() == ["removed", "pending"]
    assert "Организаторы убрали вас" in petr.sees


async def test_who_waits_in_line_does_not_expire_and_knows_their_place(desk: Desk) -> None:
    _petr, anna, boris = await _full(desk)
    assert "Number on the waiting list: 1" in anna.sees
    assert "Номер в листе ожидания: 2" in boris.sees
    desk.world.clock.forward(days=30)
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    await anna.presses("↩️")
    await boris.sends("/my")
    assert "Номер в листе ожидания: 1" in boris.sees


async def test_a_line_ends_when_its_link_is_closed(desk: Desk) -> None:
    _petr, anna, boris = await _full(desk)
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "expired", "expired"]
    assert "No spot opened up" in anna.sees
    assert "Место так и не освободилось" in boris.sees
    assert "Место не освободилось" in desk.card.text


async def test_a_line_ends_when_its_link_closes_by_itself(desk: Desk) -> None:
    await _full(desk)
    await desk.sets("⏰ Срок", "3d")
    desk.world.clock.forward(days=2, hours=23)
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    desk.world.clock.forward(hours=1)
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "expired", "expired"]


async def test_a_line_ends_when_the_conference_begins(olga: User) -> None:
    desk = await Desk.opened(olga, info={"StartAt": "2026-11-26 12:00:00", "Timezone": "UTC"})
    await _full(desk)
    desk.world.clock.forward(days=1, hours=23)
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    desk.world.clock.forward(hours=1)
    desk.world.boomstream.fail(FaultKind.DOWN, method="info", times=None)  # what was known before still holds
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "expired", "expired"]


async def _club(desk: Desk, *members: User) -> None:
    """A link that lets in members of a group at once, to one place, which is taken."""
    club = desk.world.telegram.add_group("Club", desk.olga.person, [member.person for member in members])
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
    desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", club)
    await desk.world.idle()
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")


async def test_a_member_who_had_to_wait_is_let_in_by_the_rule(desk: Desk) -> None:
    anna, boris = desk.guest("Anna", "en"), desk.guest("Boris")
    await _club(desk, anna)
    await desk.asks(anna)
    await desk.asks(boris)
    shown = len(cards(desk.group))
    await desk.sets("🪑 Места", "3")
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "delivered", "pending"]
    assert "You’re in!" in anna.sees
    assert len(cards(desk.group)) == shown + 1, "only Boris is to be decided on"


async def test_a_member_of_a_group_that_the_link_has_no_more_is_decided_on(desk: Desk) -> None:
    anna = desk.guest("Anna", "en")
    await _club(desk, anna)
    await desk.asks(anna)
    other = desk.world.telegram.add_group("Other", desk.olga.person, [])
    desk.world.telegram.add_bot_to(other, desk.olga.person)
    await desk.world.idle()
    await desk.olga.presses("✓ Сразу участникам группы", card_of_link(desk.olga))
    desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", other)
    await desk.world.idle()
    await desk.sets("🪑 Места", "3")
    await desk.world.jobs()
    assert desk.statuses() == ["delivered", "pending"]


async def test_the_last_place_goes_to_one_of_two_and_the_other_waits(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.sets("🪑 Места", "1")
    desk.world.boomstream.fail(FaultKind.SLOW, method="client/list", seconds=0.3)
    petr, anna = desk.guest("Petr"), desk.guest("Anna")
    for guest in (petr, anna):
        await guest.starts(desk.payload)
        await guest.sends(f"{guest.person.user.username}@mail.ru")
        await guest.presses(guest.person.user.first_name)
    petr.person.press(petr.screen, "✅ Отправить")
    anna.person.press(anna.screen, "✅ Отправить")
    await desk.world.idle()
    assert sorted(desk.statuses()) == ["delivered", "waiting"]
    assert len(desk.invited) == 1


async def test_a_long_line_that_moves_up_is_no_flood_of_cards(desk: Desk) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asked()
    await desk.decides("✅ Одобрить")
    await pass_time(desk, seconds=120, step=10)
    await crowd(desk, 13)
    await pass_time(desk, seconds=120, step=1)
    before = len(cards(desk.group))
    await desk.sets("🪑 Места", "20")
    await pass_time(desk, seconds=120, step=1)
    assert desk.statuses().count("pending") == 13
    assert len(cards(desk.group)) - before == CARDS_A_MINUTE


async def test_who_moved_up_hears_of_it_when_the_link_can_not_let_them_in(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.sets("🪑 Места", "1")
    await desk.asked()
    anna = await desk.asked("Anna", "en")
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await desk.sets("🪑 Места", "2")
    desk.world.clock.forward(minutes=1)
    await desk.world.idle()
    assert desk.statuses() == ["delivered", "failed"]
    assert "Request sent" in anna.sees


# --- time -------------------------------------------------------------------------------------------------------------


async def test_a_week_without_an_answer_ends_a_request_with_a_word_to_the_guest(desk: Desk) -> None:
    petr = await desk.asked()
    anna = await desk.asked("Anna", "en")
    desk.world.clock.forward(days=6, hours=23)
    await desk.world.jobs()
    assert desk.statuses() == ["pending", "pending"]
    desk.world.clock.forward(hours=1)
    await desk.world.jobs()
    assert "Организаторы не ответили вовремя" in petr.sees
    assert "The organizers didn’t answer in time" in anna.sees
    assert all(
        "Никто не ответил вовремя" in card.text and buttons_of(card) == ["🚫 Заблокировать"]
        for card in cards(desk.group)
    )
    await desk.asks(petr)
    assert desk.statuses() == ["expired", "expired", "pending"]


async def test_what_boomstream_did_not_take_is_reminded_of_and_ends_in_time_too(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["failed"]
    desk.world.clock.forward(days=1)
    await desk.world.jobs()
    assert "1 заявка ждёт больше суток" in desk.max.sees
    desk.world.clock.forward(days=6)
    await desk.world.jobs()
    assert desk.statuses() == ["expired"]
    assert "Организаторы не ответили вовремя" in petr.sees


async def test_a_shorter_setting_ends_requests_earlier(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.clock.forward(days=3)
    await desk.world.jobs()
    assert desk.statuses() == ["pending"]
    await desk.olga.sends("/settings")
    while "Заявка ждёт ответа: 3 дня" not in desk.olga.buttons:
        await desk.olga.presses("Заявка ждёт ответа")
    await desk.world.jobs()
    assert "Организаторы не ответили вовремя" in petr.sees


async def test_a_day_without_an_answer_is_nagged_about_once(desk: Desk) -> None:
    await desk.asked()
    await desk.asked("Anna", "en")
    desk.world.clock.forward(hours=23)
    await desk.world.jobs()
    assert "больше суток" not in desk.max.sees
    desk.world.clock.forward(hours=1)
    await desk.world.jobs()
    assert "2 заявки ждут больше суток" in desk.max.sees
    before = len(desk.group.messages)
    desk.world.clock.forward(hours=30)
    await desk.world.jobs()
    assert len(desk.group.messages) == before
    await desk.max.presses("🙋 Заявки")
    assert "Ждут решения: 2" in desk.max.sees
