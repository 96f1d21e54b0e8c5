"""What can go wrong between a client and Boomstream, and the list of what goes wrong next."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class FaultKind(StrEnum):
    """The ways to misbehave; the comments say what the caller sees and whether its request took effect."""

    SLOW = "slow"  # the right answer after `seconds`; took effect on arrival
    DOWN = "down"  # HTTP 503 with a web server's page; no effect
    RATE_LIMITED = "rate_limited"  # HTTP 429, Retry-After unless that is None; no effect
    FAILED = "failed"  # Status Failed with `message`; no effect
    KEY_REFUSED = "key_refused"  # Status Failed, Invalid API key; no effect
    NOT_FOUND = "not_found"  # Status Failed, Media not found; no effect
    NONSENSE = "nonsense"  # HTTP 200 with an HTML page; no effect
    BARE = "bare"  # Status Success and nothing else of the answer; took effect
    TRUNCATED = "truncated"  # the first half of the answer, then the connection closes; took effect
    XML = "xml"  # the right answer, in XML whatever was asked for; took effect
    LOST_BEFORE = "lost_before"  # the connection closes without an answer; no effect
    LOST_AFTER = "lost_after"  # the connection closes without an answer; took effect
    LOST_SLOW = "lost_slow"  # no answer, the connection stays open; took effect


WITHOUT_ANSWER: Final = frozenset(
    {FaultKind.DOWN, FaultKind.RATE_LIMITED, FaultKind.NONSENSE, FaultKind.LOST_BEFORE},
)
"""Kinds that stop a request before the API sees it."""

REFUSALS: Final = {
    FaultKind.FAILED: "Internal error",
    FaultKind.KEY_REFUSED: "Invalid API key",
    FaultKind.NOT_FOUND: "Media not found",
}
"""Kinds that the API itself answers, without doing anything, and their usual messages."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to go wrong: for any method or one, `times` times or (None) until healed; both delays in seconds."""

    kind: FaultKind
    method: str | None = None
    times: int | None = 1
    seconds: float = 1.0
    message: str | None = None
    retry_after: int | None = 1


class FaultPlan:
    """The faults to come. Counted ones go first, in the order they were added; then the newest standing one."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    @property
    def active(self) -> tuple[Fault, ...]:
        """What is still to go wrong, with the times left."""
        return tuple(self._faults)

    def add(self, fault: Fault) -> None:
        """Plan one more; raises ValueError when it could never happen."""
        if fault.times is not None and fault.times < 1:
            raise ValueError("a fault happens at least once")
        self._faults.append(fault)

    def clear(self, kind: FaultKind | None = None) -> None:
        """Forget the faults of one kind, or all."""
        self._faults = [fault for fault in self._faults if kind is not None and fault.kind is not kind]

    def take(self, method: str) -> Fault | None:
        """Tell what goes wrong with this request, and count it."""
        matching = [fault for fault in self._faults if fault.method in {None, method}]
        counted = next((fault for fault in matching if fault.times is not None), None)
        if counted is None:
            return matching[-1] if matching else None
        self._count(counted)
        return counted

    def _count(self, fault: Fault) -> None:
        # By identity: two faults planned alike are equal, and only the first one is due.
        index = next(index for index, one in enumerate(self._faults) if one is fault)
        left = (fault.times or 1) - 1
        self._faults[index : index + 1] = [replace(fault, times=left)] if left else []
