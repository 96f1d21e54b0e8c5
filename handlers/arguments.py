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

    All before the first e-mail means the conference. A name follows its e-mail or, as mail programs write it, stands
    before one in `<…>`. Raises AppError(LIFETIME_MALFORMED).
    """
    conference, mailboxes, options = _mailboxes(text)
    return " ".join(conference), InviteRequest(_guests([], mailboxes), options)


def guests(text: str) -> tuple[str, InviteRequest]:
    """The same without a conference: all before the first e-mail is a name when that is in `<…>`, else stray."""
    before, mailboxes, options = _mailboxes(text)
    named = bool(mailboxes) and mailboxes[0].bracketed
    return "" if named else " ".join(before), InviteRequest(_guests(before if named else [], mailboxes), options)


@dataclass(frozen=True, slots=True)
class _Mailbox:
    """An e-mail and the words after it, up to the next one."""

    email: str
    bracketed: bool
    words: list[str] = field(default_factory=list)


def _mailboxes(text: str) -> tuple[list[str], list[_Mailbox], InviteOptions]:
    """The words before the first e-mail, the e-mails, and the options among all that follows."""
    before: list[str] = []
    found: list[_Mailbox] = []
    options = InviteOptions()
    for token in tokens(text):
        bare = token.strip("<>,;()") if "@" in token and "=" not in token else token
        switched = _option(options, token)
        if switched is not None and found:
            options = switched
        elif "@" in bare:
            found.append(_Mailbox(bare, token.startswith("<")))
        else:
            (found[-1].words if found else before).append(token)
    return before, found, options


def _guests(before: list[str], mailboxes: list[_Mailbox]) -> tuple[Guest, ...]:
    """Give each e-mail its name: the words after it, but for those that belong to the next one, which is in `<…>`."""
    names: list[list[str]] = []
    whole = True
    for mailbox in mailboxes:
        start = _start_of_name(before, whole=whole) if mailbox.bracketed else len(before)
        names.append(before[start:])
        del before[start:]
        before, whole = mailbox.words, mailbox.bracketed
    return tuple(
        Guest(mailbox.email, " ".join([*name, *mailbox.words]).strip(" ,;") or None)
        for mailbox, name in zip(mailboxes, names, strict=True)
    )


def _start_of_name(words: list[str], *, whole: bool) -> int:
    """Where in the words before `<…>` its name begins: after a comma, unless that is one as in `Smith, Anna <…>`."""
    ends = [place for place, word in enumerate(words, start=1) if word.endswith((",", ";"))]
    if whole and len(words) not in ends:
        return 0
    return ends[-1] if ends else 0


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
