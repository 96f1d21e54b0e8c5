"""What moderators decide, how it can go wrong, and who may not decide."""

import pytest

from sandbox.boomstream import FaultKind
from sandbox.telegram import Message
from tests.flows.crowd import crowd
from tests.flows.requests_world import (
    Desk,
    bind,
    buttons_of,
    cards,
    open_link,
    rows,
    shared,
)
from tests.flows.world import User


async def _full(desk: Desk) -> None:
    """One place, taken by Petr; Anna waits."""
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    await desk.asked("Anna")


# --- outcomes --------------------------------------------------------------------------------------------------------


async def test_a_moderator_is_made_one_in_boomstream_too(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("⭐ Одобрить как модератора")
    assert desk.conference.clients[0].moderator
    assert "Модератор" in desk.card.text
    assert "Вы приглашены" in petr.sees


async def test_the_card_keeps_its_facts_and_gains_the_outcome(desk: Desk) -> None:
    await desk.asked()
    status, about = desk.card.text.split("\n\n")
    assert status.split("\n")[1] == "⏳ Ждёт решения"  # what matters most stands first
    facts = about.split("\n")
    assert facts[0] == "👤 Petr · p•••r@mail.ru"  # one name, not twice the same
    assert 'href="tg://user?id=' in desk.card.html
    await desk.decides("✅ Одобрить")
    assert all(line in desk.card.text for line in facts if not line.startswith("📊"))
    assert "приглашено 1" in desk.card.text
    assert "Одобрено · Max, 24 нояб. 2026, 12:00 UTC\nСсылка доставлена" in desk.card.text
    assert buttons_of(desk.card) == ["👤 Карточка участника", "🗑 Удалить из конференции", "🚫 Заблокировать"]


async def test_the_participants_card_comes_below_and_the_requests_stays(desk: Desk) -> None:
    await desk.asked()
    await desk.decides("✅ Одобрить")
    card = desk.card
    before = card.text
    await desk.decides("👤 Карточка участника")
    assert card.text == before
    assert desk.max.screen is not card
    assert "p•••r@mail.ru" in desk.max.sees


async def test_declining_tells_the_guest(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    await desk.ten_seconds_pass()
    assert "организаторы отклонили заявку" in petr.sees
    assert "Отклонено · Max" in desk.card.text
    assert buttons_of(desk.card) == ["✅ Всё-таки одобрить", "🚫 Заблокировать"]
    assert desk.invited == []


@pytest.mark.parametrize("forum", [False, True])
async def test_a_reason_is_asked_in_the_group_and_reaches_the_guest(olga: User, forum: bool) -> None:
    desk = await Desk.opened(olga, forum=forum)
    petr = await desk.asked()
    await desk.decides("✋ Отклонить с причиной")
    question = desk.max.screen
    assert "✋ Отказ · Petr\nЧто передать гостю" in question.text
    assert question.markup
    assert question.markup.get("force_reply")
    assert question.thread_id == desk.card.thread_id
    assert "Ждёт решения" in desk.card.text
    await desk.max.sends("Мест <больше> нет", reply_to=question, thread=question.thread_id)
    assert "гость получит ваш ответ" in desk.max.sees
    await desk.ten_seconds_pass()
    assert "\nМест <больше> нет" in petr.sees
    assert "\nМест <больше> нет" in desk.card.text


async def test_a_reason_for_what_a_colleague_decided_meanwhile_changes_nothing(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить с причиной")
    question = desk.max.screen
    olga = desk.olga.within(desk.group)
    await olga.presses("✅ Одобрить", desk.card)
    await desk.max.sends("Поздно", reply_to=question)
    assert "Одобрено · Olga" in desk.max.sees
    assert "Вы приглашены" in petr.sees
    await desk.max.sends("Точно поздно", reply_to=question)
    assert desk.statuses() == ["delivered"]


async def test_a_cancelled_reason_leaves_the_request_as_it_was(desk: Desk) -> None:
    await desk.asked()
    await desk.decides("✋ Отклонить с причиной")
    await desk.max.sends("/cancel@conference_bot")
    assert desk.statuses() == ["pending"]
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered"]


async def test_a_blocked_guest_can_not_ask_again_until_they_are_unblocked(desk: Desk) -> None:
    anna = await desk.asked("Anna", "en")
    press = await desk.decides("🚫 Заблокировать")
    assert "заблокирован" in press.answer.text
    await desk.ten_seconds_pass()
    assert "the organizers declined" in anna.sees
    assert buttons_of(desk.card) == ["Разблокировать"]
    desk.world.clock.forward(days=2)
    await anna.starts(desk.payload)
    assert "aren’t taking requests from you" in anna.sees
    assert desk.statuses() == ["declined"]
    press = await desk.decides("Разблокировать")
    assert "Гость разблокирован" in press.answer.text
    assert buttons_of(desk.card) == ["✅ Всё-таки одобрить", "🚫 Заблокировать"]
    await desk.asks(anna)
    assert desk.statuses() == ["declined", "pending"]


async def test_a_block_answers_all_that_the_guest_asks_for_here(desk: Desk) -> None:
    await desk.olga.sends("/create Ретроспектива")
    other = await open_link(desk.olga, "ретро")
    petr, anna = await desk.asked(), await desk.asked("Anna", "en")
    await desk.asks(petr, payload=other)
    await desk.decides("🚫 Заблокировать", cards(desk.group)[0])
    assert desk.statuses() == ["declined", "pending", "declined"]
    await desk.ten_seconds_pass()
    assert "организаторы отклонили заявку" in petr.sees
    assert "Request sent" in anna.sees
    assert [buttons_of(card) for card in cards(desk.group)][::2] == [["Разблокировать"]] * 2


async def test_a_guest_who_only_annoys_can_be_blocked_after_the_decision(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.presses("↩️ Отозвать")
    press = await desk.decides("🚫 Заблокировать")
    assert "заблокирован" in press.answer.text
    assert "Гость отозвал заявку" in desk.card.text
    await petr.starts(desk.payload)
    assert "не принимают" in petr.sees


# --- who was faster --------------------------------------------------------------------------------------------------


async def test_of_two_moderators_the_first_wins_and_the_other_is_told(desk: Desk) -> None:
    await desk.asked()
    olga = desk.olga.within(desk.group)
    card = desk.card
    first = desk.max.person.press(card, "✅ Одобрить")
    second = olga.person.press(card, "✋ Отклонить")
    await desk.world.idle()
    late, winner = (second, "Max") if "Одобрено" in card.text else (first, "Olga")
    assert late.answer.show_alert
    assert winner in late.answer.text
    assert "24 нояб. 2026, 12:00 UTC" in late.answer.text
    assert len(desk.invited) == (1 if winner == "Max" else 0)
    assert len([m for m in desk.group.messages if m.from_bot]) == len(_before_and(card, desk)), "no noise in the group"


def _before_and(card: Message, desk: Desk) -> list[Message]:
    return [m for m in desk.group.messages if m.from_bot and m.id <= card.id]


async def test_a_double_tap_invites_once(desk: Desk) -> None:
    await desk.asked()
    desk.max.person.press_twice(desk.card, "✅ Одобрить")
    await desk.world.idle()
    assert desk.invited == ["petr@mail.ru"]
    assert desk.statuses() == ["delivered"]


async def test_whoever_presses_a_card_that_the_guest_took_back_is_told_so(desk: Desk) -> None:
    petr = await desk.asked()
    data = _data(desk.card, "✅ Одобрить")
    await petr.presses("↩️ Отозвать")
    press = desk.max.person.press(desk.card, data=data)
    await desk.world.idle()
    assert "Гость отозвал заявку" in press.answer.text
    assert desk.invited == []


# --- trouble ---------------------------------------------------------------------------------------------------------


async def test_a_guest_who_blocked_the_bot_gets_the_link_from_the_moderator(desk: Desk) -> None:
    petr = await desk.asked()
    petr.person.block()
    await desk.decides("✅ Одобрить")
    assert "Гость заблокировал бота" in desk.card.text
    link = next(button for row in desk.card.buttons for button in row if button.kind == "url")
    assert shared(str(link.value)) == desk.conference.clients[0].invite_link
    assert desk.statuses() == ["undelivered"]
    await petr.sends("/my")  # unblocks
    assert any(b.value == shared(str(link.value)) for row in petr.screen.buttons for b in row)


async def test_what_failed_can_be_declined_instead(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.DOWN, method="client/list", times=None)
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["failed"]
    desk.world.boomstream.heal()
    await desk.decides("✋ Отклонить")
    await desk.ten_seconds_pass()
    assert "отклонили" in petr.sees
    assert desk.invited == []


# --- the list --------------------------------------------------------------------------------------------------------


async def test_requests_are_decided_from_the_list_and_their_cards_follow(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.asked("Anna", "en")
    first, _second = cards(desk.group)
    await desk.max.sends("/requests@conference_bot")
    assert "Ждут решения: 2" in desk.max.sees
    await desk.max.presses("Petr · Планёрка")
    assert "p•••r@mail.ru" in desk.max.sees
    shown = desk.max.screen
    await desk.max.presses("✅ Одобрить", shown)
    assert "Одобрено · Max" in shown.text
    assert "Ссылка доставлена" in first.text
    assert "Вы приглашены" in petr.sees
    await desk.max.presses("‹ Заявки", shown)
    assert "Ждут решения: 1" in shown.text


async def test_the_list_can_be_narrowed_to_a_conference(desk: Desk) -> None:
    await desk.asked()
    await desk.olga.sends("/create Лекция")
    await desk.olga.sends("/requests лекция")
    assert "нет" in desk.olga.sees
    await desk.olga.sends("/requests план")
    assert "Ждут решения: 1" in desk.olga.sees


async def test_all_that_are_shown_are_approved_at_once_after_a_question(desk: Desk) -> None:
    guests = [await desk.asked(name) for name in ("Petr", "Boris", "Vera")]
    await desk.max.sends("/requests@conference_bot")
    listed = desk.max.screen
    await desk.max.presses("✅ Одобрить всех на экране", listed)
    assert "Одобрить 3 заявки" in listed.text
    assert "p•••r@mail.ru" in listed.text
    late = await desk.asked("Gleb")  # came after the question
    await desk.max.presses("✅ Одобрить всех", listed)
    assert "Одобрено заявок: 3" in listed.text
    assert all("Вы приглашены" in guest.sees for guest in guests)
    assert "Заявка отправлена" in late.sees


async def test_a_failure_among_many_is_counted(desk: Desk) -> None:
    for name in ("Petr", "Boris"):
        await desk.asked(name)
    desk.world.boomstream.fail(FaultKind.FAILED, method="invite")
    await desk.max.sends("/requests@conference_bot")
    listed = desk.max.screen
    await desk.max.presses("✅ Одобрить всех", listed)
    await desk.max.presses("✅ Одобрить всех", listed)
    assert "Одобрено заявок: 1" in listed.text
    assert "Не получилось: 1" in listed.text


async def test_in_english_the_list_speaks_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en")
    await desk.asked("Anna", "en")
    await desk.max.sends("/requests@conference_bot")
    assert "Waiting for a decision: 1" in desk.max.sees
    await desk.max.presses("✅ Approve all shown")
    assert "Approve 1 request?" in desk.max.sees
    await desk.max.presses("✅ Approve all shown")
    assert "Approved: 1" in desk.max.sees


async def test_approve_all_lets_in_those_who_were_named_and_nobody_else(desk: Desk) -> None:
    await crowd(desk, 12)
    await desk.world.idle()
    await desk.max.sends("/requests")
    await desk.max.presses("›")
    await desk.max.presses("✅ Одобрить всех на экране")
    assert "Одобрить 4 заявки" in desk.max.sees
    question, tapped = desk.max.screen, str(desk.max.screen.buttons[0][0].value)
    await desk.max.presses("✅ Одобрить всех на экране", question)
    named = list(desk.invited)
    assert len(named) == 4
    press = desk.max.person._query(question, tapped)  # the second tap of two
    await desk.world.idle()
    assert "уже есть решение" in (press.answer.text or "")
    assert desk.invited == named


async def test_those_in_line_are_in_the_list_too(desk: Desk) -> None:
    await _full(desk)
    await desk.max.sends("/requests")
    await desk.max.presses("Anna")
    assert "В листе ожидания" in desk.max.sees
    await desk.max.presses("✋ Отклонить")
    assert desk.statuses() == ["delivered", "declined"]


async def test_new_requests_can_be_kept_for_the_list(desk: Desk) -> None:
    await desk.olga.sends("/settings")
    await desk.olga.presses("Присылать каждую заявку: да")
    await desk.asked()
    assert cards(desk.group) == []
    await desk.max.sends("/requests")
    assert "Ждут решения: 1" in desk.max.sees
    desk.world.clock.forward(days=1)
    await desk.world.jobs()
    assert "1 заявка ждёт больше суток" in desk.max.sees


# --- who may not -----------------------------------------------------------------------------------------------------


async def test_e_mails_are_masked_and_shown_to_the_presser_alone(desk: Desk) -> None:
    await desk.asked()
    assert "petr@mail.ru" not in desk.card.text
    press = await desk.decides("✉️ Весь e-mail")
    assert press.answer.text == "petr@mail.ru"
    assert press.answer.show_alert
    assert not any("petr@mail.ru" in message.text for message in desk.group.messages)


async def test_a_moderator_who_left_decides_nothing(desk: Desk) -> None:
    await desk.asked()
    presses = [desk.max.person._query(desk.card, _data(desk.card, label)) for label in buttons_of(desk.card)]
    desk.group.remove_member(desk.max.person.user)
    await desk.world.idle()
    for press in presses:
        assert "только участники группы" in press.answer.text
        assert press.answer.show_alert
    _nothing_happened(desk)


async def test_a_moderator_who_left_uses_no_other_button_either(desk: Desk) -> None:
    await desk.asked()
    lists = []
    for command in ("/conferences", "/requests", "/invite план anna@mail.ru", "/clients план"):
        await desk.max.sends(command)
        lists.append(desk.max.screen)
    presses = [
        desk.max.person._query(message, _data(message, button.text))
        for message in lists
        for row in message.buttons
        for button in row
        if button.kind == "callback_data"
    ]
    before = [message.text for message in desk.group.messages if message.from_bot]
    desk.group.remove_member(desk.max.person.user)
    await desk.world.idle()
    assert len(presses) > 10
    assert all("только участники группы" in press.answer.text for press in presses)
    assert [message.text for message in desk.group.messages if message.from_bot] == before


async def test_where_members_are_hidden_the_bot_asks_to_be_an_administrator(desk: Desk) -> None:
    await desk.asked()
    desk.group.hidden_members = True
    press = await desk.decides("✅ Одобрить")
    assert "Сделайте меня её администратором" in press.answer.text
    _nothing_happened(desk)
    desk.world.telegram.add_bot_to(desk.group, desk.olga.person, admin=True)
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered"]


async def test_a_guest_with_a_copied_button_is_refused(desk: Desk) -> None:
    petr = await desk.asked()
    for label in buttons_of(desk.card):
        press = petr.person.press(petr.screen, data=_data(desk.card, label))
        await desk.world.idle()
        assert "вам это недоступно" in press.answer.text
    _nothing_happened(desk)


async def test_a_card_in_another_chat_does_nothing_even_for_a_moderator(desk: Desk) -> None:
    await desk.asked()
    maks = desk.max.within(None)
    await maks.starts()
    for label in buttons_of(desk.card):
        press = maks.person.press(maks.screen, data=_data(desk.card, label))
        await desk.world.idle()
        assert "вам это недоступно" in press.answer.text
    _nothing_happened(desk)


async def test_another_workspace_s_moderators_can_not_decide(desk: Desk) -> None:
    """Not even the owner of all workspaces decides in the wrong chat."""
    await desk.asked()
    elsewhere = desk.world.telegram.add_group("Elsewhere", desk.olga.person, [desk.max.person])
    desk.world.telegram.add_bot_to(elsewhere, desk.olga.person)
    await desk.world.idle()
    olga = desk.olga.within(elsewhere)
    for label in buttons_of(desk.card):
        press = olga.person.press(olga.screen, data=_data(desk.card, label))
        await desk.world.idle()
        assert "вам это недоступно" in press.answer.text
    _nothing_happened(desk)


async def test_an_unbound_group_decides_nothing_and_the_workspace_does(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    for label in buttons_of(desk.card):
        press = desk.max.person.press(desk.card, label)
        await desk.world.idle()
        assert "вам это недоступно" in press.answer.text
    _nothing_happened(desk)
    await desk.olga.sends("/requests")
    await desk.olga.presses("Petr · Планёрка")
    await desk.olga.presses("✅ Одобрить")
    assert "Вы приглашены" in petr.sees


async def test_with_the_setting_only_admins_decide(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.olga.sends("/settings")
    await desk.olga.presses("По заявкам решают: все в группе")
    assert "По заявкам решают: администраторы" in desk.olga.buttons
    press = await desk.decides("✅ Одобрить")
    assert "вам это недоступно" in press.answer.text
    _nothing_happened(desk)
    await desk.olga.within(desk.group).presses("✅ Одобрить", desk.card)
    assert "Вы приглашены" in petr.sees


def _data(card: Message, label: str) -> str:
    return next(str(b.value) for row in card.buttons for b in row if b.text == label and b.kind == "callback_data")


def _nothing_happened(desk: Desk) -> None:
    assert desk.statuses() == ["pending"]
    assert desk.invited == []
    assert rows(desk.world, "SELECT * FROM block") == []


# --- the group moves -------------------------------------------------------------------------------------------------


async def test_a_card_follows_a_group_that_became_a_supergroup(olga: User) -> None:
    desk = await Desk.opened(olga)
    basic = desk.world.telegram.add_group("Small", olga.person, [desk.max.person])
    await bind(olga, basic)
    desk = Desk(desk.world, olga, desk.max.within(basic), basic, desk.conference, desk.payload)
    petr = await desk.asked()
    old = desk.card
    bigger = desk.world.telegram.upgrade(basic)
    await desk.world.idle()
    moved = Desk(desk.world, olga, desk.max.within(bigger), bigger, desk.conference, desk.payload)
    assert len(cards(bigger)) == 1
    press = desk.max.person.press(old, "✅ Одобрить")  # scrolled up
    await desk.world.idle()
    assert "вам это недоступно" in press.answer.text
    await moved.decides("✅ Одобрить")
    assert "Ссылка доставлена" in moved.card.text
    assert "Вы приглашены" in petr.sees


async def test_a_press_that_meets_an_upgrade_is_done_once_or_can_be_done_again(olga: User) -> None:
    desk = await Desk.opened(olga)
    basic = desk.world.telegram.add_group("Small", olga.person, [desk.max.person])
    await bind(olga, basic)
    desk = Desk(desk.world, olga, desk.max.within(basic), basic, desk.conference, desk.payload)
    petr = await desk.asked()
    press = desk.max.person.press(desk.card, "✅ Одобрить")
    bigger = desk.world.telegram.upgrade(basic)
    await desk.world.idle()
    assert press.answers
    if desk.statuses() == ["pending"]:
        await desk.max.within(bigger).presses("✅ Одобрить", cards(bigger)[-1])
    assert desk.invited == ["petr@mail.ru"]
    assert "Вы приглашены" in petr.sees


# --- for the presser’s eyes only --------------------------------------------------------------------------------------


@pytest.mark.parametrize("knows_the_bot", [True, False])
async def test_an_address_is_never_shown_in_the_group_however_late_it_comes(desk: Desk, knows_the_bot: bool) -> None:
    await desk.asked()
    if knows_the_bot:
        await desk.max.within(None).starts()
    too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    desk.world.telegram.fail("answerCallbackQuery", code=400, description=too_late)
    await desk.decides("✉️ Весь e-mail")
    assert not any("petr@mail.ru" in message.text for message in desk.group.messages)
    if knows_the_bot:
        assert desk.max.within(None).sees == "petr@mail.ru"
    else:
        assert "Нажмите ещё раз" in desk.max.sees
