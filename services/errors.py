"""One error for all that a person can be told: a stable code and the values for its text (which is in locales)."""

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every reason; `views/errors.py` has a text for each."""

    NOT_ALLOWED = "not-allowed"
    ANONYMOUS = "anonymous"
    OUTDATED = "outdated"
    NOT_YOURS = "not-yours"
    DIALOGUE_OVER = "dialogue-over"
    QUESTION_ANSWERED = "question-answered"
    RETRY_REFUSED = "retry-refused"
    PRIVATE_ONLY = "private-only"
    CLAIM_INVALID = "claim-invalid"
    LINK_INVALID = "link-invalid"

    NO_KEY = "no-key"
    KEY_MALFORMED = "key-malformed"
    KEY_REFUSED = "key-refused"
    KEY_UNREADABLE = "key-unreadable"

    CONFERENCE_UNKNOWN = "conference-unknown"
    GONE = "gone"
    TITLE_EMPTY = "title-empty"
    VALUE_EMPTY = "value-empty"
    TEXT_EXPECTED = "text-expected"
    ALIAS_MALFORMED = "alias-malformed"
    PARTICIPANT_UNKNOWN = "participant-unknown"

    EMAIL_MISSING = "email-missing"
    EMAIL_MALFORMED = "email-malformed"
    EMAIL_INVITED = "email-invited"
    MODERATORS_LINK = "moderators-link"
    TOO_MANY_EMAILS = "too-many-emails"
    LIFETIME_MALFORMED = "lifetime-malformed"
    AVATAR_MALFORMED = "avatar-malformed"

    PERSON_UNKNOWN = "person-unknown"
    PERSON_MISSING = "person-missing"
    PERSON_NOT_LISTED = "person-not-listed"
    TOO_MANY_PEOPLE = "too-many-people"
    LAST_OWNER = "last-owner"
    OWNER_FROM_SETTINGS = "owner-from-settings"

    REQUEST_LINK_CLOSED = "request-link-closed"
    REQUEST_OPEN = "request-open"
    REQUEST_HELD = "request-held"
    REQUEST_COOLDOWN = "request-cooldown"
    REQUEST_LIMIT = "request-limit"
    REQUEST_DECIDED = "request-decided"
    REQUEST_BLOCKED = "request-blocked"
    NO_PLACES = "no-places"
    IN_ALREADY = "in-already"
    CANT_TELL = "cant-tell"
    LET_IN_BY_OTHERS = "let-in-by-others"
    UNDO_OVER = "undo-over"
    NOT_YOUR_DECISION = "not-your-decision"
    PRESENT_ALREADY = "present-already"
    NUMBER_MALFORMED = "number-malformed"
    TIME_MALFORMED = "time-malformed"
    TIME_PAST = "time-past"
    TIME_SKIPPED = "time-skipped"
    ZONE_UNKNOWN = "zone-unknown"
    NOT_A_MEMBER = "not-a-member"
    MEMBERS_HIDDEN = "members-hidden"
    GROUP_TAKEN = "group-taken"
    GROUP_NEEDED = "group-needed"

    UNREACHABLE = "unreachable"
    UNWELL = "unwell"
    BUSY = "busy"
    REJECTED = "rejected"
    NOT_DONE = "not-done"
    UNCLEAR = "unclear"


class AppError(Exception):
    """Something a person is told. `values` fill the text; none of them is ever a secret.

    `unchanged`: a change was asked for and was certainly not made.
    """

    unchanged = False

    def __init__(self, code: ErrorCode, **values: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.values = values
