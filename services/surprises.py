"""One item's surprise costs that item only: a job goes on with the others, and comes back to it later."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from storage.errors import StorageError

T = TypeVar("T")

logger = logging.getLogger(__name__)

_FIRST_REST, _LONGEST_REST = timedelta(minutes=1), timedelta(hours=1)
_DOUBLINGS = 6


@dataclass(frozen=True, slots=True)
class _Trouble:
    times: int
    until: datetime


class Surprises:
    """What a job did not expect of its items, by their ids; a restart tries each at once again."""

    def __init__(self, job: str, *, now: Callable[[], datetime]) -> None:
        self._job = job
        self._now = now
        self._troubles: dict[int, _Trouble] = {}

    async def each(
        self, items: Iterable[T], do: Callable[[T], Awaitable[object]], *, key: Callable[[T], int]
    ) -> list[T]:
        """Do it with each item that does not rest after a surprise; gives those that had one now.

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
                surprising.append(item)
            else:
                self._troubles.pop(key(item), None)
        return surprising

    def times(self, item: int) -> int:
        """How often in a row it surprised."""
        return self._troubles[item].times if item in self._troubles else 0

    def _note(self, item: int, error: Exception) -> None:
        times = self.times(item) + 1
        rest = min(_FIRST_REST * 2 ** min(times - 1, _DOUBLINGS), _LONGEST_REST)
        self._troubles[item] = _Trouble(times, self._now() + rest)
        if times == 1:
            logger.error("The job %s fails at number %s and leaves it for later", self._job, item, exc_info=error)
        else:  # the same traceback again would say nothing new
            logger.error("The job %s failed at number %s %s times: %s", self._job, item, times, type(error).__name__)
