"""/admins: the allowlist."""

import json

from markupsafe import Markup
from telegram import Message, SharedUser, User, UsersShared

from handlers import arguments, dialogue
from handlers.context import Context
from handlers.dialogue import WORKSPACE, Form, Step, form
from handlers.pickers import PickerForm
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue, Values
from services.errors import AppError, ErrorCode
from services.model import Actor, Role, paginate
from services.names import called
from views import admins as view
from views.actions.admins import AddAdmin, AskRemoveAdmin, ListAdmins, ManageAdmins, RemoveAdmin
from views.admins import OWNERS
from views.screen import Screen

_ADD = {"add", "добавить", "+"}
_REMOVE = {"remove", "убрать", "удалить", "-"}
_AT_ONCE = 20  # people


async def command(context: Context, text: str) -> None:
    """/admins; /admins add or remove, with ids or @usernames or in reply to a message; `add` may be left out."""
    first, *words = arguments.tokens(text) or [""]
    if not first:
        await _overview(context, 1)
    elif first.lower() in _REMOVE:
        await _ask_remove_person(context, words)
    elif first.lower() in _ADD:
        await _add(context, words)
    elif first.startswith("@") or first.isdigit():
        await _add(context, [first, *words])
    else:
        raise AppError(ErrorCode.PERSON_MISSING)


def command_needs(actor: Actor, text: str) -> Permission:
    """Without words in private it shows the groups that one administers, whatever one is in private."""
    return Permission.ASK if actor.in_private and not text.strip() else Permission.ADMINISTER


def _needs(_: Actor, action: ListAdmins | AskRemoveAdmin | RemoveAdmin) -> Permission:
    return Permission.OWN if action.workspace == OWNERS else Permission.ADMINISTER


def _workspace(action: ListAdmins | AddAdmin | AskRemoveAdmin | RemoveAdmin) -> int:
    return action.workspace


async def _overview(context: Context, number: int) -> None:
    if not context.actor.in_private:
        await _list(context, context.actor.workspace.id)
        return
    groups = await context.services.people.administered_by(context.actor)
    await context.show(view.overview(context.tr, paginate(groups, number), owner=context.actor.role is Role.OWNER))


@on(ManageAdmins, lambda actor, _: command_needs(actor, ""))
async def overview_button(context: Context, action: ManageAdmins) -> None:
    """Another page of the groups."""
    await _overview(context, action.page)


async def _named(context: Context, words: list[str]) -> list[tuple[int, str]]:
    """The people whom a command is about: those named in it, else the author of the message that it replies to."""
    if len(words) > _AT_ONCE:
        raise AppError(ErrorCode.TOO_MANY_PEOPLE, limit=_AT_ONCE)
    found = [await context.services.admins.find(context.actor, word) for word in words]
    replied_to = _author(context.message.reply_to_message) if context.message else None
    if not found and replied_to:
        found = [(replied_to.id, called(replied_to.full_name, replied_to.username, replied_to.id))]
    return found


async def _add(context: Context, words: list[str]) -> None:
    found = await _named(context, words)
    if found:
        await _confirm(context, found, OWNERS if context.actor.in_private else context.actor.workspace.id)
    elif context.actor.in_private:
        await _ask(context, OWNERS)
    else:
        raise AppError(ErrorCode.PERSON_MISSING)


async def _ask_remove_person(context: Context, words: list[str]) -> None:
    """As with adding, in private it is about the owners."""
    found = await _named(context, words)
    if len(found) != 1:
        raise AppError(ErrorCode.PERSON_MISSING)
    user_id, name = found[0]
    admins, in_private = context.services.admins, context.actor.in_private
    listed = await (admins.owners(context.actor) if in_private else admins.of_workspace(context.actor))
    admin = next((one for one in listed if one.user_id == user_id), None)
    if admin is None:
        raise AppError(ErrorCode.PERSON_NOT_LISTED, name=name)
    if admin.row_id is None:
        raise AppError(ErrorCode.OWNER_FROM_SETTINGS)
    await context.show(view.ask_remove(context.tr, OWNERS if in_private else context.actor.workspace.id, admin))


def _author(message: Message | None) -> User | None:
    """The person behind a message; none behind a bot, a channel or an anonymous administrator.

    The message that opened a topic is no answer of anybody's: Telegram attaches it to everything said in the topic.
    """
    if message is None or message.sender_chat or message.forum_topic_created:
        return None
    return message.from_user if message.from_user and not message.from_user.is_bot else None


async def _add_people(context: Context, people: list[tuple[int, str]], *, owner: bool) -> None:
    """In private there is nobody else to share the chat with: who is added there becomes an owner."""
    added = [
        name
        for user_id, name in people
        if await context.services.admins.add(context.actor, user_id, name=name, owner=owner)
    ]
    said = view.added(context.tr, added or [name for _, name in people], known=not added)
    await context.show_result(said)


async def _list(context: Context, workspace_id: int, number: int = 1) -> None:
    if workspace_id == OWNERS:
        owners = await context.services.admins.owners(context.actor)
        await context.show(view.owners(context.tr, paginate(owners, number)))
        return
    admins = await context.services.admins.of_workspace(context.actor)
    await context.show(view.admins(context.tr, context.actor.workspace, paginate(admins, number)))


@on(ListAdmins, _needs, acting_for=_workspace)
async def list_button(context: Context, action: ListAdmins) -> None:
    """The admins of a workspace, or the owners."""
    await _list(context, action.workspace, action.page)


def _form_needs(_: Actor, values: Values) -> Permission:
    return Permission.OWN if values[WORKSPACE] == str(OWNERS) else Permission.ADMINISTER


@form(_form_needs)
class AdminForm(PickerForm[UsersShared]):
    """Whom to add; a typed name answers it, too."""

    name = "admin"
    answer = UsersShared
    steps = (Step("person", lambda tr, _: tr("admins-ask-owner")),)

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """The question for the list that was chosen before."""
        asked = await super().prompt(context, dialogue)
        return Screen(_question(context, dialogue), asked.keyboard)

    def picker(self, context: Context, dialogue: Dialogue, request_id: int) -> Screen:
        """Telegram's people picker."""
        return view.picker(context.tr, request_id, _question(context, dialogue))

    async def picked(self, context: Context, dialogue: Dialogue, answer: UsersShared) -> None:
        """Show who they are."""
        await context.send(view.picked(context.tr))
        people = [(user.user_id, _name(user)) for user in answer.users]
        await _confirm(context, people, int(dialogue.values[WORKSPACE]))

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Find the person, and show who that is."""
        found = await context.services.admins.find(context.actor, dialogue.values["person"])
        if context.actor.in_private:
            await context.send(view.picked(context.tr))
        await _confirm(context, [found], int(dialogue.values[WORKSPACE]))


@form(_form_needs)
class AdminConfirmForm(Form):
    """Who exactly is given rights: a name or a username may be somebody else's by now."""

    name = "admin-confirm"
    steps = ()
    confirms = True

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """Everybody with what the bot knows of them."""
        candidates = await context.services.admins.candidates(context.actor, _people(dialogue))
        workspace = None if _makes_owner(dialogue) else context.actor.workspace
        return view.ask_add(context.tr, workspace, candidates, dialogue=dialogue.id)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Add them."""
        await _add_people(context, _people(dialogue), owner=_makes_owner(dialogue))


def _people(dialogue: Dialogue) -> list[tuple[int, str]]:
    return [(int(user_id), str(name)) for user_id, name in json.loads(dialogue.values["people"])]


async def _confirm(context: Context, people: list[tuple[int, str]], workspace_id: int) -> None:
    values = {WORKSPACE: str(workspace_id), "people": json.dumps(people)}
    await dialogue.start(context, AdminConfirmForm.name, values, as_new_message=True)


def _makes_owner(dialogue: Dialogue) -> bool:
    return dialogue.values[WORKSPACE] == str(OWNERS)


def _question(context: Context, dialogue: Dialogue) -> Markup:
    return view.question(context.tr, None if _makes_owner(dialogue) else context.actor.workspace)


def _adds_owner(actor: Actor, action: AddAdmin) -> bool:
    """In a group it always means its own admins."""
    return action.workspace == OWNERS and actor.in_private


async def _ask(context: Context, workspace_id: int) -> None:
    await dialogue.start(context, AdminForm.name, {WORKSPACE: str(workspace_id)})


def _adding_needs(actor: Actor, action: AddAdmin) -> Permission:
    return Permission.OWN if _adds_owner(actor, action) else Permission.ADMINISTER


@on(AddAdmin, _adding_needs, acting_for=_workspace)
async def add_button(context: Context, action: AddAdmin) -> None:
    """Ask whom to add."""
    await _ask(context, OWNERS if _adds_owner(context.actor, action) else context.actor.workspace.id)


def _name(user: SharedUser) -> str:
    full = " ".join(part for part in (user.first_name, user.last_name) if part)
    return called(full, user.username, user.user_id)


@on(AskRemoveAdmin, _needs, acting_for=_workspace)
async def ask_remove(context: Context, action: AskRemoveAdmin) -> None:
    """Confirm first."""
    admin = await context.services.admins.get(context.actor, action.row)
    await context.show(view.ask_remove(context.tr, action.workspace, admin))


@on(RemoveAdmin, _needs, acting_for=_workspace)
async def remove(context: Context, action: RemoveAdmin) -> None:
    """Take the permission back and show the list again."""
    admin = await context.services.admins.remove(context.actor, action.row)
    said = view.removed(context.tr, admin)
    await context.refresh()
    await context.toast_result(said)
    try:
        await context.act_for(action.workspace)
        await _list(context, action.workspace)
    except AppError as error:
        if error.code is not ErrorCode.NOT_ALLOWED:
            raise
        await context.show_result(Screen(context.tr("plain", text=said)))  # they removed themselves
