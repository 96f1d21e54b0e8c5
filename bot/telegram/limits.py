"""What Telegram lets the bot send, and which chats it has asked to be left alone.

About 30 messages a second in all, one a second to a chat, 20 a minute to a group:
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

A_SECOND_IN_ALL = 30
A_MINUTE_TO_GROUP = 20
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class _Rate:
    """So many messages in any such span. Half are kept for letters, which else would never go where people talk."""

    def __init__(self, limit: int, span: timedelta) -> None:
        self._span = span
        self._sent: deque[datetime] = deque(maxlen=limit)
        self._letters: deque[datetime] = deque(maxlen=limit // 2)

    def note(self, at: datetime, *, letter: bool) -> None:
        self._sent.append(at)
        if letter:
            self._letters.append(at)

    def opens(self, now: datetime) -> datetime:
        """When the next letter may go."""
        return min(self._oldest_leaves(sent, now) for sent in (self._sent, self._letters) if sent.maxlen)

    def quiet(self, now: datetime) -> bool:
        return not self._sent or now - self._sent[-1] >= self._span

    def _oldest_leaves(self, sent: deque[datetime], now: datetime) -> datetime:
        return sent[0] + self._span if len(sent) == sent.maxlen else now


class Limits:
    """One memory for whoever sends. Answers are noted, letters ask first; both respect a pause.

    Edits count like messages: nobody knows better.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._everywhere = _Rate(A_SECOND_IN_ALL, _SECOND)
        self._chats: dict[int, tuple[_Rate, ...]] = {}
        self._pauses: dict[int, datetime] = {}
        self._tidied_at = now()

    def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram asks to leave a chat alone. Of two pauses the longer one counts."""
        until = self._now() + timedelta(seconds=seconds)
        self._pauses[chat_id] = max(until, self._pauses.get(chat_id, until))

    def paused_until(self, chat_id: int) -> datetime | None:
        """When the chat may be written to again; None when it may be now."""
        until = self._pauses.get(chat_id)
        return until if until is not None and until > self._now() else None

    def note(self, chat_id: int, *, letter: bool = False) -> None:
        """A message goes to a chat right now."""
        now = self._now()
        self._tidy(now)
        if chat_id not in self._chats:
            second, minute = _Rate(1, _SECOND), _Rate(A_MINUTE_TO_GROUP, _MINUTE)
            self._chats[chat_id] = (second, minute) if chat_id < 0 else (second,)
        for rate in (self._everywhere, *self._chats[chat_id]):
            rate.note(now, letter=letter)

    def wait(self, chat_id: int) -> timedelta:
        """How long a letter to a chat has to wait: none when it may go now."""
        now = self._now()
        times = [rate.opens(now) for rate in (self._everywhere, *self._chats.get(chat_id, ()))]
        return max(*times, self._pauses.get(chat_id, now), now) - now

    def _tidy(self, now: datetime) -> None:
        """Keep no memory of chats that are quiet: there are more of them every day."""
        if now - self._tidied_at < _MINUTE:
            return
        self._tidied_at = now
        for chat_id in [one for one, rates in self._chats.items() if all(rate.quiet(now) for rate in rates)]:
            del self._chats[chat_id]
        for chat_id in [one for one, until in self._pauses.items() if until <= now]:
            del self._pauses[chat_id]
