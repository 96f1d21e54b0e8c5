"""/my, /privacy, /forget: what guests see of their data. That nothing is left of it is tried in test_forget."""

import pytest

from tests.flows.requests_world import Desk, address_of, card_of_link, cards, rows
from tests.flows.world import User, World

# --- /my -------------------------------------------------------------------------------------------------------------


async def test_my_shows_every_request_and_gives_the_links_again(desk: Desk) -> None:
    petr = desk.guest()
    await petr.sends("/my")
    assert "Заявок нет" in petr.sees
    await desk.asks(petr)
    await petr.sends("/my")
    assert "Планёрка\n⏳ Заявка отправлена" in petr.sees
    assert "↩️ Отозвать: Планёрка" in petr.buttons
    await desk.decides("✅ Одобрить")
    await petr.sends("/my")
    assert "✅ Вы приглашены" in petr.sees
    link = next(b for row in petr.screen.buttons for b in row if b.kind == "url")
    assert link.value == desk.conference.clients[0].invite_link


async def test_my_in_english_withdraws_too(desk: Desk) -> None:
    anna = await desk.asked("Anna", "en")
    await anna.sends("/my")
    assert "Your requests" in anna.sees
    await anna.presses("↩️ Withdraw: Планёрка")
    assert "You withdrew your request" in anna.sees
    assert "Гость отозвал заявку" in desk.card.text


async def test_a_link_that_opens_nothing_any_more_is_not_given(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")
    await petr.sends("/my")
    assert "Организаторы убрали вас" in petr.sees
    assert not any(b.kind == "url" for row in petr.screen.buttons for b in row)


async def test_everybody_sees_only_their_own(desk: Desk) -> None:
    await desk.asked("Petr")
    anna = desk.guest("Anna", "en")
    await anna.sends("/my")
    assert "No requests yet" in anna.sees


async def test_in_a_group_nothing_personal_is_said(desk: Desk) -> None:
    for command in ("/my", "/privacy", "/forget"):
        await desk.max.sends(f"{command}@conference_bot")
        assert "в личном чате" in desk.max.sees


async def test_links_survive_a_restart(stopped_world: World) -> None:
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with stopped_world.running():
        await olga.starts()
        await olga.sends("/apikey 0123456789abcdef0123456789abcdef")
        desk = await Desk.opened(olga)
        petr = await desk.asked()
        await desk.decides("✅ Одобрить")
        link = address_of(petr.screen)
    async with stopped_world.running():
        await petr.sends("/my")
        assert any(b.value == link for row in petr.screen.buttons for b in row)


# --- /privacy --------------------------------------------------------------------------------------------------------


async def test_privacy_tells_what_is_stored(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.sends("/privacy")
    assert "Сейчас хранится: 1 заявка, petr@mail.ru" in petr.sees
    await petr.presses("🗂 Мои заявки")
    assert "Ваши заявки" in petr.sees
    anna = desk.guest("Anna", "en")
    await anna.sends("/privacy")
    assert "encrypted" in anna.sees
    assert "Stored now" not in anna.sees


# --- /forget ---------------------------------------------------------------------------------------------------------


async def test_after_forget_the_cards_and_the_log_name_nobody(desk: Desk) -> None:
    petr = await _with_a_past(desk)
    before = len(rows(desk.world, "SELECT * FROM audit"))
    await petr.sends("/forget")
    await petr.presses("Да, стереть")
    for card in cards(desk.group):
        assert "Данные гостя стёрты" in card.text
        for trace in ("Petr", "p•••r", "Kolibri", "Тверь", str(petr.id)):
            assert trace not in card.html
    assert len(rows(desk.world, "SELECT * FROM audit")) > before, "the log only loses the address"
    await desk.olga.sends("/log")
    assert "стёрты данные гостя" in desk.olga.sees
    assert "одобрена заявка ••• · «Планёрка»" in desk.olga.sees
    assert "p•••r" not in desk.olga.sees


async def test_a_card_that_was_replaced_names_nobody_either(desk: Desk) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asked("Anna", "en")
    await desk.decides("✅ Одобрить")
    petr = await desk.asked("Petr")
    await desk.sets("🪑 Места", "2")
    await desk.world.idle()
    await petr.sends("/forget")
    await petr.presses("Да, стереть")
    assert not any("Petr" in m.html or "p•••r" in m.html for m in desk.group.messages)


async def test_forget_takes_open_requests_back_and_lets_one_begin_anew(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.sends("/forget")
    await petr.presses("Да, стереть")
    assert desk.statuses() == ["withdrawn"]
    assert "Ждёт решения" not in desk.card.text
    await petr.sends("/my")
    assert "Заявок нет" in petr.sees
    await desk.asks(petr)
    assert desk.statuses() == ["withdrawn", "pending"]


async def test_forget_in_the_middle_of_the_questions_drops_the_answers(desk: Desk) -> None:
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    await anna.sends("anna@example.com")
    question = anna.screen
    await anna.sends("/forget")
    await anna.presses("Yes, erase")
    await anna.presses("Anna", question)
    assert anna.id not in [user_id for (user_id,) in rows(desk.world, "SELECT user_id FROM dialogue")]
    assert desk.statuses() == []


async def test_forget_can_be_thought_better_of(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.sends("/forget")
    await petr.presses("Нет, оставить")
    assert "Сейчас хранится: 1 заявка" in petr.sees


async def test_a_blocked_guest_stays_blocked_after_forget(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("🚫 Заблокировать")
    await petr.sends("/forget")
    await petr.presses("Да, стереть")
    await petr.starts(desk.payload)
    assert "не принимают ваши заявки" in petr.sees


async def test_an_organizer_who_is_forgotten_as_a_guest_goes_on_working(desk: Desk) -> None:
    olga = desk.olga
    await desk.asks(olga)
    await olga.sends("/forget")
    await olga.presses("Да, стереть")
    await olga.sends("/conferences")
    assert "Планёрка" in olga.buttons


async def test_the_decision_of_a_moderator_who_is_forgotten_is_not_taken_for_the_link_s_own(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    maks = desk.max.within(None)
    await maks.starts()
    await maks.sends("/forget")
    await maks.presses("Да, стереть")
    await petr.sends("/forget")
    await petr.presses("Да, стереть")  # draws the card anew
    assert f"Одобрено · {maks.id}" in desk.card.text


async def _with_a_past(desk: Desk) -> User:
    """Petr was let in, asked again elsewhere and waits: all that can be stored of somebody is."""
    await desk.sets("💬 Вопрос", "Откуда вы?")
    petr = desk.guest()
    await petr.starts(desk.payload)
    await petr.sends("petr@mail.ru")
    await petr.sends("Kolibri")
    await petr.sends("Тверь")
    await petr.presses("✅ Отправить")
    await desk.decides("✅ Одобрить")
    return petr


# --- being forgotten is no way round ---------------------------------------------------------------------------------


async def _is_forgotten(guest: User) -> None:
    await guest.sends("/forget")
    await guest.presses("Да, стереть")


async def test_one_person_takes_one_place_however_often_they_are_forgotten(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    petr = await desk.asked()
    assert "Вы приглашены" in petr.sees
    for _ in range(3):
        await _is_forgotten(petr)
        await petr.starts(desk.payload)
        assert "Вы уже приглашены" in petr.sees
        desk.world.clock.forward(days=2)
        await desk.world.jobs()
    assert len(desk.invited) == 1


async def test_who_was_forgotten_and_is_removed_may_ask_anew(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    await _is_forgotten(petr)
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")
    await desk.asks(petr)
    assert "Заявка отправлена" in petr.sees


async def test_a_declined_guest_waits_a_day_whether_forgotten_or_not(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    await _is_forgotten(petr)
    await petr.starts(desk.payload)
    assert "Новую можно отправить через 24 часа" in petr.sees
    desk.world.clock.forward(hours=25)
    await desk.world.jobs()
    assert rows(desk.world, "SELECT forgotten_hash FROM request") == [(None,)]
    await desk.asks(petr)
    assert "Заявка отправлена" in petr.sees


async def test_five_requests_a_day_are_five_whether_forgotten_or_not(desk: Desk) -> None:
    petr = desk.guest()
    for _ in range(5):
        await desk.asks(petr)
        await _is_forgotten(petr)
    await petr.starts(desk.payload)
    assert "Не больше 5 заявок в день" in petr.sees


async def test_a_participant_takes_one_place_by_however_many_requests(desk: Desk) -> None:
    await desk.sets("🪑 Места", "2")
    for name in ("Petr", "Anna"):
        await desk.asks(desk.guest(name), "one@mail.ru")
        await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered", "unknown"]
    assert len(desk.invited) == 1
    await desk.asks(desk.guest("Boris"))
    assert "Заявка отправлена" in desk.guest("Boris").sees


# --- other people's lines --------------------------------------------------------------------------------------------


async def test_who_has_the_same_mask_is_not_erased_with_a_stranger(desk: Desk) -> None:
    petr, pavel = desk.guest("Petr"), desk.guest("Pavel")
    await desk.asks(petr, "petr@mail.ru")
    await desk.decides("✋ Отклонить")
    await desk.asks(pavel, "pxr@mail.ru")
    await desk.decides("✅ Одобрить")
    await desk.olga.sends("/clients план")
    await desk.olga.presses("1. ")
    await desk.olga.presses("⭐ Назначить модератором")
    await _is_forgotten(petr)
    await desk.olga.sends("/log")
    assert desk.olga.sees.count("p•••r@mail.ru") == 2
    await _is_forgotten(pavel)
    await desk.olga.sends("/log")
    assert "p•••r@mail.ru" not in desk.olga.sees


@pytest.mark.parametrize(("language", "invited"), [("ru", "Вы приглашены"), ("en", "You’re in!")])
async def test_a_link_too_long_for_a_button_is_given_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, invited: str
) -> None:
    monkeypatch.setattr("sandbox.boomstream.methods.INVITE_PAGE", f"https://conf.boomstream.com/{'n' * 2000}/")
    guest = await desk.asked("Anna", language)
    await desk.decides("✅ Одобрить")
    link = desk.conference.clients[0].invite_link
    assert link is not None
    assert len(link) > 2000
    assert link in guest.screen.html
    await guest.sends("/my")
    assert invited in guest.sees
    assert link in guest.screen.html
