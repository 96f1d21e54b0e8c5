"""Showing a place again after something in it was changed."""

from collections.abc import Awaitable

from handlers.context import Context
from services.errors import AppError
from views import redraw as view
from views.callback_data import Action


async def redraw(context: Context, showing: Awaitable[None], back: Action) -> None:
    """Await what shows the place anew. That it can't be asked for just now is no failure of the change: say so."""
    try:
        await showing
    except AppError:
        await context.show_result(view.saved(context.tr, back))
