"""Short-lived memory of lists: bounded, one flight for equal questions, never older than our own last change."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, Literal, TypeVar

from boomstream.errors import NotConnected

Kind = Literal["conferences", "clients"]
KINDS: Final[tuple[Kind, ...]] = ("conferences", "clients")
_Row = TypeVar("_Row")
_Rows = tuple[Any, ...]
_Name = tuple[str, Kind, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    ticket: int
    expires: float
    rows: _Rows


class Shelf:
    """The lists of all keys. Tickets order reads and changes: what holds a later ticket began later."""

    def __init__(self, *, seconds: float, clock: Callable[[], float], capacity: int = 50_000) -> None:
        """Keep lists for `seconds` of `clock` (monotonic); `capacity` counts rows, and every list as one more."""
        self._seconds = seconds
        self._clock = clock
        self._capacity = capacity
        self._entries: OrderedDict[_Name, _Entry] = OrderedDict()  # oldest first, which is also first to expire
        self._used = 0
        self._tickets = count()

    def ticket(self) -> int:
        """Return a number greater than all before."""
        return next(self._tickets)

    def get(self, name: _Name, *, newer_than: int) -> _Rows | None:
        """Return a list that has not expired and was asked for after the ticket `newer_than`."""
        entry = self._entries.get(name)
        if entry is None or entry.ticket < newer_than or entry.expires <= self._clock():
            return None
        return entry.rows

    def put(self, name: _Name, rows: _Rows, *, ticket: int) -> None:
        """Keep a list, unless one that was asked for later is there already."""
        if (known := self._entries.get(name)) and known.ticket > ticket:
            return
        self._remove(name)
        self._entries[name] = _Entry(ticket, self._clock() + self._seconds, rows)
        self._used += len(rows) + 1
        while self._entries and (self._used > self._capacity or self._oldest().expires <= self._clock()):
            self._remove(next(iter(self._entries)))

    def _oldest(self) -> _Entry:
        return next(iter(self._entries.values()))

    def _remove(self, name: _Name) -> None:
        if entry := self._entries.pop(name, None):
            self._used -= len(entry.rows) + 1


class KeyLists:
    """The remembered lists of one key."""

    def __init__(self, shelf: Shelf, key_id: str) -> None:
        self._shelf = shelf
        self._key_id = key_id
        # What was put on the shelf under this key before this object lived has missed our later changes.
        self._floors: dict[Kind, int] = dict.fromkeys(KINDS, shelf.ticket())
        self._flights: dict[tuple[Kind, str], asyncio.Task[_Rows]] = {}  # those that may be joined
        self._under_way: set[asyncio.Task[_Rows]] = set()  # all: asyncio itself does not keep its tasks alive

    async def get(
        self, kind: Kind, code: str, ask: Callable[[], Awaitable[tuple[_Row, ...]]], *, fresh: bool
    ) -> tuple[_Row, ...]:
        """Return what is remembered, else wait for an equal question under way, else ask; `fresh` always asks.

        The question goes on when one who waits is cancelled: others may be waiting too.
        """
        flight = None if fresh else self._flights.get((kind, code))
        if not fresh:
            rows = self._shelf.get((self._key_id, kind, code), newer_than=self._floors[kind])
            if rows is not None:
                return rows
        if flight is None:
            flight = asyncio.create_task(self._fly(kind, code, ask, self._shelf.ticket()))
            self._flights[kind, code] = flight
            self._under_way.add(flight)
            flight.add_done_callback(lambda done: self._land((kind, code), done))
        try:
            return await asyncio.shield(flight)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if flight.cancelled() and task is not None and not task.cancelling():
                raise NotConnected("the client is closed") from None
            raise

    def drop(self, *kinds: Kind) -> None:
        """Forget lists after a change; answers to questions asked before it are handed over but not remembered."""
        for kind in kinds:
            self._floors[kind] = self._shelf.ticket()
        self._flights = {name: flight for name, flight in self._flights.items() if name[0] not in kinds}

    async def close(self) -> None:
        """Cancel what is under way; those who wait get `NotConnected`."""
        flights = list(self._under_way)
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)

    async def _fly(self, kind: Kind, code: str, ask: Callable[[], Awaitable[_Rows]], ticket: int) -> _Rows:
        rows = await ask()
        # Kept even if a change came in between: its ticket then lies below the floor, and no one is given it.
        self._shelf.put((self._key_id, kind, code), rows, ticket=ticket)
        return rows

    def _land(self, name: tuple[Kind, str], flight: asyncio.Task[_Rows]) -> None:
        self._under_way.discard(flight)
        if self._flights.get(name) is flight:
            del self._flights[name]
        if not flight.cancelled():
            flight.exception()  # looked at, or asyncio complains when nobody is left to hear of it
