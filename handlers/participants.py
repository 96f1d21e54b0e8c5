"""/clients and /client: participants, their roles, their removal."""

from handlers import dialogue
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.picking import Unpicked, verb
from handlers.redraw import redraw
from handlers.routing import on
from services import guest_lists
from services.access import Permission
from services.conference_lookup import Ambiguous
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.model import Conference, Participant, ParticipantField, ParticipantFilter
from views import participants as view
from views.actions.conferences import Verb
from views.actions.participants import (
    AskRemoveParticipant,
    EditParticipant,
    ListParticipants,
    OpenGuest,
    OpenParticipant,
    Place,
    RemoveParticipant,
    SetModerator,
)
from views.participants import FIRST


async def list_command(context: Context, text: str) -> None:
    """/clients <conf> [text]."""
    try:
        conference, search = await context.services.conferences.split(context.actor, text)
    except Ambiguous as question:
        rest = " ".join(text.split()).removeprefix(question.text).strip()
        raise Unpicked(question, Verb.PARTICIPANTS, rest) from None
    await list_picked(context, conference, search)


@verb(Verb.PARTICIPANTS, Permission.MODERATE)
async def list_picked(context: Context, conference: Conference, search: str) -> None:
    """The first page."""
    phrase = await context.services.dialogues.remember(context.actor, search)
    await _show_page(context, conference.id, Place(ParticipantFilter.PRESENT, 1, phrase))


@on(ListParticipants, Permission.MODERATE)
async def list_button(context: Context, action: ListParticipants) -> None:
    """A page of the list."""
    await _show_page(context, action.conference, action.place)


async def _show_page(context: Context, conference_id: int, place: Place) -> None:
    search = await context.services.dialogues.recall(context.actor, place.phrase)
    shown = await context.services.participants.list(
        context.actor, conference_id, number=place.page, shown=place.shown, search=search
    )
    await context.show(view.page(context.tr, context.actor, shown, place.phrase if search else 0))


async def card_command(context: Context, code: str) -> None:
    """/client <code>."""
    if not code.strip():
        await dialogue.start(context, CodeForm.name, {})
        return
    await _show_by_code(context, code)


async def _show_by_code(context: Context, code: str) -> None:
    person = await context.services.participants.by_code(context.actor, code)
    await context.show(view.card(context.tr, context.actor, person, FIRST))


@form(Permission.MODERATE)
class CodeForm(Form):
    """/client without a code."""

    name = "participant-code"
    steps = (Step("code", lambda tr, _: tr("participant-ask-code")),)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Show the card."""
        await _show_by_code(context, dialogue.values["code"])


@on(OpenParticipant, Permission.MODERATE)
async def open_button(context: Context, action: OpenParticipant) -> None:
    """The card."""
    person = await context.services.participants.get(context.actor, action.participant)
    await context.show(view.card(context.tr, context.actor, person, action.place))


@on(OpenGuest, Permission.MODERATE)
async def open_guest(context: Context, action: OpenGuest) -> None:
    """The card as a new message: a request's card keeps its facts."""
    person = await context.services.participants.get(context.actor, action.participant)
    await context.send(view.card(context.tr, context.actor, person, FIRST))


@on(SetModerator, Permission.ORGANIZE)
async def set_moderator(context: Context, action: SetModerator) -> None:
    """Promote or demote, say so over the chat, and show the place again."""
    person = await context.services.participants.set_moderator(
        context.actor, action.participant, moderator=action.moderator
    )
    await context.toast_result(view.promoted(context.tr, context.actor, person))
    await _show_again(context, person, action)


@on(AskRemoveParticipant, Permission.ORGANIZE)
async def ask_remove(context: Context, action: AskRemoveParticipant) -> None:
    """Confirm first."""
    person = await context.services.participants.get(context.actor, action.participant)
    await context.show(view.ask_remove(context.tr, context.actor, person, on_card=action.on_card, place=action.place))


@on(RemoveParticipant, Permission.ORGANIZE)
async def remove(context: Context, action: RemoveParticipant) -> None:
    """Remove, say so over the chat, and show the place again."""
    person = await context.services.participants.remove(context.actor, action.participant)
    await context.toast_result(view.removed(context.tr, context.actor, person))
    await _show_again(context, person, action)


async def _show_again(context: Context, person: Participant, action: SetModerator | RemoveParticipant) -> None:
    """The card or the list, right where it was."""
    if action.on_card:
        await context.show_result(view.card(context.tr, context.actor, person, action.place))
        return
    conference_id = person.conference.id
    back = ListParticipants(conference_id, action.place)
    await redraw(context, _show_page(context, conference_id, action.place), back)


class EditParticipantForm(Form):
    """One question for one field."""

    field: ParticipantField

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Save it and show the card."""
        person = await context.services.participants.edit(
            context.actor, int(dialogue.values["participant"]), self.field, dialogue.values["value"]
        )
        await context.show_result(view.card(context.tr, context.actor, person, _place(dialogue)))


def _place(dialogue: Dialogue) -> Place:
    """Where in the list editing began."""
    values = dialogue.values
    return Place(ParticipantFilter(values["shown"]), int(values["page"]), int(values["phrase"]))


@form(Permission.ORGANIZE)
class EditNameForm(EditParticipantForm):
    """A new name."""

    name = "participant-name"
    field = ParticipantField.NAME
    steps = (Step("value", dialogue.anew(lambda tr: tr("participant-ask-name"))),)


@form(Permission.ORGANIZE)
class EditEmailForm(EditParticipantForm):
    """A new e-mail."""

    name = "participant-email"
    field = ParticipantField.EMAIL
    steps = (
        Step(
            "value",
            dialogue.anew(lambda tr: tr("participant-ask-email")),
            read=guest_lists.address,
        ),
    )


_EDIT_FORMS = {form_type.field: form_type.name for form_type in (EditNameForm, EditEmailForm)}


@on(EditParticipant, Permission.ORGANIZE)
async def edit_button(context: Context, action: EditParticipant) -> None:
    """Ask for the new value."""
    person = await context.services.participants.get(context.actor, action.participant)
    if person.removed:
        raise AppError(ErrorCode.GONE)
    place = action.place
    values = {"shown": place.shown.value, "page": str(place.page), "phrase": str(place.phrase)}
    values[dialogue.PRESENT] = person.name if action.field is ParticipantField.NAME else _readable(context, person)
    await dialogue.start(context, _EDIT_FORMS[action.field], {"participant": str(person.id), **values})


def _readable(context: Context, person: Participant) -> str:
    """The e-mail where all may read it; a masked one is nothing to copy."""
    return "" if context.actor.among_moderators else person.email
