"""The text for every error code."""

from markupsafe import Markup

from services.errors import AppError, ErrorCode
from views.i18n import Translator
from views.typed import TOAST, clip

_VALUE = 200

TEXTS: dict[ErrorCode, str] = {
    ErrorCode.NOT_ALLOWED: "error-not-allowed",
    ErrorCode.ANONYMOUS: "error-anonymous",
    ErrorCode.OUTDATED: "error-outdated",
    ErrorCode.NOT_YOURS: "error-not-yours",
    ErrorCode.DIALOGUE_OVER: "error-dialogue-over",
    ErrorCode.QUESTION_ANSWERED: "error-question-answered",
    ErrorCode.RETRY_REFUSED: "error-retry-refused",
    ErrorCode.PRIVATE_ONLY: "error-private-only",
    ErrorCode.CLAIM_INVALID: "error-claim-invalid",
    ErrorCode.LINK_INVALID: "error-link-invalid",
    ErrorCode.NO_KEY: "error-no-key",
    ErrorCode.KEY_MALFORMED: "error-key-malformed",
    ErrorCode.KEY_REFUSED: "error-key-refused",
    ErrorCode.KEY_UNREADABLE: "error-key-unreadable",
    ErrorCode.CONFERENCE_UNKNOWN: "error-conference-unknown",
    ErrorCode.GONE: "error-gone",
    ErrorCode.TITLE_EMPTY: "error-title-empty",
    ErrorCode.VALUE_EMPTY: "error-value-empty",
    ErrorCode.TEXT_EXPECTED: "error-text-expected",
    ErrorCode.ALIAS_MALFORMED: "error-alias-malformed",
    ErrorCode.PARTICIPANT_UNKNOWN: "error-participant-unknown",
    ErrorCode.EMAIL_MISSING: "error-email-missing",
    ErrorCode.EMAIL_MALFORMED: "error-email-malformed",
    ErrorCode.EMAIL_INVITED: "error-email-invited",
    ErrorCode.MODERATORS_LINK: "error-moderators-link",
    ErrorCode.TOO_MANY_EMAILS: "error-too-many-emails",
    ErrorCode.LIFETIME_MALFORMED: "error-lifetime-malformed",
    ErrorCode.AVATAR_MALFORMED: "error-avatar-malformed",
    ErrorCode.PERSON_UNKNOWN: "error-person-unknown",
    ErrorCode.PERSON_MISSING: "error-person-missing",
    ErrorCode.PERSON_NOT_LISTED: "error-person-not-listed",
    ErrorCode.TOO_MANY_PEOPLE: "error-too-many-people",
    ErrorCode.LAST_OWNER: "error-last-owner",
    ErrorCode.OWNER_FROM_SETTINGS: "error-owner-from-settings",
    ErrorCode.REQUEST_LINK_CLOSED: "error-request-link-closed",
    ErrorCode.REQUEST_OPEN: "error-request-open",
    ErrorCode.REQUEST_HELD: "error-request-held",
    ErrorCode.REQUEST_COOLDOWN: "error-request-cooldown",
    ErrorCode.REQUEST_LIMIT: "error-request-limit",
    ErrorCode.REQUEST_DECIDED: "error-request-decided",
    ErrorCode.REQUEST_BLOCKED: "error-request-blocked",
    ErrorCode.NO_PLACES: "error-no-places",
    ErrorCode.IN_ALREADY: "error-in-already",
    ErrorCode.CANT_TELL: "error-cant-tell",
    ErrorCode.LET_IN_BY_OTHERS: "error-let-in-by-others",
    ErrorCode.UNDO_OVER: "error-undo-over",
    ErrorCode.NOT_YOUR_DECISION: "error-not-your-decision",
    ErrorCode.PRESENT_ALREADY: "error-present-already",
    ErrorCode.NUMBER_MALFORMED: "error-number-malformed",
    ErrorCode.TIME_MALFORMED: "error-time-malformed",
    ErrorCode.TIME_PAST: "error-time-past",
    ErrorCode.TIME_SKIPPED: "error-time-skipped",
    ErrorCode.ZONE_UNKNOWN: "error-zone-unknown",
    ErrorCode.NOT_A_MEMBER: "error-not-a-member",
    ErrorCode.MEMBERS_HIDDEN: "error-members-hidden",
    ErrorCode.GROUP_TAKEN: "error-group-taken",
    ErrorCode.GROUP_NEEDED: "error-group-needed",
    ErrorCode.UNREACHABLE: "error-unreachable",
    ErrorCode.UNWELL: "error-unwell",
    ErrorCode.BUSY: "error-busy",
    ErrorCode.REJECTED: "error-rejected",
    ErrorCode.NOT_DONE: "error-not-done",
    ErrorCode.UNCLEAR: "error-unclear",
}


def text(tr: Translator, error: AppError) -> Markup:
    """What went wrong and what to do, as HTML."""
    values = {name: clip(v, _VALUE) if isinstance(v, str) else v for name, v in error.values.items()}
    told = tr(TEXTS[error.code], **values)
    return Markup("\n").join([told, tr("error-unchanged")]) if error.unchanged else told


def toast(tr: Translator, error: AppError) -> str:
    """The same in a word over the chat, for who pressed a button."""
    if error.code is ErrorCode.DIALOGUE_OVER:  # mostly the second of two taps: no reason to send anybody to /help
        return tr.plain("toast-dialogue-over")
    return clip(text(tr, error).striptags(), TOAST)


def unexpected(tr: Translator, incident: str) -> Markup:
    """A mistake of ours: the number finds it in the log."""
    return tr("error-unexpected", incident=incident)
