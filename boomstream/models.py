"""What the vendor answers, as frozen models.

The vendor writes one value in many ways (`yes`, `true`, `"1"`; `null`, `""`, `[]` or no field at all), so every field
reads leniently; only what nothing works without (a code, a link) is demanded.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


def _is_blank(value: Any) -> bool:
    """PHP servers write nothing as null, "" or an empty array."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _unless_blank(otherwise: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if _is_blank(value):
            return otherwise
        return value.strip() if isinstance(value, str) else value

    return read


def _moment(value: Any) -> datetime | None:
    """Read `Y-m-d H:i:s` or ISO 8601; None for no date (`0000-00-00 00:00:00`) and for a garbled one."""
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value.strip())
    except (AttributeError, ValueError):
        return None


def _utc(value: Any, zone: tzinfo | None) -> datetime | None:
    moment = _moment(value)
    if moment is None or (moment.tzinfo is None and zone is None):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar
        return None


def _zone(name: Any) -> tzinfo | None:
    """Turn `Europe/Moscow`, `UTC+3` or `+03:00` into a time zone; None when it is none of these."""
    text = name.strip() if isinstance(name, str) else ""
    if offset := _OFFSET.fullmatch(text):
        sign, hours, minutes = offset.groups()
        shift = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(-shift if sign == "-" else shift) if shift < timedelta(days=1) else None
    try:
        return ZoneInfo(text) if text else None
    except (KeyError, ValueError, OSError):  # unknown, not a name, a folder of the zone database
        return None


def _seconds(value: Any) -> timedelta | None:
    if isinstance(value, timedelta):
        return value
    try:
        return timedelta(seconds=float(value)) if float(value) >= 0 else None
    except (TypeError, ValueError, OverflowError):
        return None


def _switch_or_none(value: Any) -> Any:
    text = value.strip().lower() if isinstance(value, str) else value
    return text if text in (True, False, "yes", "no", "true", "false", "1", "0") else None


_Text = Annotated[str, BeforeValidator(lambda value: "" if _is_blank(value) else value)]
_OptionalText = Annotated[str | None, BeforeValidator(_unless_blank(None))]
_Demanded = Annotated[str, BeforeValidator(_unless_blank("")), Field(min_length=1)]
_Switch = Annotated[bool, BeforeValidator(_unless_blank(otherwise=False))]
_OptionalSwitch = Annotated[bool | None, BeforeValidator(_switch_or_none)]


class _Model(BaseModel):
    # A validation error must not quote its input: the input is the answer, with secrets in it.
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, hide_input_in_errors=True)


class Conference(_Model):
    """A row of `list`. `code` is opaque: a UUID today, at most 64 characters of `A-Za-z0-9_-`."""

    code: _Demanded
    title: _Text = ""
    description: _Text = ""


class ConferenceInfo(Conference):
    """The answer of `info`; what an older server does not tell is None.

    `starts_at` is in UTC, and None unless the answer has a usable `Timezone`: better no start than one hours off.
    """

    folder_code: _OptionalText = None
    public: _OptionalSwitch = None
    lobby: _OptionalSwitch = None
    starts_at: datetime | None = None
    timezone: _OptionalText = None
    duration: Annotated[timedelta | None, BeforeValidator(_seconds)] = None
    show_records: _OptionalSwitch = None

    @model_validator(mode="before")
    @classmethod
    def _place_start_in_its_zone(cls, fields: Any) -> Any:
        if not isinstance(fields, dict):
            return fields
        return fields | {"starts_at": _utc(fields.get("starts_at"), _zone(fields.get("timezone")))}


class Client(_Model):
    """A participant, of `client/list` or `client/info`. A removed one stays in the list with `is_deleted`.

    The vendor names no time zone for `added`: it is taken for UTC.
    """

    code: _Demanded
    email: _Text = ""
    name: _Text = ""
    conference_code: _Text = ""
    moderator: _Switch = False
    added: Annotated[datetime | None, BeforeValidator(lambda value: _utc(value, UTC))] = None
    is_deleted: _Switch = False


class Invitation(_Model):
    """The answer of `invite`. `link` lets whoever holds it in: a secret, left out of the repr.

    The vendor's page does not say whose `code` this is; look the client's up by e-mail in `client/list`.
    """

    link: _Demanded = Field(repr=False)
    email: _Text = ""
    name: _Text = ""
    code: _Text = ""
    is_moderator: _Switch = False


class CreatedConference(_Model):
    """The answer of `create`, of which only the code is new."""

    code: _Demanded
