"""Whom a workspace has blocked: kept by the bare id, since a block outlives what else is known of somebody."""

from collections.abc import Callable
from datetime import datetime

from services.access import Permission, require
from services.log import Log
from services.model import PAGE_SIZE, Actor, LogAction, Page, nearest_page
from services.requests.model import BlockedGuest
from services.requests.transitions import Transitions
from storage import blocks, requests
from storage.database import Connection, Database
from storage.secrets import Vault


class Blocked:
    """The list, and the way off it: for a request that was erased has no card with a button any more."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        transitions: Transitions,
        log: Log,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._transitions = transitions
        self._log = log
        self._now = now

    async def page(self, actor: Actor, number: int) -> Page[BlockedGuest]:
        """A page of the blocked, those blocked last first."""
        require(actor, Permission.ADMINISTER)
        workspace_id = actor.workspace.id
        async with self._database.reading() as connection:
            total = await blocks.count(connection, workspace_id=workspace_id)
            number, pages = nearest_page(number, total=total)
            records = await blocks.latest(
                connection, workspace_id=workspace_id, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
            )
        return Page(tuple(BlockedGuest(r.user_id, r.name, r.at) for r in records), number, pages, total)

    async def lift(self, actor: Actor, user_id: int) -> None:
        """Let somebody ask again at once. Whoever is not blocked (any more) may do that already."""
        require(actor, Permission.ADMINISTER)
        workspace_id = actor.workspace.id
        async with self._transitions.writing() as connection:
            if not await blocks.exists(connection, workspace_id=workspace_id, user_id=user_id):
                return
            await unblock(connection, self._vault, workspace_id=workspace_id, user_id=user_id, now=self._now())
            for record in await requests.of_person(connection, user_id=user_id):
                if record.workspace_id == workspace_id:
                    await self._transitions.redraw_card(connection, record)
            await self._log.record(connection, actor, LogAction.PERSON_UNBLOCKED, detail=f"id {user_id}")


async def unblock(connection: Connection, vault: Vault, *, workspace_id: int, user_id: int, now: datetime) -> None:
    """Let somebody ask again at once: what the block has declined does not outlive it."""
    await blocks.remove(connection, workspace_id=workspace_id, user_id=user_id)
    hashes = vault.fingerprints(str(user_id))
    await requests.end_cooldown(connection, workspace_id=workspace_id, user_id=user_id, hashes=hashes, now=now)
