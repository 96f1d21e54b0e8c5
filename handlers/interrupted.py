"""What a restart cut off: the sender is told, and decides whether it is done again."""

from handlers import apikey
from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from services.errors import AppError, ErrorCode
from views import interrupted as view
from views.actions.interrupted import Retry


async def notice(context: Context) -> None:
    """Tell the sender what was interrupted; a message that may hold a key is not quoted."""
    text = context.said
    what = "/apikey …" if text and await _may_hold_a_key(context, text) else text
    pressed = context.click is not None
    await context.send(view.notice(context.tr, what=what, pressed=pressed, update=context.update.update_id))


async def _may_hold_a_key(context: Context, text: str) -> bool:
    """Keys of the usual shape are known anywhere; others come with the command or as an answer to its question."""
    current = await context.services.dialogues.current(context.actor)
    asked = current is not None and apikey.is_question(current)
    return asked or apikey.may_hold_a_key(text)


@on(Retry, Permission.ASK)
async def retry(context: Context, action: Retry) -> None:
    """Do it again; once, and only for its sender."""
    if not await context.retry(action.update, context.actor.user_id):
        raise AppError(ErrorCode.RETRY_REFUSED)
    await context.show(view.retrying(context.tr))
