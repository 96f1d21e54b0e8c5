"""What all chats of one bot share: the bot, the clock, the files, the queue of updates, and who listens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.counter import Counter
from sandbox.telegram.files import FileStore
from sandbox.telegram.model import User
from sandbox.telegram.text import Json
from sandbox.telegram.updates import UpdateQueue


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a live page redraws; `kind` is one of message, edited, deleted, update, answer, action,
    members, call, profile, person."""

    kind: str
    chat_id: int | None = None
    data: Json = field(default_factory=dict)


def utc_now() -> datetime:
    """The clock of a sandbox that nobody gave one."""
    return datetime.now(UTC)


class Surroundings:
    """Lies below the chats: it knows none of them. `met` holds the ids of users whom the bot has ever met."""

    def __init__(self, bot: User, now: Callable[[], datetime]) -> None:
        self.bot = bot
        self.now = now
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.met: set[int] = set()
        self.listeners: list[Callable[[Change], None]] = []
        self.shared_message_ids = Counter()

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps: everything but who listens."""
        return self.__dict__ | {"listeners": []}

    @property
    def pending(self) -> int:
        """Updates that the bot has not confirmed."""
        return self.updates.pending

    def announce(self, kind: str, chat_id: int | None = None, **data: Any) -> None:
        """Tells every listener of a change."""
        change = Change(kind, chat_id, data)
        for listener in list(self.listeners):
            listener(change)

    def push(self, kind: str, payload: Json) -> None:
        """Queues an update and wakes whoever waits for one."""
        if self.updates.push(kind, payload):
            self.announce("update")
