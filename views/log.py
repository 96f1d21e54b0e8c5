"""The audit log."""

from markupsafe import Markup

from services.model import Action, LogEntry, Page
from views.actions import ShowLog
from views.format import one_line, reader_time, unlinked
from views.i18n import Translator
from views.keyboards import keyboard, menu, pager
from views.screen import Screen

_SUBJECT = 80

TEXTS: dict[Action, str] = {
    Action.KEY_CONNECTED: "log-key-connected",
    Action.KEY_FORGOTTEN: "log-key-forgotten",
    Action.OWNER_CLAIMED: "log-owner-claimed",
    Action.ADMIN_ADDED: "log-admin-added",
    Action.ADMIN_REMOVED: "log-admin-removed",
    Action.CONFERENCE_CREATED: "log-conference-created",
    Action.CONFERENCE_EDITED: "log-conference-edited",
    Action.CONFERENCE_DELETED: "log-conference-deleted",
    Action.ALIAS_SET: "log-alias-set",
    Action.INVITED: "log-invited",
    Action.PROMOTED: "log-promoted",
    Action.DEMOTED: "log-demoted",
    Action.PARTICIPANT_EDITED: "log-participant-edited",
    Action.PARTICIPANT_REMOVED: "log-participant-removed",
    Action.LINK_OPENED: "log-link-opened",
    Action.LINK_CLOSED: "log-link-closed",
    Action.REQUEST_APPROVED: "log-request-approved",
    Action.REQUEST_DECLINED: "log-request-declined",
    Action.PERSON_BLOCKED: "log-person-blocked",
    Action.PERSON_UNBLOCKED: "log-person-unblocked",
    Action.PERSON_FORGOTTEN: "log-person-forgotten",
    Action.MODERATORS_BOUND: "log-moderators-bound",
    Action.MODERATORS_UNBOUND: "log-moderators-unbound",
    Action.SETTINGS_CHANGED: "log-settings-changed",
}


def page(tr: Translator, shown: Page[LogEntry]) -> Screen:
    """A page of entries, newest first."""
    lines = [tr("log-head") if shown.total else tr("log-empty"), *(_line(tr, entry) for entry in shown.items)]
    return Screen(Markup("\n\n").join(lines), keyboard(pager(shown, ShowLog), menu(tr)))


def _line(tr: Translator, entry: LogEntry) -> Markup:
    who = one_line(entry.name or "", _SUBJECT) or str(entry.user_id or tr.plain("log-by-itself"))
    # Every text may use both values or leave them out.
    what = tr(
        TEXTS[entry.action],
        subject=one_line(entry.subject, _SUBJECT),
        detail=unlinked(one_line(entry.detail, _SUBJECT)),
    ).strip()
    return tr("log-line", at=reader_time(tr, entry.at), who=who, what=what)
