"""A guest's way: the link, the questions, Send, the outcome."""

import pytest

from sandbox.boomstream import FaultKind
from tests.flows.crowd import ask
from tests.flows.requests_world import (
    Desk,
    address_of,
    bind,
    buttons_of,
    card_of_link,
    cards,
    conference_of,
    payload_of,
)
from tests.flows.world import User


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await Desk.opened(olga)


# --- the whole way ---------------------------------------------------------------------------------------------------


async def test_from_the_link_to_the_invitation_in_russian(olga: User) -> None:
    desk = await Desk.opened(olga, info={"StartAt": "2026-12-01 10:00:00", "Timezone": "Europe/Moscow"})
    petr = desk.guest("Petr")
    await petr.starts(desk.payload)
    offer, question = petr.messages[-2:]
    assert "Здесь можно попросить приглашение в конференцию Планёрка" in offer.text
    assert "Начало: " in offer.text
    assert '<tg-time unix="1796108400"' in offer.html  # 10:00 in Moscow, in the reader's own zone
    assert "/privacy" in offer.text
    assert "На какой e-mail" in question.text
    await petr.sends("petr@")
    assert "«petr@» — это не адрес e-mail" in petr.sees
    await petr.sends("Petr@Mail.ru")
    await petr.presses("Petr")
    assert "Отправить заявку в конференцию Планёрка?" in petr.sees
    assert "Petr · Petr@mail.ru" in petr.sees
    await petr.presses("✅ Отправить")
    assert "Заявка у организаторов" in petr.sees
    assert "P•••r@mail.ru" in desk.card.text
    assert desk.invited == []
    await desk.decides("✅ Одобрить")
    assert desk.invited == ["Petr@mail.ru"]
    assert "Вы приглашены" in petr.sees
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link
    assert "Одобрение: Max" in desk.card.text
    assert "ссылка доставлена" in desk.card.text


async def test_from_the_link_to_the_invitation_in_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en")
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    assert "You can ask for an invitation to Планёрка" in anna.messages[-2].text
    await anna.sends("nonsense")
    assert "nonsense" in anna.sees
    await anna.sends("anna@example.com")
    await anna.sends("Anna Smith")
    await anna.presses("✅ Send")
    assert "The request is with the organizers" in anna.sees
    assert "A request for Планёрка" in desk.card.text
    assert "Anna · Anna Smith · a•••a@example.com" in desk.card.text
    await desk.decides("✅ Approve")
    assert "You are invited" in anna.sees
    assert address_of(anna.screen) == desk.conference.clients[0].invite_link
    assert "Approved by Max" in desk.card.text
    assert "link delivered" in desk.card.text


async def test_everyone_is_spoken_to_in_their_own_language(desk: Desk) -> None:
    anna = await desk.asked("Anna", "en")
    assert "Заявка · Планёрка" in desk.card.text
    await desk.decides("✋ Отклонить")
    assert "The organizers declined" in anna.sees


async def test_the_organizers_question_is_asked_and_its_answer_shown(desk: Desk) -> None:
    await desk.sets("💬 Вопрос", "Откуда вы?")
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    assert "Организаторы спрашивают: Откуда вы?" in petr.sees
    await petr.sends("<b>Тверь</b>")
    assert "💬 <b>Тверь</b>" in petr.sees
    await petr.presses("✅ Отправить")
    assert "💬 Откуда вы?\n<b>Тверь</b>" in desk.card.text


async def test_back_and_cancel_work_at_every_question(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("‹ Назад")
    assert "На какой e-mail" in petr.sees
    await petr.sends("other@mail.ru")
    await petr.presses("Petr")
    assert "other@mail.ru" in petr.sees
    await petr.presses("Отмена")
    assert desk.statuses() == []


# --- one open request a person and conference ------------------------------------------------------------------------


async def test_whoever_comes_again_sees_where_their_request_stands(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.starts(desk.payload)
    assert "Заявка у организаторов" in petr.sees
    assert petr.buttons == ["↩️ Отозвать"]
    await desk.decides("✅ Одобрить")
    await petr.starts(desk.payload)
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link


async def test_send_pressed_twice_sends_once(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    petr.person.press_twice(petr.screen, "✅ Отправить")
    await desk.world.idle()
    assert desk.statuses() == ["pending"]
    assert len(cards(desk.group)) == 1


async def test_two_links_of_a_conference_make_one_open_request(desk: Desk) -> None:
    card = card_of_link(desk.olga)
    await desk.olga.presses("🔗 Ссылки для заявок", card)
    await desk.olga.presses("➕ Ещё ссылка", card)
    second = payload_of(card)
    assert second != desk.payload
    petr = desk.guest()
    await petr.starts(desk.payload)
    first_question = petr.screen
    await petr.starts(second)  # on another device, say
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    await petr.presses("✅ Отправить")
    press = await petr.presses("Отмена", first_question)
    assert "Уже сделано" in press.answer.text
    await petr.starts(desk.payload)
    assert "Заявка у организаторов" in petr.sees
    assert desk.statuses() == ["pending"]


async def test_a_request_sent_while_another_is_open_is_refused_with_a_sentence(desk: Desk) -> None:
    petr = await _about_to_send(desk)
    await ask(desk, petr)
    await petr.presses("✅ Отправить")
    assert "У вас уже есть заявка" in petr.sees
    assert desk.statuses() == ["pending"]


async def _about_to_send(desk: Desk) -> User:
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    return petr


async def test_after_a_decline_one_cools_down_for_a_day(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    desk.world.clock.forward(hours=1)
    await petr.starts(desk.payload)
    assert "Новую можно отправить через 23 часа" in petr.sees
    desk.world.clock.forward(hours=23, seconds=1)
    await desk.asks(petr)
    assert desk.statuses() == ["declined", "pending"]


async def test_a_decline_that_comes_while_one_answers_the_questions_counts_too(desk: Desk) -> None:
    petr = await _about_to_send(desk)
    await ask(desk, petr)
    await desk.world.idle()
    await desk.decides("✋ Отклонить")
    await petr.presses("✅ Отправить", next(m for m in petr.messages if "✅ Отправить" in buttons_of(m)))
    assert "через 24 часа" in petr.sees
    assert desk.statuses() == ["declined"]


async def test_five_requests_a_day_are_enough(desk: Desk) -> None:
    petr = desk.guest()
    for _ in range(5):
        await desk.asks(petr)
        await petr.presses("↩️ Отозвать")
    await petr.starts(desk.payload)
    assert "Не больше 5 заявок в день" in petr.sees
    desk.world.clock.forward(days=1, seconds=1)
    await desk.asks(petr)
    assert desk.statuses()[-1] == "pending"


# --- taking back, expiring -------------------------------------------------------------------------------------------


async def test_a_withdrawn_request_is_withdrawn_on_the_card_too(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.presses("↩️ Отозвать")
    assert "Вы отозвали заявку" in petr.sees
    assert petr.buttons == []
    assert "Гость отозвал заявку" in desk.card.text
    assert buttons_of(desk.card) == ["🚫 Заблокировать"]
    await desk.asks(petr)
    assert desk.statuses() == ["withdrawn", "pending"]
    assert len(cards(desk.group)) == 2


async def test_withdrawing_what_was_just_approved_shows_the_invitation(desk: Desk) -> None:
    petr = await desk.asked()
    sent = petr.screen
    await desk.decides("✅ Одобрить")
    await petr.presses("↩️ Отозвать", sent)
    assert "Вы приглашены" in sent.text
    assert desk.statuses() == ["delivered"]


async def test_nobody_withdraws_for_somebody_else(desk: Desk) -> None:
    petr = await desk.asked()
    data = petr.screen.buttons[0][0].value
    anna = desk.guest("Anna", "en")
    await anna.starts()
    anna.person.press(anna.screen, data=data)
    await desk.world.idle()
    assert desk.statuses() == ["pending"]


async def test_a_week_without_an_answer_ends_a_request_with_a_word_to_the_guest(desk: Desk) -> None:
    petr = await desk.asked()
    anna = await desk.asked("Anna", "en")
    desk.world.clock.forward(days=6, hours=23)
    await desk.world.jobs()
    assert desk.statuses() == ["pending", "pending"]
    desk.world.clock.forward(hours=1)
    await desk.world.jobs()
    assert "срок заявки вышел" in petr.sees
    assert "the request has expired" in anna.sees
    assert all("Срок вышел" in card.text and buttons_of(card) == [] for card in cards(desk.group))
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
    assert "срок заявки вышел" in petr.sees


async def test_what_boomstream_did_not_take_can_be_withdrawn(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await desk.decides("✅ Одобрить")
    await petr.presses("↩️ Отозвать")
    assert desk.statuses() == ["withdrawn"]
    assert "Гость отозвал заявку" in desk.card.text


async def test_a_shorter_setting_ends_requests_earlier(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.clock.forward(days=3)
    await desk.world.jobs()
    assert desk.statuses() == ["pending"]
    await desk.olga.sends("/settings")
    while "Срок заявок: 3 дня" not in desk.olga.buttons:
        await desk.olga.presses("Срок заявок")
    await desk.world.jobs()
    assert "срок заявки вышел" in petr.sees


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


# --- the waiting list ------------------------------------------------------------------------------------------------


async def _full(desk: Desk) -> tuple[User, User, User]:
    """One place, taken by Petr; Anna waits, then Boris."""
    await desk.sets("🪑 Места", "1")
    petr = await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    anna = await desk.asked("Anna", "en")
    boris = await desk.asked("Boris")
    return petr, anna, boris


async def test_when_all_places_are_taken_guests_wait_in_line(desk: Desk) -> None:
    _petr, anna, _boris = await _full(desk)
    assert "you are on the waiting list" in anna.sees
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    await anna.starts(desk.payload)
    assert "you are on the waiting list" in anna.sees
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
    assert "The request is with the organizers" in anna.sees
    assert "лист" in boris.sees
    assert "Ждёт решения" in desk.card.text
    assert "Anna" in desk.card.text
    await desk.decides("✅ Одобрить")
    assert "You are invited" in anna.sees


async def test_more_places_let_as_many_move_up(desk: Desk) -> None:
    _petr, _anna, boris = await _full(desk)
    await desk.asked("Vera")
    await desk.sets("🪑 Места", "3")
    await desk.world.idle()
    assert desk.statuses() == ["delivered", "pending", "pending", "waiting"]
    assert "Заявка у организаторов" in boris.sees


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
    assert "A place is free!" in anna.sees
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
    assert "Все места заняты (1)" in press.answer.text
    assert desk.statuses() == ["delivered", "pending"]


async def test_an_automatic_link_moves_up_by_itself_and_says_so_once(desk: Desk) -> None:
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    anna = await desk.asked("Anna", "en")
    assert "waiting list" in anna.sees
    before = len(anna.messages)
    await desk.sets("🪑 Места", "2")
    await desk.world.idle()
    assert "You are invited" in anna.sees
    assert len(anna.messages) == before + 1


# --- without moderators ----------------------------------------------------------------------------------------------


async def test_an_automatic_link_lets_in_at_once(desk: Desk) -> None:
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
    petr = await desk.asked()
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link
    assert desk.statuses() == ["delivered"]
    assert cards(desk.group) == []
    links = [m for m in petr.messages if "jwt=" in m.text]
    assert len(links) == 1, "the link came twice"


async def test_an_automatic_link_in_trouble_asks_the_moderators(desk: Desk) -> None:
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
    desk.world.boomstream.fail(FaultKind.DOWN, method="invite")
    petr = await desk.asked()
    assert "Заявка у организаторов" in petr.sees
    assert "не получилось" in desk.card.text
    await desk.decides("↻ Повторить")
    assert "Вы приглашены" in petr.sees
    assert desk.statuses() == ["delivered"]


async def test_members_of_a_group_are_let_in_at_once_and_others_are_not(desk: Desk) -> None:
    petr, anna = desk.guest("Petr"), desk.guest("Anna", "en")
    club = desk.world.telegram.add_group("Club", desk.olga.person, [petr.person])
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.olga.presses("Участники группы", card_of_link(desk.olga))
    desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", club)
    await desk.world.idle()
    assert "Участникам группы «Club» — сразу" in card_of_link(desk.olga).text
    await desk.asks(petr)
    assert "Вы приглашены" in petr.sees
    await desk.asks(anna)
    assert "with the organizers" in anna.sees
    assert len(cards(desk.group)) == 1
    assert desk.invited == ["petr@mail.ru"]


async def test_a_group_that_the_bot_has_left_lets_nobody_in(desk: Desk) -> None:
    petr = desk.guest("Petr")
    club = desk.world.telegram.add_group("Club", desk.olga.person, [petr.person])
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.olga.presses("Участники группы", card_of_link(desk.olga))
    desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", club)
    await desk.world.idle()
    desk.world.telegram.remove_bot_from(club, desk.olga.person)
    await desk.asks(petr)
    assert desk.invited == []
    assert "Ждёт решения" in desk.card.text


async def test_another_group_can_be_chosen_later(desk: Desk) -> None:
    groups = [desk.world.telegram.add_group(name, desk.olga.person) for name in ("Club", "Team")]
    for group in groups:
        desk.world.telegram.add_bot_to(group, desk.olga.person)
        await desk.world.idle()
        await desk.olga.presses(
            "Участники группы" if group is groups[0] else "✓ Участники группы", card_of_link(desk.olga)
        )
        desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", group)
        await desk.world.idle()
        assert f"«{group.title}»" in card_of_link(desk.olga).text


# --- closed links ----------------------------------------------------------------------------------------------------


async def test_a_link_closes_at_its_time(desk: Desk) -> None:
    await desk.sets("⏰ Закрытие", "2h")
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    await anna.sends("anna@example.com")
    desk.world.clock.forward(hours=2)
    await anna.presses("Anna")
    await anna.presses("✅ Send")
    assert "closed" in anna.sees
    petr = desk.guest()
    await petr.starts(desk.payload)
    assert "Эта ссылка закрыта" in petr.sees
    assert desk.statuses() == []


async def test_what_was_asked_before_a_link_closed_is_still_decided(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    await desk.decides("✅ Одобрить")
    assert "Вы приглашены" in petr.sees


async def test_a_made_up_link_leads_nowhere(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts("r_nothing-like-it")
    assert "Эта ссылка закрыта" in petr.sees


async def test_a_link_opened_in_a_group_sends_to_the_private_chat(desk: Desk) -> None:
    await desk.max.sends(f"/start@conference_bot {desk.payload}")
    assert "в личном чате" in desk.max.sees


# --- without a moderators' group -------------------------------------------------------------------------------------


async def test_without_a_moderators_group_the_cards_go_to_the_workspace(olga: User) -> None:
    world = olga.world
    conference = await conference_of(olga)
    await olga.sends("/open план")
    petr = world.user("Petr")
    payload = payload_of(card_of_link(olga))
    await petr.starts(payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    await petr.presses("✅ Отправить")
    assert "Заявка · Планёрка" in olga.sees
    await olga.presses("✅ Одобрить")
    assert [client.email for client in conference.clients] == ["petr@mail.ru"]
    assert "ссылка доставлена" in olga.sees


async def test_requests_made_before_the_group_was_bound_are_found_by_command(olga: User) -> None:
    world = olga.world
    await conference_of(olga)
    await olga.sends("/open план")
    payload = payload_of(card_of_link(olga))
    petr = world.user("Petr")
    await petr.starts(payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    await petr.presses("✅ Отправить")
    maks = world.user("Max")
    group = world.telegram.add_group("Modteam", olga.person, [maks.person], kind="supergroup")
    await bind(olga, group)
    moderator = maks.within(group)
    await moderator.sends("/requests@conference_bot")
    await moderator.presses("Petr · Планёрка")
    await moderator.presses("✅ Одобрить")
    assert "Одобрение: Max" in moderator.sees
    assert "Вы приглашены" in petr.sees
