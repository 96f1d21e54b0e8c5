"""The audit log: who did what, when."""

from collections.abc import Callable
from datetime import datetime

from services.access import Permission, require
from services.letters import Notice
from services.model import PAGE_SIZE, Actor, LogAction, LogEntry, Page, nearest_page
from services.outbox import Outbox
from storage import audit
from storage.database import Connection, Database

# What moderators are told of as it happens; the rest is the organizers' own business.
_NOTICED = {
    LogAction.CONFERENCE_CREATED,
    LogAction.CONFERENCE_EDITED,
    LogAction.CONFERENCE_DELETED,
    LogAction.INVITED,
    LogAction.PROMOTED,
    LogAction.DEMOTED,
    LogAction.PARTICIPANT_EDITED,
    LogAction.PARTICIPANT_REMOVED,
}


class Log:
    """Writes the audit log of a workspace; tells its moderators' group what was done elsewhere."""

    def __init__(self, database: Database, outbox: Outbox, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._outbox = outbox
        self._now = now

    async def record(
        self,
        connection: Connection,
        actor: Actor,
        action: LogAction,
        subject: str = "",
        detail: str = "",
        *,
        participant_code: str | None = None,
    ) -> None:
        """Add an entry in the transaction of the change itself: both are kept, or neither. Callers mask e-mails in it.

        `participant_code`: who it is about, so that it can be found when they ask to be forgotten.

        What moderators are told of goes out at once when the transaction is one of `Outbox.writing`.
        """
        workspace = actor.workspace
        await audit.add(
            connection,
            workspace_id=workspace.id,
            user_id=actor.user_id,
            action=action.value,
            subject=subject,
            detail=detail,
            participant_code=participant_code,
            now=self._now(),
        )
        bound_elsewhere = workspace.moderators_chat_id not in {None, actor.chat_id}
        if bound_elsewhere and workspace.settings.notify_actions and action in _NOTICED:
            await self._outbox.put(
                connection,
                Notice(
                    workspace.id,
                    who=actor.name,
                    action=action,
                    subject=subject,
                    detail=detail,
                    participant=participant_code or "",
                ),
            )


class LogReader:
    """Pages the audit log of a workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, actor: Actor, number: int) -> Page[LogEntry]:
        """A page of entries, newest first."""
        require(actor, Permission.ADMINISTER)
        async with self._database.reading() as connection:
            total = await audit.count(connection, workspace_id=actor.workspace.id)
            number, pages = nearest_page(number, total=total)
            records = await audit.latest(
                connection, workspace_id=actor.workspace.id, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
            )
        entries = tuple(LogEntry(r.at, r.user_id, r.name, LogAction(r.action), r.subject, r.detail) for r in records)
        return Page(entries, number, pages, total)
