"""The queue of updates and the webhook settings. https://core.telegram.org/bots/api#getting-updates"""

from typing import Final

from sandbox.counter import Counter
from sandbox.telegram.text import Json

_FIRST_ID: Final = 700_001
_ONLY_ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates wait here until an `offset` confirms them."""

    def __init__(self) -> None:
        self._numbers = Counter(_FIRST_ID)
        self._waiting: list[Json] = []
        self.allowed: frozenset[str] | None = None
        self.webhook: Json = {}

    @property
    def pending(self) -> int:
        """How many are not yet confirmed."""
        return len(self._waiting)

    def allow(self, kinds: list[str] | None) -> None:
        """None keeps the previous setting, an empty list means the default one."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def push(self, kind: str, payload: Json) -> bool:
        """Queues an update unless the bot did not ask for its kind; says whether it did."""
        wanted = kind not in _ONLY_ON_REQUEST if self.allowed is None else kind in self.allowed
        if wanted:
            self._waiting.append({"update_id": next(self._numbers), kind: payload})
        return wanted

    def fetch(self, *, offset: int, limit: int) -> list[Json]:
        """Confirms what lies before `offset` and returns up to `limit` of the rest."""
        if offset < 0:
            self._waiting = self._waiting[offset:]
        else:
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
        return self._waiting[:limit]

    def drop(self) -> None:
        """Forgets everything that waits."""
        self._waiting.clear()
