"""The time zone in which a workspace says and reads times."""

import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from services.errors import AppError, ErrorCode
from services.model import LANGUAGES, Actor
from services.search import normal

_GUESSES = {"ru": "Europe/Moscow"}
_UTC = "UTC"
# The other keys are older names of the same zones.
_CONTINENTS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?00)?")


def zone_of(actor: Actor) -> ZoneInfo:
    """The zone that was confirmed, else the one that the language suggests."""
    return ZoneInfo(actor.workspace.settings.zone or _GUESSES.get(actor.language, _UTC))


def city(key: str, language: str) -> str:
    """What a zone is called: its city, or its distance from UTC where it is of no place."""
    if key == _UTC:
        return key
    if key.startswith("Etc/GMT"):  # POSIX counts westwards
        return _UTC + key.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))
    return str(get_timezone_location(ZoneInfo(key), locale=language, return_city=True))


def find_zone(text: str) -> str:
    """The IANA key of a zone by its key, its city in either language or `UTC+5`; raises AppError(ZONE_UNKNOWN)."""
    wanted = normal(text)
    offset = _OFFSET.fullmatch(wanted)
    if offset:
        key = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}" if int(offset[2]) else _UTC
        found = key if key in available_timezones() else None
    else:
        found = _by_name().get(wanted)
    if found is None:
        raise AppError(ErrorCode.ZONE_UNKNOWN, text=text)
    return found


@cache
def _by_name() -> dict[str, str]:
    keys = [key for key in sorted(available_timezones()) if key.partition("/")[0] in _CONTINENTS]
    names = {normal(city(key, language)): key for language in LANGUAGES for key in keys}
    return {**names, **{normal(key): key for key in keys}, "utc": _UTC, "gmt": _UTC, "мск": "Europe/Moscow"}
