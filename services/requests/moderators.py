"""The moderators' group of a workspace: bind it, leave it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from services.access import Permission, require
from services.arrivals import workspace_of
from services.errors import AppError, ErrorCode
from services.letters import BindingQuestion, CardDue, GivenUp, GroupBound, GroupLost, GroupReady, TopicLost
from services.log import Log
from services.model import Actor, Deciders, LogAction, Role, Workspace
from services.outbox import Outbox
from services.people import People
from services.requests.model import NEEDS_A_PERSON
from storage import audit, requests, tokens, workspaces
from storage.database import Connection, Database
from storage.tokens import Purpose

TOKEN_LIFETIME = timedelta(hours=1)
PAYLOAD_TAKES = timedelta(seconds=3)  # so much later than the bot itself it may come into a group


async def _title(connection: Connection, chat_id: int) -> str:
    chat = await workspaces.of_chat(connection, chat_id=chat_id)
    return chat.title if chat else str(chat_id)


async def _move_cards(connection: Connection, outbox: Outbox, workspace_id: int) -> None:
    """What needs somebody is shown where it is decided now; the outbox takes the old cards away."""
    for record in await requests.of_workspace(connection, workspace_id=workspace_id, statuses=NEEDS_A_PERSON):
        await outbox.put(connection, CardDue(record.id))


class Bindings:
    """What becomes of bound groups and topics by Telegram's own word."""

    def __init__(self, outbox: Outbox, *, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._now = now

    async def group_lost(self, chat_id: int) -> bool:
        """The bot is in a group no more: a workspace whose moderators' group it was is told. False when it was none."""
        async with self._outbox.writing() as connection:
            row = await workspaces.bound_to(connection, chat_id=chat_id)
            if row is None or row.chat_id == chat_id:
                return False
            group = await workspaces.of_chat(connection, chat_id=chat_id)
            await workspaces.bind_moderators(connection, workspace_id=row.id, chat_id=None)
            await _move_cards(connection, self._outbox, row.id)
            await audit.add(
                connection,
                workspace_id=row.id,
                user_id=None,
                action=LogAction.MODERATORS_UNBOUND.value,
                now=self._now(),
            )
            await self._outbox.put(connection, GroupLost(row.id, group=group.title if group else ""))
        return True

    async def topic_lost(self, chat_id: int) -> None:
        """The topic where the group was bound is gone: from now on messages go to the group itself."""
        async with self._outbox.writing() as connection:
            row = await workspaces.bound_to(connection, chat_id=chat_id)
            if row is not None:
                await workspaces.bind_moderators(connection, workspace_id=row.id, chat_id=chat_id)
                await _move_cards(connection, self._outbox, row.id)
                if row.chat_id != chat_id:
                    await self._outbox.put(connection, TopicLost(row.id, group=await _title(connection, chat_id)))

    async def given_up(self, chat_id: int, *, count: int, why: str) -> None:
        """So many messages can't be said in a group: those for whom it decides hear so, unless that is the group."""
        async with self._outbox.writing() as connection:
            row = await workspaces.bound_to(connection, chat_id=chat_id)
            if row is not None and row.chat_id != chat_id:
                await self._outbox.put(connection, GivenUp(row.id, count=count, why=why))


class Moderators:
    """Binds a group, in a topic where it was done in one, so that nobody has to look for chat ids."""

    def __init__(
        self,
        database: Database,
        people: People,
        bindings: Bindings,
        outbox: Outbox,
        log: Log,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._people = people
        self._bindings = bindings
        self._outbox = outbox
        self._log = log
        self._now = now

    async def group(self, actor: Actor) -> str | None:
        """The title of the bound group; None when there is none."""
        require(actor, Permission.ADMINISTER)
        workspace = actor.workspace
        if workspace.moderators_chat_id is None:
            return None
        async with self._database.reading() as connection:
            row = await workspaces.of_chat(connection, chat_id=workspace.moderators_chat_id)
        return row.title if row else str(workspace.moderators_chat_id)

    async def offer(self, actor: Actor) -> str:
        """A one-time token for a deep link, valid for an hour."""
        require(actor, Permission.ADMINISTER)
        async with self._database.transaction() as connection:
            return await tokens.offer(
                connection,
                Purpose.MODERATORS,
                workspace_id=actor.workspace.id,
                user_id=actor.user_id,
                expires_at=self._now() + TOKEN_LIFETIME,
            )

    async def bind_by_token(self, actor: Actor, token: str, *, thread_id: int | None) -> Workspace:
        """The deep link was followed into a group: bind it. Only somebody who may administer the workspace can."""
        async with self._database.reading() as connection:
            workspace_id = await tokens.subject(connection, Purpose.MODERATORS, token, now=self._now())
        if workspace_id is None:
            # A stranger who types something is left alone; who administers anything followed a link that is too old.
            known = actor.role is not Role.ANYONE or await self._people.administers(actor)
            raise AppError(ErrorCode.LINK_INVALID if known else ErrorCode.NOT_ALLOWED)
        acting = await self._people.acting_in(actor, workspace_id)  # first: a stranger must not use the token up
        async with self._outbox.writing() as connection:
            if not await tokens.use(connection, Purpose.MODERATORS, token, now=self._now()):
                raise AppError(ErrorCode.LINK_INVALID)
            return await self._bind(connection, acting, actor.chat_id, thread_id)

    async def bind(self, actor: Actor, *, chat_id: int, thread_id: int | None) -> Workspace:
        """Make a group the moderators' group of the actor's workspace; raises AppError(GROUP_TAKEN)."""
        require(actor, Permission.ADMINISTER)
        async with self._outbox.writing() as connection:
            return await self._bind(connection, actor, chat_id, thread_id)

    async def _bind(self, connection: Connection, actor: Actor, chat_id: int, thread_id: int | None) -> Workspace:
        workspace_id = actor.workspace.id
        if await workspaces.is_taken(connection, chat_id=chat_id, but_for=workspace_id):
            raise AppError(ErrorCode.GROUP_TAKEN)
        await workspaces.bind_moderators(connection, workspace_id=workspace_id, chat_id=chat_id, thread_id=thread_id)
        await workspaces.settle_language(connection, chat_id=chat_id, language=actor.language)
        await tokens.end(connection, Purpose.MODERATORS, workspace_id=workspace_id)
        if (chat_id, thread_id) != (actor.workspace.moderators_chat_id, actor.workspace.moderators_thread_id):
            await _move_cards(connection, self._outbox, workspace_id)
        if chat_id != actor.chat_id:  # chosen from elsewhere: the group has to hear of it
            by_group = actor.workspace.settings.deciders is Deciders.GROUP
            letter = GroupBound(workspace_id, workspace=actor.workspace.title, chat=chat_id, by_group=by_group)
            await self._outbox.put(connection, letter)
        if actor.workspace.chat_id not in {chat_id, actor.chat_id}:  # nor has the organizers' chat seen any of it
            await self._outbox.put(connection, GroupReady(workspace_id, group=await _title(connection, chat_id)))
        await self._log.record(connection, actor, LogAction.MODERATORS_BOUND)
        row = await workspaces.get(connection, workspace_id=workspace_id)
        if row is None:
            raise AppError(ErrorCode.OUTDATED)
        return workspace_of(row)

    async def bind_for(self, actor: Actor, workspace_id: int, *, thread_id: int | None) -> Workspace:
        """The question whether this is the moderators' group of a workspace was answered with yes."""
        acting = await self._people.acting_in(actor, workspace_id)
        if actor.in_private:
            raise AppError(ErrorCode.GROUP_NEEDED)
        return await self.bind(acting, chat_id=actor.chat_id, thread_id=thread_id)

    async def asked_for(self, actor: Actor) -> Workspace | None:
        """The workspace for which the actor asked to bind a group a moment ago, if it may be this one.

        Telegram's apps lose the payload that would say so: https://github.com/telegramdesktop/tdesktop/issues/27903.
        """
        if actor.in_private:
            return None
        async with self._database.reading() as connection:
            if await workspaces.is_taken(connection, chat_id=actor.chat_id):
                return None
            wanted = await tokens.asked_for(connection, Purpose.MODERATORS, user_id=actor.user_id, now=self._now())
        elsewhere = [workspace_id for workspace_id in wanted if workspace_id != actor.workspace.id]
        try:
            return (await self._people.acting_in(actor, elsewhere[0])).workspace if elsewhere else None
        except AppError:  # they administer it no more
            return None

    async def ask(self, actor: Actor) -> bool:
        """Ask such an actor whether this is the group, unless the payload arrives after all; False for all others."""
        workspace = await self.asked_for(actor)
        if workspace is None:
            return False
        question = BindingQuestion(workspace.id, actor.user_id, workspace.title, actor.chat_id)
        async with self._outbox.writing() as connection:
            if not await self._outbox.holds(connection, question):
                await self._outbox.put(connection, question, delay=PAYLOAD_TAKES)
        return True

    async def unbind(self, actor: Actor) -> None:
        """The workspace has no moderators' group any more; requests go to its own chat."""
        require(actor, Permission.ADMINISTER)
        async with self._outbox.writing() as connection:
            await workspaces.bind_moderators(connection, workspace_id=actor.workspace.id, chat_id=None)
            await _move_cards(connection, self._outbox, actor.workspace.id)
            await self._log.record(connection, actor, LogAction.MODERATORS_UNBOUND)

    async def bot_left(self, actor: Actor) -> None:
        """Telegram says that the bot is in the actor's group no more."""
        await self._bindings.group_lost(actor.chat_id)
