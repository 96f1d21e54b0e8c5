"""Arguments of one-line commands: pure text in, typed values out."""

import re
from dataclasses import replace
from datetime import timedelta

from pydantic import TypeAdapter

from services import guest_lists
from services.errors import AppError, ErrorCode
from services.guest_pieces import start as first_person
from services.invitations import LONGEST, SHORTEST
from services.model import InviteOptions, InviteRequest

# A quoted piece keeps its spaces; all the quotation marks that keyboards make are understood.
_TOKEN = re.compile(r"«([^»]*)»|“([^”]*)”|„([^“]*)“|\"([^\"]*)\"|(\S+)")
_LIFETIME = re.compile(r"(\d{1,6})\s*([a-zа-я]*)\.?", re.IGNORECASE)
_UNITS = {
    "m": "minutes", "min": "minutes", "м": "minutes", "мин": "minutes",
    "h": "hours", "ч": "hours", "час": "hours",
    "d": "days", "д": "days", "дн": "days",
    "w": "weeks", "нед": "weeks",
    "s": "seconds", "с": "seconds", "": "seconds",
}  # fmt: skip
_MODERATOR = {"moderator", "mod", "модератор"}
_NOTIFY = {"notify", "письмо"}
_NOTHING = {"-", "—", "–"}


def tokens(text: str) -> list[str]:
    """Words, and quoted pieces without their quotation marks."""
    return ["".join(group or "" for group in match) for match in _TOKEN.findall(text)]


def is_nothing(text: str) -> bool:
    """Whether an answer is a dash: "leave it empty"."""
    return text.strip() in _NOTHING


def title_and_description(text: str) -> tuple[str, str]:
    """`title | description`; only the first bar divides."""
    title, _, description = text.partition("|")
    return title.strip(), description.strip()


def lifetime(text: str) -> timedelta:
    """`90m`, `2h`, `3d`, `1w`, `2ч`, seconds without a unit, from a minute to a year.

    Raises AppError(LIFETIME_MALFORMED) with what was typed.
    """
    match = _LIFETIME.fullmatch(text.strip())
    unit = _UNITS.get(match[2].lower()) if match else None
    span = timedelta(**{unit: int(match[1])}) if match and unit else None
    if span is None or not SHORTEST <= span <= LONGEST:
        raise AppError(ErrorCode.LIFETIME_MALFORMED, text=text)
    return span


_REQUEST = TypeAdapter(InviteRequest)


def dump(request: InviteRequest) -> str:
    """The request as text, to remember it behind a button."""
    return _REQUEST.dump_json(request).decode()


def load(text: str) -> InviteRequest:
    """The request from such a text; raises ValueError."""
    return _REQUEST.validate_json(text)


def invite(text: str) -> tuple[str, str, InviteOptions]:
    """`<conf> <people and options>`: what stands before the first person, the people, the options.

    A conference may stand on a line of its own; on the line of the first e-mail a name may follow it.
    Raises AppError(LIFETIME_MALFORMED).
    """
    people, options = _without_options(text)
    place = first_person(people)
    if place is None:
        return " ".join(tokens(text)), "", InviteOptions()
    head, line_end, names = people[:place].partition("\n")  # what stands above the people is not on a line with them
    return " ".join(tokens(head)), line_end + names + people[place:], options


def listed(people: str, options: InviteOptions) -> InviteRequest:
    """The request for a list of people without options among them."""
    found = guest_lists.read(people)
    return InviteRequest(found.guests, options, found.guessed, found.unread)


def guests(text: str) -> InviteRequest:
    """People, and among them `moderator`, `notify`, `ttl=2h`, `avatar=https://…`, or the same in Russian.

    Raises AppError(LIFETIME_MALFORMED).
    """
    return listed(*_without_options(text))


def _without_options(text: str) -> tuple[str, InviteOptions]:
    """A text without its options. Words that are some are none before the first e-mail, nor within a quoted name."""
    options = InviteOptions()
    kept, end = "", 0
    begun = first_person(text) or 0
    for match in _TOKEN.finditer(text):
        token = (match[5] or "").rstrip(",;")
        switched = _option(options, token) if "=" in token or match.start() > begun else None
        if switched is not None:
            options = switched
            kept, end = kept + text[end : match.start()], match.start() + len(token)
    return kept + text[end:], options


def _option(options: InviteOptions, token: str) -> InviteOptions | None:
    """The options with this one set; None when the token is not an option."""
    name, equals, value = token.partition("=")
    word = name.lower()
    if equals and word in {"ttl", "срок"}:
        return replace(options, lifetime=lifetime(value))
    if equals and word in {"avatar", "аватар"}:
        return replace(options, avatar_url=value)
    if not equals and word in _MODERATOR:
        return replace(options, moderator=True)
    if not equals and word in _NOTIFY:
        return replace(options, notify=True)
    return None
