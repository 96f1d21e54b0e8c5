"""The audit log."""

import re

from markupsafe import Markup

from services.model import LogAction, LogEntry, Page
from views.actions.log import ShowLog
from views.format import reader_time
from views.i18n import Translator
from views.keyboards import keyboard, menu, pager
from views.screen import Screen
from views.typed import clip, one_line, unlinked

_SUBJECT = 80

TEXTS: dict[LogAction, str] = {
    LogAction.KEY_CONNECTED: "log-key-connected",
    LogAction.KEY_FORGOTTEN: "log-key-forgotten",
    LogAction.KEY_DROPPED: "log-key-dropped",
    LogAction.CHATS_MERGED: "log-chats-merged",
    LogAction.OWNER_CLAIMED: "log-owner-claimed",
    LogAction.OWNER_ADDED: "log-owner-added",
    LogAction.OWNER_REMOVED: "log-owner-removed",
    LogAction.ADMIN_REGISTERED: "log-admin-registered",
    LogAction.ADMIN_ADDED: "log-admin-added",
    LogAction.ADMIN_REMOVED: "log-admin-removed",
    LogAction.CONFERENCE_CREATED: "log-conference-created",
    LogAction.CONFERENCE_EDITED: "log-conference-edited",
    LogAction.CONFERENCE_DELETED: "log-conference-deleted",
    LogAction.CONFERENCE_USED: "log-conference-used",
    LogAction.ALIAS_SET: "log-alias-set",
    LogAction.INVITED: "log-invited",
    LogAction.PROMOTED: "log-promoted",
    LogAction.DEMOTED: "log-demoted",
    LogAction.PARTICIPANT_EDITED: "log-participant-edited",
    LogAction.PARTICIPANT_REMOVED: "log-participant-removed",
    LogAction.LINK_OPENED: "log-link-opened",
    LogAction.LINK_APPROVAL_SET: "log-link-approval-set",
    LogAction.LINK_CAPACITY_SET: "log-link-capacity-set",
    LogAction.LINK_CLOSING_SET: "log-link-closing-set",
    LogAction.LINK_QUESTION_SET: "log-link-question-set",
    LogAction.LINK_RENAMED: "log-link-renamed",
    LogAction.LINK_CLOSED: "log-link-closed",
    LogAction.REQUEST_APPROVED: "log-request-approved",
    LogAction.REQUEST_DECLINED: "log-request-declined",
    LogAction.DECISION_UNDONE: "log-decision-undone",
    LogAction.PERSON_BLOCKED: "log-person-blocked",
    LogAction.PERSON_UNBLOCKED: "log-person-unblocked",
    LogAction.PERSON_FORGOTTEN: "log-person-forgotten",
    LogAction.MODERATORS_BOUND: "log-moderators-bound",
    LogAction.MODERATORS_UNBOUND: "log-moderators-unbound",
    LogAction.SETTINGS_CHANGED: "log-settings-changed",
}


def page(tr: Translator, shown: Page[LogEntry]) -> Screen:
    """A page of entries, newest first."""
    lines = [tr("log-head") if shown.total else tr("log-empty"), *(_line(tr, entry) for entry in shown.items)]
    return Screen(Markup("\n\n").join(lines), keyboard(pager(shown, ShowLog), menu(tr)))


def _line(tr: Translator, entry: LogEntry) -> Markup:
    who = one_line(entry.name or "", _SUBJECT) or str(entry.user_id or tr.plain("log-by-itself"))
    what = done(tr, entry.action, entry.subject, entry.detail, longest=_SUBJECT)
    return tr("log-line", at=reader_time(tr, entry.at), who=who, what=what)


def done(tr: Translator, action: LogAction, subject: str, detail: str, *, longest: int) -> Markup:
    """What was done to what; the texts may use both values, and either may be empty."""
    text = tr(TEXTS[action], subject=clip(subject, longest), detail=unlinked(clip(detail, longest)))
    return Markup(re.sub(" {2,}", " ", text).strip())  # noqa: S704 (spaces of an escaped text)
