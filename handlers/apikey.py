"""/apikey: the Boomstream key. It is read in the private chat only, and its message is deleted at once."""

import re

from telegram import ChatMember
from telegram.error import TelegramError

from handlers import dialogue, leaving
from handlers.context import Context
from handlers.dialogue import WORKSPACE, Form, Step, carry_out, form
from handlers.requests.asking import RequestForm
from handlers.routing import on
from services.access import Permission, can
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.workspaces import TAIL, contains_key, key_in, may_be_key
from views import apikey as view
from views.actions.apikey import (
    AskForgetKey,
    CheckKey,
    ConnectMentioned,
    EnterKey,
    ForgetKey,
    LeaveMentioned,
    ShowKey,
)
from views.screen import Screen

# Also with the key stuck to it, and on the other keyboard layout.
_COMMAND = re.compile(r"\s*[/.]\s?(?:apikey|фзшлун|ключ)(?:@\w+)?[\s:=–—-]*", re.IGNORECASE)


@form(Permission.ADMINISTER)
class KeyForm(Form):
    """One question. The key itself never becomes a value of the dialogue."""

    name = "key"
    steps = (Step("key", lambda tr, _: tr("key-ask")),)

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """Ask for the key of the workspace that was chosen before."""
        asked = await super().prompt(context, dialogue)
        return Screen(view.question(context.tr, context.actor.workspace).text, asked.keyboard)

    def accepts(self, dialogue: Dialogue, text: str) -> bool:  # noqa: ARG002 (Form's signature)
        """A word is no key."""
        return False

    async def take(self, context: Context, dialogue: Dialogue, text: str) -> None:  # noqa: ARG002 (not to be stored)
        """Use the answer at once, in place of storing it."""
        await _take_away(context)
        await carry_out(context, dialogue)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:  # noqa: ARG002 (Form's signature)
        """Connect the key that the message holds."""
        await _connect(context, context.said)


async def command(context: Context, arguments: str) -> None:
    """/apikey [key]. In groups a handler before this one takes what looks like a key."""
    if not context.actor.in_private:
        await _register(context)
        await _overview(context)
        return
    arguments = key_in(context.said) or arguments or _COMMAND.sub("", context.said)  # also stuck to the command
    if arguments:
        await _take_away(context)  # first of all: whatever is wrong with it, it need not lie around
    await _register(context)
    if arguments:
        await _connect_or_ask(context, arguments)
    elif context.actor.workspace.key_tail is None:
        await _ask(context)
    else:
        await _overview(context)


async def enter_for(context: Context, workspace_id: int) -> None:
    """The deep link from a group: ask for that group's key."""
    context.acting_as(await context.services.people.acting_in(context.actor, workspace_id))
    if not context.actor.in_private:
        raise AppError(ErrorCode.PRIVATE_ONLY)
    await _ask(context)


def may_be_meant(context: Context, current: Dialogue | None) -> bool:
    """Whether what looks like a key in the private chat is one: guests have other numbers of this shape to tell."""
    if current is None:  # whoever sends one, it must not lie around
        return True
    may_register = context.services.workspaces.may_register(context.actor, created_this_group=False)
    may_connect = is_question(current) or may_register or can(context.actor, Permission.ADMINISTER)
    return may_connect and current.form != RequestForm.name


async def pasted(context: Context, current: Dialogue | None) -> None:
    """A key in the private chat. It is used where it was asked for, or where there is none to replace; else ask."""
    asked = current is not None and is_question(current)
    alone = current is None and context.actor.workspace.key_tail is None
    if asked and current is not None:
        await dialogue.answer(context, current, context.said)
    elif alone or _COMMAND.match(context.said):
        await command(context, "")
    else:
        await _ask_whether_meant(context, current)


async def _ask_whether_meant(context: Context, current: Dialogue | None) -> None:
    """Whatever it is, it need not lie around; what for it was sent, only the person knows."""
    await _take_away(context)
    said, key = context.said, key_in(context.said)
    as_key = await context.services.dialogues.remember(context.actor, key)
    as_answer = await leaving.remember_answer(context, current, said) if current is not None else 0
    await context.send(view.ask_whether_meant(context.tr, context.actor, key[-TAIL:], key=as_key, answer=as_answer))


@on(ConnectMentioned, Permission.ASK)  # as with /apikey, open registration may let anybody
async def connect_mentioned(context: Context, action: ConnectMentioned) -> None:
    """Yes, it was meant as the key."""
    key = await context.services.dialogues.recall(context.actor, action.phrase)
    if not key:
        raise AppError(ErrorCode.OUTDATED)
    await _register(context)
    test = await context.services.workspaces.connect(context.actor, key)
    await context.services.dialogues.unlearn(context.actor, action.phrase)
    await context.show(view.connected(context.tr, test, context.actor.workspace))


@on(LeaveMentioned, Permission.ASK)
async def leave_mentioned(context: Context, action: LeaveMentioned) -> None:
    """No: forget it."""
    await context.services.dialogues.unlearn(context.actor, action.phrase)
    await context.show(view.mentioned_left(context.tr))


def is_question(current: Dialogue) -> bool:
    """Whether a dialogue asks for a key."""
    return current.form == KeyForm.name


def gives_key_away(text: str) -> bool:
    """Whether somebody wrote a key: one of the usual shape anywhere, or one of any shape after /apikey."""
    command = _COMMAND.match(text)
    return contains_key(text) or (command is not None and may_be_key(text[command.end() :]))


def may_hold_a_key(text: str) -> bool:
    """Whether a text must not be repeated: what stands after /apikey ought to be a key, whatever it looks like."""
    return contains_key(text) or _COMMAND.match(text) is not None


async def warn(context: Context) -> None:
    """A key in a group is not used: everybody there has read it."""
    await context.send(view.leaked(context.tr, deleted=await context.delete_message()))


async def _register(context: Context) -> None:
    """Open registration: anyone in private, a group's creator in the group. Raises NOT_ALLOWED for all others."""
    created = await _created_group(context)
    context.acting_as(await context.services.workspaces.register(context.actor, created_this_group=created))


async def _created_group(context: Context) -> bool:
    actor = context.actor
    if actor.in_private or can(actor, Permission.ADMINISTER):
        return False
    if not context.services.workspaces.may_register(actor, created_this_group=True):
        return False
    try:
        member = await context.bot.get_chat_member(actor.chat_id, actor.user_id)
    except TelegramError:
        return False
    return member.status == ChatMember.OWNER


async def _take_away(context: Context) -> None:
    if not await context.delete_message():
        await context.send(Screen(context.tr("key-not-deleted")))


async def _connect_or_ask(context: Context, text: str) -> None:
    try:
        await _connect(context, text)
    except AppError as error:
        if error.code is ErrorCode.KEY_MALFORMED:
            await _ask(context)  # the person is told to send it again: then somebody should listen
        raise


async def _connect(context: Context, text: str) -> None:
    test = await context.services.workspaces.connect(context.actor, text)
    await context.show_result(view.connected(context.tr, test, context.actor.workspace), anew=True)


async def _ask(context: Context) -> None:
    await dialogue.start(context, KeyForm.name, {WORKSPACE: str(context.actor.workspace.id)})


async def _overview(context: Context) -> None:
    await context.show(view.overview(context.tr, context.actor, context.bot.username))


@on(ShowKey, Permission.ADMINISTER)
async def overview_button(context: Context, _: ShowKey) -> None:
    """The key's screen."""
    await _overview(context)


@on(EnterKey, Permission.ASK)  # as with /apikey, open registration may let anybody
async def enter_button(context: Context, _: EnterKey) -> None:
    """Ask for a key; in a group the screen has a link to the private chat instead."""
    await _register(context)
    if context.actor.in_private:
        await _ask(context)
    else:
        await _overview(context)


@on(CheckKey, Permission.ADMINISTER)
async def check_button(context: Context, _: CheckKey) -> None:
    """Ask Boomstream."""
    await context.show(view.tested(context.tr, await context.services.workspaces.test(context.actor)))


@on(AskForgetKey, Permission.ADMINISTER)
async def ask_forget(context: Context, _: AskForgetKey) -> None:
    """Confirm first."""
    await context.show(view.ask_forget(context.tr, context.actor))


@on(ForgetKey, Permission.ADMINISTER)
async def forget(context: Context, _: ForgetKey) -> None:
    """Erase the key."""
    await context.services.workspaces.forget(context.actor)
    await context.show_result(view.forgotten(context.tr))
