"""/conferences, /conference, /create, /edit, /delete, /use, /alias."""

from handlers import arguments, dialogue
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.picking import verb, with_conference
from handlers.routing import on
from services.access import Permission, require
from services.conferences import Draft
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.model import Conference, ConferenceField
from views import conferences as view
from views import dialogue as dialogue_view
from views.actions import (
    AskDeleteConference,
    CreateConference,
    DeleteConference,
    EditConference,
    EditConferenceField,
    ListConferences,
    OpenConference,
    SetAlias,
    UseConference,
    Verb,
)
from views.screen import Screen

# --- list and card ---------------------------------------------------------------------------------------------------


async def list_command(context: Context, text: str) -> None:
    """/conferences [text]."""
    require(context.actor, Permission.MODERATE)
    phrase = await context.services.dialogues.remember(context.actor, text)
    await _show_page(context, 1, text, phrase)


@on(ListConferences)
async def list_button(context: Context, action: ListConferences) -> None:
    """A page of the list."""
    search = await context.services.dialogues.recall(context.actor, action.phrase)
    await _show_page(context, action.page, search, action.phrase if search else 0)


async def _show_page(context: Context, number: int, search: str, phrase: int) -> None:
    page = await context.services.conferences.page(context.actor, number=number, search=search)
    await context.show(view.page(context.tr, context.actor, page, search=search, phrase=phrase))


async def card_command(context: Context, text: str) -> None:
    """/conference <conf>."""
    await with_conference(context, Verb.OPEN, text)


@verb(Verb.OPEN)
async def open_picked(context: Context, conference: Conference, _: str) -> None:
    """The card."""
    await show_card(context, conference.id)


@on(OpenConference)
async def open_button(context: Context, action: OpenConference) -> None:
    """The card."""
    await show_card(context, action.conference)


async def show_card(context: Context, conference_id: int) -> None:
    """Ask Boomstream and show the card."""
    card = await context.services.conferences.card(context.actor, conference_id)
    await context.show(view.card(context.tr, context.actor, card))


# --- create ----------------------------------------------------------------------------------------------------------


def _read_title(text: str) -> str:
    if not text.strip():
        raise AppError(ErrorCode.TITLE_EMPTY)
    return text.strip()


@form
class CreateForm(Form):
    """Title, description, folder; then a confirmation."""

    name = "create"
    steps = (
        Step("title", lambda tr, _: tr("create-ask-title"), read=_read_title),
        Step("description", lambda tr, _: tr("create-ask-description"), empty="button-skip"),
        Step("folder", lambda tr, _: tr("create-ask-folder"), empty="button-skip"),
    )
    confirms = True

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """What will be created."""
        return dialogue_view.confirm_create(
            context.tr, dialogue=dialogue.id, step=self.number(dialogue.step), **dialogue.values
        )

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Create it."""
        values = dialogue.values
        draft = Draft(values["title"], values["description"], values["folder"])
        conference = await context.services.conferences.create(
            context.actor, draft, doubtful_since=dialogue.doubtful_since
        )
        await context.show(view.created(context.tr, conference))


async def create_command(context: Context, text: str) -> None:
    """/create <title> [| description]."""
    require(context.actor, Permission.ORGANIZE)
    if not text.strip():
        await dialogue.start(context, CreateForm.name, {})
        return
    name, description = arguments.title_and_description(text)
    conference = await context.services.conferences.create(context.actor, Draft(name, description))
    await context.show(view.created(context.tr, conference))


@on(CreateConference)
async def create_button(context: Context, _: CreateConference) -> None:
    """The dialogue."""
    await create_command(context, "")


# --- edit ------------------------------------------------------------------------------------------------------------


async def edit_command(context: Context, text: str) -> None:
    """/edit <conf>."""
    require(context.actor, Permission.ORGANIZE)
    await with_conference(context, Verb.EDIT, text)


@verb(Verb.EDIT)
async def edit_picked(context: Context, conference: Conference, _: str) -> None:
    """What to edit."""
    require(context.actor, Permission.ORGANIZE)
    await context.show(view.edit_menu(context.tr, conference))


@on(EditConference)
async def edit_button(context: Context, action: EditConference) -> None:
    """What to edit."""
    await edit_picked(context, await context.services.conferences.get(context.actor, action.conference), "")


class EditForm(Form):
    """One question for one field; each field has a form of its own, so that it has a question of its own."""

    field: ConferenceField

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Save it and show the card."""
        conference_id = int(dialogue.values["conference"])
        await context.services.conferences.edit(context.actor, conference_id, self.field, dialogue.values["value"])
        await show_card(context, conference_id)


@form
class EditTitleForm(EditForm):
    """A new title."""

    name = "edit-title"
    field = ConferenceField.TITLE
    steps = (Step("value", lambda tr, _: tr("edit-ask-title"), read=_read_title),)


@form
class EditDescriptionForm(EditForm):
    """A new description; a dash clears it."""

    name = "edit-description"
    field = ConferenceField.DESCRIPTION
    steps = (Step("value", lambda tr, _: tr("edit-ask-description"), empty="button-clear"),)


@form
class EditFolderForm(EditForm):
    """A new folder; a dash means the root."""

    name = "edit-folder"
    field = ConferenceField.FOLDER
    steps = (Step("value", lambda tr, _: tr("edit-ask-folder"), empty="button-to-root"),)


_EDIT_FORMS = {form_type.field: form_type.name for form_type in (EditTitleForm, EditDescriptionForm, EditFolderForm)}


@on(EditConferenceField)
async def edit_field(context: Context, action: EditConferenceField) -> None:
    """Ask for the new value."""
    require(context.actor, Permission.ORGANIZE)
    conference = await context.services.conferences.get(context.actor, action.conference)
    await dialogue.start(context, _EDIT_FORMS[action.field], {"conference": str(conference.id)})


# --- delete ----------------------------------------------------------------------------------------------------------


async def delete_command(context: Context, text: str) -> None:
    """/delete <conf>."""
    require(context.actor, Permission.ORGANIZE)
    await with_conference(context, Verb.DELETE, text)


@verb(Verb.DELETE)
async def delete_picked(context: Context, conference: Conference, _: str) -> None:
    """Name what would be lost, and ask."""
    require(context.actor, Permission.ORGANIZE)
    people = await context.services.participants.all(context.actor, conference.id, fresh=True)
    present = sum(not person.removed for person in people)
    await context.show(view.ask_delete(context.tr, conference, present))


@on(AskDeleteConference)
async def delete_button(context: Context, action: AskDeleteConference) -> None:
    """Name what would be lost, and ask."""
    await delete_picked(context, await context.services.conferences.get(context.actor, action.conference), "")


@on(DeleteConference)
async def delete(context: Context, action: DeleteConference) -> None:
    """Post the participants first; without that nothing is deleted."""
    require(context.actor, Permission.ORGANIZE)
    conference = await context.services.conferences.get(context.actor, action.conference)
    people = await context.services.participants.all(context.actor, conference.id, fresh=True)
    if people:
        await context.send_file(view.participants_csv(context.tr, conference, people))
    await context.services.conferences.delete(context.actor, conference.id)
    await context.show(view.deleted(context.tr, conference))


# --- current conference and short names ------------------------------------------------------------------------------


async def use_command(context: Context, text: str) -> None:
    """/use <conf>."""
    if text.strip():
        await with_conference(context, Verb.USE, text)
        return
    page = await context.services.conferences.page(context.actor, number=1)
    await context.show(view.pick(context.tr, context.actor, Verb.USE, page, search="", phrase=0, searched=0))


@verb(Verb.USE)
async def use_picked(context: Context, conference: Conference, _: str) -> None:
    """Make it the current one."""
    await context.services.conferences.use(context.actor, conference.id)
    await context.show(view.used(context.tr, conference))


@on(UseConference)
async def use_button(context: Context, action: UseConference) -> None:
    """Make it the current one."""
    await use_picked(context, await context.services.conferences.get(context.actor, action.conference), "")


@form
class AliasForm(Form):
    """One question."""

    name = "alias"
    steps = (Step("alias", lambda tr, _: tr("alias-ask")),)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Give the name."""
        await _set_alias(context, int(dialogue.values["conference"]), dialogue.values["alias"])


async def alias_command(context: Context, text: str) -> None:
    """/alias <conf> <name>: the last word is the name."""
    require(context.actor, Permission.ORGANIZE)
    words = arguments.tokens(text)
    await with_conference(context, Verb.ALIAS, " ".join(words[:-1] or words), words[-1] if len(words) > 1 else "")


@verb(Verb.ALIAS)
async def alias_picked(context: Context, conference: Conference, name: str) -> None:
    """Give the name, or ask for it."""
    require(context.actor, Permission.ORGANIZE)
    if name:
        await _set_alias(context, conference.id, name)
    else:
        await dialogue.start(context, AliasForm.name, {"conference": str(conference.id)})


@on(SetAlias)
async def alias_button(context: Context, action: SetAlias) -> None:
    """Ask for the name."""
    await alias_picked(context, await context.services.conferences.get(context.actor, action.conference), "")


async def _set_alias(context: Context, conference_id: int, name: str) -> None:
    conference = await context.services.conferences.alias(context.actor, conference_id, name)
    await context.show(view.alias_set(context.tr, conference, name))
