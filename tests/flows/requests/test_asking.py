"""A guest's way: the link, the questions, Send, the outcome."""

import asyncio

import pytest

from sandbox.boomstream import FaultKind
from services.errors import AppError, ErrorCode
from tests.flows.crowd import ask
from tests.flows.requests_world import (
    Desk,
    address_of,
    buttons_of,
    card_of_link,
    cards,
    payload_of,
)
from tests.flows.world import User, World

# --- the whole way ---------------------------------------------------------------------------------------------------


async def test_from_the_link_to_the_invitation_in_russian(olga: User) -> None:
    desk = await Desk.opened(olga, info={"StartAt": "2026-12-01 10:00:00", "Timezone": "Europe/Moscow"})
    petr = desk.guest("Petr")
    await petr.starts(desk.payload)
    offer, question = petr.messages[-2:]
    assert "Это заявка на конференцию «Планёрка»" in offer.text
    assert "Начало: " in offer.text
    assert '<tg-time unix="1796108400"' in offer.html  # 10:00 in Moscow, in the reader's own zone
    assert "/privacy" in offer.text
    assert "Какой у вас e-mail" in question.text
    await petr.sends("petr@")
    assert "«petr@» не похоже на e-mail" in petr.sees
    await petr.sends("Petr@Mail.ru")
    await petr.presses("Petr")
    assert "Отправить заявку на конференцию «Планёрка»?" in petr.sees
    assert "Petr · Petr@mail.ru" in petr.sees
    await petr.presses("✅ Отправить")
    assert "Заявка отправлена" in petr.sees
    assert "P•••r@mail.ru" in desk.card.text
    assert desk.invited == []
    await desk.decides("✅ Одобрить")
    assert desk.invited == ["Petr@mail.ru"]
    assert "Вы приглашены" in petr.sees
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link
    assert "Одобрено · Max" in desk.card.text
    assert "Ссылка доставлена" in desk.card.text


async def test_from_the_link_to_the_invitation_in_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en")
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    assert "This is a request to join “Планёрка”" in anna.messages[-2].text
    await anna.sends("nonsense")
    assert "nonsense" in anna.sees
    await anna.sends("anna@example.com")
    await anna.sends("Anna Smith")
    await anna.presses("✅ Send")
    assert "Request sent" in anna.sees
    assert "Request · Планёрка" in desk.card.text
    assert "Anna · Anna Smith · a•••a@example.com" in desk.card.text
    await desk.decides("✅ Approve")
    assert "You’re in!" in anna.sees
    assert address_of(anna.screen) == desk.conference.clients[0].invite_link
    assert "Approved by Max" in desk.card.text
    assert "Link delivered" in desk.card.text


@pytest.mark.parametrize(
    "text", ["Petr Ivanov <petr@mail.ru>", "petr@mail.ru.", "petr@mail.ru,", "<petr@mail.ru>", "mailto:petr@mail.ru"]
)
async def test_an_address_is_taken_however_it_was_pasted(desk: Desk, text: str) -> None:
    petr = desk.guest("Petr")
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru vera@mail.ru")
    assert "не похоже на e-mail" in petr.sees
    await petr.sends(text)
    await petr.presses("Petr")
    assert "Petr · petr@mail.ru" in petr.sees


async def test_everyone_is_spoken_to_in_their_own_language(desk: Desk) -> None:
    anna = await desk.asked("Anna", "en")
    assert "Заявка · Планёрка" in desk.card.text
    await desk.decides("✋ Отклонить")
    await desk.ten_seconds_pass()
    assert "the organizers declined" in anna.sees


async def test_the_organizers_question_is_asked_and_its_answer_shown(desk: Desk) -> None:
    await desk.sets("💬 Вопрос", "Откуда вы?")
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    assert "Организаторы спрашивают:\nОткуда вы?" in petr.sees
    await petr.sends("<b>Тверь</b>")
    assert "<b>Тверь</b>" in petr.sees
    await petr.presses("✅ Отправить")
    assert "💬 Откуда вы?\n<b>Тверь</b>" in desk.card.text


async def test_back_and_cancel_work_at_every_question(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("‹ Назад")
    assert "Какой у вас e-mail" in petr.sees
    await petr.sends("other@mail.ru")
    await petr.presses("Petr")
    assert "other@mail.ru" in petr.sees
    await petr.presses("Отмена")
    assert desk.statuses() == []


# --- one open request a person and conference ------------------------------------------------------------------------


async def test_whoever_comes_again_sees_where_their_request_stands(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.starts(desk.payload)
    assert "Заявка отправлена" in petr.sees
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
    assert "Заявка отправлена" in petr.sees
    assert desk.statuses() == ["pending"]


async def test_a_request_sent_while_another_is_open_is_refused_with_a_sentence(desk: Desk) -> None:
    petr = await _about_to_send(desk)
    await ask(desk, petr)
    await petr.presses("✅ Отправить")
    assert "Вы уже отправили заявку" in petr.sees
    assert desk.statuses() == ["pending"]


async def test_two_requests_sent_at_the_same_moment_are_one(desk: Desk) -> None:
    """Through two links of a conference: in one life of the bot a person's presses wait for one another."""
    card = card_of_link(desk.olga)
    await desk.olga.presses("🔗 Ссылки для заявок", card)
    await desk.olga.presses("➕ Ещё ссылка", card)
    second = payload_of(card)
    petr = desk.guest()
    sent = await asyncio.gather(
        ask(desk, petr), ask(desk, petr, second), ask(desk, petr, second), return_exceptions=True
    )
    refusals = [outcome for outcome in sent if isinstance(outcome, BaseException)]
    assert [type(refusal) for refusal in refusals] == [AppError] * 2
    assert {str(refusal) for refusal in refusals} == {ErrorCode.REQUEST_OPEN.value}
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
    await desk.ten_seconds_pass()
    desk.world.clock.forward(hours=1)
    await petr.starts(desk.payload)
    assert "Новую можно отправить через 23 часа" in petr.sees
    desk.world.clock.forward(hours=23)
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
    assert petr.buttons == ["🙋 Отправить заявку снова"]
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


async def test_what_boomstream_did_not_take_can_be_withdrawn(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await desk.decides("✅ Одобрить")
    await petr.presses("↩️ Отозвать")
    assert desk.statuses() == ["withdrawn"]
    assert "Гость отозвал заявку" in desk.card.text


# --- closed links ----------------------------------------------------------------------------------------------------


async def test_a_made_up_link_leads_nowhere(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts("r_nothing-like-it")
    assert "Приём заявок по этой ссылке закрыт" in petr.sees


async def test_a_link_opened_in_a_group_sends_to_the_private_chat(desk: Desk) -> None:
    await desk.max.sends(f"/start@conference_bot {desk.payload}")
    assert "в личном чате" in desk.max.sees


# --- what happens meanwhile -------------------------------------------------------------------------------------------


async def test_the_answer_stays_with_the_question_that_was_asked(desk: Desk) -> None:
    await desk.sets("💬 Вопрос", "Откуда вы?")
    await desk.asks(desk.guest(), answer="Из Твери")
    await desk.sets("💬 Вопрос", "Сколько вам лет?")
    await desk.decides("✋ Отклонить")
    assert "Откуда вы?" in desk.card.text
    assert "Сколько вам лет?" not in desk.card.text


async def test_what_was_sent_is_sent_even_when_telegram_did_not_show_it(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.presses("Petr")
    summary = petr.screen
    for method in ("editMessageText", "sendMessage"):
        desk.world.telegram.fail(
            method, chat=petr.person.private, code=400, description="Bad Request: strange", times=1
        )
    await petr.presses("✅ Отправить", summary)
    assert desk.statuses() == ["pending"]
    before = len(petr.messages)
    await petr.sends("Ну что?")
    assert "Отправить заявку" not in "".join(message.text for message in petr.messages[before:])


async def test_a_payload_of_many_digits_is_no_incident(world: World, olga: User) -> None:
    await olga.starts(f"g_{'9' * 30}")
    assert "Ссылка" in olga.sees or "ссылка" in olga.sees


# --- the conference is gone -------------------------------------------------------------------------------------------


async def test_a_deleted_conference_ends_its_requests_with_a_word_to_the_guests(desk: Desk) -> None:
    petr, anna = await desk.asked("Petr"), await desk.asked("Anna", "en")
    await desk.decides("✅ Одобрить", cards(desk.group)[0])
    assert "Вы приглашены" in petr.sees
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    assert "удалили эту конференцию" in petr.sees
    assert "deleted this conference" in anna.sees
    assert desk.statuses() == ["cancelled", "cancelled"]
    assert all("Конференция удалена" in card.text and buttons_of(card) == [] for card in cards(desk.group))
    await petr.sends("/my")
    assert "удалили эту конференцию" in petr.sees
    assert not any("🔗" in button for button in petr.buttons)


async def test_tidying_up_after_an_event_is_no_news_for_its_guests(olga: User) -> None:
    desk = await Desk.opened(olga, info={"StartAt": "2026-11-25 18:00:00", "Timezone": "Europe/Moscow"})
    petr, anna = await desk.asked("Petr"), await desk.asked("Anna", "en")
    await desk.decides("✅ Одобрить", cards(desk.group)[0])
    desk.world.clock.forward(days=2)
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    assert "Вы приглашены" in petr.sees
    assert "deleted this conference" in anna.sees
    await petr.sends("/my")
    assert "удалили эту конференцию" in petr.sees


async def test_a_guest_whose_conference_vanished_still_sees_where_they_stand(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.project.conferences.remove(desk.conference)
    await petr.starts(desk.payload)
    assert "Заявка отправлена" in petr.sees
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    assert "no longer takes requests" in anna.sees
