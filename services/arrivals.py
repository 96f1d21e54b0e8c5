"""Who is this, in which workspace, as what, in which language: asked before anybody has any rights."""

from collections.abc import Callable, Collection
from datetime import datetime

from services.letters import CardDue, KeyDropped
from services.model import LANGUAGES, Actor, ChatKind, Deciders, LogAction, Role, Sender, Workspace
from services.outbox import Outbox
from services.requests.model import NEEDS_A_PERSON
from services.settings import read_settings
from storage import allowlist, audit, people, requests, workspaces
from storage.database import Connection, Database
from storage.merging import Merged
from storage.records import AllowlistRecord, PersonRecord, WorkspaceRecord


def workspace_of(record: WorkspaceRecord) -> Workspace:
    """The record without its secret."""
    return Workspace(
        id=record.id,
        chat_id=record.chat_id,
        title=record.title,
        language=record.language,
        key_tail=record.key_tail,
        moderators_chat_id=record.moderators_chat_id,
        moderators_thread_id=record.moderators_thread_id,
        current_conference_id=record.current_conference_id,
        settings=read_settings(record.settings),
    )


class Arrivals:
    """Turns the sender of an update into an actor, and follows chats that move."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        *,
        admin_ids: Collection[int],
        default_language: str,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._admin_ids = frozenset(admin_ids)
        self._default_language = default_language
        self._now = now

    async def meet(self, sender: Sender) -> Actor:
        """Bring the chat's row up to date, and that of a sender who turns to the bot; tell who acts here."""
        async with self._database.transaction() as connection:
            person = await self._person(connection, sender)
            await workspaces.meet(
                connection,
                chat_id=sender.chat_id,
                kind=sender.chat_kind.value,
                title=sender.chat_title,
                now=self._now(),
            )
            record = await workspaces.serving(connection, chat_id=sender.chat_id)
            permissions = await allowlist.of_person(connection, user_id=sender.user_id)
            language = await self._language_in(connection, sender.chat_id, sender.chat_kind, record)
        return self._actor(sender.chat_id, sender.chat_kind, person, record, permissions, language)

    async def _person(self, connection: Connection, sender: Sender) -> PersonRecord:
        """The sender as they are known; whoever only talks is not noted."""
        if sender.for_bot:
            return await people.meet(
                connection,
                user_id=sender.user_id,
                name=sender.name,
                username=sender.username,
                language_code=sender.language_code,
                now=self._now(),
            )
        known = await people.get(connection, user_id=sender.user_id)
        return known or PersonRecord(sender.user_id, sender.name, sender.username, None, sender.language_code)

    async def refreshed(self, actor: Actor) -> Actor:
        """The actor after a change of their own rights or language."""
        async with self._database.reading() as connection:
            person = await people.get(connection, user_id=actor.user_id)
            record = await workspaces.serving(connection, chat_id=actor.chat_id)
            permissions = await allowlist.of_person(connection, user_id=actor.user_id)
            language = await self._language_in(connection, actor.chat_id, actor.chat_kind, record)
        if person is None:
            raise LookupError(actor.user_id)
        return self._actor(actor.chat_id, actor.chat_kind, person, record, permissions, language)

    async def language_of(self, user_id: int) -> str:
        """The language of somebody who is not there to be asked: their choice, else Telegram's, else the default."""
        async with self._database.reading() as connection:
            person = await people.get(connection, user_id=user_id)
        if person is None:
            return self._default_language
        return person.language or self._spoken(person.language_code)

    async def move_chat(self, *, old_chat_id: int, new_chat_id: int) -> None:
        """Follow a group that became a supergroup. Cards stayed behind in the old one: they are posted anew."""
        async with self._outbox.writing() as connection:
            merged = await workspaces.move(connection, old_chat_id=old_chat_id, new_chat_id=new_chat_id)
            if merged:
                await self._tell_of_merging(connection, merged)
            for record in await requests.cards_left_behind(connection, chat_id=old_chat_id, statuses=NEEDS_A_PERSON):
                await self._outbox.put(connection, CardDue(record.id))

    async def _tell_of_merging(self, connection: Connection, merged: Merged) -> None:
        told = {LogAction.CHATS_MERGED: ""}
        if merged.dropped_key_tail:
            told[LogAction.KEY_DROPPED] = f"…{merged.dropped_key_tail}"
            letter = KeyDropped(merged.workspace_id, dropped=merged.dropped_key_tail, kept=merged.kept_key_tail or "")
            await self._outbox.put(connection, letter)
        for action, detail in told.items():
            await audit.add(
                connection,
                workspace_id=merged.workspace_id,
                user_id=None,
                action=action.value,
                detail=detail,
                now=self._now(),
            )

    def _spoken(self, language_code: str | None) -> str:
        prefix = (language_code or "").split("-")[0].lower()
        return prefix if prefix in LANGUAGES else self._default_language

    async def _language_in(
        self, connection: Connection, chat_id: int, chat_kind: ChatKind, workspace: WorkspaceRecord
    ) -> str | None:
        """The language kept for a group: of whoever set it up, or chosen; a moderators' group has one of its own."""
        if chat_kind is ChatKind.PRIVATE:
            return None
        if workspace.chat_id == chat_id:
            return workspace.language
        group = await workspaces.of_chat(connection, chat_id=chat_id)
        return group.language if group else None

    def _actor(  # noqa: PLR0917 (all that is known of one person in one place)
        self,
        chat_id: int,
        chat_kind: ChatKind,
        person: PersonRecord,
        workspace: WorkspaceRecord,
        permissions: list[AllowlistRecord],
        group_language: str | None,
    ) -> Actor:
        return Actor(
            user_id=person.user_id,
            name=person.name,
            chat_id=chat_id,
            chat_kind=chat_kind,
            language=group_language or person.language or self._spoken(person.language_code),
            role=self._role(person.user_id, chat_id, workspace, permissions),
            workspace=workspace_of(workspace),
            language_kept=bool(person.language if chat_kind is ChatKind.PRIVATE else group_language),
        )

    def _role(self, user_id: int, chat_id: int, workspace: WorkspaceRecord, permissions: list[AllowlistRecord]) -> Role:
        allowed = {permission.workspace_id for permission in permissions}
        if user_id in self._admin_ids or None in allowed:
            return Role.OWNER
        if workspace.id in allowed:
            return Role.ADMIN
        settings = read_settings(workspace.settings)
        if workspace.moderators_chat_id == chat_id and settings.deciders is Deciders.GROUP:
            return Role.MODERATOR
        return Role.ANYONE
