"""The watcher: what changes at Boomstream behind the bot's back is reported to the moderators."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import boomstream
from services.arrivals import workspace_of
from services.emails import mask
from services.errors import AppError, ErrorCode
from services.letters import ConferenceChanged, Difference
from services.model import Watch, WorkspaceSettings
from services.outbox import Outbox
from services.projects import Projects, read
from services.requests.conference_events import participant_removed, recognise
from services.requests.transitions import Transitions
from services.surprises import Alarm, Surprises
from storage import conferences, participants, watches, workspaces
from storage.database import Connection, Database
from storage.records import WatchCandidate, WatchRecord, WorkspaceRecord
from storage.secrets import Vault

_AT_ONCE = 10
_LONGEST_PAUSE = timedelta(hours=1)
_MAX_DOUBLINGS = 6
_RESTS_MINUTES = 5  # after a surprise, and longer after another one
GONE = ""  # the title of a conference that was deleted elsewhere: told once, and watched on in case it comes back
SHOWN = 10  # changes named in one report; the rest is a number


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what was known and what is there."""

    kind: str
    person: str = ""
    email: str = ""
    code: str = ""


class Watcher:
    """Looks at conferences, each in its own turn, and backs off when Boomstream is unwell."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        projects: Projects,
        transitions: Transitions,
        outbox: Outbox,
        *,
        alarm: Alarm,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._projects = projects
        self._transitions = transitions
        self._outbox = outbox
        self._now = now
        self._arranging, self._looking = Surprises("arrange", alarm, now=now), Surprises("look", alarm, now=now)

    async def look(self) -> None:
        """One round: begin and end watches, then look at what is due."""
        await self._arrange()
        async with self._database.reading() as connection:
            due = await watches.due(connection, now=self._now(), limit=_AT_ONCE)
        surprising = await self._looking.each(
            due,
            self._look_at,
            key=lambda one: one.conference_id,
            place=lambda one: (one.workspace_id, one.conference_id),
        )
        for watched in surprising:  # else it would come first for ever
            await self._later(watched, timedelta(minutes=_RESTS_MINUTES))

    async def _arrange(self) -> None:
        async with self._database.reading() as connection:
            candidates = await watches.candidates(connection, now=self._now())
            watched = await watches.of_workspaces(connection)
        found: dict[int, list[WatchCandidate]] = {workspace_id: [] for workspace_id in watched}
        for one in candidates:
            found.setdefault(one.workspace_id, []).append(one)

        async def arrange(workspace_id: int) -> None:
            await self._arrange_in(workspace_id, found[workspace_id], watched.get(workspace_id, {}))

        await self._arranging.each(found, arrange, key=lambda one: one, place=lambda one: (one, None))

    async def _arrange_in(
        self, workspace_id: int, candidates: Sequence[WatchCandidate], watched: Mapping[int, datetime | None]
    ) -> None:
        """Begin and end the watches of a workspace; nothing is written where nothing has to be."""
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
        chosen = workspace_of(row).settings if row else WorkspaceSettings()
        interval = timedelta(minutes=chosen.watch_minutes)
        wanted = {
            one.conference_id: one.title
            for one in candidates
            if chosen.watch is Watch.ALL or (chosen.watch is Watch.LINKS and one.has_guests)
        }
        soonest = self._now() + interval
        late = [one for one, due_at in watched.items() if one in wanted and due_at and due_at > soonest]
        if not late and watched.keys() == wanted.keys():
            return
        async with self._database.transaction() as connection:
            for gone in watched.keys() - wanted.keys():
                await watches.stop(connection, conference_id=gone)
            for conference_id in wanted.keys() - watched.keys():
                # Spread over the interval, so that a hundred conferences are not asked for at once.
                due_at = self._now() + timedelta(seconds=conference_id * 7 % interval.total_seconds())
                await watches.start(connection, conference_id=conference_id, title=wanted[conference_id], due_at=due_at)
            for conference_id in late:
                await watches.hasten(connection, conference_id=conference_id, due_at=soonest)

    async def _look_at(self, watched: WatchRecord) -> None:
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=watched.workspace_id)
        if row is None:
            return
        interval = timedelta(minutes=workspace_of(row).settings.watch_minutes)
        changes_before = self._projects.changes(watched.conference_id)
        if changes_before is None:
            return  # something is being changed here: the next round sees what came of it
        try:
            project = await self._projects.of(workspace_of(row))
            listed = await read(project.conferences(fresh=True))
            there = await _find(project, listed, watched)
            clients = await read(project.clients(watched.code, fresh=True)) if there else ()
        except AppError:
            await self._later(watched, interval)
            return
        async with self._outbox.writing() as connection:
            if self._projects.changes(watched.conference_id) != changes_before:
                return  # what was read may be older than what we did
            await conferences.listed(connection, workspace_id=row.id, seen=[(c.code, c.title) for c in listed])
            # What this key has never shown need not be deleted: the key may be another project's than before.
            if there is None and watched.looked_at is not None and watched.title != GONE:
                await conferences.set_gone(connection, conference_id=watched.conference_id)
            for change in await self._compare(connection, watched, row, there, clients):
                if change.kind == "removed":
                    await participant_removed(
                        connection, self._transitions, conference_id=watched.conference_id, code=change.code
                    )
            await watches.looked(
                connection,
                conference_id=watched.conference_id,
                title=there.title if there else GONE,
                due_at=self._now() + interval,
                now=self._now(),
            )

    async def _later(self, watched: WatchRecord, interval: timedelta) -> None:
        pause = min(interval * 2 ** min(watched.failures + 1, _MAX_DOUBLINGS), _LONGEST_PAUSE)
        async with self._database.transaction() as connection:
            await watches.failed(connection, conference_id=watched.conference_id, due_at=self._now() + pause)

    async def _compare(
        self,
        connection: Connection,
        watched: WatchRecord,
        row: WorkspaceRecord,
        there: boomstream.Conference | None,
        clients: tuple[boomstream.Client, ...],
    ) -> list[Change]:
        """What is different from what was known; from now on it is known."""
        await participants.see(connection, conference_id=watched.conference_id, codes=[c.code for c in clients])
        await recognise(connection, self._transitions, self._vault, watched.conference_id, clients)
        known = await participants.known(connection, conference_id=watched.conference_id)
        changes = _of_conference(watched, there)
        changes += [change for client in clients if (change := _of_client(client, *known[client.code]))]
        await participants.know(
            connection,
            conference_id=watched.conference_id,
            states={client.code: (client.moderator, client.is_deleted) for client in clients},
        )
        # The first look only learns what is there.
        if changes and watched.looked_at is not None and workspace_of(row).settings.notify_changes:
            await self._report(connection, watched, changes)
        return changes

    async def _report(self, connection: Connection, watched: WatchRecord, changes: list[Change]) -> None:
        ids = await participants.see(connection, conference_id=watched.conference_id, codes=())
        letter = ConferenceChanged(
            watched.workspace_id,
            conference=watched.conference_id,
            title=watched.title,
            changes=tuple(Difference(c.kind, c.person, c.email, ids.get(c.code, 0)) for c in changes[:SHOWN]),
            more=max(0, len(changes) - SHOWN),
        )
        await self._outbox.put(connection, letter)


async def _find(
    project: boomstream.Project, listed: tuple[boomstream.Conference, ...], watched: WatchRecord
) -> boomstream.Conference | None:
    """The conference, or None when it is surely gone: what a list leaves out is asked for by its code first."""
    there = next((c for c in listed if c.code == watched.code), None)
    if there is not None or watched.title == GONE:
        return there
    try:
        info = await read(project.info(watched.code))
    except AppError as error:
        if error.code is not ErrorCode.GONE:
            raise
        return None
    return info.model_copy(update={"title": info.title or watched.title})


def _of_conference(watched: WatchRecord, there: boomstream.Conference | None) -> list[Change]:
    if watched.title == GONE:
        return []
    if there is None:
        return [Change("deleted")]
    return [Change("renamed", person=there.title)] if there.title != watched.title else []


def _of_client(
    client: boomstream.Client, moderator: bool | None, removed: bool | None, invited_here: bool
) -> Change | None:
    change = None
    if moderator is None:  # never looked at
        if invited_here and client.is_deleted:
            change = "removed"
        elif not invited_here and not client.is_deleted:
            change = "appeared"
    elif client.is_deleted is not removed:
        change = "removed" if client.is_deleted else "returned"
    elif client.moderator is not moderator:
        change = "promoted" if client.moderator else "demoted"
    return Change(change, client.name, mask(client.email), client.code) if change else None
