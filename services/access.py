"""Who may do what: the one table. `require` decides, `can` hides buttons."""

from enum import Enum

from services.errors import AppError, ErrorCode
from services.model import Actor, Role


class Permission(Enum):
    """A row of the table of rights."""

    OWN = "manage the owners"
    ADMINISTER = "key, settings, allowlist, log"
    ORGANIZE = "create, edit, delete; promote, remove"
    MODERATE = "see conferences and participants, invite"
    LANGUAGE = "choose the language: one's own, or a group's"
    ASK = "what anyone may"


_LEAST_ROLE = {
    Permission.OWN: Role.OWNER,
    Permission.ADMINISTER: Role.ADMIN,
    Permission.ORGANIZE: Role.ADMIN,
    Permission.MODERATE: Role.MODERATOR,
    Permission.LANGUAGE: Role.ANYONE,
    Permission.ASK: Role.ANYONE,
}
# Where more is needed than in private, because it concerns everybody in the chat.
_LEAST_ROLE_IN_GROUPS = _LEAST_ROLE | {Permission.LANGUAGE: Role.ADMIN}


def may(role: Role, permission: Permission) -> bool:
    """Whether a role has the permission, in private at least."""
    return role >= _LEAST_ROLE[permission]


def can(actor: Actor, permission: Permission) -> bool:
    """Whether the actor may."""
    least = _LEAST_ROLE if actor.in_private else _LEAST_ROLE_IN_GROUPS
    return actor.role >= least[permission]


def require(actor: Actor, permission: Permission) -> None:
    """Go on only when the actor may; raises AppError(NOT_ALLOWED)."""
    if not can(actor, permission):
        raise AppError(ErrorCode.NOT_ALLOWED)
