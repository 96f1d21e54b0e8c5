"""Invitations: the links, and the summary before inviting."""

from markupsafe import Markup

from services.access import Permission, can
from services.model import Actor, Conference, Guest, Invitation, Invited, InviteOptions, InviteRequest
from views import errors
from views.actions.conferences import Do, Verb
from views.actions.dialogue import CancelDialogue, ConfirmDialogue, StepBack
from views.actions.invitations import InviteAgain, InviteOption, SwitchOption
from views.actions.participants import OpenParticipant
from views.format import duration, guest, title
from views.i18n import Translator
from views.keyboards import SUCCESS, Row, button, keyboard, lasting
from views.links import link_word, passing_on, share_button
from views.participants import FIRST, participants_button
from views.screen import MAX_TEXT, File, Screen
from views.tables import table
from views.typed import BUTTON, clip, length

_ROOM = MAX_TEXT - 200
_PIECES, _PIECE = 5, 40  # how many of the pieces that can't be read are named, and how much of each
_LINE = 90  # so that twenty guests fit into one message
FEW = 5  # links in a message; more come as a table, too


def invited(tr: Translator, outcome: Invited, *, again_phrase: int) -> list[Screen]:
    """What to pass on to whom, on screens that stay; `again_phrase` remembers those who were invited before.

    Several guests may need several messages.
    """
    if len(outcome.invitations) == 1:
        return [_one(tr, outcome, outcome.invitations[0], again_phrase)]
    screens: list[Screen] = []
    text = Markup("\n").join([tr("invited-many", title=title(outcome.conference)), *_terms(tr, outcome.options)])
    rows: list[Row] = []
    for number, invitation in enumerate(outcome.invitations, start=1):
        block = _block(tr, number, invitation)
        if length(text.striptags()) + length(block.striptags()) > _ROOM:
            screens.append(lasting(Screen(text, keyboard(*rows))))
            text, rows = tr("invited-many-more", title=title(outcome.conference)), []
        text = Markup("\n").join([text, Markup(""), block] if number == 1 else [text, block])
        if invitation.link:
            name = f"{number}. {guest(invitation.guest, BUTTON)}"
            word = tr.plain("share-personal-link", title=title(outcome.conference))
            rows.append(share_button(tr.plain("button-share-link-of", name=name), invitation.link, word))
    if again_phrase:
        rows.append([button(tr.plain("button-invite-again"), InviteAgain(outcome.conference.id, again_phrase))])
    rows.append([participants_button(tr, outcome.conference.id)])
    return [*screens, lasting(Screen(text, keyboard(*rows)))]


def links_file(tr: Translator, outcome: Invited) -> File:
    """The links as a table to hand out from, for more than `FEW` of them."""
    made = [one for one in outcome.invitations if one.link]
    rows = [
        [tr.plain("csv-name"), tr.plain("csv-email"), tr.plain("csv-link")],
        *([one.guest.name or "", one.guest.email, one.link or ""] for one in made),
    ]
    return File(
        name=f"links-{outcome.conference.code[:8]}.csv",
        content=table(tr, rows),
        caption=tr("invited-file", title=title(outcome.conference, BUTTON)),
    )


def _block(tr: Translator, number: int, invitation: Invitation) -> Markup:
    who = Markup("{}. {}").format(number, _who(tr, invitation.guest))
    if invitation.error:
        return Markup("\n").join([who, errors.text(tr, invitation.error)])
    if invitation.link is None:
        return Markup("\n").join([who, tr("invited-link-lost-short")])
    return Markup(" · ").join([who, link_word(tr, invitation.link)])


def _who(tr: Translator, someone: Guest) -> Markup:
    if not someone.name:
        return tr("invited-who-nameless", email=clip(someone.email, _LINE))
    return tr("invited-who", name=guest(someone, _LINE), email=clip(someone.email, _LINE))


def _terms(tr: Translator, options: InviteOptions) -> list[Markup]:
    """How long the links live, and what everybody has heard so far."""
    told = tr("invited-notified") if options.notify else tr("invited-pass-on")
    return [lifetime(tr, options), told]


def _one(tr: Translator, outcome: Invited, invitation: Invitation, again_phrase: int) -> Screen:
    conference, someone = outcome.conference, invitation.guest
    to_card: Row = []
    if invitation.participant:
        to_card = [button(tr.plain("button-open-participant"), OpenParticipant(invitation.participant.id, FIRST))]
    again = [button(tr.plain("button-invite-again"), InviteAgain(conference.id, again_phrase))]
    if invitation.error:
        return Screen(errors.text(tr, invitation.error), keyboard(again, to_card))
    if invitation.link is None:
        text = tr("invited-link-lost", email=someone.email, title=title(conference))
        return Screen(text, keyboard(again, to_card))
    lines = [tr("invited-one", title=title(conference)), _who(tr, someone)]
    if invitation.moderator:
        lines.append(tr("participant-role-moderator"))
    lines += [*_terms(tr, outcome.options), Markup(""), link_word(tr, invitation.link)]
    more: Row = [
        button(tr.plain("button-invite-more"), Do(Verb.INVITE, conference.id)),
        participants_button(tr, conference.id),
    ]
    passing = passing_on(tr, invitation.link, title(conference))
    return lasting(Screen(Markup("\n").join(lines), keyboard(passing, to_card, more)))


def lifetime(tr: Translator, options: InviteOptions) -> Markup:
    """How long the link lives."""
    if options.lifetime is None:
        return tr("invite-lifetime-default")
    return tr("invite-lifetime", duration=duration(tr, options.lifetime))


def summary(
    tr: Translator,
    actor: Actor,
    conference: Conference,
    request: InviteRequest,
    *,
    dialogue: int,
    step: int,
) -> Screen:
    """What will be done, with switches for how; and what was left out."""
    guests, options = request.guests, request.options
    lines = [tr("invite-summary", title=title(conference), count=len(guests)), Markup("")]
    lines += [_who(tr, one) for one in guests]
    if request.guessed:
        lines += [Markup(""), tr("invite-check-names")]
    if request.unread:
        pieces = ", ".join(tr.plain("quoted", text=clip(piece, _PIECE)) for piece in request.unread[:_PIECES])
        lines += [Markup(""), tr("invite-unread", pieces=pieces, more=max(0, len(request.unread) - _PIECES))]
    mark = {True: "✅", False: "▫️"}
    rows: list[Row] = []
    if can(actor, Permission.ORGANIZE):
        label = f"{mark[options.moderator]} {tr.plain('option-moderator')}"
        rows.append([button(label, SwitchOption(dialogue, InviteOption.MODERATOR))])
    rows.append(
        [button(f"{mark[options.notify]} {tr.plain('option-notify')}", SwitchOption(dialogue, InviteOption.NOTIFY))]
    )
    span = duration(tr, options.lifetime) if options.lifetime else tr.plain("option-lifetime-default")
    rows.append([button(tr.plain("option-lifetime", duration=span), SwitchOption(dialogue, InviteOption.LIFETIME))])
    rows.append([button(tr.plain("button-invite-count", count=len(guests)), ConfirmDialogue(dialogue), style=SUCCESS)])
    rows.append(
        [
            button(tr.plain("button-back"), StepBack(dialogue, step)),
            button(tr.plain("button-cancel"), CancelDialogue(dialogue)),
        ]
    )
    return Screen(Markup("\n").join(lines), keyboard(*rows))
