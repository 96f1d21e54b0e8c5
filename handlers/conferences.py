"""/conferences, /conference, /create, /edit, /delete, /use, /alias."""

from handlers import arguments, dialogue
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.picking import verb, with_conference
from handlers.redraw import redraw
from handlers.routing import on
from services.access import Permission
from services.conference_lookup import Ambiguous
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.model import Conference, ConferenceField, Draft, Participant, paginate
from services.names import is_blank
from services.search import normal
from views import conferences as view
from views import dialogue as dialogue_view
from views.actions.conferences import CreateConference, DeleteConference, Do, EditConferenceField, ListConferences, Verb
from views.screen import Screen

# --- list and card ---------------------------------------------------------------------------------------------------


async def list_command(context: Context, text: str) -> None:
    """/conferences [text]."""
    phrase = await context.services.dialogues.remember(context.actor, text)
    await _show_page(context, 1, text, phrase)


@on(ListConferences, Permission.MODERATE)
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


@verb(Verb.OPEN, Permission.MODERATE)
async def open_picked(context: Context, conference: Conference, _: str) -> None:
    """The card."""
    await show_card(context, conference.id)


async def show_card(context: Context, conference_id: int) -> None:
    """Ask Boomstream and show the card."""
    card = await context.services.conferences.card(context.actor, conference_id)
    await context.show(view.card(context.tr, context.actor, card))


# --- create ----------------------------------------------------------------------------------------------------------


def _read_title(text: str) -> str:
    if is_blank(text):
        raise AppError(ErrorCode.TITLE_EMPTY)
    return text.strip()


@form(Permission.ORGANIZE)
class CreateForm(Form):
    """Title and description, then a confirmation; the folder, which few have, is for /edit."""

    name = "create"
    steps = (
        Step("title", lambda tr, _: tr("create-ask-title"), read=_read_title),
        Step("description", lambda tr, _: tr("create-ask-description"), empty="button-skip"),
    )
    confirms = True

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """What will be created."""
        values = dialogue.values
        return dialogue_view.confirm_create(
            context.tr,
            dialogue=dialogue.id,
            step=self.number(dialogue.step),
            title=values["title"],
            description=values["description"],
        )

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Create it."""
        values = dialogue.values
        draft = Draft(values["title"], values["description"])
        conference = await context.services.conferences.create(context.actor, draft, dialogue=dialogue)
        await context.show_result(view.created(context.tr, conference))


async def create_command(context: Context, text: str) -> None:
    """/create <title> [| description]."""
    name, description = arguments.title_and_description(text)
    if not name:
        await dialogue.start(context, CreateForm.name, {"description": description} if description else {})
        return
    conference = await context.services.conferences.create(context.actor, Draft(name, description))
    await context.show_result(view.created(context.tr, conference))


@on(CreateConference, Permission.ORGANIZE)
async def create_button(context: Context, _: CreateConference) -> None:
    """The dialogue."""
    await create_command(context, "")


# --- edit ------------------------------------------------------------------------------------------------------------


async def edit_command(context: Context, text: str) -> None:
    """/edit <conf>."""
    await with_conference(context, Verb.EDIT, text)


@verb(Verb.EDIT, Permission.ORGANIZE)
async def edit_picked(context: Context, conference: Conference, _: str) -> None:
    """What to edit."""
    await context.show(view.edit_menu(context.tr, conference))


class EditForm(Form):
    """One question for one field; each field has a form of its own, so that it has a question of its own."""

    field: ConferenceField

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Save it and show the card."""
        conference_id = int(dialogue.values["conference"])
        await context.services.conferences.edit(context.actor, conference_id, self.field, dialogue.values["value"])
        await redraw(context, show_card(context, conference_id), Do(Verb.OPEN, conference_id))


@form(Permission.ORGANIZE)
class EditTitleForm(EditForm):
    """A new title."""

    name = "edit-title"
    field = ConferenceField.TITLE
    steps = (
        Step(
            "value",
            dialogue.anew(lambda tr: tr("edit-ask-title")),
            read=_read_title,
        ),
    )


@form(Permission.ORGANIZE)
class EditDescriptionForm(EditForm):
    """A new description; a dash clears it."""

    name = "edit-description"
    field = ConferenceField.DESCRIPTION
    steps = (
        Step(
            "value",
            dialogue.anew(lambda tr: tr("edit-ask-description")),
            empty="button-clear",
        ),
    )


@form(Permission.ORGANIZE)
class EditFolderForm(EditForm):
    """A new folder; a dash means the root."""

    name = "edit-folder"
    field = ConferenceField.FOLDER
    steps = (
        Step(
            "value",
            dialogue.anew(lambda tr: tr("edit-ask-folder")),
            empty="button-to-root",
        ),
    )


_EDIT_FORMS = {form_type.field: form_type.name for form_type in (EditTitleForm, EditDescriptionForm, EditFolderForm)}


@on(EditConferenceField, Permission.ORGANIZE)
async def edit_field(context: Context, action: EditConferenceField) -> None:
    """Ask for the new value."""
    conference = await context.services.conferences.get(context.actor, action.conference)
    values = {"conference": str(conference.id), dialogue.PRESENT: await _present(context, conference.id, action.field)}
    await dialogue.start(context, _EDIT_FORMS[action.field], values)


async def _present(context: Context, conference_id: int, field: ConferenceField) -> str:
    """What is there to be changed; empty where Boomstream does not tell just now: it can be changed all the same."""
    try:
        card = await context.services.conferences.card(context.actor, conference_id)
    except AppError:
        return ""
    conference = card.conference
    return {
        ConferenceField.TITLE: conference.title,
        ConferenceField.DESCRIPTION: conference.description,
        ConferenceField.FOLDER: card.folder_code or "",
    }[field]


# --- delete ----------------------------------------------------------------------------------------------------------


async def delete_command(context: Context, text: str) -> None:
    """/delete <conf>."""
    await with_conference(context, Verb.DELETE, text)


@verb(Verb.DELETE, Permission.ORGANIZE)
async def delete_picked(context: Context, conference: Conference, _: str) -> None:
    """Name what would be lost, and ask."""
    people = await context.services.participants.all(context.actor, conference.id, fresh=True)
    present = sum(not person.removed for person in people)
    await context.show(view.ask_delete(context.tr, conference, present))


@on(DeleteConference, Permission.ORGANIZE)
async def delete(context: Context, action: DeleteConference) -> None:
    """Post the participants first; without that nothing is deleted."""

    async def post(conference: Conference, people: tuple[Participant, ...]) -> None:
        await context.send_file(view.participants_csv(context.tr, conference, people))

    conference = await context.services.conferences.delete(context.actor, action.conference, keep=post)
    await context.show_result(view.deleted(context.tr, conference))


# --- current conference and short names ------------------------------------------------------------------------------


async def use_command(context: Context, text: str) -> None:
    """/use <conf>."""
    if text.strip():
        await with_conference(context, Verb.USE, text)
        return
    page = paginate(await context.services.conferences.candidates(context.actor, ""), 1)
    await context.show(view.pick(context.tr, context.actor, Verb.USE, page, search="", phrase=0, searched=0))


@verb(Verb.USE, Permission.MODERATE)
async def use_picked(context: Context, conference: Conference, _: str) -> None:
    """Make it the current one."""
    await context.services.conferences.use(context.actor, conference.id)
    await context.show_result(view.used(context.tr, conference))


@form(Permission.ORGANIZE)
class AliasForm(Form):
    """One question."""

    name = "alias"
    steps = (Step("alias", lambda tr, _: tr("alias-ask")),)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Give the name."""
        await _set_alias(context, int(dialogue.values["conference"]), dialogue.values["alias"])


async def alias_command(context: Context, text: str) -> None:
    """/alias <conf> <name>: the last word is the name, unless all of it is the title of a conference."""
    words = arguments.tokens(text)
    if await _is_a_title(context, " ".join(words)):
        words = [" ".join(words)]
    await with_conference(context, Verb.ALIAS, " ".join(words[:-1] or words), words[-1] if len(words) > 1 else "")


async def _is_a_title(context: Context, text: str) -> bool:
    """Word for word: a short name may well be the beginning of a title's word."""
    try:
        found, rest = await context.services.conferences.split(context.actor, text)
    except (AppError, Ambiguous):  # told where the conference is asked for
        return False
    return not rest and normal(found.title) == normal(text)


@verb(Verb.ALIAS, Permission.ORGANIZE)
async def alias_picked(context: Context, conference: Conference, name: str) -> None:
    """Give the name, or ask for it."""
    if name:
        await _set_alias(context, conference.id, name)
    else:
        await dialogue.start(context, AliasForm.name, {"conference": str(conference.id)})


async def _set_alias(context: Context, conference_id: int, name: str) -> None:
    conference = await context.services.conferences.alias(context.actor, conference_id, name)
    await context.show_result(view.alias_set(context.tr, conference, name))
