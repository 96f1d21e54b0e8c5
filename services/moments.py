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
_SPAN = re.compile(r"\d+\s*[^\W\d]+\.?|(?:через|in|after)\b.*|(?:an?|one)\s+\w+", re.IGNORECASE)


def read_moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """`31.12.2027, 18:00`, `завтра в 18:00`, `tomorrow 6pm`, `3 дня`, ISO 8601; in UTC. A day means its end.

    Of a time that a change of clocks gives twice it is the first one.
    Raises AppError: TIME_MALFORMED, TIME_PAST or TIME_SKIPPED (the clocks leave it out).
    """
    said = " ".join(text.split())
    if is_blank(said) or len(said) > _LONGEST or said.isdigit():  # a number alone may be a day, an hour or a year
        raise AppError(ErrorCode.TIME_MALFORMED, text=text)
    found = _iso(said) or _in_words(said, now.astimezone(zone).replace(tzinfo=None), zone)
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


def _in_words(said: str, local: datetime, zone: ZoneInfo) -> datetime | None:
    from dateparser.date import DateDataParser  # noqa: PLC0415 (a tenth of a second and 20 MB: only who needs it)

    settings: dict[str, Any] = {
        "RELATIVE_BASE": local,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "RETURN_TIME_AS_PERIOD": True,
        "TIMEZONE": zone.key,
    }
    parser = DateDataParser(languages=list(LANGUAGES), settings=settings)
    said = _BARE_HOUR.sub(r"\1 \2:00", said)
    for words in (said, f"1 {said}") if said.isalpha() else (said,):  # "неделя" is one week
        try:
            data = parser.get_date_data(words)
        except (ValueError, OverflowError):
            continue
        found: datetime | None = data.date_obj
        if found is not None:
            return found if data.period == _TIME or _SPAN.fullmatch(words) else _end_of(found)
    return None


def _end_of(day: datetime) -> datetime:
    return day.replace(hour=23, minute=59, second=0, microsecond=0)


def _placed(wall: datetime, zone: ZoneInfo, text: str) -> datetime:
    """The moment at which clocks in the zone show that."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if abs(moment.astimezone(zone).replace(tzinfo=None) - wall) > timedelta(0):
        raise AppError(ErrorCode.TIME_SKIPPED, text=text)
    return moment
