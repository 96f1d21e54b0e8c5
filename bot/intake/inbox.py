"""The stored updates: what Telegram delivered lies here, sealed, until it is done."""

import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from storage import inbox
from storage.database import Database
from storage.errors import SecretUnreadable
from storage.inbox import StoredUpdate
from storage.secrets import Vault

logger = logging.getLogger(__name__)

# An update as Telegram sent it, https://core.telegram.org/bots/api#update
RawUpdate: TypeAlias = dict[str, Any]


def storable(value: Any) -> Any:
    """The same without halves of surrogate pairs and NUL in its texts: JSON may hold them, no database takes them."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    if isinstance(value, list):
        return [storable(item) for item in value]
    return {name: storable(item) for name, item in value.items()} if isinstance(value, dict) else value


class UpdateInbox:
    """The stored updates, opened and sealed; states as in storage/inbox.py. Methods raise StorageError."""

    def __init__(self, database: Database, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._now = now

    async def store(self, updates: Sequence[RawUpdate]) -> list[RawUpdate]:
        """Store a batch in one transaction and give those not known before. Once it returns they are safe."""
        now = self._now()
        by_id = {int(update["update_id"]): storable(update) for update in updates}
        sealed = [StoredUpdate(update_id, self._vault.seal(json.dumps(by_id[update_id]))) for update_id in by_id]
        async with self._database.transaction() as connection:
            new = await inbox.store(connection, sealed, now=now)
        return [by_id[update.update_id] for update in new]

    async def begin(self, update_id: int) -> bool:
        """Mark a waiting update as begun; False when it is not waiting."""
        async with self._database.transaction() as connection:
            return await inbox.begin(connection, update_id, now=self._now())

    async def done(self, update_id: int) -> None:
        """Forget what an update said."""
        async with self._database.transaction() as connection:
            await inbox.done(connection, update_id, now=self._now())

    async def shelve(self, update_id: int) -> None:
        """Lay an interrupted update aside: its sender has been told."""
        async with self._database.transaction() as connection:
            await inbox.shelve(connection, update_id, now=self._now())

    async def unshelve(self, update_id: int) -> bool:
        """Let a shelved update wait again; False when it is not shelved (any more)."""
        async with self._database.transaction() as connection:
            return await inbox.retry(connection, update_id)

    async def shelved(self, update_id: int) -> RawUpdate | None:
        """A shelved update, or None."""
        async with self._database.reading() as connection:
            stored = await inbox.shelved(connection, update_id)
        opened = await self._opened([stored]) if stored else []
        return opened[0] if opened else None

    async def waiting(self) -> list[RawUpdate]:
        """Updates not begun, oldest first."""
        async with self._database.reading() as connection:
            stored = await inbox.waiting(connection)
        return await self._opened(stored)

    async def interrupted(self) -> list[RawUpdate]:
        """Updates begun by a process that ended before they were done, oldest first."""
        async with self._database.reading() as connection:
            stored = await inbox.interrupted(connection)
        return await self._opened(stored)

    async def _opened(self, stored: Sequence[StoredUpdate]) -> list[RawUpdate]:
        opened: list[RawUpdate] = []
        for update in stored:
            try:
                opened.append(json.loads(self._vault.open(update.payload)))
            except SecretUnreadable as error:
                logger.error("Update %s is lost: %s", update.update_id, error)  # noqa: TRY400  # known and explained
                await self.done(update.update_id)
        return opened
