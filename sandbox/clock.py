"""The clock of a sandbox's whole world, which can be put ahead of the real one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any


class Clock:
    """`now`, and what was skipped. It goes ahead only: nothing in the world could undo what it has done already."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.ahead = timedelta()
        self.listeners: list[Callable[[], None]] = []

    def __call__(self) -> datetime:
        """The world's time."""
        return self._now() + self.ahead

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps: everything but who listens."""
        return self.__dict__ | {"listeners": []}

    def skip(self, time: timedelta) -> None:
        """Put the clock ahead and tell the listeners. Raises ValueError for a step back."""
        if time < timedelta():
            raise ValueError("time does not go back")
        self.ahead += time
        for listener in tuple(self.listeners):
            listener()
