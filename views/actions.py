"""What a button means: one frozen dataclass an action, packed into Telegram's 64 bytes of callback data.

Buttons stay clickable for months. When an action's fields change, its tag changes too, and `unpack` answers None for
the old one: the button is outdated. Fields are row ids, page numbers and short codes, never titles or rights.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias, get_type_hints

from services.model import Approval, ConferenceField, ParticipantField, ParticipantFilter

MAX_BYTES = 64
_BIGGEST = 2**63 - 1  # that the database could hold
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Verb(StrEnum):
    """What to do with a conference once it is picked from a list."""

    OPEN = "o"
    EDIT = "e"
    DELETE = "d"
    INVITE = "i"
    PARTICIPANTS = "p"
    USE = "u"
    ALIAS = "a"
    LINKS = "l"
    CLOSE_LINKS = "c"
    REQUESTS = "r"


class InviteOption(StrEnum):
    """What the invitation's summary can switch."""

    MODERATOR = "m"
    NOTIFY = "n"
    LIFETIME = "l"


class LinkRule(StrEnum):
    """Rules of a request link that are typed."""

    CAPACITY = "c"
    CLOSING = "t"
    QUESTION = "q"
    NAME = "n"


class SettingName(StrEnum):
    """What /settings switches."""

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
class Action:
    """Base of all actions; `tag` is the first part of the callback data."""

    tag: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list of participants somebody is: to show the list again right there."""

    shown: ParticipantFilter
    page: int
    phrase: int


@dataclass(frozen=True, slots=True)
class ShowMenu(Action):
    """The start screen."""

    tag = "m"


@dataclass(frozen=True, slots=True)
class ShowHelp(Action):
    """Help by role."""

    tag = "h"


@dataclass(frozen=True, slots=True)
class Nothing(Action):
    """A label among buttons, such as `2/5`."""

    tag = "n"


@dataclass(frozen=True, slots=True)
class ShowLanguages(Action):
    """The choice of languages."""

    tag = "ls"


@dataclass(frozen=True, slots=True)
class SetLanguage(Action):
    """Choose a language."""

    tag = "l"
    language: str


@dataclass(frozen=True, slots=True)
class ShowKey(Action):
    """The key's screen."""

    tag = "k"


@dataclass(frozen=True, slots=True)
class EnterKey(Action):
    """Ask for a key."""

    tag = "ke"


@dataclass(frozen=True, slots=True)
class CheckKey(Action):
    """Ask Boomstream with the stored key."""

    tag = "kt"


@dataclass(frozen=True, slots=True)
class AskForgetKey(Action):
    """Confirm before the key is erased."""

    tag = "kf"


@dataclass(frozen=True, slots=True)
class ForgetKey(Action):
    """Erase the key."""

    tag = "kx"


@dataclass(frozen=True, slots=True)
class ListConferences(Action):
    """A page of conferences, filtered by a remembered phrase (0: all)."""

    tag = "cl"
    page: int
    phrase: int


@dataclass(frozen=True, slots=True)
class CreateConference(Action):
    """Start the dialogue."""

    tag = "cc"


@dataclass(frozen=True, slots=True)
class OpenConference(Action):
    """A conference's card."""

    tag = "co"
    conference: int


@dataclass(frozen=True, slots=True)
class EditConference(Action):
    """What to edit."""

    tag = "ce"
    conference: int


@dataclass(frozen=True, slots=True)
class EditConferenceField(Action):
    """Ask for a field's new value."""

    tag = "cf"
    conference: int
    field: ConferenceField


@dataclass(frozen=True, slots=True)
class AskDeleteConference(Action):
    """Confirm before a conference is deleted."""

    tag = "cd"
    conference: int


@dataclass(frozen=True, slots=True)
class DeleteConference(Action):
    """Delete it."""

    tag = "cx"
    conference: int


@dataclass(frozen=True, slots=True)
class UseConference(Action):
    """Make it the chat's current one."""

    tag = "cu"
    conference: int


@dataclass(frozen=True, slots=True)
class SetAlias(Action):
    """Ask for a short name."""

    tag = "ca"
    conference: int


@dataclass(frozen=True, slots=True)
class Pick(Action):
    """Go on with a command once its conference is chosen; the phrase is the rest of the command."""

    tag = "pk"
    verb: Verb
    conference: int
    phrase: int


@dataclass(frozen=True, slots=True)
class PickPage(Action):
    """Another page of the conferences to choose from; `search` is what they were found by."""

    tag = "pp"
    verb: Verb
    page: int
    phrase: int
    search: int


@dataclass(frozen=True, slots=True)
class InviteTo(Action):
    """Start inviting."""

    tag = "iv"
    conference: int


@dataclass(frozen=True, slots=True)
class InviteAgain(Action):
    """A new link for somebody who is in the conference already."""

    tag = "ia"
    conference: int
    phrase: int


@dataclass(frozen=True, slots=True)
class SwitchOption(Action):
    """Switch an option on the invitation's summary."""

    tag = "io"
    dialogue: int
    option: InviteOption


@dataclass(frozen=True, slots=True)
class ListParticipants(Action):
    """A page of participants."""

    tag = "pl"
    conference: int
    place: Place


@dataclass(frozen=True, slots=True)
class OpenParticipant(Action):
    """A participant's card."""

    tag = "po"
    participant: int
    place: Place


@dataclass(frozen=True, slots=True)
class OpenGuest(Action):
    """The same below a request's card, which stays as it is."""

    tag = "pg"
    participant: int


@dataclass(frozen=True, slots=True)
class SetModerator(Action):
    """Promote or demote, from the list or from the card."""

    tag = "pm"
    participant: int
    moderator: bool
    on_card: bool
    place: Place


@dataclass(frozen=True, slots=True)
class AskRemoveParticipant(Action):
    """Confirm before somebody is removed."""

    tag = "pd"
    participant: int
    on_card: bool
    place: Place


@dataclass(frozen=True, slots=True)
class RemoveParticipant(Action):
    """Remove somebody."""

    tag = "px"
    participant: int
    on_card: bool
    place: Place


@dataclass(frozen=True, slots=True)
class EditParticipant(Action):
    """Ask for a new name or e-mail."""

    tag = "pf"
    participant: int
    field: ParticipantField
    place: Place


@dataclass(frozen=True, slots=True)
class StepBack(Action):
    """One question back from the one with this number, counted from 0: a second tap must not go two back."""

    tag = "db"
    dialogue: int
    step: int


@dataclass(frozen=True, slots=True)
class SkipStep(Action):
    """Leave the question with this number unanswered."""

    tag = "ds"
    dialogue: int
    step: int


@dataclass(frozen=True, slots=True)
class CancelDialogue(Action):
    """Leave the dialogue."""

    tag = "dc"
    dialogue: int


@dataclass(frozen=True, slots=True)
class ConfirmDialogue(Action):
    """Carry the dialogue out."""

    tag = "dy"
    dialogue: int


@dataclass(frozen=True, slots=True)
class ManageAdmins(Action):
    """A page of the groups whose admins can be managed."""

    tag = "ag"
    page: int


@dataclass(frozen=True, slots=True)
class ListAdmins(Action):
    """A page of the admins of a workspace; workspace 0 means owners."""

    tag = "an"
    workspace: int
    page: int


@dataclass(frozen=True, slots=True)
class AddAdmin(Action):
    """Ask whom to add; workspace 0 means owners."""

    tag = "aa"
    workspace: int


@dataclass(frozen=True, slots=True)
class AskRemoveAdmin(Action):
    """Confirm before a permission is taken back; workspace 0 means owners."""

    tag = "ad"
    workspace: int
    row: int


@dataclass(frozen=True, slots=True)
class RemoveAdmin(Action):
    """Take a permission back."""

    tag = "ax"
    workspace: int
    row: int


@dataclass(frozen=True, slots=True)
class ShowLog(Action):
    """A page of the audit log."""

    tag = "lg"
    page: int


@dataclass(frozen=True, slots=True)
class ListRequestLinks(Action):
    """The request links of a conference."""

    tag = "rl"
    conference: int


@dataclass(frozen=True, slots=True)
class AddRequestLink(Action):
    """One more request link."""

    tag = "ro"
    conference: int


@dataclass(frozen=True, slots=True)
class ShowRequestLink(Action):
    """A request link with its rules."""

    tag = "rs"
    link: int


@dataclass(frozen=True, slots=True)
class ShowQr(Action):
    """The link as a QR picture."""

    tag = "rq"
    link: int


@dataclass(frozen=True, slots=True)
class SetApproval(Action):
    """Choose how a link lets people in."""

    tag = "ra"
    link: int
    approval: Approval


@dataclass(frozen=True, slots=True)
class AskRule(Action):
    """Ask for the value of a rule."""

    tag = "rr"
    link: int
    rule: LinkRule


@dataclass(frozen=True, slots=True)
class AskRevoke(Action):
    """Confirm before a link is closed."""

    tag = "rv"
    link: int


@dataclass(frozen=True, slots=True)
class RevokeLink(Action):
    """Close a link."""

    tag = "rx"
    link: int


@dataclass(frozen=True, slots=True)
class UseSuggestion(Action):
    """Answer a question with what the bot suggests."""

    tag = "gs"
    dialogue: int


@dataclass(frozen=True, slots=True)
class ShowMine(Action):
    """My requests."""

    tag = "gm"


@dataclass(frozen=True, slots=True)
class WithdrawRequest(Action):
    """Take a request back."""

    tag = "gw"
    request: int


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Action):
    """What is stored."""

    tag = "gp"


@dataclass(frozen=True, slots=True)
class AskForgetMe(Action):
    """Confirm before somebody is forgotten."""

    tag = "gf"


@dataclass(frozen=True, slots=True)
class ForgetMe(Action):
    """Erase what is stored about the person."""

    tag = "gx"


@dataclass(frozen=True, slots=True)
class Approve(Action):
    """Let somebody in."""

    tag = "qa"
    request: int
    moderator: bool


@dataclass(frozen=True, slots=True)
class Decline(Action):
    """Say no."""

    tag = "qd"
    request: int


@dataclass(frozen=True, slots=True)
class DeclineWithReason(Action):
    """Say no, and why."""

    tag = "qr"
    request: int


@dataclass(frozen=True, slots=True)
class BlockGuest(Action):
    """Say no for good."""

    tag = "qb"
    request: int


@dataclass(frozen=True, slots=True)
class UnblockGuest(Action):
    """Let somebody ask again."""

    tag = "qu"
    request: int


@dataclass(frozen=True, slots=True)
class ShowEmail(Action):
    """Show the e-mail to the presser only."""

    tag = "qe"
    request: int


@dataclass(frozen=True, slots=True)
class RetryRequest(Action):
    """Try again what failed."""

    tag = "qt"
    request: int


@dataclass(frozen=True, slots=True)
class NewLinkFor(Action):
    """A new link for somebody who is in the conference already."""

    tag = "qi"
    request: int


@dataclass(frozen=True, slots=True)
class ListRequests(Action):
    """A page of pending requests; conference 0 means all."""

    tag = "ql"
    page: int
    conference: int


@dataclass(frozen=True, slots=True)
class OpenRequest(Action):
    """A request's card in the list."""

    tag = "qo"
    request: int


@dataclass(frozen=True, slots=True)
class AskApproveAll(Action):
    """Confirm before all that are shown are let in."""

    tag = "qp"
    page: int
    conference: int


@dataclass(frozen=True, slots=True)
class ApproveAll(Action):
    """Let all in that were named; `phrase` is the number of the text that remembers them."""

    tag = "qz"
    phrase: int
    conference: int


@dataclass(frozen=True, slots=True)
class ShowModerators(Action):
    """The moderators' group."""

    tag = "mg"


@dataclass(frozen=True, slots=True)
class BindHere(Action):
    """Make this group the moderators' group."""

    tag = "mh"


@dataclass(frozen=True, slots=True)
class PickModerators(Action):
    """Telegram's chat picker."""

    tag = "mp"


@dataclass(frozen=True, slots=True)
class UnbindModerators(Action):
    """Let the moderators' group go."""

    tag = "mu"


@dataclass(frozen=True, slots=True)
class ShowSettings(Action):
    """The settings."""

    tag = "st"


@dataclass(frozen=True, slots=True)
class SwitchSetting(Action):
    """The next value of a setting."""

    tag = "ss"
    setting: SettingName


@dataclass(frozen=True, slots=True)
class Retry(Action):
    """Do again what a restart interrupted."""

    tag = "rt"
    update: int


ACTIONS: dict[str, type[Action]] = {action.tag: action for action in Action.__subclasses__()}

_Value: TypeAlias = "int | bool | str | StrEnum | Place"


def pack(action: Action) -> str:
    """Callback data of 1–64 bytes; raises ValueError for what would not fit."""
    data = ":".join([action.tag, *_parts(action)])
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"callback data too long: {data}")
    return data


def unpack(data: str) -> Action | None:
    """The action behind callback data; None for anything that is not exactly ours."""
    tag, *parts = data.split(":")
    action_type = ACTIONS.get(tag)
    if action_type is None:
        return None
    try:
        action = action_type(**_read(action_type, parts))
        unused = bool(parts)
    except (ValueError, IndexError):
        return None
    return None if unused or pack(action) != data else action


def _parts(record: Action | Place) -> list[str]:
    parts: list[str] = []
    for field in fields(record):
        value: _Value = getattr(record, field.name)
        parts.extend(_parts(value) if isinstance(value, Place) else [_written(value)])
    return parts


def _written(value: "int | bool | str | StrEnum") -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return _base36(value)
    if ":" in value:
        raise ValueError(f"a colon in callback data: {value}")
    return str(value)


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"negative number in callback data: {number}")
    digits = ""
    while number >= len(_DIGITS):
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits


def _read(record_type: type[Action] | type[Place], parts: list[str]) -> dict[str, Any]:
    """Take the record's fields off the front of `parts`; raises ValueError or IndexError."""
    hints = get_type_hints(record_type)
    values: dict[str, Any] = {}
    for field in fields(record_type):
        kind = hints[field.name]
        if kind is Place:
            values[field.name] = Place(**_read(Place, parts))
        elif kind is bool:
            values[field.name] = {"0": False, "1": True}.get(parts[0]) is True
            parts.pop(0)
        elif kind is int:
            values[field.name] = _number(parts.pop(0))
        else:
            values[field.name] = kind(parts.pop(0))
    return values


def _number(text: str) -> int:
    if not (text.isascii() and text.isalnum()) or (number := int(text, 36)) > _BIGGEST:
        raise ValueError(f"not a number of ours: {text}")
    return number
