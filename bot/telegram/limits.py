"""Telegram's limits on sending: about 30 messages a second in all, one a second to a chat, 20 a minute to a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

A_SECOND_IN_ALL = 30
A_MINUTE_TO_GROUP = 20
LONGEST_PAUSE = timedelta(minutes=15)
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class Limits:
    """When the next message to a chat may go out, by what was sent. Edits count like messages: nobody knows better."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._everywhere: deque[datetime] = deque(maxlen=A_SECOND_IN_ALL)
        self._to_chat: defaultdict[int, deque[datetime]] = defaultdict(lambda: deque(maxlen=A_MINUTE_TO_GROUP))
        self._pauses: dict[int, datetime] = {}

    def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram asks to leave a chat alone."""
        self._pauses[chat_id] = self._now() + timedelta(seconds=seconds)

    def take(self, chat_id: int) -> bool:
        """Count a message that is sent right now; False when it has to wait. In one step: many chats are served."""
        if not self._allow(chat_id):
            return False
        self._everywhere.append(self._now())
        self._to_chat[chat_id].append(self._now())
        return True

    def _allow(self, chat_id: int) -> bool:
        now = self._now()
        if self._pauses.get(chat_id, now) > now:
            return False
        full = len(self._everywhere) == A_SECOND_IN_ALL and now - self._everywhere[0] < _SECOND
        sent = self._to_chat[chat_id]
        just_now = bool(sent) and now - sent[-1] < _SECOND
        crowded = chat_id < 0 and len(sent) == A_MINUTE_TO_GROUP and now - sent[0] < _MINUTE
        return not (full or just_now or crowded)

    def forget_idle(self) -> None:
        """Keep no memory of chats that have been quiet for a minute."""
        quiet = [chat for chat, sent in self._to_chat.items() if not sent or self._now() - sent[-1] > _MINUTE]
        for chat in quiet:
            del self._to_chat[chat]
        for chat in [chat for chat, until in self._pauses.items() if until <= self._now()]:
            del self._pauses[chat]


def pause_after(attempts: int) -> timedelta:
    """How long to wait before another try."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_PAUSE)
