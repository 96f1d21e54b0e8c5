"""The list of blocked people, in /settings."""

from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from views.actions.requests.blocked import ListBlocked, Unblock
from views.requests import blocked as view


@on(ListBlocked, Permission.ADMINISTER)
async def list_button(context: Context, action: ListBlocked) -> None:
    """A page of the list."""
    await _show(context, action.page)


@on(Unblock, Permission.ADMINISTER)
async def unblock(context: Context, action: Unblock) -> None:
    """Lift a block, say so over the chat, and show who is left."""
    await context.services.blocked.lift(context.actor, action.blocked)
    await context.toast_result(context.tr.plain("toast-unblocked"))
    await _show(context, action.page)


async def _show(context: Context, number: int) -> None:
    await context.show(view.page(context.tr, await context.services.blocked.page(context.actor, number)))
