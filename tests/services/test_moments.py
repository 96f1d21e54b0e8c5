"""Moments as people say them: what is understood, in which zone, and what is refused and why."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.errors import AppError, ErrorCode
from services.moments import read_moment
from services.zones import city, find_zone

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)  # Saturday, noon in Moscow


def read(text: str, zone: ZoneInfo = MOSCOW, now: datetime = NOW) -> str:
    return read_moment(text, now=now, zone=zone).astimezone(zone).strftime("%d.%m.%Y %H:%M")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31.12.2027, 18:00", "31.12.2027 18:00"),
        ("31.12.27 18:00", "31.12.2027 18:00"),
        ("31.12.2027 в 18:00", "31.12.2027 18:00"),
        ("02.01.2027 18:00", "02.01.2027 18:00"),
        ("31 декабря в 18:00", "31.12.2026 18:00"),
        ("Dec 31 6pm", "31.12.2026 18:00"),
        ("завтра в 18:00", "29.11.2026 18:00"),
        ("Завтра  в 18", "29.11.2026 18:00"),
        ("послезавтра в 9", "30.11.2026 09:00"),
        ("tomorrow 6pm", "29.11.2026 18:00"),
        ("tomorrow at 6 pm", "29.11.2026 18:00"),
        ("в пятницу в 18:00", "04.12.2026 18:00"),
        ("friday 18:00", "04.12.2026 18:00"),
        ("18:00", "28.11.2026 18:00"),
        ("3 дня", "01.12.2026 12:00"),
        ("3 days", "01.12.2026 12:00"),
        ("3d", "01.12.2026 12:00"),
        ("12h", "29.11.2026 00:00"),
        ("неделя", "05.12.2026 12:00"),
        ("a week", "05.12.2026 12:00"),
        ("через 2 часа", "28.11.2026 14:00"),
        ("in 2 hours", "28.11.2026 14:00"),
        ("через неделю", "05.12.2026 12:00"),
        ("завтра", "29.11.2026 23:59"),
        ("tomorrow", "29.11.2026 23:59"),
        ("сегодня", "28.11.2026 23:59"),
        ("31.12.2027", "31.12.2027 23:59"),
        ("31 декабря", "31.12.2026 23:59"),
        ("31 дек", "31.12.2026 23:59"),
        ("1 May", "01.05.2027 23:59"),
        ("13:00", "28.11.2026 13:00"),
        ("завтра в 18.00", "29.11.2026 18:00"),
        ("завтра 18-00", "29.11.2026 18:00"),
        ("tomorrow at 18.30", "29.11.2026 18:30"),
        ("завтра в 6 вечера", "29.11.2026 18:00"),
        ("завтра в 9 утра", "29.11.2026 09:00"),
        ("завтра в 3 дня", "29.11.2026 15:00"),
        ("в пятницу в 7:30 вечера", "04.12.2026 19:30"),
        ("31 декабря 2027 г. в 18:00", "31.12.2027 18:00"),
        ("31 декабря 2027 года", "31.12.2027 23:59"),
        ("31.12.2027 18:00 мск", "31.12.2027 18:00"),
        ("1,5 часа", "28.11.2026 13:30"),
        ("через 1.5 часа", "28.11.2026 13:30"),
        ("in 2.5 hours", "28.11.2026 14:30"),
        ("полтора часа", "28.11.2026 13:30"),
        ("через полчаса", "28.11.2026 12:30"),
        ("2 months", "28.01.2027 12:00"),
        ("5 мин", "28.11.2026 12:05"),
        ("2027-02-01", "01.02.2027 23:59"),
        ("2027-02-01 18:00", "01.02.2027 18:00"),
        ("2027-02-01T18:00", "01.02.2027 18:00"),
        ("2027-02-01T18:00Z", "01.02.2027 21:00"),
        ("2027-02-01T18:00+05:00", "01.02.2027 16:00"),
    ],
)
def test_what_people_say_is_understood(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text", ["банан", "5", "2027", "31.13.2026", "31.02.2027", "", "\u200b", "9" * 4000, "завтра, " * 9]
)
def test_nonsense_is_told_as_such(text: str) -> None:
    with pytest.raises(AppError) as refused:
        read(text)
    assert refused.value.code is ErrorCode.TIME_MALFORMED


@pytest.mark.parametrize("text", ["вчера", "yesterday", "2h ago", "01.01.2020 10:00", "2020-01-01", "сегодня в 11:59"])
def test_the_past_is_told_as_such(text: str) -> None:
    with pytest.raises(AppError) as refused:
        read(text)
    assert refused.value.code is ErrorCode.TIME_PAST


@pytest.mark.parametrize("text", ["28.03.2027 02:30", "2027-03-28T02:30"])
def test_a_time_that_the_clocks_leave_out_is_told_as_such(text: str) -> None:
    assert read(text) == "28.03.2027 02:30"  # clocks in Moscow don't change
    with pytest.raises(AppError) as refused:
        read(text, BERLIN)
    assert refused.value.code is ErrorCode.TIME_SKIPPED


@pytest.mark.parametrize("zone", [MOSCOW, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Yekaterinburg")])
def test_an_hour_that_is_still_ahead_is_today(zone: ZoneInfo) -> None:
    soon = NOW.astimezone(zone).replace(minute=0) + timedelta(hours=1)
    assert read(f"{soon:%H:%M}", zone) == f"{soon:%d.%m.%Y %H:%M}"


@pytest.mark.parametrize("text", ["завтра в полдень", "tomorrow noon", "завтра в 12:00"])
def test_noon_is_an_hour(text: str) -> None:
    assert read(text, now=NOW + timedelta(minutes=7)) == "29.11.2026 12:00"


def test_another_zone_may_be_named() -> None:
    assert read("31.12.2027 18:00 мск", BERLIN) == "31.12.2027 16:00"


def test_of_a_time_that_comes_twice_it_is_the_first() -> None:
    assert read_moment("31.10.2027 02:30", now=NOW, zone=BERLIN) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Москва", "Europe/Moscow"),
        ("moscow", "Europe/Moscow"),
        ("Europe/Moscow", "Europe/Moscow"),
        ("мск", "Europe/Moscow"),
        ("Екатеринбург", "Asia/Yekaterinburg"),
        ("new york", "America/New_York"),
        ("Нью-Йорк", "America/New_York"),
        ("UTC", "UTC"),
        ("utc+5", "Etc/GMT-5"),
        ("GMT -3", "Etc/GMT+3"),
        ("UTC+0", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_city(text: str, key: str) -> None:
    assert find_zone(text) == key


@pytest.mark.parametrize("text", ["Атлантида", "UTC+25", "", "+"])
def test_an_unknown_zone_is_told_as_such(text: str) -> None:
    with pytest.raises(AppError) as refused:
        find_zone(text)
    assert refused.value.code is ErrorCode.ZONE_UNKNOWN


def test_a_zone_of_no_place_is_called_by_its_distance() -> None:
    assert [city(key, "ru") for key in ("Etc/GMT-5", "Etc/GMT+3", "UTC")] == ["UTC+5", "UTC-3", "UTC"]
