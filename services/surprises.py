"""One item's surprise costs that item only: a job goes on with the others, and comes back to it later."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from services.letters import StillFailing
from services.outbox import Outbox
from storage import allowlist, conferences, workspaces
from storage.errors import StorageError

T = TypeVar("T")

logger = logging.getLogger(__name__)

_FIRST_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(hours=1)
_DOUBLINGS = 6
_STAYS_AFTER = 3  # surprises in a row
_TOLD_AGAIN_AFTER = timedelta(days=1)

# Whose an item is: the workspace, and the conference if it is about one.
Place = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class _Trouble:
    times: int
    until: datetime
    told_at: datetime | None = None


class Alarm:
    """Tells the owners of the bot what keeps failing: nobody else can look into the server's log."""

    def __init__(self, outbox: Outbox, *, admin_ids: Iterable[int]) -> None:
        self._outbox = outbox
        self._admin_ids = frozenset(admin_ids)

    async def tell(self, job: str, place: Place) -> None:
        """A letter to each owner, by the titles that people know."""
        workspace_id, conference_id = place
        async with self._outbox.writing() as connection:
            workspace = await workspaces.get(connection, workspace_id=workspace_id)
            conference = await conferences.get(connection, conference_id=conference_id) if conference_id else None
            added = await allowlist.of_workspace(connection, workspace_id=None)
            for owner in sorted(self._admin_ids | {record.user_id for record in added}):
                letter = StillFailing(
                    owner,
                    job=job,
                    workspace=workspace.title if workspace else "",
                    conference=conference.title if conference else "",
                )
                await self._outbox.put(connection, letter)


class Surprises:
    """What a job did not expect of its items, by their ids; a restart tries each at once again."""

    def __init__(self, job: str, alarm: Alarm, *, now: Callable[[], datetime]) -> None:
        self._job = job
        self._alarm = alarm
        self._now = now
        self._troubles: dict[int, _Trouble] = {}

    async def each(
        self,
        items: Iterable[T],
        do: Callable[[T], Awaitable[object]],
        *,
        key: Callable[[T], int],
        place: Callable[[T], Place],
    ) -> list[T]:
        """Do it with each item that does not rest after a surprise; gives those that had one now.

        Owners hear of an item that keeps surprising, once a day.

        Raises StorageError: then it is not about the item.
        """
        surprising = []
        for item in items:
            trouble = self._troubles.get(key(item))
            if trouble is not None and trouble.until > self._now():
                continue
            try:
                await do(item)
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001  # whatever it is, the others have their turn
                self._note(key(item), error)
                if self._is_to_be_told(key(item)):
                    await self._alarm.tell(self._job, place(item))
                surprising.append(item)
            else:
                self._troubles.pop(key(item), None)
        return surprising

    def times(self, item: int) -> int:
        """How often in a row it surprised."""
        return self._troubles[item].times if item in self._troubles else 0

    def _is_to_be_told(self, item: int) -> bool:
        trouble, now = self._troubles[item], self._now()
        fresh = trouble.told_at is not None and trouble.told_at > now - _TOLD_AGAIN_AFTER
        if trouble.times < _STAYS_AFTER or fresh:
            return False
        self._troubles[item] = replace(trouble, told_at=now)
        return True

    def _note(self, item: int, error: Exception) -> None:
        times = self.times(item) + 1
        rest = min(_FIRST_REST * 2 ** min(times - 1, _DOUBLINGS), _LONGEST_REST)
        told_at = self._troubles[item].told_at if item in self._troubles else None
        self._troubles[item] = _Trouble(times, self._now() + rest, told_at)
        if times == 1:
            logger.error("The job %s fails at number %s and leaves it for later", self._job, item, exc_info=error)
        else:  # the same traceback again would say nothing new
            logger.error("The job %s failed at number %s %s times: %s", self._job, item, times, type(error).__name__)
