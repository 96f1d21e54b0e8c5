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
    current_conference_id: int | None


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
    """A conference seen at Boomstream; the title is the one seen last."""

    id: int
    workspace_id: int
    code: str
    title: str


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
