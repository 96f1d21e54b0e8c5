"""The hourly tidying up: nothing is kept longer than it is of use."""

from collections.abc import Callable
from datetime import datetime, timedelta

from storage import upkeep
from storage.database import Database
from storage.upkeep import Ages

EVERY = timedelta(hours=1)


class Upkeep:
    """Erases what is old, a small transaction at a time."""

    def __init__(self, database: Database, ages: Ages, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._ages = ages
        self._now = now
        self._done_at: datetime | None = None

    async def tidy(self) -> None:
        """Once an hour, and after a start."""
        now = self._now()
        if self._done_at is not None and now - self._done_at < EVERY:
            return
        self._done_at = now  # first: what fails is tried in an hour, not with every round
        while await self._erase(now):
            pass
        await self._database.empty_log()

    async def _erase(self, now: datetime) -> bool:
        """One round over all tables, in a transaction; whether there is more to do."""
        async with self._database.transaction() as connection:
            await upkeep.note_gone(connection, now=now)
            erased = [
                await upkeep.erase(connection, what, before=now - getattr(self._ages, what))
                for what in upkeep.STATEMENTS
            ]
            await upkeep.forget_private_chats(connection)
        return upkeep.BATCH in erased
