"""Arguments of one-line commands: pure text in, typed values out."""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pydantic import TypeAdapter

from services.errors import AppError, ErrorCode
from services.invitations import LONGEST, SHORTEST
from services.model import Guest, InviteOptions

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


@dataclass(frozen=True, slots=True)
class InviteRequest:
    """Whom to invite and how."""

    guests: tuple[Guest, ...]
    options: InviteOptions = field(default_factory=InviteOptions)


_REQUEST = TypeAdapter(InviteRequest)


def dump(request: InviteRequest) -> str:
    """The request as text, to remember it behind a button."""
    return _REQUEST.dump_json(request).decode()


def load(text: str) -> InviteRequest:
    """The request from such a text; raises ValueError."""
    return _REQUEST.validate_json(text)


def invite(text: str) -> tuple[str, InviteRequest]:
    """`<conf> <email> [name] [<email> [name] …] [moderator] [notify] [ttl=2h] [avatar=https://…]`.

    All before the first e-mail means the conference; words after an e-mail are that guest's name.
    Raises AppError(LIFETIME_MALFORMED).
    """
    conference: list[str] = []
    guests: list[tuple[str, list[str]]] = []
    options = InviteOptions()
    for token in tokens(text):
        bare = token.strip("<>,;()") if "@" in token and "=" not in token else token
        switched = _option(options, token)
        if switched is not None and guests:
            options = switched
        elif "@" in bare:
            guests.append((bare, []))
        elif guests:
            guests[-1][1].append(token)
        else:
            conference.append(token)
    invited = tuple(Guest(email, " ".join(words).strip(" ,;") or None) for email, words in guests)
    return " ".join(conference), InviteRequest(invited, options)


def _option(options: InviteOptions, token: str) -> InviteOptions | None:
    """The options with this one set; None when the token is not an option."""
    name, equals, value = token.partition("=")
    word = name.lower()
    if equals and word in {"ttl", "срок"}:
        return replace(options, lifetime=lifetime(value))
    if equals and word == "avatar":
        return replace(options, avatar_url=value)
    if not equals and word in _MODERATOR:
        return replace(options, moderator=True)
    if not equals and word in _NOTIFY:
        return replace(options, notify=True)
    return None
