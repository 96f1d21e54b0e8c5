"""The state that people and the Bot API share."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sandbox.counter import Counter
from sandbox.telegram.chats import GroupChat, PrivateChat
from sandbox.telegram.errors import Violation
from sandbox.telegram.model import User
from sandbox.telegram.presses import Press
from sandbox.telegram.profile import Profile
from sandbox.telegram.surroundings import Surroundings

_LOG_LENGTH: Final = 1000
_FIRST_PERSON: Final = 100_001
_SUPERGROUP_BASE: Final = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API; `description` is the error, None when it went well."""

    at: datetime
    method: str
    params: dict[str, Any]
    description: str | None = None


class World(Surroundings):
    """Chats, presses, profile and history of one bot."""

    def __init__(self, *, token: str, username: str, name: str, now: Callable[[], datetime]) -> None:
        super().__init__(User(int(token.split(":", maxsplit=1)[0]), name, username=username, is_bot=True), now)
        self.token = token
        self.private_chats: dict[int, PrivateChat] = {}
        self.groups: dict[int, GroupChat] = {}
        self.profile = Profile()
        self.presses: dict[str, Press] = {}
        self.violations: list[Violation] = []
        self.log: deque[Call] = deque(maxlen=_LOG_LENGTH)
        self._person_ids = Counter(_FIRST_PERSON)
        self._group_ids = Counter()
        self._press_ids = Counter()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(@{self.bot.username})"

    def new_person_id(self) -> int:
        """Ids of people are small and stable from run to run."""
        return next(self._person_ids)

    def new_group_id(self, kind: str) -> int:
        """Negative, and below -10^12 for supergroups."""
        number = next(self._group_ids)
        return _SUPERGROUP_BASE - number if kind == "supergroup" else -number - 4_000_000

    def new_press_id(self) -> str:
        """Callback query ids are long numbers in text."""
        return str(4_242_000_000_000_000_000 + next(self._press_ids))
