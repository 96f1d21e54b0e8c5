"""Leaving a dialogue by a word, which may have been meant as the answer."""

from dataclasses import dataclass

from pydantic import TypeAdapter
from telegram import ReplyKeyboardRemove

from handlers import dialogue as dialogues
from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from views import dialogue as view
from views.actions.dialogue import TakeAsAnswer
from views.screen import Screen


@dataclass(frozen=True, slots=True)
class _Left:
    """A question that was left with a word that may have been its answer."""

    user_id: int
    form: str
    step: str
    values: dict[str, str]
    said: str


_LEFT = TypeAdapter(_Left)


async def leave(context: Context, dialogue: Dialogue, said: str) -> None:
    """A word of leaving was typed. Where it could be meant as the answer, one press makes it that."""
    its_form = dialogues.form_of(dialogue)
    await context.services.dialogues.end(dialogue.id)
    if not its_form.accepts(dialogue, said):
        screen = view.cancelled(context.tr)
        said_so = Screen(screen.text, ReplyKeyboardRemove()) if its_form.has_picker else screen
        await context.show_result(said_so, anew=True)
        return
    phrase = await remember_answer(context, dialogue, said)
    await context.show_result(view.left(context.tr, said, phrase=phrase), anew=True)


async def remember_answer(context: Context, dialogue: Dialogue, said: str) -> int:
    """Keep what may have been meant as the answer, for `TakeAsAnswer`."""
    left = _Left(context.actor.user_id, dialogue.form, dialogue.step, dict(dialogue.values), said)
    return await context.services.dialogues.remember(context.actor, _LEFT.dump_json(left).decode())


@on(TakeAsAnswer, Permission.ASK)
async def take_as_answer(context: Context, action: TakeAsAnswer) -> None:
    """It was the answer after all: go on where the dialogue was left."""
    try:
        left = _LEFT.validate_json(await context.services.dialogues.recall(context.actor, action.phrase))
    except ValueError:  # forgotten, or another button's phrase
        raise AppError(ErrorCode.DIALOGUE_OVER) from None
    if left.user_id != context.actor.user_id:
        raise AppError(ErrorCode.NOT_YOURS)
    dialogue = await context.services.dialogues.start(context.actor, left.form, left.step, left.values)
    await dialogues.admit(context, dialogue)
    await dialogues.answer(context, dialogue, left.said)
