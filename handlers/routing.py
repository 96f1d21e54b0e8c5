"""From a button to its function."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from handlers.context import Context
from services.errors import AppError, ErrorCode
from views.actions import Action, unpack

A = TypeVar("A", bound=Action)

ROUTES: dict[type[Action], Callable[[Context, Action], Awaitable[None]]] = {}


def on(
    action_type: type[A],
) -> Callable[[Callable[[Context, A], Awaitable[None]]], Callable[[Context, A], Awaitable[None]]]:
    """Register the function that a button's action leads to; exactly one for each."""

    def register(function: Callable[[Context, A], Awaitable[None]]) -> Callable[[Context, A], Awaitable[None]]:
        if action_type in ROUTES:
            raise ValueError(f"two functions for {action_type.__name__}")

        async def route(context: Context, action: Action) -> None:
            if not isinstance(action, action_type):
                raise TypeError(type(action).__name__)
            await function(context, action)

        ROUTES[action_type] = route
        return function

    return register


async def press(context: Context) -> None:
    """A button was pressed; raises AppError(OUTDATED) for data that is not ours (any more)."""
    action = unpack(context.click.data or "") if context.click else None
    if action is None:
        raise AppError(ErrorCode.OUTDATED)
    await ROUTES[type(action)](context, action)
