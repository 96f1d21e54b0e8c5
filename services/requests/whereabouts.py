"""Whether a request's guest is in the conference, and because of it: asked before anybody hears "no"."""

from collections.abc import Sequence

from boomstream import Client, Project
from services.arrivals import workspace_of
from services.errors import AppError, ErrorCode
from services.projects import Projects, change, gone, read
from services.requests.events import TABLE, Event
from services.requests.model import ADMITTED, HOLDS_PLACE, Aftermath
from storage import conferences, participants, requests, workspaces
from storage.database import Connection, Database
from storage.records import RequestRecord
from storage.secrets import Vault

# With these problems a request ended before anybody was invited: somebody else had the address.
_THERE_BEFORE = {ErrorCode.PRESENT_ALREADY, ErrorCode.MODERATORS_LINK}


class Whereabouts:
    """Asks Boomstream, never within a transaction."""

    def __init__(self, database: Database, vault: Vault, projects: Projects) -> None:
        self._database = database
        self._vault = vault
        self._projects = projects

    async def before(self, event: Event, record: RequestRecord) -> tuple[tuple[str, ...], str]:
        """Who has to be removed for an event to be true, and what is to be said of whoever else has the address.

        Nobody where the table does not ask for a look, or where Boomstream was not asked to invite. Raises
        AppError(CANT_TELL).
        """
        if record.status not in TABLE[event].looks:
            return (), ""
        if record.there_before is None:
            return (), Aftermath.STAYS if record.problem in _THERE_BEFORE else ""
        return await self.of(record)

    async def of(self, record: RequestRecord) -> tuple[tuple[str, ...], str]:
        """The codes of participants who are in because of a request, else `Aftermath.STAYS` for whom others let in.

        Raises AppError(CANT_TELL) when Boomstream does not tell.
        """
        try:
            project, code = await self._place(record)
            clients = await read(project.clients(code, fresh=True))
        except AppError as error:
            if error.code is ErrorCode.GONE:
                return (), ""  # with its conference
            raise AppError(ErrorCode.CANT_TELL) from None
        email = self._vault.open_or_empty(record.email_sealed).casefold()
        there = [one for one in clients if not one.is_deleted and _is_of(record, one, email)]
        async with self._database.reading() as connection:
            others = await self._let_in_by_others(connection, record, email, there)
        before = record.there_before
        ours = [] if before is None else [one.code for one in there if one.code not in others | set(before)]
        return tuple(ours), Aftermath.STAYS if there and not ours else ""

    async def _let_in_by_others(
        self, connection: Connection, record: RequestRecord, email: str, there: Sequence[Client]
    ) -> set[str]:
        """Who of those with the address came in by hand, or through another request."""
        if not there:
            return set()
        found = await participants.by_hand(connection, conference_id=record.conference_id)
        for other in await requests.of_conference(connection, conference_id=record.conference_id, statuses=HOLDS_PLACE):
            same = self._vault.open_or_empty(other.email_sealed).casefold() == email
            if other.id == record.id or other.there_before is None or not same:
                continue
            known = {other.participant_code} if other.status in ADMITTED and other.participant_code else None
            found |= known or {one.code for one in there if one.code not in other.there_before}
        return found

    async def remove(self, record: RequestRecord, codes: Sequence[str]) -> None:
        """Remove participants; being gone already is no error. Raises AppError, with some of them removed perhaps."""
        if not codes:
            return
        project, _ = await self._place(record)
        with self._projects.changing(record.conference_id):
            for code in codes:
                await _remove(project, code)
            async with self._database.transaction() as connection:
                for code in codes:
                    await participants.changed_here(
                        connection, conference_id=record.conference_id, code=code, moderator=False, removed=True
                    )

    async def _place(self, record: RequestRecord) -> tuple[Project, str]:
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=record.workspace_id)
            conference = await conferences.get(connection, conference_id=record.conference_id)
        if row is None or conference is None:
            raise AppError(ErrorCode.GONE)
        return await self._projects.of(workspace_of(row)), conference.code


def _is_of(record: RequestRecord, client: Client, email: str) -> bool:
    """By address; by code where the guest is known no more, or their address was changed."""
    return (bool(email) and client.email.casefold() == email) or client.code == record.participant_code


async def _remove(project: Project, code: str) -> None:
    async def call() -> bool:
        await project.delete_client(code)
        return True

    async def is_deleted() -> bool:
        return (await read(project.client(code))).is_deleted

    try:
        await change(call(), lambda: gone(is_deleted()))
    except AppError as error:
        if error.code is not ErrorCode.GONE:
            raise
