"""Numbers, dates and names as a reader expects them."""

from datetime import datetime, timedelta
from html import escape

from babel.dates import format_datetime
from markupsafe import Markup

from services.model import Conference, Guest
from views.i18n import Translator
from views.typed import TITLE, named, one_line

_MINUTES_IN_HOUR = 60


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


def duration(tr: Translator, span: timedelta) -> str:
    """A span in the largest units that say it exactly: `2 hours`, `90 minutes`, `3 days`."""
    minutes = round(span.total_seconds() / 60)
    if minutes % (24 * _MINUTES_IN_HOUR) == 0 and minutes:
        return tr.plain("days", count=minutes // (24 * _MINUTES_IN_HOUR))
    if minutes % _MINUTES_IN_HOUR == 0 and minutes:
        return tr.plain("hours", count=minutes // _MINUTES_IN_HOUR)
    return tr.plain("minutes", count=minutes)
