"""Participants of a conference: list, show, promote, demote, edit, remove."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import boomstream
from boomstream import Project
from services import guest_lists
from services.access import Permission, require
from services.conferences import Conferences
from services.emails import mask
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import (
    Actor,
    LogAction,
    Participant,
    ParticipantField,
    ParticipantFilter,
    ParticipantList,
    paginate,
)
from services.names import is_blank
from services.participant_reading import everyone, participant, seen
from services.projects import Projects, change, gone, read
from services.requests.conference_events import participant_removed
from services.requests.transitions import Transitions
from services.search import holds, nearest
from storage import participants
from storage.database import Connection, Database


class Participants:
    """Everything about people in a conference but inviting them."""

    def __init__(
        self,
        database: Database,
        projects: Projects,
        conferences: Conferences,
        transitions: Transitions,
        log: Log,
        *,
        hurry: asyncio.Event,
    ) -> None:
        self._database = database
        self._projects = projects
        self._conferences = conferences
        self._transitions = transitions
        self._log = log
        self._hurry = hurry  # a place may be free: the jobs need not wait for their time

    async def all(self, actor: Actor, conference_id: int, *, fresh: bool = False) -> tuple[Participant, ...]:
        """Everyone, removed ones too, in the order in which they were added."""
        conference = await self._conferences.get(actor, conference_id)
        project = await self._projects.of(actor.workspace)
        return await everyone(self._database, project, conference, fresh=fresh)

    async def list(
        self, actor: Actor, conference_id: int, *, number: int, shown: ParticipantFilter, search: str = ""
    ) -> ParticipantList:
        """A page of those whose name or e-mail holds every word of the search."""
        in_conference = await self.all(actor, conference_id)
        everyone = tuple(person for person in in_conference if holds(f"{person.name} {person.email}", search))
        present = tuple(person for person in everyone if not person.removed)
        moderators = tuple(person for person in present if person.moderator)
        removed = tuple(person for person in everyone if person.removed)
        chosen = {
            ParticipantFilter.PRESENT: present,
            ParticipantFilter.MODERATORS: moderators,
            ParticipantFilter.REMOVED: removed,
        }[shown]
        page = paginate(chosen, number)
        if not everyone:
            called = ((name, person) for person in in_conference for name in (person.name, person.email) if name)
            page = replace(page, nearest=nearest(search, called))
        return ParticipantList(
            conference=await self._conferences.get(actor, conference_id),
            page=page,
            shown=shown,
            search=search,
            present=len(present),
            moderators=len(moderators),
            removed=len(removed),
        )

    async def get(self, actor: Actor, participant_id: int) -> Participant:
        """One participant as Boomstream tells now."""
        require(actor, Permission.MODERATE)
        async with self._database.reading() as connection:
            row = await participants.get(connection, participant_id=participant_id)
        if row is None:
            raise AppError(ErrorCode.OUTDATED)
        conference = await self._conferences.get(actor, row.conference_id)
        project = await self._projects.of(actor.workspace)
        client = await read(project.client(row.code))
        return participant(client, conference, row.id)

    async def by_code(self, actor: Actor, code: str) -> Participant:
        """One participant by Boomstream's code."""
        require(actor, Permission.MODERATE)
        project = await self._projects.of(actor.workspace)
        try:
            client = await read(project.client(code.strip()))
        except AppError as error:
            if error.code is ErrorCode.GONE:
                raise AppError(ErrorCode.PARTICIPANT_UNKNOWN, text=code.strip()) from None
            raise
        conference = await self._conferences.by_code(actor, client.conference_code)
        return (await seen(self._database, conference, (client,)))[0]

    async def set_moderator(self, actor: Actor, participant_id: int, *, moderator: bool) -> Participant:
        """Promote or demote. Asking for what is so already changes nothing and is no error."""
        require(actor, Permission.ORGANIZE)
        person = await self.get(actor, participant_id)
        if person.removed:
            raise AppError(ErrorCode.GONE)
        if person.moderator is moderator:
            return person
        project = await self._projects.of(actor.workspace)
        changed = replace(person, moderator=moderator)
        with self._projects.changing(person.conference.id):
            await self._change(
                project,
                person,
                project.update_client(person.code, moderator=moderator),
                lambda client: client.moderator is moderator,
            )
            async with self._transitions.writing() as connection:
                await _note(connection, changed)
                await self._record(connection, actor, LogAction.PROMOTED if moderator else LogAction.DEMOTED, person)
        return changed

    async def edit(self, actor: Actor, participant_id: int, field: ParticipantField, value: str) -> Participant:
        """Change the name or the e-mail; raises AppError(PRESENT_ALREADY) for one that somebody else there has."""
        require(actor, Permission.ORGANIZE)
        value = guest_lists.address(value) if field is ParticipantField.EMAIL else value.strip()
        if is_blank(value):
            raise AppError(ErrorCode.VALUE_EMPTY)
        person = await self.get(actor, participant_id)
        if person.removed:
            raise AppError(ErrorCode.GONE)
        project = await self._projects.of(actor.workspace)
        if field is ParticipantField.EMAIL:
            clients = await read(project.clients(person.conference.code, fresh=True))
            others = {
                client.email.casefold() for client in clients if not client.is_deleted and client.code != person.code
            }
            if value.casefold() in others:
                raise AppError(ErrorCode.PRESENT_ALREADY)
            call = project.update_client(person.code, email=value)
        else:
            call = project.update_client(person.code, name=value)
        await self._change(project, person, call, lambda client: getattr(client, field.value) == value)
        async with self._transitions.writing() as connection:
            await self._record(connection, actor, LogAction.PARTICIPANT_EDITED, person)
        return replace(person, email=value) if field is ParticipantField.EMAIL else replace(person, name=value)

    async def remove(self, actor: Actor, participant_id: int) -> Participant:
        """Remove somebody; they stay in the list as removed. Removing twice is no error."""
        require(actor, Permission.ORGANIZE)
        person = await self.get(actor, participant_id)
        if person.removed:
            async with self._transitions.writing() as connection:  # the process may have ended before that was noted
                await self._free_place(connection, person)
            self._hurry.set()
            return person
        project = await self._projects.of(actor.workspace)

        async def is_deleted() -> bool:
            return (await read(project.client(person.code))).is_deleted

        async def call() -> bool:
            await project.delete_client(person.code)
            return True

        changed = replace(person, removed=True)
        with self._projects.changing(person.conference.id):
            await change(call(), lambda: gone(is_deleted()))
            async with self._transitions.writing() as connection:
                await _note(connection, changed)
                await self._free_place(connection, person)
                await self._record(connection, actor, LogAction.PARTICIPANT_REMOVED, person)
        self._hurry.set()
        return changed

    async def _free_place(self, connection: Connection, person: Participant) -> None:
        await participant_removed(connection, self._transitions, conference_id=person.conference.id, code=person.code)

    async def _change(
        self,
        project: Project,
        person: Participant,
        call: Awaitable[None],
        done: Callable[[boomstream.Client], bool],
    ) -> None:
        async def making() -> bool:
            await call
            return True

        async def look() -> bool | None:
            return True if done(await read(project.client(person.code))) else None

        await change(making(), look)

    async def _record(self, connection: Connection, actor: Actor, action: LogAction, person: Participant) -> None:
        await self._log.record(
            connection,
            actor,
            action,
            person.conference.title,
            detail=mask(person.email),
            participant_code=person.code,
        )


async def _note(connection: Connection, person: Participant) -> None:
    """What was changed here is no news to the watcher."""
    await participants.changed_here(
        connection,
        conference_id=person.conference.id,
        code=person.code,
        moderator=person.moderator,
        removed=person.removed,
    )
