"""What the repositories give out: one frozen record per table, times as aware datetimes in UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WorkspaceRecord:
    """A chat that the bot knows. `key_sealed` is ciphertext; `key_tail` the last four characters, for people to see."""

    id: int
    chat_id: int
    title: str
    language: str | None
    key_sealed: bytes | None
    key_tail: str | None
    moderators_chat_id: int | None
    moderators_thread_id: int | None
    current_conference_id: int | None
    settings: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Someone who has written to the bot. `language` was chosen here, `language_code` is Telegram's."""

    user_id: int
    name: str
    username: str | None
    language: str | None
    language_code: str | None


@dataclass(frozen=True, slots=True)
class AllowlistRecord:
    """One permission to administer. Without a workspace it is for all of them (an owner)."""

    id: int
    workspace_id: int | None
    user_id: int
    name: str | None
    username: str | None


@dataclass(frozen=True, slots=True)
class ConferenceRecord:
    """A conference seen at Boomstream; title and start as told last. `gone`: it was deleted, for all we know."""

    id: int
    workspace_id: int
    code: str
    title: str
    gone: bool
    starts_at: datetime | None


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """A participant seen at Boomstream: only the code, no personal data."""

    id: int
    conference_id: int
    code: str


@dataclass(frozen=True, slots=True)
class DialogueRecord:
    """One person's unfinished form in one chat. `values_sealed` is encrypted JSON."""

    id: int
    chat_id: int
    user_id: int
    form: str
    step: str
    values_sealed: bytes
    message_id: int | None
    refused_message_id: int | None
    expires_at: datetime
    claimed_at: datetime | None
    claimed_by: str | None


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """Who did what, when. `subject` is what it was done to, `detail` the rest; e-mails in them are masked."""

    id: int
    at: datetime
    user_id: int | None
    name: str | None
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class RequestLinkRecord:
    """A public deep link and its rules. `token` is what the link carries; it opens nothing by itself."""

    id: int
    conference_id: int
    token: str
    name: str
    approval: str
    members_chat_id: int | None
    members_chat_title: str | None
    capacity: int | None
    closes_at: datetime | None
    question: str
    opened: int
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One person's asking. Sealed columns are None once the person was forgotten.

    `previous`: the status before this one, empty for the first. `valid_until`: the life of the link that we asked for,
    None where it was left to Boomstream. `is_member`: the guest was in the link's group when they asked.
    `there_before`: the codes of participants with the address before Boomstream was asked to invite; None: it was not.
    `cooldown_ended_at`: a block was lifted then, so that a refusal before that keeps nobody from asking again.
    """

    id: int
    link_id: int
    conference_id: int
    workspace_id: int
    user_id: int | None
    status: str
    email_sealed: bytes | None
    name_sealed: bytes | None
    answer_sealed: bytes | None
    link_sealed: bytes | None
    reason_sealed: bytes | None
    as_moderator: bool
    decided_by: int | None
    decided_at: datetime | None
    problem: str
    participant_code: str | None
    created_at: datetime
    changed_at: datetime
    nagged_at: datetime | None
    card_chat_id: int | None
    card_message_id: int | None
    question: str
    previous: str
    valid_until: datetime | None
    is_member: bool
    there_before: tuple[str, ...] | None
    cooldown_ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutboxRecord:
    """A message that must arrive. What it says is rendered when it is sent, from what is true then."""

    id: int
    kind: str
    workspace_id: int | None
    request_id: int | None
    user_id: int | None
    data_sealed: bytes | None
    created_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class WatchCandidate:
    """A conference that can be watched. `has_guests`: it has an open request link, or somebody on a waiting list."""

    conference_id: int
    workspace_id: int
    title: str
    has_guests: bool


@dataclass(frozen=True, slots=True)
class WatchRecord:
    """A watched conference: the title reported last, when it was looked at, failures in a row."""

    conference_id: int
    workspace_id: int
    code: str
    title: str
    looked_at: str | None
    failures: int


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """Somebody blocked; no name when the bot knows none (any more)."""

    user_id: int
    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class AcquaintanceRecord:
    """Somebody who has written to the bot, and when that was last."""

    name: str
    username: str | None
    seen_at: datetime
