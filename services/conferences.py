"""Conferences: find, show, create, edit, delete; the chat's current one and short names."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

import boomstream
from boomstream import Project
from services.access import Permission, require
from services.conference_lookup import Ambiguous, candidates, meant, names
from services.dialogues import Dialogue, Dialogues
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import (
    Actor,
    Conference,
    ConferenceCard,
    ConferenceField,
    Draft,
    LogAction,
    Page,
    Participant,
    Workspace,
    paginate,
)
from services.names import is_blank
from services.participant_reading import everyone
from services.projects import Projects, change, gone, read
from services.requests.conference_events import conference_gone
from services.requests.transitions import Transitions
from services.search import holds, nearest
from storage import conferences, watches, workspaces
from storage.database import Database
from storage.records import ConferenceRecord

_WORDS_OF_A_NAME = 32  # at most so many words before a search are tried as a conference's name
_ALIAS = re.compile(r"[\w-]{1,32}")
# Values of a dialogue that are no answers: the title of the last attempt, and the codes that had it before.
_TRIED, _BEFORE = "tried", "before"


# Gets the participants of a conference before they are lost.
Keep = Callable[[Conference, tuple[Participant, ...]], Awaitable[None]]


class Conferences:
    """Everything about conferences themselves."""

    def __init__(
        self,
        database: Database,
        projects: Projects,
        transitions: Transitions,
        dialogues: Dialogues,
        log: Log,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._projects = projects
        self._transitions = transitions
        self._dialogues = dialogues
        self._log = log
        self._now = now

    # --- finding -----------------------------------------------------------------------------------------------------

    async def all(self, actor: Actor, *, fresh: bool = False) -> tuple[Conference, ...]:
        """Every conference of the project, by title."""
        require(actor, Permission.MODERATE)
        project = await self._projects.of(actor.workspace)
        listed = await read(project.conferences(fresh=fresh))
        rows = await self._seen(actor.workspace, listed)
        found = (Conference(rows[c.code].id, c.code, c.title, c.description) for c in listed)
        return tuple(sorted(found, key=lambda conference: (conference.title.casefold(), conference.id)))

    async def page(self, actor: Actor, *, number: int, search: str = "") -> Page[Conference]:
        """A page of the conferences whose title, code or description holds every word of the search."""
        for fresh in (False, True) if search else (False,):  # as in `resolve`
            everything = await self.all(actor, fresh=fresh)
            matching = tuple(c for c in everything if holds(f"{c.title} {c.code} {c.description}", search))
            if matching:
                return paginate(matching, number)
        return Page((), 1, 1, 0, nearest=nearest(search, ((c.title, c) for c in everything)))

    async def resolve(self, actor: Actor, text: str) -> Conference:
        """The conference meant by a code, the beginning of one, an alias or words of the title.

        Without a text: the chat's current one. Raises Ambiguous, also with what comes nearest to a text that means
        nothing, and AppError(CONFERENCE_UNKNOWN).
        """
        if not text.strip():
            everything = await self.all(actor)
            current = [c for c in everything if c.id == actor.workspace.current_conference_id]
            if current:
                return current[0]
            raise Ambiguous(everything, "")
        for fresh in (False, True):  # what has just been made on Boomstream's own pages is not remembered yet
            found = meant(await self.all(actor, fresh=fresh), await self._aliases(actor), text.strip())
            if found is not None:
                return found
        everything, aliases = await self.all(actor), await self._aliases(actor)
        close = nearest(text, names(everything, aliases))
        if close:
            raise Ambiguous(close, text.strip(), nearest=True)
        raise AppError(ErrorCode.CONFERENCE_UNKNOWN, text=text.strip())

    async def candidates(self, actor: Actor, text: str) -> tuple[Conference, ...]:
        """Those that a text may mean, the ones that Ambiguous named; all without a text."""
        everything = await self.all(actor)
        if not text.strip():
            return everything
        return candidates(everything, await self._aliases(actor), text.strip())

    async def split(self, actor: Actor, text: str) -> tuple[Conference, str]:
        """Take a conference off the front of a text, as much as is meant by it; the rest is for the caller.

        When the front means nothing, all of it is the rest and the chat's current conference is meant.
        """
        words = text.split()
        lengths = (len(words), *range(min(len(words) - 1, _WORDS_OF_A_NAME), 0, -1))
        for fresh in (False, True) if words else ():  # as in `resolve`
            everything, aliases = await self.all(actor, fresh=fresh), await self._aliases(actor)
            for length in lengths:
                found = meant(everything, aliases, " ".join(words[:length]))
                if found is not None:
                    return found, " ".join(words[length:])
        if actor.workspace.current_conference_id is None:
            return await self.resolve(actor, text), ""
        return await self.resolve(actor, ""), text.strip()

    async def get(self, actor: Actor, conference_id: int) -> Conference:
        """A conference by our row id, as it was seen last; raises AppError(OUTDATED) when it is of another chat."""
        require(actor, Permission.MODERATE)
        return _known(await self._row(actor, conference_id))

    async def card(self, actor: Actor, conference_id: int) -> ConferenceCard:
        """All that Boomstream tells about a conference now."""
        require(actor, Permission.MODERATE)
        row = await self._row(actor, conference_id)
        project = await self._projects.of(actor.workspace)
        info = await read(project.info(row.code))
        await self._seen(actor.workspace, (boomstream.Conference(code=row.code, title=info.title, description=""),))
        aliases = await self._aliases(actor)
        return ConferenceCard(
            conference=Conference(row.id, row.code, info.title, info.description),
            folder_code=info.folder_code,
            public=info.public,
            lobby=info.lobby,
            starts_at=info.starts_at,
            duration=info.duration,
            is_current=actor.workspace.current_conference_id == row.id,
            aliases=tuple(name for name, meant in aliases.items() if meant == row.id),
        )

    # --- changing ----------------------------------------------------------------------------------------------------

    async def create(self, actor: Actor, draft: Draft, *, dialogue: Dialogue | None = None) -> Conference:
        """Make a conference. What had its title before is noted in the dialogue that asked for it, if there is one.

        Should the answer get lost, that note tells the new one from older ones; where it is missing, an attempt that
        was cut off had not reached Boomstream.
        """
        require(actor, Permission.ORGANIZE)
        title = draft.title.strip()
        if is_blank(title):
            raise AppError(ErrorCode.TITLE_EMPTY)
        project = await self._projects.of(actor.workspace)
        values = dialogue.values if dialogue else {}
        doubtful = dialogue is not None and dialogue.doubtful_since is not None and values.get(_TRIED) == title
        before = values[_BEFORE].split() if doubtful else await _namesakes(project, title)
        if dialogue is not None and not doubtful:
            noted = {**values, _TRIED: title, _BEFORE: " ".join(before)}
            await self._dialogues.move(dialogue, dialogue.step, noted)

        async def made() -> str | None:
            return next((code for code in await _namesakes(project, title) if code not in before), None)

        code = await made() if doubtful else None
        if code is None:
            call = project.create(
                title=title, description=draft.description or None, folder_code=draft.folder_code or None
            )
            code = await change(call, made)
        async with self._transitions.writing() as connection:
            rows = await conferences.see(connection, workspace_id=actor.workspace.id, seen=[(code, title)])
            await self._log.record(connection, actor, LogAction.CONFERENCE_CREATED, title)
        return Conference(rows[code].id, code, title, draft.description)

    async def edit(self, actor: Actor, conference_id: int, field: ConferenceField, value: str) -> None:
        """Change one field; an empty description or folder clears it."""
        require(actor, Permission.ORGANIZE)
        value = value.strip()
        if field is ConferenceField.TITLE and is_blank(value):
            raise AppError(ErrorCode.TITLE_EMPTY)
        row = await self._row(actor, conference_id)
        project = await self._projects.of(actor.workspace)
        name = "folder_code" if field is ConferenceField.FOLDER else field.value

        async def look() -> bool | None:
            info = await read(project.info(row.code))
            return True if (getattr(info, name) or "") == value else None

        async def call() -> bool:
            await project.update(row.code, **{name: value})
            return True

        with self._projects.changing(row.id):
            await change(call(), look)
            async with self._transitions.writing() as connection:
                if field is ConferenceField.TITLE:
                    await conferences.see(connection, workspace_id=actor.workspace.id, seen=[(row.code, value)])
                    await watches.renamed_here(connection, conference_id=row.id, title=value)
                await self._log.record(connection, actor, LogAction.CONFERENCE_EDITED, row.title, detail=field.value)

    async def delete(self, actor: Actor, conference_id: int, *, keep: Keep) -> Conference:
        """Delete a conference with all its participants; `keep` gets them first, and where it fails nothing is deleted.

        One that Boomstream does not know any more is as it was wanted.
        """
        require(actor, Permission.ORGANIZE)
        row = await self._row(actor, conference_id)
        project = await self._projects.of(actor.workspace)
        try:
            people = await everyone(self._database, project, _known(row), fresh=True)
        except AppError as error:
            if error.code is not ErrorCode.GONE:
                raise
            return _known(row)  # the second of two taps, or somebody was faster
        if people:
            await keep(_known(row), people)

        async def is_deleted() -> bool:
            listed = await read(project.conferences(fresh=True))
            return all(c.code != row.code for c in listed)

        async def call() -> bool:
            await project.delete(row.code)
            return True

        try:
            starts_at = (await read(project.info(row.code))).starts_at
        except AppError:  # the call itself will tell
            starts_at = None
        with self._projects.changing(row.id):
            await change(call(), lambda: gone(is_deleted()))
            await self._deleted_here(actor, row, starts_at)
        return _known(row)

    async def _deleted_here(self, actor: Actor, row: ConferenceRecord, starts_at: datetime | None) -> None:
        """Note it for guests, and for the chat whose current one it was."""
        async with self._transitions.writing() as connection:
            await conference_gone(
                connection, self._transitions, conference_id=row.id, starts_at=starts_at, now=self._now()
            )
            if actor.workspace.current_conference_id == row.id:
                await workspaces.set_current(connection, workspace_id=actor.workspace.id, conference_id=None)
            await self._log.record(connection, actor, LogAction.CONFERENCE_DELETED, row.title)

    async def use(self, actor: Actor, conference_id: int) -> None:
        """Make a conference the chat's current one."""
        require(actor, Permission.MODERATE)
        row = await self._row(actor, conference_id)
        async with self._database.transaction() as connection:
            await workspaces.set_current(connection, workspace_id=actor.workspace.id, conference_id=row.id)
            await self._log.record(connection, actor, LogAction.CONFERENCE_USED, row.title)

    async def alias(self, actor: Actor, conference_id: int, name: str) -> Conference:
        """Give a short name: up to 32 letters, digits, `-` and `_`."""
        require(actor, Permission.ORGANIZE)
        if not _ALIAS.fullmatch(name):
            raise AppError(ErrorCode.ALIAS_MALFORMED, text=name)
        row = await self._row(actor, conference_id)
        async with self._database.transaction() as connection:
            await conferences.set_alias(
                connection, workspace_id=actor.workspace.id, name=name.casefold(), conference_id=row.id
            )
            await self._log.record(connection, actor, LogAction.ALIAS_SET, row.title, detail=name)
        return _known(row)

    async def by_code(self, actor: Actor, code: str) -> Conference:
        """The row for a code that Boomstream named, made when it is new."""
        require(actor, Permission.MODERATE)
        row = (await self._seen(actor.workspace, ())).get(code)
        if row is None:
            match = [conference for conference in await self.all(actor, fresh=True) if conference.code == code]
            if not match:
                raise AppError(ErrorCode.GONE)
            return match[0]
        return _known(row)

    # --- rows --------------------------------------------------------------------------------------------------------

    async def _aliases(self, actor: Actor) -> dict[str, int]:
        async with self._database.reading() as connection:
            return await conferences.aliases(connection, workspace_id=actor.workspace.id)

    async def _row(self, actor: Actor, conference_id: int) -> ConferenceRecord:
        async with self._database.reading() as connection:
            row = await conferences.get(connection, conference_id=conference_id)
        if row is None or row.workspace_id != actor.workspace.id:
            raise AppError(ErrorCode.OUTDATED)
        return row

    async def _seen(
        self, workspace: Workspace, listed: tuple[boomstream.Conference, ...]
    ) -> dict[str, ConferenceRecord]:
        async with self._database.reading() as connection:
            rows = await conferences.by_code(connection, workspace_id=workspace.id)
        if all(c.code in rows and rows[c.code].title == c.title for c in listed):
            return rows  # the usual case needs no turn of the one writer
        async with self._database.transaction() as connection:
            return await conferences.see(
                connection, workspace_id=workspace.id, seen=[(c.code, c.title) for c in listed]
            )


def _known(row: ConferenceRecord) -> Conference:
    return Conference(row.id, row.code, row.title)


async def _namesakes(project: Project, title: str) -> tuple[str, ...]:
    """The codes of the conferences with this title; servers may fold its spaces."""
    listed = await read(project.conferences(fresh=True))
    return tuple(conference.code for conference in listed if conference.title.split() == title.split())
