"""Conferences: the list, the card, editing, deleting, picking."""

from collections.abc import Sequence

from markupsafe import Markup

from services.access import Permission, can
from services.model import Actor, Conference, ConferenceCard, ConferenceField, Page, Participant
from services.names import is_blank
from views.actions.conferences import (
    CreateConference,
    DeleteConference,
    Do,
    EditConferenceField,
    ListConferences,
    PickPage,
    Verb,
)
from views.actions.requests.links import ListRequestLinks
from views.format import duration, reader_time, title
from views.i18n import Translator
from views.keyboards import DANGER, PRIMARY, Row, button, confirmation, keyboard, menu, pager
from views.participants import participants_button
from views.screen import File, Screen
from views.tables import table
from views.typed import BUTTON, DESCRIPTION, clip, named, quote

_ALIASES = 500


def page(tr: Translator, actor: Actor, shown: Page[Conference], *, search: str, phrase: int) -> Screen:
    """A page of conferences, each a button to its card."""
    if search:
        text = _found(tr, shown, named(search, BUTTON))
    elif shown.total:
        text = tr("conferences-all", count=shown.total)
    else:
        text = _none(tr, actor)
    rows: list[Row] = [[button(title(c, BUTTON), Do(Verb.OPEN, c.id))] for c in shown.items or shown.nearest]
    rows.append(pager(shown, lambda number: ListConferences(number, phrase)))
    if search:
        rows.append([button(tr.plain("button-all-conferences"), ListConferences(1, 0))])
    if can(actor, Permission.ORGANIZE):
        rows.append([button(tr.plain("button-create"), CreateConference())])
    rows.append(menu(tr))
    return Screen(text, keyboard(*rows))


def _found(tr: Translator, shown: Page[Conference], search: str) -> Markup:
    if shown.nearest:
        return tr("conferences-nearest", search=search)
    return tr("conferences-found", count=shown.total, search=search)


def _none(tr: Translator, actor: Actor) -> Markup:
    return tr("conferences-none") if can(actor, Permission.ORGANIZE) else tr("conferences-none-moderator")


def card(tr: Translator, actor: Actor, shown: ConferenceCard) -> Screen:
    """All that is known about a conference, and what can be done with it."""
    conference = shown.conference
    rows: list[Row] = [
        [
            button(tr.plain("button-invite"), Do(Verb.INVITE, conference.id), style=PRIMARY),
            participants_button(tr, conference.id),
        ]
    ]
    if can(actor, Permission.ORGANIZE):
        rows.append(
            [
                button(tr.plain("button-edit"), Do(Verb.EDIT, conference.id)),
                button(tr.plain("button-alias"), Do(Verb.ALIAS, conference.id)),
            ]
        )
        rows.append([button(tr.plain("button-links"), ListRequestLinks(conference.id))])
    if not shown.is_current:
        rows.append([button(tr.plain("button-use"), Do(Verb.USE, conference.id))])
    if can(actor, Permission.ORGANIZE):
        rows.append([button(tr.plain("button-delete"), Do(Verb.DELETE, conference.id), style=DANGER)])
    rows.append([button(tr.plain("button-all-conferences"), ListConferences(1, 0))])
    return Screen(Markup("\n").join(_facts(tr, shown)), keyboard(*rows))


def _facts(tr: Translator, shown: ConferenceCard) -> list[Markup]:
    conference = shown.conference
    lines = [tr("conference-title", title=title(conference))]
    if not is_blank(conference.description):
        lines += [quote(conference.description, DESCRIPTION), Markup("")]
    if shown.starts_at:
        lines.append(tr("conference-starts", at=reader_time(tr, shown.starts_at)))
    if shown.duration:
        lines.append(tr("conference-duration", duration=duration(tr, shown.duration)))
    if shown.lobby is not None:
        lines.append(tr("conference-lobby") if shown.lobby else tr("conference-no-lobby"))
    if shown.public is not None:
        lines.append(tr("conference-public") if shown.public else tr("conference-not-public"))
    lines.append(tr("conference-code", code=conference.code))
    if shown.folder_code:
        lines.append(tr("conference-folder", code=shown.folder_code))
    if shown.aliases:
        lines.append(tr("conference-aliases", names=clip(", ".join(shown.aliases), _ALIASES)))
    if shown.is_current:
        lines.append(tr("conference-current"))
    return lines


def created(tr: Translator, conference: Conference) -> Screen:
    """The conference is there; the next step is to invite."""
    rows: list[Row] = [
        [
            button(tr.plain("button-invite"), Do(Verb.INVITE, conference.id), style=PRIMARY),
            button(tr.plain("button-open-card"), Do(Verb.OPEN, conference.id)),
        ]
    ]
    return Screen(tr("conference-created", title=title(conference), code=conference.code), keyboard(*rows))


def edit_menu(tr: Translator, conference: Conference) -> Screen:
    """What to edit."""
    return Screen(
        tr("edit-ask", title=title(conference)),
        keyboard(
            [button(tr.plain("button-edit-title"), EditConferenceField(conference.id, ConferenceField.TITLE))],
            [
                button(
                    tr.plain("button-edit-description"), EditConferenceField(conference.id, ConferenceField.DESCRIPTION)
                )
            ],
            [button(tr.plain("button-edit-folder"), EditConferenceField(conference.id, ConferenceField.FOLDER))],
            [button(tr.plain("button-back"), Do(Verb.OPEN, conference.id))],
        ),
    )


def ask_delete(tr: Translator, conference: Conference, participants: int) -> Screen:
    """Name what would be lost."""
    return Screen(
        tr("delete-ask", title=title(conference), count=participants),
        confirmation(
            tr.plain("button-delete-really"),
            DeleteConference(conference.id),
            tr.plain("button-keep"),
            Do(Verb.OPEN, conference.id),
            dangerous=True,
        ),
    )


def deleted(tr: Translator, conference: Conference) -> Screen:
    """It is gone."""
    return Screen(
        tr("delete-done", title=title(conference)),
        keyboard([button(tr.plain("button-all-conferences"), ListConferences(1, 0))]),
    )


def used(tr: Translator, conference: Conference) -> Screen:
    """The chat's current conference is chosen."""
    return Screen(
        tr("use-done", title=title(conference)),
        keyboard([button(tr.plain("button-open-card"), Do(Verb.OPEN, conference.id))]),
    )


def alias_set(tr: Translator, conference: Conference, name: str) -> Screen:
    """The short name works from now on."""
    return Screen(
        tr("alias-done", title=title(conference), name=name),
        keyboard([button(tr.plain("button-open-card"), Do(Verb.OPEN, conference.id))]),
    )


def pick(
    tr: Translator,
    actor: Actor,
    verb: Verb,
    candidates: Page[Conference],
    *,
    search: str,
    phrase: int,
    searched: int,
    nearest: bool = False,
) -> Screen:
    """Choose the conference that a command is about; `nearest`: none is meant, these come near."""
    if not candidates.total:
        create = [button(tr.plain("button-create"), CreateConference())] if can(actor, Permission.ORGANIZE) else []
        return Screen(_none(tr, actor), keyboard(create, menu(tr)))
    searched_for = named(search, BUTTON)
    if nearest:
        text = tr("pick-nearest", text=searched_for)
    else:
        text = tr("pick-ambiguous", text=searched_for) if search else tr("pick-ask")
    rows: list[Row] = [[button(_distinct(c, candidates.items), Do(verb, c.id, phrase))] for c in candidates.items]
    rows.append(pager(candidates, lambda number: PickPage(verb, number, phrase, searched)))
    return Screen(text, keyboard(*rows))


def _distinct(conference: Conference, among: Sequence[Conference]) -> str:
    """The title; with the beginning of the code where another one has the same title."""
    same = [other for other in among if other.title == conference.title]
    return title(conference, BUTTON) + (f" · {conference.code[:8]}" if len(same) > 1 else "")


def participants_csv(tr: Translator, conference: Conference, people: Sequence[Participant]) -> File:
    """The participants as a table."""
    rows = [[tr.plain(key) for key in ("csv-name", "csv-email", "csv-role", "csv-added", "csv-removed", "csv-code")]]
    for one in people:
        role = tr.plain("role-moderator") if one.moderator else tr.plain("role-participant")
        added = one.added.strftime("%Y-%m-%d %H:%M:%S") if one.added else ""
        gone = tr.plain("yes") if one.removed else tr.plain("no")
        rows.append([one.name, one.email, role, added, gone, one.code])
    removed = sum(one.removed for one in people)
    return File(
        name=f"participants-{conference.code[:8]}.csv",
        content=table(tr, rows),
        caption=tr("delete-csv", title=title(conference, BUTTON), present=len(people) - removed, removed=removed),
    )
