"""Long polling on an event loop, shared by everything that speaks for the sandbox."""

import asyncio
from collections.abc import Mapping
from typing import Any

from sandbox.telegram import Change, TelegramSandbox
from sandbox.telegram.polling import two_pollers


class LongPoll:
    """Answers getUpdates when there is something, or when its time is over.

    A newer poll ends an older one with 409, as Telegram does; `close` lets all of them return at once.
    `second` is the length of a second, for tests that can't wait.
    """

    def __init__(self, sandbox: TelegramSandbox, *, second: float = 1) -> None:
        self._second = second
        self._sandbox = sandbox
        self._changed = asyncio.Event()
        self._newest = 0
        self._closed = False
        sandbox.listeners.append(self._listen)

    def _listen(self, change: Change) -> None:
        if change.kind == "update":
            self._changed.set()

    def close(self) -> None:
        """Ends open polls with an empty answer."""
        self._closed = True
        self._changed.set()
        if self._listen in self._sandbox.listeners:
            self._sandbox.listeners.remove(self._listen)

    async def get_updates(self, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Waits up to `timeout` seconds. Raises ApiError."""
        self._newest += 1
        mine = self._newest
        self._changed.set()  # wakes an older poll, which then finds itself replaced
        loop = asyncio.get_running_loop()
        deadline = loop.time() + _seconds(params) * self._second
        while True:
            if mine != self._newest:
                raise two_pollers()
            self._changed.clear()
            updates: list[dict[str, Any]] = self._sandbox.call("getUpdates", params)
            left = deadline - loop.time()
            if updates or left <= 0 or self._closed:
                return updates
            try:
                async with asyncio.timeout(left):
                    await self._changed.wait()
            except TimeoutError:
                return []


def _seconds(params: Mapping[str, Any]) -> float:
    """What is no number is refused by the call itself."""
    try:
        return float(params.get("timeout") or 0)
    except (TypeError, ValueError):
        return 0
