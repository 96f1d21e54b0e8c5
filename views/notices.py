"""What moderators are told of what others did: through the bot, and behind its back."""

from collections.abc import Sequence

from markupsafe import Markup

from services.letters import ConferenceChanged, Notice, StillFailing
from views import log as log_view
from views.actions.conferences import Do, Verb
from views.actions.participants import AskRemoveParticipant, OpenParticipant
from views.actions.requests.deciding import ShowRequest
from views.i18n import Translator
from views.keyboards import Row, button, keyboard
from views.participants import FIRST
from views.screen import Screen
from views.typed import BUTTON, TITLE, named, one_line, unlinked

_CHANGE_TEXTS = {
    "appeared": "change-appeared",
    "removed": "change-removed",
    "returned": "change-returned",
    "promoted": "change-promoted",
    "demoted": "change-demoted",
    "renamed": "change-renamed",
    "deleted": "change-deleted",
}
_PRESENT = {"appeared", "returned", "promoted", "demoted"}  # whose card there is something to do on


def notices(tr: Translator, entries: Sequence[Notice]) -> Screen:
    """What was done through the bot elsewhere; a burst is one message."""
    lines = [
        tr(
            "notice-line",
            who=one_line(entry.who, BUTTON) or tr.plain("card-by-rule"),
            what=log_view.done(tr, entry.action, entry.subject, entry.detail, longest=BUTTON * 2),
        )
        for entry in entries
    ]
    rows: list[Row] = [
        [button(tr.plain("button-request-of", detail=one_line(entry.detail, BUTTON)), ShowRequest(entry.request))]
        for entry in entries
        if entry.request
    ]
    return Screen(Markup("\n").join([tr("notice-head"), *lines]), keyboard(*rows) if rows else None)


def changes(tr: Translator, letter: ConferenceChanged) -> Screen:
    """What changed behind the bot's back, with buttons to act."""
    rows: list[Row] = []
    lines = [tr("change-head", title=named(letter.title, TITLE))]
    for change in letter.changes:
        name = one_line(change.person, BUTTON)
        email = unlinked(named(change.email, BUTTON * 2))
        who = tr("change-who", name=name, email=email) if name else email
        lines.append(tr(_CHANGE_TEXTS[change.kind], who=who, name=named(change.person, BUTTON)))
        if change.id and change.kind in _PRESENT:
            row: Row = [button(name or named(change.email, BUTTON), OpenParticipant(change.id, FIRST))]
            if change.kind == "appeared":
                row.append(button("🗑", AskRemoveParticipant(change.id, on_card=True, place=FIRST)))
            rows.append(row)
    if letter.more:
        lines.append(tr("change-more", count=letter.more))
    if all(change.kind != "deleted" for change in letter.changes):
        rows.append([button(tr.plain("button-open-card"), Do(Verb.OPEN, letter.conference))])
    return Screen(Markup("\n").join(lines), keyboard(*rows) if rows else None)


def still_failing(tr: Translator, letter: StillFailing) -> Screen:
    """Said to the owners of the bot: what fails again and again, and what to do."""
    where = tr("failing-workspace", workspace=named(letter.workspace, TITLE))
    if letter.conference:
        where = tr("failing-conference", conference=named(letter.conference, TITLE), where=where)
    return Screen(Markup("\n\n").join([tr("failing-head", where=where), tr("failing-todo", job=letter.job)]))
