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
    ASK = "what anyone may"


_LEAST_ROLE = {
    Permission.OWN: Role.OWNER,
    Permission.ADMINISTER: Role.ADMIN,
    Permission.ORGANIZE: Role.ADMIN,
    Permission.MODERATE: Role.MODERATOR,
    Permission.ASK: Role.ANYONE,
}


def may(role: Role, permission: Permission) -> bool:
    """Whether a role has the permission."""
    return role >= _LEAST_ROLE[permission]


def can(actor: Actor, permission: Permission) -> bool:
    """Whether the actor may."""
    return may(actor.role, permission)


def require(actor: Actor, permission: Permission) -> None:
    """Go on only when the actor may; raises AppError(NOT_ALLOWED)."""
    if not can(actor, permission):
        raise AppError(ErrorCode.NOT_ALLOWED)


def require_language(actor: Actor) -> None:
    """One's own language is everybody's to choose, a group's its admins'; raises AppError(NOT_ALLOWED)."""
    require(actor, Permission.ASK if actor.in_private else Permission.ADMINISTER)
