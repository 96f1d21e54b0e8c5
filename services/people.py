"""What people may do about themselves, and where they work."""

from collections.abc import Collection
from dataclasses import replace

from services.access import Permission, require
from services.arrivals import Arrivals, workspace_of
from services.errors import AppError, ErrorCode
from services.model import LANGUAGES, Actor, Role, Workspace
from storage import allowlist, people, workspaces
from storage.database import Database


class People:
    """The actor's own language, workspaces and roles."""

    def __init__(self, database: Database, arrivals: Arrivals, *, admin_ids: Collection[int]) -> None:
        self._database = database
        self._arrivals = arrivals
        self._admin_ids = frozenset(admin_ids)

    async def refreshed(self, actor: Actor) -> Actor:
        """The actor after a change of their own rights or language."""
        return await self._arrivals.refreshed(actor)

    async def workspaces_of(self, actor: Actor) -> list[Workspace]:
        """The groups that the actor administers, for "you work there, not here"."""
        async with self._database.reading() as connection:
            groups = await workspaces.groups(connection)
            permissions = await allowlist.of_person(connection, user_id=actor.user_id)
        allowed = {permission.workspace_id for permission in permissions}
        return [workspace_of(group) for group in groups if actor.role is Role.OWNER or group.id in allowed]

    async def administers(self, actor: Actor) -> bool:
        """Whether the actor administers any chat at all, be it this one, another group or a private chat."""
        async with self._database.reading() as connection:
            return bool(await allowlist.of_person(connection, user_id=actor.user_id))

    async def administered_by(self, actor: Actor) -> tuple[Workspace, ...]:
        """The same for /admins in private; raises AppError(NOT_ALLOWED) for whom that is none of their business."""
        found = tuple(await self.workspaces_of(actor))
        if not found:
            require(actor, Permission.OWN)
        return found

    async def acting_in(self, actor: Actor, workspace_id: int) -> Actor:
        """The same person acting for another workspace that they administer; raises AppError(NOT_ALLOWED)."""
        async with self._database.reading() as connection:
            record = await workspaces.get(connection, workspace_id=workspace_id)
            permissions = await allowlist.of_person(connection, user_id=actor.user_id)
        if record is None:
            raise AppError(ErrorCode.NOT_ALLOWED)
        owner = actor.user_id in self._admin_ids or any(p.workspace_id is None for p in permissions)
        if not owner and all(p.workspace_id != workspace_id for p in permissions):
            raise AppError(ErrorCode.NOT_ALLOWED)
        return replace(actor, role=Role.OWNER if owner else Role.ADMIN, workspace=workspace_of(record))

    async def set_language(self, actor: Actor, language: str) -> None:
        """Choose the language: one's own in private, the group's (admins only) in a group."""
        require(actor, Permission.LANGUAGE)
        if language not in LANGUAGES:
            raise AppError(ErrorCode.OUTDATED)
        async with self._database.transaction() as connection:
            if actor.in_private:
                await people.set_language(connection, user_id=actor.user_id, language=language)
            else:
                await workspaces.set_language(connection, chat_id=actor.chat_id, language=language)

    async def settle_language(self, actor: Actor) -> None:
        """Somebody with a role here added the bot: their language is the group's, unless it has one."""
        require(actor, Permission.MODERATE)
        async with self._database.transaction() as connection:
            await workspaces.settle_language(connection, chat_id=actor.chat_id, language=actor.language)

    async def chat_moved(self, actor: Actor, *, old_chat_id: int, new_chat_id: int) -> None:
        """Telegram says that the chat in which the actor is has become a supergroup, or is the one that it became.

        Raises AppError(NOT_ALLOWED) for chats of others.
        """
        if actor.chat_id not in {old_chat_id, new_chat_id}:
            raise AppError(ErrorCode.NOT_ALLOWED)
        await self._arrivals.move_chat(old_chat_id=old_chat_id, new_chat_id=new_chat_id)
