"""Whom a workspace has blocked: kept by the bare id, since a block outlives what else is known of somebody."""

from services.access import Permission, require
from services.log import Log
from services.model import PAGE_SIZE, Actor, LogAction, Page
from services.requests.model import BlockedGuest
from services.requests.transitions import Transitions
from storage import blocks, requests
from storage.database import Database


class Blocked:
    """The list, and the way off it: for a request that was erased has no card with a button any more."""

    def __init__(self, database: Database, transitions: Transitions, log: Log) -> None:
        self._database = database
        self._transitions = transitions
        self._log = log

    async def page(self, actor: Actor, number: int) -> Page[BlockedGuest]:
        """A page of the blocked, those blocked last first."""
        require(actor, Permission.ADMINISTER)
        workspace_id = actor.workspace.id
        async with self._database.reading() as connection:
            total = await blocks.count(connection, workspace_id=workspace_id)
            pages = max(1, -(-total // PAGE_SIZE))
            number = min(max(1, number), pages)
            records = await blocks.latest(
                connection, workspace_id=workspace_id, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
            )
        return Page(tuple(BlockedGuest(r.user_id, r.name, r.at) for r in records), number, pages, total)

    async def lift(self, actor: Actor, user_id: int) -> None:
        """Let somebody ask again. Whoever is not blocked (any more) may do that already."""
        require(actor, Permission.ADMINISTER)
        workspace_id = actor.workspace.id
        async with self._transitions.writing() as connection:
            if not await blocks.exists(connection, workspace_id=workspace_id, user_id=user_id):
                return
            await blocks.remove(connection, workspace_id=workspace_id, user_id=user_id)
            for record in await requests.of_person(connection, user_id=user_id):
                if record.workspace_id == workspace_id:
                    await self._transitions.redraw_card(connection, record)
            await self._log.record(connection, actor, LogAction.PERSON_UNBLOCKED, detail=f"id {user_id}")
