"""/log: who did what, when."""

from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from views import log as view
from views.actions.log import ShowLog


async def command(context: Context, _: str) -> None:
    """/log."""
    await _show(context, 1)


@on(ShowLog, Permission.ADMINISTER)
async def turn(context: Context, action: ShowLog) -> None:
    """Another page."""
    await _show(context, action.page)


async def _show(context: Context, number: int) -> None:
    await context.show(view.page(context.tr, await context.services.log.page(context.actor, number)))
