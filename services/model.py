"""What the use cases take and give. Vendor models and database records stop at the services' door."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, IntEnum, StrEnum
from typing import Generic, TypeVar

from pydantic import PositiveInt

from services.errors import AppError

T = TypeVar("T")

PAGE_SIZE = 8

LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}  # each in itself
LANGUAGES = tuple(LANGUAGE_NAMES)


class Role(IntEnum):
    """What somebody may do here; each role may do all that the ones below it may."""

    ANYONE = 0
    MODERATOR = 1
    ADMIN = 2
    OWNER = 3


class ChatKind(Enum):
    """Where an update came from."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Sender:
    """What Telegram tells about the person and the chat of an update.

    `for_bot`: the person turns to the bot; who only talks in a group is not kept.
    """

    user_id: int
    name: str
    username: str | None
    language_code: str | None
    chat_id: int
    chat_kind: ChatKind
    chat_title: str
    for_bot: bool = True


class Deciders(StrEnum):
    """Who counts as a moderator in the moderators' group."""

    GROUP = "group"
    ALLOWLISTED = "allowlisted"


class Watch(StrEnum):
    """Which conferences are watched for changes made elsewhere."""

    LINKS = "links"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """What /settings can change. `lifetime` is the life of links in seconds (None: Boomstream's own).

    `zone` is an IANA key, empty until it was confirmed.
    """

    deciders: Deciders = Deciders.GROUP
    notify_requests: bool = True
    notify_actions: bool = True
    notify_changes: bool = True
    lifetime: int | None = None
    notify_guests: bool = False
    expiry_days: PositiveInt = 7
    watch: Watch = Watch.LINKS
    watch_minutes: PositiveInt = 5
    zone: str = ""


class Setting(StrEnum):
    """What /settings switches, by the short codes in its buttons."""

    DECIDERS = "d"
    REQUESTS = "r"
    ACTIONS = "a"
    CHANGES = "c"
    LIFETIME = "l"
    GUESTS = "g"
    EXPIRY = "e"
    WATCH = "w"
    MINUTES = "m"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A chat in which organizers work. `key_tail` is the end of the connected key, None without one."""

    id: int
    chat_id: int
    title: str
    language: str | None
    key_tail: str | None
    moderators_chat_id: int | None
    moderators_thread_id: int | None
    current_conference_id: int | None
    settings: "WorkspaceSettings"


@dataclass(frozen=True, slots=True)
class KeyTest:
    """A connected key: its last characters and how many conferences it opens."""

    tail: str
    conferences: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, where, and as what. `language` is the one to answer in; it is kept when chosen or settled here."""

    user_id: int
    name: str
    chat_id: int
    chat_kind: ChatKind
    language: str
    role: Role
    workspace: Workspace
    language_kept: bool = False

    @property
    def in_private(self) -> bool:
        """Whether only this person reads the answer."""
        return self.chat_kind is ChatKind.PRIVATE

    @property
    def among_moderators(self) -> bool:
        """Whether this is a moderators' group and not the organizers' own chat: e-mails are masked there."""
        return self.chat_id != self.workspace.chat_id


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A slice of a list; `number` counts from 1, `pages` is at least 1.

    `nearest`: what comes nearest to a search that found nothing.
    """

    items: tuple[T, ...]
    number: int
    pages: int
    total: int
    nearest: tuple[T, ...] = ()


def nearest_page(number: int, *, total: int, size: int = PAGE_SIZE) -> tuple[int, int]:
    """Which of how many pages to show: a list may have shrunk since the button was drawn."""
    pages = max(1, -(-total // size))
    return min(max(1, number), pages), pages


def paginate(items: tuple[T, ...], number: int, *, size: int = PAGE_SIZE) -> Page[T]:
    """The page with this number, or the nearest one there is."""
    number, pages = nearest_page(number, total=len(items), size=size)
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference in lists. `id` is our own row id, `code` Boomstream's; `starts_at` as it was told last."""

    id: int
    code: str
    title: str
    description: str = ""
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConferenceCard:
    """All that Boomstream tells about a conference. None: this server does not tell."""

    conference: Conference
    folder_code: str | None
    public: bool | None
    lobby: bool | None
    starts_at: datetime | None
    duration: timedelta | None
    is_current: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A conference to be made."""

    title: str
    description: str = ""
    folder_code: str = ""


class ConferenceField(StrEnum):
    """What /edit can change."""

    TITLE = "title"
    DESCRIPTION = "description"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody invited. `added` is the server's own clock: its zone is not documented."""

    id: int
    conference: Conference
    code: str
    email: str = field(repr=False)
    name: str
    moderator: bool
    added: datetime | None
    removed: bool


class ParticipantFilter(StrEnum):
    """Which participants a list shows."""

    PRESENT = "p"
    MODERATORS = "m"
    REMOVED = "r"


class ParticipantField(StrEnum):
    """What can be edited on a participant's card."""

    NAME = "name"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class ParticipantList:
    """A page of participants and the numbers behind the filters."""

    conference: Conference
    page: Page[Participant]
    shown: ParticipantFilter
    search: str
    present: int
    moderators: int
    removed: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to invite."""

    email: str = field(repr=False)
    name: str | None = None


@dataclass(frozen=True, slots=True)
class InviteOptions:
    """How to invite. `lifetime` None leaves the life of the link to Boomstream."""

    moderator: bool = False
    notify: bool = False
    lifetime: timedelta | None = None
    avatar_url: str | None = None


@dataclass(frozen=True, slots=True)
class InviteRequest:
    """Whom to invite and how. `guessed` and `unread` as in GuestList: something to look at before it counts."""

    guests: tuple[Guest, ...]
    options: InviteOptions = field(default_factory=InviteOptions)
    guessed: bool = False
    unread: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether it names one person and leaves no doubt about it."""
        return len(self.guests) == 1 and not self.guessed and not self.unread


@dataclass(frozen=True, slots=True)
class Invitation:
    """What became of one guest: a link (a secret) or an error, never both.

    Neither: the invitation was made, but the answer with its link was lost on the way. `moderator`: it is one of a
    moderator, as was asked for or as the guest was before.
    `participant` is the guest in the conference's list, where it could be read.
    """

    guest: Guest
    moderator: bool = False
    link: str | None = field(default=None, repr=False)
    error: AppError | None = None
    participant: Participant | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """The outcome of inviting several guests with the same options."""

    conference: Conference
    options: InviteOptions
    invitations: tuple[Invitation, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be given rights, and what is known of them; `seen_at` None: they never wrote to the bot."""

    user_id: int
    name: str
    username: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Admin:
    """One row of an allowlist. `row_id` None: set by the operator's ADMIN_IDS, so it can't be removed in a chat."""

    row_id: int | None
    user_id: int
    name: str | None
    username: str | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Who did what, when; e-mails are masked."""

    at: datetime
    user_id: int | None
    name: str | None
    action: "LogAction"
    subject: str
    detail: str


class LogAction(StrEnum):
    """What the audit log knows."""

    KEY_CONNECTED = "key-connected"
    KEY_FORGOTTEN = "key-forgotten"
    KEY_DROPPED = "key-dropped"
    CHATS_MERGED = "chats-merged"
    OWNER_CLAIMED = "owner-claimed"
    OWNER_ADDED = "owner-added"
    OWNER_REMOVED = "owner-removed"
    ADMIN_REGISTERED = "admin-registered"
    ADMIN_ADDED = "admin-added"
    ADMIN_REMOVED = "admin-removed"
    CONFERENCE_CREATED = "conference-created"
    CONFERENCE_EDITED = "conference-edited"
    CONFERENCE_DELETED = "conference-deleted"
    CONFERENCE_USED = "conference-used"
    ALIAS_SET = "alias-set"
    INVITED = "invited"
    PROMOTED = "promoted"
    DEMOTED = "demoted"
    PARTICIPANT_EDITED = "participant-edited"
    LINK_OPENED = "link-opened"
    LINK_APPROVAL_SET = "link-approval-set"
    LINK_CAPACITY_SET = "link-capacity-set"
    LINK_CLOSING_SET = "link-closing-set"
    LINK_QUESTION_SET = "link-question-set"
    LINK_RENAMED = "link-renamed"
    LINK_CLOSED = "link-closed"
    REQUEST_APPROVED = "request-approved"
    REQUEST_DECLINED = "request-declined"
    DECISION_UNDONE = "decision-undone"
    PERSON_BLOCKED = "person-blocked"
    PERSON_UNBLOCKED = "person-unblocked"
    PERSON_FORGOTTEN = "person-forgotten"
    MODERATORS_BOUND = "moderators-bound"
    MODERATORS_UNBOUND = "moderators-unbound"
    SETTINGS_CHANGED = "settings-changed"
    PARTICIPANT_REMOVED = "participant-removed"
