"""Participants: the list with its buttons, the card, confirmations."""

from markupsafe import Markup
from telegram import InlineKeyboardButton

from services.access import Permission, can
from services.emails import mask
from services.model import Actor, Participant, ParticipantField, ParticipantFilter, ParticipantList
from views.actions.conferences import Do, Verb
from views.actions.participants import (
    AskRemoveParticipant,
    EditParticipant,
    ListParticipants,
    OpenParticipant,
    Place,
    RemoveParticipant,
    SetModerator,
)
from views.callback_data import Action
from views.format import server_date, server_time, title
from views.i18n import Translator
from views.keyboards import DANGER, Row, button, confirmation, keyboard, pager
from views.screen import Screen
from views.typed import BUTTON, TITLE, as_html, named, one_line, unlinked

FIRST = Place(ParticipantFilter.PRESENT, 1, 0)
_NAME_IN_LIST = 60
_EMAIL = 100
_NAME_ON_BUTTON = 24


def participants_button(tr: Translator, conference_id: int) -> InlineKeyboardButton:
    """The way to a conference's participants."""
    return button(tr.plain("button-participants"), ListParticipants(conference_id, FIRST))


def email(actor: Actor, participant: Participant) -> str:
    """The address, masked where more than the organizers read."""
    shown = one_line(participant.email, _EMAIL)
    return mask(shown) if actor.among_moderators else shown


def name(actor: Actor, participant: Participant, limit: int) -> str:
    """What to call somebody: the name, else the address, masked where it must be."""
    return one_line(participant.name, limit) or named(email(actor, participant), limit)


def page(tr: Translator, actor: Actor, shown: ParticipantList, phrase: int) -> Screen:
    """A page of participants; each row of buttons leads to the card, promotes or demotes, and removes."""
    place = Place(shown.shown, shown.page.number, phrase)
    lines = [_heading(tr, shown), Markup("")]
    rows: list[Row] = []
    for number, one in enumerate(shown.page.items, start=1):
        lines.append(_line(tr, actor, number, one))
        rows.append(_buttons(actor, number, one, place))
    if shown.page.nearest:
        lines.append(tr("participants-nearest"))
        rows += [[button(name(actor, one, BUTTON), OpenParticipant(one.id, FIRST))] for one in shown.page.nearest]
    elif not shown.page.items:
        lines.append(tr("participants-none-found") if shown.search else tr("participants-none"))
    conference_id = shown.conference.id
    rows.append(pager(shown.page, lambda n: ListParticipants(conference_id, Place(shown.shown, n, phrase))))
    rows.append(_filters(tr, shown, phrase))
    if shown.search:
        rows.append([button(tr.plain("button-all-participants"), ListParticipants(conference_id, FIRST))])
    rows.append(
        [
            button(tr.plain("button-invite"), Do(Verb.INVITE, conference_id)),
            button(tr.plain("button-open-card"), Do(Verb.OPEN, conference_id)),
        ]
    )
    return Screen(Markup("\n").join(lines), keyboard(*rows))


def _heading(tr: Translator, shown: ParticipantList) -> Markup:
    name = title(shown.conference)
    if shown.search:
        return tr("participants-found", title=name, count=shown.page.total, search=named(shown.search, BUTTON))
    if shown.shown is ParticipantFilter.MODERATORS:
        return tr("participants-moderators", title=name, count=shown.page.total)
    if shown.shown is ParticipantFilter.REMOVED:
        return tr("participants-removed", title=name, count=shown.page.total)
    return tr("participants-present", title=name, count=shown.page.total)


def _line(tr: Translator, actor: Actor, number: int, one: Participant) -> Markup:
    key = "participant-line"
    if one.removed:
        key = "participant-line-removed"
    elif one.moderator:
        key = "participant-line-moderator"
    details = Markup(" · {}").format(server_date(tr, one.added)) if one.added else Markup("")
    if one.name.strip() and one.name != one.email:
        details += Markup("\n{}").format(as_html(unlinked(email(actor, one))))
    return tr(key, number=str(number), name=unlinked(name(actor, one, _NAME_IN_LIST)), details=details)


def _buttons(actor: Actor, number: int, one: Participant, place: Place) -> Row:
    row = [button(f"{number}. {name(actor, one, _NAME_ON_BUTTON)}", OpenParticipant(one.id, place))]
    if can(actor, Permission.ORGANIZE) and not one.removed:
        row.append(
            button("⭐" if one.moderator else "☆", SetModerator(one.id, not one.moderator, on_card=False, place=place))
        )
        row.append(button("🗑", AskRemoveParticipant(one.id, on_card=False, place=place)))
    return row


def _filters(tr: Translator, shown: ParticipantList, phrase: int) -> Row:
    labels = {
        ParticipantFilter.PRESENT: tr.plain("filter-present", count=shown.present),
        ParticipantFilter.MODERATORS: tr.plain("filter-moderators", count=shown.moderators),
        ParticipantFilter.REMOVED: tr.plain("filter-removed", count=shown.removed),
    }
    return [
        button(
            ("• " if kind is shown.shown else "") + label, ListParticipants(shown.conference.id, Place(kind, 1, phrase))
        )
        for kind, label in labels.items()
    ]


def card(tr: Translator, actor: Actor, one: Participant, place: Place) -> Screen:
    """All that is known about a participant."""
    lines = [
        tr("participant-name", name=name(actor, one, TITLE)),
        tr("participant-email", email=unlinked(email(actor, one))),
        tr("participant-conference", title=title(one.conference)),
        tr("participant-role-moderator") if one.moderator else tr("participant-role-participant"),
        tr("participant-added", at=server_time(tr, one.added)) if one.added else tr("participant-added-unknown"),
        tr("participant-code", code=one.code),
    ]
    if one.removed:
        lines.append(tr("participant-is-removed"))
    rows: list[Row] = []
    if can(actor, Permission.ORGANIZE) and not one.removed:
        promote = SetModerator(one.id, not one.moderator, on_card=True, place=place)
        rows = [
            [button(tr.plain("button-demote") if one.moderator else tr.plain("button-promote"), promote)],
            [
                button(tr.plain("button-edit-name"), EditParticipant(one.id, ParticipantField.NAME, place)),
                button(tr.plain("button-edit-email"), EditParticipant(one.id, ParticipantField.EMAIL, place)),
            ],
            [button(tr.plain("button-remove"), AskRemoveParticipant(one.id, on_card=True, place=place), style=DANGER)],
        ]
    back: Action = ListParticipants(one.conference.id, place)
    rows.append([button(tr.plain("button-back-to-list"), back)])
    return Screen(Markup("\n").join(lines), keyboard(*rows))


def ask_remove(tr: Translator, actor: Actor, one: Participant, *, on_card: bool, place: Place) -> Screen:
    """Name who would be removed."""
    back: Action = OpenParticipant(one.id, place) if on_card else ListParticipants(one.conference.id, place)
    return Screen(
        tr("remove-ask", name=name(actor, one, TITLE), email=unlinked(email(actor, one)), title=title(one.conference)),
        confirmation(
            tr.plain("button-remove-really"),
            RemoveParticipant(one.id, on_card, place),
            tr.plain("button-keep"),
            back,
            dangerous=True,
        ),
    )


def promoted(tr: Translator, actor: Actor, one: Participant) -> str:
    """A word about what was done, for a toast."""
    key = "toast-promoted" if one.moderator else "toast-demoted"
    return tr.plain(key, name=name(actor, one, BUTTON))


def removed(tr: Translator, actor: Actor, one: Participant) -> str:
    """A word about what was done, for a toast."""
    return tr.plain("toast-removed", name=name(actor, one, BUTTON))
