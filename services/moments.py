"""Moments as people say them, in both languages, in their workspace's zone."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.errors import AppError, ErrorCode
from services.model import LANGUAGES
from services.names import is_blank

_LONGEST = 60
_TIME = "time"  # dateparser's word for an answer that has hours or minutes in it
_BARE_HOUR = re.compile(r"\b(в|к|at|by)\s+(\d{1,2})(?=\s*(?:ч\.?|час\w*)?\s*$)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<=[^\W\d]\s)([01]?\d|2[0-3])[.-]([0-5]\d)$")  # завтра в 18.00
_PART_OF_DAY = re.compile(r"\bв\s+(\d{1,2})(:\d\d)?\s*(утра|дня|вечера|ночи)\b", re.IGNORECASE)
_FRACTION = re.compile(r"(\d+)[.,](\d)\s*(ч|h|д|d|н|w)\w*", re.IGNORECASE)
_MINUTES = {
    "ч": (60, "минут"),
    "h": (60, "minutes"),
    "д": (1440, "минут"),
    "d": (1440, "minutes"),
    "н": (10080, "минут"),
    "w": (10080, "minutes"),
}
_USUAL = {
    r"\bполтора\b|\bполторы\b": "1,5",
    r"\bполдень\b": "12:00",
    r"\bмск\b": "MSK",
    r"(?<=\d{4})\s*(?:года|год|г\.?)(?!\w)": "",
}
_MONTHS = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_SPAN = re.compile(rf"\d+\s*(?!{_MONTHS})[^\W\d]+\.?|(?:через|in|after)\b.*|(?:an?|one)\s+\w+", re.IGNORECASE)


def read_moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """`31.12.2027, 18:00`, `завтра в 18:00`, `tomorrow 6pm`, `3 дня`, ISO 8601; in UTC. A day means its end.

    Of a time that a change of clocks gives twice it is the first one.
    Raises AppError: TIME_MALFORMED, TIME_PAST or TIME_SKIPPED (the clocks leave it out).
    """
    said = " ".join(text.split())
    if is_blank(said) or len(said) > _LONGEST or said.isdigit():  # a number alone may be a day, an hour or a year
        raise AppError(ErrorCode.TIME_MALFORMED, text=text)
    found = _iso(said) or _in_words(said, now.astimezone(zone).replace(tzinfo=None))
    if found is None:
        raise AppError(ErrorCode.TIME_MALFORMED, text=text)
    moment = found.astimezone(UTC) if found.tzinfo else _placed(found, zone, text)
    if moment <= now:
        raise AppError(ErrorCode.TIME_PAST, text=text)
    return moment


def _iso(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if ":" in said else _end_of(found)


def _in_words(said: str, local: datetime) -> datetime | None:
    from dateparser.date import DateDataParser  # noqa: PLC0415 (a tenth of a second and 20 MB: only who needs it)

    settings: dict[str, Any] = {
        "RELATIVE_BASE": local,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "RETURN_TIME_AS_PERIOD": True,
        "TIMEZONE": "UTC",  # of `local`: dateparser takes the zone's distance off it once more
    }
    parser = DateDataParser(languages=list(LANGUAGES), settings=settings)
    said = _BARE_HOUR.sub(r"\1 \2:00", _usual(said))
    for words in (said, f"1 {said}") if said.isalpha() else (said,):  # "неделя" is one week
        try:
            data = parser.get_date_data(words)
        except (ValueError, OverflowError):
            continue
        found: datetime | None = data.date_obj
        if found is not None:
            return found if data.period == _TIME or _SPAN.fullmatch(words) else _end_of(found)
    return None


def _usual(said: str) -> str:
    """With what dateparser does not know in words that it knows."""

    def hour(match: re.Match[str]) -> str:
        number, part = int(match[1]), match[3].lower()
        later = number < 12 and (part == "вечера" or (part == "дня" and number < 6))  # noqa: PLR2004 (of a clock)
        return f"{number + 12 if later else number}{match[2] or ':00'}"

    def minutes(match: re.Match[str]) -> str:
        length, unit = _MINUTES[match[3].lower()]
        return f"{round(float(f'{match[1]}.{match[2]}') * length)} {unit}"

    for pattern, words in _USUAL.items():
        said = re.sub(pattern, words, said, flags=re.IGNORECASE)
    said = _FRACTION.sub(minutes, said)
    return _DOTTED.sub(r"\1:\2", _PART_OF_DAY.sub(hour, said))


def _end_of(day: datetime) -> datetime:
    return day.replace(hour=23, minute=59, second=0, microsecond=0)


def _placed(wall: datetime, zone: ZoneInfo, text: str) -> datetime:
    """The moment at which clocks in the zone show that."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if abs(moment.astimezone(zone).replace(tzinfo=None) - wall) > timedelta(0):
        raise AppError(ErrorCode.TIME_SKIPPED, text=text)
    return moment
