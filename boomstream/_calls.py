"""How calls are made: slots per key and in all, retries of reads, the remembered lists of a key."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final, TypeVar

import stamina

from boomstream import _protocol
from boomstream._cache import KeyLists, Kind
from boomstream._protocol import Call, Fields, TransportName
from boomstream._transport import Transport
from boomstream.errors import KeyRefused, NotConnected, NotFound, OutcomeUnknown, RateLimited, UnreadableAnswer

TRIES: Final = 3
LONGEST_PAUSE: Final = 10.0  # seconds: a person waits at the other end of a chat
LONGEST_KEY: Final = 256
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Caller:
    """What all keys share. `timeout` (seconds) bounds the wait for a slot, and then, once more, each exchange."""

    transport: Transport
    base_url: str
    mode: TransportName
    timeout: float
    slots: asyncio.Semaphore

    async def once(self, call: Call, *, key: str, key_slots: asyncio.Semaphore) -> Fields:
        """Make one call when a slot of the key and one of all are free; raises any `BoomstreamError`."""
        if not _is_sendable(key):
            raise KeyRefused("this text cannot be an API key")
        if call.params.get("code") == "":
            raise NotFound("an empty code")  # whatever the server would make of `delete` without a code
        request = _protocol.build(call, base_url=self.base_url, key=key, transport=self.mode)
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(self.timeout):
                    await held.enter_async_context(key_slots)
                    await held.enter_async_context(self.slots)
            except TimeoutError:
                raise NotConnected("too many calls are waiting") from None
            answer = await self.transport.send(request)
        return _protocol.read(answer, key=key)


class KeyCalls:
    """The calls of one key; shared by all who use the key."""

    def __init__(self, caller: Caller, *, key: str, calls_at_once: int, lists: KeyLists) -> None:
        self._caller = caller
        self._key = key
        self._slots = asyncio.Semaphore(calls_at_once)
        self._lists = lists

    async def read(self, call: Call) -> Fields:
        """Make a call that changes nothing, up to three times; none begins after the timeout has passed."""
        async for attempt in stamina.retry_context(
            on=pause, attempts=TRIES, timeout=self._caller.timeout, wait_initial=0.2, wait_max=2.0, wait_jitter=0.5
        ):
            with attempt:
                return await self._caller.once(call, key=self._key, key_slots=self._slots)
        raise AssertionError("the last try either returns or raises")

    async def change(self, call: Call, *, drops: tuple[Kind, ...]) -> Fields:
        """Make a call that changes something, once, and forget the lists it touches, whatever came of it."""
        try:
            return await self._caller.once(call, key=self._key, key_slots=self._slots)
        finally:
            self._lists.drop(*drops)

    async def remembered(
        self, kind: Kind, code: str, ask: Callable[[], Awaitable[tuple[_Row, ...]]], *, fresh: bool
    ) -> tuple[_Row, ...]:
        """Return a list from memory if it is a few seconds old at most, else ask for it."""
        return await self._lists.get(kind, code, ask, fresh=fresh)

    async def close(self) -> None:
        """Give up the questions under way."""
        await self._lists.close()


def pause(error: Exception) -> bool | float:
    """Tell whether a read is tried again after this error: seconds to wait, True for the usual back-off, or False."""
    if isinstance(error, RateLimited) and error.retry_after is not None:
        spread = random.uniform(0, 0.5)  # noqa: S311 # keeps callers apart, guards nothing
        return error.retry_after + spread if error.retry_after <= LONGEST_PAUSE else False
    return isinstance(error, (NotConnected, OutcomeUnknown, RateLimited)) and not isinstance(error, UnreadableAnswer)


def _is_sendable(key: str) -> bool:
    """Any other text would break the header it travels in (or is a sentence that somebody pasted)."""
    return 0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable() and " " not in key
