"""What a restart cut off: the sender is told, and decides whether it is done again."""

from handlers.context import Context
from handlers.routing import on
from services.errors import AppError, ErrorCode
from services.workspaces import contains_key
from views import interrupted as view
from views.actions import Retry


async def notice(context: Context) -> None:
    """Tell the sender what was interrupted; a message that may hold a key is not quoted."""
    text = context.message.text if context.message else None
    what = "/apikey …" if text and contains_key(text) else text
    await context.send(view.notice(context.tr, what=what, update=context.update.update_id))


@on(Retry)
async def retry(context: Context, action: Retry) -> None:
    """Do it again; once, and only for its sender."""
    if not await context.retry(action.update, context.actor.user_id):
        raise AppError(ErrorCode.OUTDATED)
    await context.show(view.retrying(context.tr))
