"""When a request link closes, said as people say it and echoed before it counts.."""

from datetime import UTC, datetime

import pytest

from tests.flows.requests_world import Desk, card_of_link, rows
from tests.flows.world import User


async def asked(desk: Desk) -> User:
    await desk.olga.sends("/open план")
    await desk.olga.presses("⏰", card_of_link(desk.olga))
    return desk.olga


def closes(desk: Desk) -> datetime | None:
    """When the link closes, as it is kept."""
    ((at,),) = rows(desk.world, "SELECT closes_at FROM request_link")
    return datetime.fromisoformat(str(at)) if at else None


async def test_a_moment_is_echoed_in_words_before_it_counts(desk: Desk) -> None:
    desk.world.clock.moment = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
    olga = await asked(desk)
    await olga.sends("31.12.26, 18:00")
    assert olga.sees == "⏰ Ссылка закроется через 3 дня: четверг, 31 декабря, 18:00 (часовой пояс: Москва)."
    assert closes(desk) is None
    await olga.presses("✅ Подтвердить")
    assert closes(desk) == datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    await olga.sends("/settings")
    assert "Часовой пояс: Москва" in olga.buttons  # confirmed with it


async def test_in_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en")
    desk.world.clock.moment = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
    await olga.sends("/settings")
    assert "Time zone: UTC (guessed)" in olga.buttons
    await olga.presses("Time zone")
    await olga.sends("Moscow")
    assert "Time zone: Moscow" in olga.buttons
    await asked(desk)
    await olga.sends("31.12.26 6pm")
    assert olga.sees == "⏰ The link closes Thursday 31 December, 18:00 Moscow time, in 3 days."
    await olga.presses("✅ Confirm")
    assert closes(desk) == datetime(2026, 12, 31, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("банан", "Не понимаю время «банан»"),
        ("31.13.2026", "Не понимаю время"),
        ("вчера", "уже в прошлом"),
        ("01.01.2020 10:00", "уже в прошлом"),
    ],
)
async def test_what_can_not_be_has_its_sentence_and_the_question_stays(desk: Desk, said: str, answer: str) -> None:
    olga = await asked(desk)
    before = len(olga.messages)
    await olga.sends(said)
    assert any(answer in message.text for message in olga.messages[before:])
    await olga.sends("3 дня")
    await olga.presses("✅ Подтвердить")
    assert closes(desk) is not None


async def test_the_clocks_leave_a_time_out(desk: Desk) -> None:
    olga = desk.olga
    await olga.sends("/settings")
    await olga.presses("Часовой пояс")
    await olga.sends("Атлантида")
    assert any("Не знаю часовой пояс «Атлантида»" in message.text for message in olga.messages)
    await olga.sends("Берлин")
    assert "Часовой пояс: Берлин" in olga.buttons
    await asked(desk)
    await olga.sends("28.03.2027 02:30")
    assert any("часы переводят вперёд" in message.text for message in olga.messages)
    assert closes(desk) is None


@pytest.mark.parametrize(("button", "days"), [("1 день", 1), ("Неделя", 7)])
async def test_what_is_often_meant_is_a_button(desk: Desk, button: str, days: int) -> None:
    olga = await asked(desk)
    now = desk.world.clock()
    await olga.presses(button)
    await olga.presses("✅ Подтвердить")
    at = closes(desk)
    assert at is not None
    assert (at - now).days == days


async def test_tomorrow_stays_the_same_day_however_late_it_is_confirmed(desk: Desk) -> None:
    olga = await asked(desk)
    day = desk.world.clock().date()
    await olga.sends("завтра в 18")
    desk.world.clock.forward(hours=13)
    await olga.presses("✅ Подтвердить")
    at = closes(desk)
    assert at is not None
    assert (at.date() - day).days == 1


@pytest.mark.parametrize(("said", "ahead"), [("завтра в 18", "через 1 день"), ("завтра в 7", "через 19 часов")])
async def test_tomorrow_evening_is_a_day_ahead_and_not_two(desk: Desk, said: str, ahead: str) -> None:
    desk.world.clock.moment = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)  # noon in Moscow
    olga = await asked(desk)
    await olga.sends(said)
    assert f"закроется {ahead}: воскресенье" in olga.sees


async def test_a_moment_that_passes_before_it_is_confirmed_is_refused(desk: Desk) -> None:
    olga = await asked(desk)
    await olga.sends("через 1 час")
    desk.world.clock.forward(hours=2)
    await olga.presses("✅ Подтвердить")
    assert any("уже в прошлом" in message.text for message in olga.messages)
    assert closes(desk) is None


async def test_never_needs_no_confirmation(desk: Desk) -> None:
    await desk.sets("⏰", "3 дня")
    olga = await asked(desk)
    await olga.presses("Никогда")
    assert closes(desk) is None


async def test_the_conferences_start_is_a_button_where_it_is_known(olga: User) -> None:
    desk = await Desk.opened(olga, info={"StartAt": "2026-11-26 12:00:00", "Timezone": "UTC"})
    await asked(desk)
    await olga.presses("К началу")
    assert "четверг, 26 ноября, 15:00 (часовой пояс: Москва)" in olga.sees
    await olga.presses("✅ Подтвердить")
    assert closes(desk) == datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


async def test_another_zone_is_one_press_away(desk: Desk) -> None:
    olga = await asked(desk)
    await olga.sends("31.12.2027 18:00")
    await olga.presses("🕒 Другой часовой пояс")
    await olga.sends("UTC+5")
    assert "Часовой пояс: UTC+5" in olga.buttons
    await desk.sets("⏰", "31.12.2027 18:00")
    assert closes(desk) == datetime(2027, 12, 31, 13, 0, tzinfo=UTC)
