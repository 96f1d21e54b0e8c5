"""Rights are asked for here, before a command, a button, a verb or a form begins; services ask once more."""

from collections.abc import Callable
from typing import TypeVar

from services.access import Permission, require
from services.model import Actor

S = TypeVar("S")

# What something needs: always the same, or as it depends on the actor's place and on what exactly is wanted.
Needs = Permission | Callable[[Actor, S], Permission]


def demand(actor: Actor, needs: Needs[S], subject: S) -> None:
    """Go on only when the actor may; raises AppError(NOT_ALLOWED)."""
    require(actor, needs if isinstance(needs, Permission) else needs(actor, subject))
