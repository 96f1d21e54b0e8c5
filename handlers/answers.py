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
    "отмена", "отменить", "отмени", "отменяй", "отменяю", "отбой", "стоп", "хватит", "выход", "выйти", "не надо",
    "не нужно", "не хочу", "не буду", "передумал", "передумала", "cancel", "stop", "quit", "exit", "abort",
    "nevermind", "never mind", "forget", "changed my mind",
}  # fmt: skip
_BACK = {"назад", "back", "go back"}  # a way out where no button is called so
_BESIDE = {  # what people say with a word of leaving
    "пожалуйста", "плиз", "нет", "ой", "ок", "я", "это", "все", "спасибо",
    "please", "pls", "no", "oops", "ok", "okay", "i", "i've", "it", "this", "that", "thanks",
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
            await _no_command(context, current)
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


async def edited(context: Context) -> None:
    """A message was edited that is no refused answer: nothing is done with it, but a key must not lie around."""
    current = await context.services.dialogues.current(context.actor)
    if apikey.gives_key_away(context.said) and apikey.may_be_meant(context, current):
        await apikey.pasted(context, current)


async def _no_command(context: Context, current: Dialogue | None) -> None:
    """A command that does not exist: say so, and what does. A mistyped /apikey may still have its key behind it."""
    if apikey.gives_key_away(context.said):
        await apikey.pasted(context, current)
    elif _leaves(context.said):
        await dialogue.cancel_command(context)
    elif current is not None:
        await dialogue.ask_again(context, current, context.tr("command-unknown"))
    else:
        await context.send(Screen(context.tr("command-unknown")))


async def _take(context: Context, current: Dialogue) -> None:
    """Give a text to the question that is open."""
    said = context.message.text if context.message else None
    try:
        if said is None:  # a picture, a file
            await dialogue.refuse(context, current, AppError(ErrorCode.TEXT_EXPECTED))
        elif _leaves(said):
            await leaving.leave(context, current, said)
        elif await _press_by_name(context, current, said):
            return
        elif _word(said) in _BACK:
            await leaving.leave(context, current, said)
        else:
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
    if _leaves(context.said):
        await dialogue.cancel_command(context)
    elif can(context.actor, Permission.MODERATE):
        await context.show(Screen(context.tr("dialogue-stale")))
    else:
        await menu(context)


def _leaves(text: str) -> bool:
    """Whether a text says no more than that its writer wants to leave, be it on the other keyboard layout."""
    if len(text) > _LONGEST_NAME:
        return False
    for typed in typed_commands.retyped(_word(text)):
        words = [word for word in (one.strip(",.!") for one in typed.split()) if word not in _BESIDE]
        if " ".join(words) in _LEAVE:
            return True
    return False


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
