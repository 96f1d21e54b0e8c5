"""From a button to its function."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from handlers.context import Context
from handlers.rights import Needs, demand
from services.errors import AppError, ErrorCode
from views.callback_data import Action, unpack

A = TypeVar("A", bound=Action)

Handler = Callable[[Context, A], Awaitable[None]]
ROUTES: dict[type[Action], Handler[Action]] = {}


def on(
    action_type: type[A], needs: Needs[A], *, acting_for: Callable[[A], int] | None = None
) -> Callable[[Handler[A]], Handler[A]]:
    """Register the function that a button's action leads to, exactly one for each, and what right it needs.

    `acting_for`: the workspace that the button is about, where one may act for another than this chat's.
    """

    def register(function: Handler[A]) -> Handler[A]:
        if action_type in ROUTES:
            raise ValueError(f"two functions for {action_type.__name__}")

        async def route(context: Context, action: Action) -> None:
            if not isinstance(action, action_type):
                raise TypeError(type(action).__name__)
            if acting_for is not None:
                await context.act_for(acting_for(action))
            demand(context.actor, needs, action)
            await function(context, action)

        ROUTES[action_type] = route
        return function

    return register


async def press(context: Context) -> None:
    """A button was pressed; raises AppError(OUTDATED) for data that is not ours (any more)."""
    action = unpack(context.click.data or "") if context.click else None
    if action is None:
        raise AppError(ErrorCode.OUTDATED)
    await go(context, action)


async def go(context: Context, action: Action) -> None:
    """Do what a button with this action does."""
    await ROUTES[type(action)](context, action)
