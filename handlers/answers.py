"""What a text is while a question is open: the answer, or one of the things that are none."""

from handlers import apikey, dialogue, leaving, routing, typed_commands
from handlers.context import Context
from handlers.start import menu
from services import search
from services.access import Permission, can
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.workspaces import contains_key
from views.screen import Screen

_LEAVE = {
    "отмена", "отменить", "отмени", "отменяй", "отменяю", "стоп", "хватит", "выход", "выйти", "не надо", "передумал",
    "передумала", "cancel", "stop", "quit", "exit", "abort", "nevermind", "never mind",
}  # fmt: skip
_LONGEST_NAME = 64  # of a button

# Not about the answer: the question is not open any more, or not for this person.
_ENDS = {
    ErrorCode.NOT_ALLOWED,
    ErrorCode.NOT_YOURS,
    ErrorCode.DIALOGUE_OVER,
    ErrorCode.OUTDATED,
    ErrorCode.NOT_A_MEMBER,
}


async def text(context: Context) -> None:
    """A message that is no command we know: an answer, a word of leaving, a button's name, a key, or mere talk."""
    message = context.message
    if message is None:
        return
    current = await context.services.dialogues.current(context.actor)
    if current is not None and not _is_answer(context, current.message_id):
        current = None
    if typed_commands.looks_like_one(context.said):
        if context.actor.in_private or current is not None:
            await unknown_command(context)
    elif context.actor.in_private and contains_key(context.said) and apikey.may_be_meant(context, current):
        await apikey.pasted(context, current)
    elif current is not None:
        await _take(context, current)
    elif context.actor.in_private:
        await _nobody_asked(context)


async def awaits_correction(context: Context) -> bool:
    """Whether an edited message is a refused answer: what it says now counts while its question is open."""
    current = await context.services.dialogues.current(context.actor)
    message = context.message
    return current is not None and message is not None and current.refused_message_id == message.message_id


async def unknown_command(context: Context) -> None:
    """A command that does not exist: say so, and what does. A mistyped /apikey may still have its key behind it."""
    if apikey.gives_key_away(context.said):
        await apikey.pasted(context, await context.services.dialogues.current(context.actor))
        return
    await context.send(Screen(context.tr("command-unknown")))


async def _take(context: Context, current: Dialogue) -> None:
    """Give a text to the question that is open."""
    said = context.message.text if context.message else None
    try:
        if said is None:  # a picture, a file
            await dialogue.refuse(context, current, AppError(ErrorCode.TEXT_EXPECTED))
        elif _word(said) in _LEAVE:
            await leaving.leave(context, current, said)
        elif not await _press_by_name(context, current, said):
            await dialogue.answer(context, current, said)
    except AppError as error:
        if error.code in _ENDS:
            raise
        await dialogue.refuse(context, current, error)


async def _press_by_name(context: Context, current: Dialogue, said: str) -> bool:
    """Do what the button with this name would do, when the question has one."""
    if len(said) > _LONGEST_NAME or current.form == apikey.KeyForm.name:
        return False
    for name, action in await dialogue.buttons(context, current):
        if _word(name) == _word(said):
            await routing.go(context, action)
            return True
    return False


async def _nobody_asked(context: Context) -> None:
    if _word(context.said) in _LEAVE:
        await dialogue.cancel_command(context)
    elif can(context.actor, Permission.MODERATE):
        await context.show(Screen(context.tr("dialogue-stale")))
    else:
        await menu(context)


def _word(text: str) -> str:
    """A short text as it is compared: without the signs and pictures around it."""
    plain = search.normal(text)
    letters = [place for place, sign in enumerate(plain) if sign.isalnum()]
    return plain[letters[0] : letters[-1] + 1] if letters else ""


def _is_answer(context: Context, asked_by: int | None) -> bool:
    """In private any text answers the question; in groups only a reply to it does.

    After an upgrade to a supergroup (`asked_by` None) the question is out of reach: a reply to any message of ours.
    """
    if context.actor.in_private:
        return True
    replied = context.message.reply_to_message if context.message else None
    if replied is None or replied.from_user is None or replied.from_user.id != context.bot.id:
        return False
    return asked_by in {None, replied.message_id}
