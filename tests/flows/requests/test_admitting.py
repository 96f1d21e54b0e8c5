"""Letting in: by the link itself, at Boomstream, and what stands in the way."""

from datetime import UTC, datetime

import pytest

from bot.jobs import run_once
from sandbox.boomstream import FaultKind
from sandbox.telegram import GroupChat, Message
from services.requests.admitting import Admitting
from services.requests.model import Request
from tests.flows.crowd import pass_time, running
from tests.flows.requests_world import (
    Desk,
    address_of,
    buttons_of,
    card_of_link,
    cards,
)
from tests.flows.world import User


@pytest.fixture
def other(olga: User) -> GroupChat:
    return olga.world.telegram.add_group("Newteam", olga.person, [], kind="supergroup")


# --- by the link itself -----------------------------------------------------------------------------------------------


async def test_an_automatic_link_lets_in_at_once(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    petr = await desk.asked()
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link
    assert desk.statuses() == ["delivered"]
    assert cards(desk.group) == []
    links = [m for m in petr.messages if "🔗 Войти" in buttons_of(m)]
    assert len(links) == 1, "the link came twice"


@pytest.fixture
def hasty_dispatcher(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has half a minute to send what it may before a link's rule is applied."""
    by_rule = Admitting.by_rule

    async def by_rule_after_half_a_minute(self: Admitting, request_id: int) -> Request:
        await pass_time(desk, seconds=30, step=10)
        return await by_rule(self, request_id)

    monkeypatch.setattr(Admitting, "by_rule", by_rule_after_half_a_minute)


@pytest.mark.usefixtures("hasty_dispatcher")
async def test_moderators_see_no_card_of_whom_a_link_lets_in(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.asked()
    assert (desk.statuses(), cards(desk.group)) == (["delivered"], [])


@pytest.mark.usefixtures("hasty_dispatcher")
async def test_nobody_hears_of_a_free_place_that_a_link_gives_away_itself(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.sets("🪑 Места", "1")
    await desk.asked()
    anna = await desk.asked("Anna", "en")
    shown, heard = len(cards(desk.group)), len(anna.messages)
    await desk.sets("🪑 Места", "2")
    assert desk.statuses() == ["delivered", "delivered"]
    assert len(cards(desk.group)) == shown
    assert ["You’re in!" in message.text for message in anna.messages[heard:]] == [True]


async def test_an_automatic_link_in_trouble_asks_the_moderators(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    desk.world.boomstream.fail(FaultKind.DOWN, method="invite")
    petr = await desk.asked()
    assert "Заявка отправлена" in petr.sees
    assert "не получилось" in desk.card.text
    await desk.decides("↻ Повторить")
    assert "Вы приглашены" in petr.sees
    assert desk.statuses() == ["delivered"]


async def test_members_of_a_group_are_let_in_at_once_and_others_are_not(desk: Desk) -> None:
    petr, anna = desk.guest("Petr"), desk.guest("Anna", "en")
    club = desk.world.telegram.add_group("Club", desk.olga.person, [petr.person])
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
    desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", club)
    await desk.world.idle()
    assert "Сразу — участникам группы «Club»" in card_of_link(desk.olga).text
    await desk.asks(petr)
    assert "Вы приглашены" in petr.sees
    await desk.asks(anna)
    assert "Request sent" in anna.sees
    assert len(cards(desk.group)) == 1
    assert desk.invited == ["petr@mail.ru"]


async def test_a_group_that_the_bot_has_left_lets_nobody_in(desk: Desk) -> None:
    petr = desk.guest("Petr")
    club = desk.world.telegram.add_group("Club", desk.olga.person, [petr.person])
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
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
            "Сразу участникам группы" if group is groups[0] else "✓ Сразу участникам группы", card_of_link(desk.olga)
        )
        desk.olga.person.share_chat(desk.olga.screen, "👥 Выбрать группу", group)
        await desk.world.idle()
        assert f"«{group.title}»" in card_of_link(desk.olga).text


async def test_members_are_let_in_after_their_group_became_a_supergroup(desk: Desk) -> None:
    club = desk.world.telegram.add_group("Club", desk.olga.person, [])
    petr = desk.guest()
    club.add_member(petr.person.user)
    desk.world.telegram.add_bot_to(club, desk.olga.person)
    await desk.world.idle()
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", club)
    await desk.world.idle()
    desk.world.telegram.upgrade(club)
    await desk.world.idle()
    await desk.asks(petr)
    assert desk.statuses() == ["delivered"]


async def test_moderators_hear_of_whom_a_link_let_in(desk: Desk) -> None:
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    await desk.asked()
    await desk.world.idle()
    assert "автоматически" in desk.max.sees
    assert "p•••r@mail.ru" in desk.max.sees


# --- at Boomstream ----------------------------------------------------------------------------------------------------


async def test_trouble_at_boomstream_is_told_and_retried(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.FAILED, method="invite", message="Internal error")
    await desk.decides("✅ Одобрить")
    assert "Одобрено · Max" in desk.card.text
    assert "не получилось" in desk.card.text
    assert "Заявка отправлена" in petr.sees
    assert "✅ Одобрить" not in buttons_of(desk.card)
    await desk.decides("↻ Повторить")
    assert "Ссылка доставлена" in desk.card.text
    assert desk.invited == ["petr@mail.ru"]
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link


async def test_a_retry_keeps_what_was_decided(desk: Desk) -> None:
    await desk.asked()
    desk.world.boomstream.fail(FaultKind.LOST_BEFORE, method="invite")
    await desk.decides("⭐ Одобрить как модератора")
    assert desk.statuses() == ["failed"]
    await desk.decides("↻ Повторить")
    assert desk.conference.clients[0].moderator


async def test_an_address_that_is_in_the_conference_is_looked_at_first(desk: Desk) -> None:
    desk.conference.add_client("PETR@mail.ru", "Someone")
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    assert "проверьте список участников" in desk.card.text
    assert "уже есть в конференции" in desk.card.text
    assert len(desk.invited) == 1
    await desk.decides("👤 Карточка участника")
    assert "Someone" in desk.max.sees
    await desk.decides("🔗 Сделать новую ссылку")
    assert "Вы приглашены" in petr.sees
    assert address_of(petr.screen) == desk.conference.clients[-1].invite_link


async def test_a_lost_answer_invites_nobody_twice(desk: Desk) -> None:
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.LOST_AFTER, method="invite")
    await desk.decides("✅ Одобрить")
    assert desk.invited == ["petr@mail.ru"]
    assert "проверьте список участников" in desk.card.text
    assert "уже есть в конференции" in desk.card.text
    assert "Заявка отправлена" in petr.sees
    await desk.decides("👤 Карточка участника")
    assert "Petr" in desk.max.sees
    await desk.decides("🔗 Сделать новую ссылку")
    assert "Вы приглашены" in petr.sees


async def test_a_refused_key_is_named_on_the_card(desk: Desk) -> None:
    await desk.asked()
    desk.world.boomstream.fail(FaultKind.KEY_REFUSED, method="client/list")
    await desk.decides("✅ Одобрить")
    assert "не принимает этот ключ" in desk.card.text
    assert desk.statuses() == ["failed"]


async def test_a_deleted_conference_is_named_on_the_card(desk: Desk) -> None:
    await desk.asked()
    desk.world.project.conferences.clear()
    await desk.decides("✅ Одобрить")
    assert "уже нет" in desk.card.text
    await desk.decides("✋ Отклонить")
    assert desk.statuses() == ["declined"]


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
    assert "закрыт" in petr.sees or "не работает" in petr.sees
    assert desk.statuses() == []


async def test_a_new_link_for_somebody_there_keeps_who_they_are(desk: Desk) -> None:
    desk.conference.add_client("petr@mail.ru", "Boss", moderator=True)
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.olga.within(desk.group).presses("🔗 Сделать новую ссылку", desk.card)
    made = desk.conference.clients[-1]
    assert (made.name, made.moderator) == ("Boss", True)
    assert address_of(petr.screen) == made.invite_link


# --- when it begins ---------------------------------------------------------------------------------------------------

IN_MOSCOW = {"StartAt": "2026-12-01 10:00:00", "Timezone": "Europe/Moscow"}
SEVEN_UTC = int(datetime(2026, 12, 1, 7, tzinfo=UTC).timestamp())


def _moments(message: Message) -> list[int]:
    """What Telegram shows in each reader's own zone."""
    return [entity["unix_time"] for entity in message.entities if entity["type"] == "date_time"]


async def test_a_guest_who_is_let_in_is_told_the_day_and_time_in_their_own_zone(olga: User) -> None:
    desk = await Desk.opened(olga, info=IN_MOSCOW)
    petr = await desk.asked()
    assert _moments(petr.screen) == []
    await desk.decides("✅ Одобрить")
    assert "🗓 Начало: " in petr.sees
    assert _moments(petr.screen) == [SEVEN_UTC]
    await petr.sends("/my")
    assert _moments(petr.screen) == [SEVEN_UTC]


async def test_a_start_that_was_moved_after_the_guest_had_asked_is_the_one_told(olga: User) -> None:
    desk = await Desk.opened(olga, info=IN_MOSCOW)
    petr = await desk.asked()
    desk.conference.info["StartAt"] = "2026-12-01 11:00:00"
    desk.world.clock.forward(minutes=5)
    await desk.decides("✅ Одобрить")
    assert _moments(petr.screen) == [SEVEN_UTC + 3600]


async def test_a_server_that_tells_no_start_still_lets_guests_in(olga: User) -> None:
    desk = await Desk.opened(olga)
    desk.world.boomstream.fail(FaultKind.FAILED, method="info")
    petr = await desk.asked()
    desk.world.boomstream.fail(FaultKind.FAILED, method="info")
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered"]
    assert "Начало" not in petr.sees
