"""Tells of an outage so that the log can be read: the reason at once, then a line a minute."""

import logging
import time
from collections.abc import Callable

_EVERY = 60.0  # seconds


class Outage:
    """One thing that can be out of reach."""

    def __init__(self, logger: logging.Logger, what: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._logger = logger
        self._what = what
        self._clock = clock
        self._told: tuple[str, float] | None = None

    def goes_on(self, reason: str) -> None:
        """It failed again; told when the reason is new, or after a minute."""
        now = self._clock()
        if self._told is None or self._told[0] != reason or now - self._told[1] >= _EVERY:
            self._told = (reason, now)
            self._logger.warning("%s: %s", self._what, reason)

    def is_over(self) -> None:
        """It worked."""
        self._told = None
