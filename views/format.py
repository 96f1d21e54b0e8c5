"""Numbers, dates and names as a reader expects them."""

from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta
from markupsafe import Markup

from services.model import Conference, Guest
from services.zones import city
from views.i18n import Translator
from views.typed import TITLE, named, one_line

_MINUTES_IN_HOUR = 60
_DAYS = {"en": "EEEE d MMMM", "ru": "EEEE, d MMMM"}


def title(conference: Conference, limit: int = TITLE) -> str:
    """A conference's title; its code when it has none."""
    return one_line(conference.title, limit) or one_line(conference.code, limit) or f"#{conference.id}"


def guest(invited: Guest, limit: int = TITLE) -> str:
    """A guest's name; the e-mail when there is none."""
    return one_line(invited.name or "", limit) or named(invited.email, limit)


def server_time(tr: Translator, moment: datetime) -> str:
    """A date and time on the server's own clock, whose zone is not known."""
    return str(format_datetime(moment, "d MMM y, HH:mm", locale=tr.language))


def server_date(tr: Translator, moment: datetime) -> str:
    """The same without the time."""
    return str(format_datetime(moment, "d MMM y", locale=tr.language))


def reader_time(tr: Translator, moment: datetime) -> Markup:
    """A moment shown in the reader's own zone by Telegram; older apps show it in UTC."""
    fallback = format_datetime(moment, "d MMM y, HH:mm 'UTC'", locale=tr.language)
    return Markup(f'<tg-time unix="{int(moment.timestamp())}" format="Dt">{escape(fallback)}</tg-time>')  # noqa: S704 (every value is escaped)


def zoned_time(tr: Translator, moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """A moment in words on a zone's clocks, with what the zone is called; the year where it is not this one."""
    there = moment.astimezone(zone)
    form = _DAYS[tr.language] + (", HH:mm" if there.year == now.astimezone(zone).year else " y, HH:mm")
    said = str(format_datetime(there, form, locale=tr.language))
    place = city(zone.key, tr.language)
    of_no_place = place.startswith("UTC")
    return tr.plain("time-utc", at=said, zone=place) if of_no_place else tr.plain("time-in", at=said, city=place)


def distance(tr: Translator, moment: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """How far ahead: `in 5 hours`, from a day on in midnights of the zone: `in 3 days`."""
    span = moment - now
    if span >= timedelta(days=1):
        span = timedelta(days=(moment.astimezone(zone).date() - now.astimezone(zone).date()).days)
    return str(format_timedelta(span, add_direction=True, locale=tr.language))


def duration(tr: Translator, span: timedelta) -> str:
    """A span in the largest units that say it exactly: `2 hours`, `90 minutes`, `3 days`."""
    minutes = round(span.total_seconds() / 60)
    if minutes % (24 * _MINUTES_IN_HOUR) == 0 and minutes:
        return tr.plain("days", count=minutes // (24 * _MINUTES_IN_HOUR))
    if minutes % _MINUTES_IN_HOUR == 0 and minutes:
        return tr.plain("hours", count=minutes // _MINUTES_IN_HOUR)
    return tr.plain("minutes", count=minutes)
