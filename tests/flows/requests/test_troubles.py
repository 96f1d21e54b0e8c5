"""What happens around requests while nobody looks: nothing is lost, said in the wrong place, or decided for nobody."""

import pytest

from bot.delivery.dispatcher import CARDS_A_MINUTE
from bot.jobs import run_once
from sandbox.boomstream import FaultKind
from sandbox.telegram import GroupChat
from tests.flows.crowd import crowd, pass_time, running
from tests.flows.requests_world import (
    Desk,
    address_of,
    bind,
    buttons_of,
    card_of_link,
    cards,
)
from tests.flows.world import User, World


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await Desk.opened(olga)


# --- for the presser's eyes only -------------------------------------------------------------------------------------


@pytest.mark.parametrize("knows_the_bot", [True, False])
async def test_an_address_is_never_shown_in_the_group_however_late_it_comes(desk: Desk, knows_the_bot: bool) -> None:
    await desk.asked()
    if knows_the_bot:
        await desk.max.within(None).starts()
    too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    desk.world.telegram.fail("answerCallbackQuery", code=400, description=too_late)
    await desk.decides("✉️ Показать e-mail")
    assert not any("petr@mail.ru" in message.text for message in desk.group.messages)
    if knows_the_bot:
        assert desk.max.within(None).sees == "petr@mail.ru"
    else:
        assert "Нажмите ещё раз" in desk.max.sees


async def _full(desk: Desk) -> None:
    """One place, taken by Petr; Anna waits."""
    await desk.sets("🪑 Места", "1")
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    await desk.asked("Anna")


# --- the group changes -----------------------------------------------------------------------------------------------


@pytest.fixture
def other(olga: User) -> GroupChat:
    return olga.world.telegram.add_group("Newteam", olga.person, [], kind="supergroup")


async def test_cards_move_with_the_moderators(desk: Desk, other: GroupChat) -> None:
    petr = await desk.asked()
    [old] = cards(desk.group)
    await bind(desk.olga, other)
    await desk.world.idle()
    [new] = cards(other)
    assert "больше не обновляется" in old.text
    assert buttons_of(old) == []
    petr.person.block()
    await desk.olga.within(other).presses("✅ Одобрить", new)
    assert "Передайте ссылку сами" in new.text
    assert "🔗 Ссылка для гостя" in buttons_of(new)
    assert not any("🔗 Ссылка для гостя" in buttons_of(message) for message in desk.group.messages)


async def test_what_was_decided_in_the_old_group_says_nothing_new_there(desk: Desk) -> None:
    petr = await desk.asked()
    [old] = cards(desk.group)
    desk.world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.2)
    petr.person.block()
    desk.max.person.press(old, "✅ Одобрить")
    await desk.world.boomstream_asked()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    await desk.world.idle()
    assert desk.statuses() == ["undelivered"]
    assert "🔗 Ссылка для гостя" not in buttons_of(old)
    assert "🔗 Ссылка для гостя" in buttons_of(cards(desk.olga.person.private)[-1])


async def test_a_group_chosen_from_elsewhere_is_told(desk: Desk, other: GroupChat) -> None:
    desk.world.telegram.add_bot_to(other, desk.olga.person)
    await desk.world.idle()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("👥 Выбрать группу")
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", other)
    await desk.world.idle()
    assert "Теперь это группа модераторов" in desk.olga.within(other).sees


async def test_only_groups_that_one_administers_can_be_chosen(desk: Desk) -> None:
    theirs = desk.world.telegram.add_group("Theirs", desk.max.person, [desk.olga.person])
    desk.world.telegram.add_bot_to(theirs, desk.max.person)
    await desk.world.idle()
    await desk.olga.sends("/moderators")
    await desk.olga.presses("👥 Выбрать группу")
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    assert theirs not in desk.olga.person.offered_groups(picker, "👥 Выбрать группу")


@pytest.mark.parametrize("told", ["not enough rights to send text messages to the chat", "TOPIC_CLOSED"])
async def test_cards_wait_until_the_bot_may_write_again(olga: User, told: str) -> None:
    desk = await Desk.opened(olga, forum=True)
    desk.world.telegram.fail("sendMessage", chat=desk.group, code=400, description=f"Bad Request: {told}", times=3)
    await desk.asked()
    await pass_time(desk, seconds=300, step=10)
    assert [card.thread_id for card in cards(desk.group)] == [desk.group.messages[-1].thread_id]
    assert desk.card.thread_id is not None


async def test_a_bot_thrown_out_of_its_own_group_finds_its_requests_when_it_is_back(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.olga.sends("/moderators")
    await desk.olga.presses("Отвязать")
    desk.olga.person.block()
    await desk.asked()
    desk.olga.person.unblock()
    await pass_time(desk, seconds=120, step=10)
    assert "Petr" in cards(desk.olga.person.private)[-1].text


async def test_members_are_let_in_after_their_group_became_a_supergroup(desk: Desk) -> None:
    club = desk.world.telegram.add_group("Club", desk.olga.person, [])
    petr = desk.guest()
    club.add_member(petr.person)
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.world.idle()
    await desk.olga.presses("Участники группы", card_of_link(desk.olga))
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", club)
    await desk.world.idle()
    desk.world.telegram.upgrade(club)
    await desk.world.idle()
    await desk.asks(petr)
    assert desk.statuses() == ["delivered"]


# --- many at once ----------------------------------------------------------------------------------------------------


async def test_approve_all_lets_in_those_who_were_named_and_nobody_else(desk: Desk) -> None:
    await crowd(desk, 12)
    await desk.world.idle()
    await desk.max.sends("/requests")
    await desk.max.presses("›")
    await desk.max.presses("✅ Одобрить всех на экране")
    assert "Пригласить 4 человек" in desk.max.sees
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
    await desk.olga.presses("Показывать заявки сразу: да")
    await desk.asked()
    assert cards(desk.group) == []
    await desk.max.sends("/requests")
    assert "Ждут решения: 1" in desk.max.sees
    desk.world.clock.forward(days=1)
    await desk.world.jobs()
    assert "1 заявка ждёт больше суток" in desk.max.sees


# --- places ----------------------------------------------------------------------------------------------------------


async def test_who_moved_up_has_their_day_and_week_from_then_on(desk: Desk) -> None:
    await _full(desk)
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
    assert "Вы больше не участник" in petr.sees


async def test_a_waiting_list_moves_up_after_its_link_was_closed(desk: Desk) -> None:
    await _full(desk)
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    for _ in range(2):
        desk.world.clock.forward(minutes=6)
        await desk.world.jobs()
    desk.conference.clients[0].deleted = True
    desk.world.clock.forward(minutes=6)
    await desk.world.jobs()
    await desk.world.idle()
    assert desk.statuses() == ["removed", "pending"]


async def test_the_last_place_goes_to_one_of_two_and_the_other_waits(desk: Desk) -> None:
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
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
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
    await desk.sets("🪑 Места", "1")
    await desk.asked()
    anna = await desk.asked("Anna", "en")
    desk.world.boomstream.fail(FaultKind.DOWN, times=None)
    await desk.sets("🪑 Места", "2")
    desk.world.clock.forward(minutes=1)
    await desk.world.idle()
    assert desk.statuses() == ["delivered", "failed"]
    assert "with the organizers" in anna.sees


async def test_a_jump_of_the_clock_takes_no_approval_out_of_its_hands(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.5)
    desk.max.person.press(desk.card, "✅ Одобрить")
    await desk.world.boomstream_asked()
    desk.world.clock.forward(hours=1)
    await run_once(running(desk).background)
    await desk.world.idle()
    assert desk.statuses() == ["delivered"]
    assert "Вы приглашены" in petr.sees


# --- what is said of it ----------------------------------------------------------------------------------------------


async def test_moderators_hear_of_whom_a_link_let_in(desk: Desk) -> None:
    await desk.olga.presses("Сразу", card_of_link(desk.olga))
    await desk.asked()
    await desk.world.idle()
    assert "правило ссылки" in desk.max.sees
    assert "p•••r@mail.ru" in desk.max.sees


async def test_a_deleted_conference_ends_its_requests_with_a_word_to_the_guests(desk: Desk) -> None:
    petr, anna = await desk.asked("Petr"), await desk.asked("Anna", "en")
    await desk.decides("✅ Одобрить", cards(desk.group)[0])
    assert "Вы приглашены" in petr.sees
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    assert "удалили эту конференцию" in petr.sees
    assert "deleted this conference" in anna.sees
    assert desk.statuses() == ["cancelled", "cancelled"]
    assert all("Конференцию удалили" in card.text and buttons_of(card) == [] for card in cards(desk.group))
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
    assert "Заявка у организаторов" in petr.sees
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    assert "closed" in anna.sees


async def test_a_group_bound_and_left_again_is_not_announced_elsewhere(desk: Desk, other: GroupChat) -> None:
    desk.world.telegram.add_bot_to(other, desk.olga.person)
    await desk.world.idle()
    desk.world.telegram.fail(
        "sendMessage", chat=other, code=403, description="Forbidden: bot was kicked from the group"
    )
    await desk.olga.sends("/moderators")
    await desk.olga.presses("👥 Выбрать группу")
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", other)
    await desk.world.idle()
    assert "Меня удалили из группы модераторов" in desk.olga.sees
    assert not any("Теперь это группа модераторов" in message.text for message in desk.olga.messages)


async def test_another_project_s_key_tells_no_tales_and_takes_no_requests(desk: Desk) -> None:
    for _ in range(2):
        desk.world.clock.forward(minutes=6)
        await desk.world.jobs()
    before = len(desk.group.messages)
    other = desk.world.boomstream.add_project(key="f" * 32)
    other.add_conference("Elsewhere")
    await desk.olga.sends(f"/apikey {'f' * 32}")
    for _ in range(3):
        desk.world.clock.forward(minutes=6)
        await desk.world.jobs()
    assert not any("удалили" in message.text for message in desk.group.messages[before:])
    petr = desk.guest()
    await petr.starts(desk.payload)
    assert "закрыта" in petr.sees or "не работает" in petr.sees
    assert desk.statuses() == []


async def test_the_answer_stays_with_the_question_that_was_asked(desk: Desk) -> None:
    await desk.sets("💬 Вопрос", "Откуда вы?")
    await desk.asks(desk.guest(), answer="Из Твери")
    await desk.sets("💬 Вопрос", "Сколько вам лет?")
    await desk.decides("✋ Отклонить")
    assert "Откуда вы?" in desk.card.text
    assert "Сколько вам лет?" not in desk.card.text


async def test_a_new_link_for_somebody_there_keeps_who_they_are(desk: Desk) -> None:
    desk.conference.add_client("petr@mail.ru", "Boss", moderator=True)
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.decides("🔗 Сделать новую ссылку")
    made = desk.conference.clients[-1]
    assert (made.name, made.moderator) == ("Boss", True)
    assert address_of(petr.screen) == made.invite_link


async def test_a_guest_who_only_annoys_can_be_blocked_after_the_decision(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.presses("↩️ Отозвать")
    press = await desk.decides("🚫 Заблокировать")
    assert "заблокирован" in press.answer.text
    assert "Гость отозвал заявку" in desk.card.text
    await petr.starts(desk.payload)
    assert "не принимают" in petr.sees


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
