"""What the bot says by itself: a type for each kind of letter, and how letters lie in the outbox.

A letter says what happened, not what to say: where a request stands is looked up when it is sent. It holds only what a
later look would not find. Whatever is not an id of ours lies sealed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum, auto
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, TypeAdapter

from services.model import LogAction
from services.requests.model import GuestNews

ADDRESS = ("workspace_id", "request_id", "user_id")  # what lies in columns of its own, for the order of sending


class Recipient(Enum):
    """Who is told; in which chat that is, is found out when it is sent."""

    ASKER = auto()
    GUEST = auto()
    MODERATORS = auto()
    ORGANIZERS = auto()
    OWNER = auto()
    CHAT = auto()  # one that belongs to no workspace yet


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to say. `kind` is its name in the database: it stays when the class is renamed."""

    kind: ClassVar[str]
    to: ClassVar[Recipient] = Recipient.MODERATORS


@dataclass(frozen=True, slots=True)
class Answer(Letter):
    """What somebody's own doing came to, word for word: where they asked, in the language in which they did.

    `keyboard` is the Bot API's reply_markup as JSON; `quotes` the message that it answers.
    """

    kind = "answer"
    to = Recipient.ASKER
    user_id: int
    chat: int
    text: str = field(repr=False)
    keyboard: str = field(default="", repr=False)
    thread: int | None = None
    quotes: int | None = None


@dataclass(frozen=True, slots=True)
class AboutRequest(Letter):
    """About one request; it goes with the request."""

    request_id: int


@dataclass(frozen=True, slots=True)
class CardDue(AboutRequest):
    """Moderators are shown a request."""

    kind = "card"


@dataclass(frozen=True, slots=True)
class CardChanged(AboutRequest):
    """A card shows something else than what is true now."""

    kind = "card-update"


@dataclass(frozen=True, slots=True)
class WordToGuest(AboutRequest):
    """A guest hears where the request stands."""

    kind = "guest"
    to = Recipient.GUEST
    user_id: int
    news: GuestNews = GuestNews.STANDING


@dataclass(frozen=True, slots=True)
class Nag(Letter):
    """So many requests have waited for a day."""

    kind = "nag"
    workspace_id: int
    count: int


@dataclass(frozen=True, slots=True)
class Notice(Letter):
    """What somebody did through the bot elsewhere; nobody's name when a link did. E-mails in it are masked.

    `request`, `participant`: whom it is about, so that it can be found when they ask to be forgotten.
    """

    kind = "notice"
    workspace_id: int
    who: str
    action: LogAction
    subject: str = ""
    detail: str = field(default="", repr=False)
    request: int = 0
    participant: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change behind the bot's back; `id` is ours of the participant, 0 for none."""

    kind: str
    person: str = ""
    email: str = field(default="", repr=False)
    id: int = 0


def _differences(stored: Any) -> Any:
    """They were a text within a text until 2026-11."""
    return json.loads(stored) if isinstance(stored, str) else stored


@dataclass(frozen=True, slots=True)
class ConferenceChanged(Letter):
    """The first changes that the watcher found, and how many more there are."""

    kind = "change"
    workspace_id: int
    conference: int
    title: str
    changes: Annotated[tuple[Difference, ...], BeforeValidator(_differences)]
    more: int = 0


@dataclass(frozen=True, slots=True)
class GroupBound(Letter):
    """A group hears that it is the moderators' group of a workspace now."""

    kind = "bound"
    workspace_id: int
    workspace: str
    chat: int
    by_group: bool = True  # whether everybody there decides, and not only admins


@dataclass(frozen=True, slots=True)
class BindingQuestion(Letter):
    """Whoever asked to bind a group has added the bot to one, and nothing came of it: is this the one?"""

    kind = "bind-question"
    to = Recipient.CHAT
    workspace_id: int
    user_id: int
    workspace: str
    chat: int


@dataclass(frozen=True, slots=True)
class GroupReady(Letter):
    """Organizers hear that a group decides for them now."""

    kind = "bound-told"
    to = Recipient.ORGANIZERS
    workspace_id: int
    group: str


@dataclass(frozen=True, slots=True)
class TopicLost(Letter):
    """Organizers hear that the topic is gone, and that messages come to the group itself."""

    kind = "topic-lost"
    to = Recipient.ORGANIZERS
    workspace_id: int
    group: str


@dataclass(frozen=True, slots=True)
class GivenUp(Letter):
    """Organizers hear that something could not be said in the moderators' group, and why in Telegram's words."""

    kind = "given-up"
    to = Recipient.ORGANIZERS
    workspace_id: int
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class GroupLost(Letter):
    """Organizers hear that the moderators' group is gone."""

    kind = "unbound"
    to = Recipient.ORGANIZERS
    workspace_id: int
    group: str


@dataclass(frozen=True, slots=True)
class KeyDropped(Letter):
    """A chat hears that of two keys one could not be kept when it was merged with another; by their tails."""

    kind = "key-dropped"
    to = Recipient.ORGANIZERS
    workspace_id: int
    dropped: str
    kept: str


@dataclass(frozen=True, slots=True)
class StillFailing(Letter):
    """An owner of the bot hears that a job keeps failing at something; by the titles of what it is about."""

    kind = "still-failing"
    to = Recipient.OWNER
    user_id: int
    job: str
    workspace: str
    conference: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable(Letter):
    """What another version wrote, or another secret key sealed: it waits for somebody to mend that."""

    kind = "unreadable"
    stored_kind: str


LETTERS = (
    Answer,
    CardDue,
    CardChanged,
    WordToGuest,
    Nag,
    Notice,
    ConferenceChanged,
    GroupBound,
    BindingQuestion,
    GroupReady,
    GroupLost,
    TopicLost,
    GivenUp,
    KeyDropped,
    StillFailing,
)
_KINDS: dict[str, type[Letter]] = {letter.kind: letter for letter in LETTERS}
_ADAPTERS: dict[type[Letter], TypeAdapter[Any]] = {letter: TypeAdapter(letter) for letter in LETTERS}


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A letter in the outbox; `workspace_id` is the request's where the letter is about one."""

    id: int
    letter: Letter
    workspace_id: int | None
    attempts: int
    created_at: datetime

    @property
    def request_id(self) -> int | None:
        """The request it is about."""
        return self.letter.request_id if isinstance(self.letter, AboutRequest) else None


def write(letter: Letter) -> tuple[dict[str, int | None], str | None]:
    """What of a letter goes into columns, and the rest as JSON, to be sealed."""
    values = _ADAPTERS[type(letter)].dump_python(letter, mode="json", exclude_defaults=True)
    address = {name: values.pop(name, None) for name in ADDRESS}
    return address, json.dumps(values, ensure_ascii=False) if values else None


def read(kind: str, address: Mapping[str, int | None], stored: str | None) -> Letter:
    """The letter that `write` was given, by this or an earlier version; Unreadable when there is no telling."""
    letter = _KINDS.get(kind)
    if letter is None:
        return Unreadable(kind)
    try:
        values = json.loads(stored) if stored else {}
        values |= {one.name: address[one.name] for one in fields(letter) if one.name in ADDRESS}
        read_letter: Letter = _ADAPTERS[letter].validate_python(values)
    except (TypeError, ValueError):  # ValidationError among them, whose text would quote what is sealed
        return Unreadable(kind)
    return read_letter
