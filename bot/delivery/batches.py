"""Which messages of the outbox go out as one, and when cards come too fast to be one each."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from services.letters import AboutRequest, CardDue, GivenUp, Notice, OutgoingMessage

NOTICES_AT_ONCE = 15
CARDS_A_MINUTE = 5
GATHERING = timedelta(seconds=5)  # what comes in bursts waits for the rest of the burst
_MINUTE = timedelta(minutes=1)


def batches(waiting: Sequence[OutgoingMessage], *, crowded: bool) -> Iterator[list[OutgoingMessage]]:
    """The messages in order, those together that one message can say: a burst of notices, words to a guest, or cards or
    changes of one about the same request; all cards where too many came at once."""
    told: set[int] = set()
    for first in waiting:
        if first.id in told:
            continue
        together = [first]
        kind = type(first.letter)
        if kind is Notice:
            together = [m for m in waiting if type(m.letter) is kind and m.id not in told][:NOTICES_AT_ONCE]
        elif kind is GivenUp or (kind is CardDue and crowded):
            together = [m for m in waiting if type(m.letter) is kind]
        elif issubclass(kind, AboutRequest):
            together = [m for m in waiting if type(m.letter) is kind and m.request_id == first.request_id]
        told |= {message.id for message in together}
        yield together


class Bursts:
    """After some cards in a minute the next ones are told in a digest, one a minute."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._cards: dict[int, deque[datetime]] = {}
        self._digests: dict[int, datetime] = {}

    def posted(self, chat_id: int) -> None:
        """A card was posted right now."""
        self._cards.setdefault(chat_id, deque(maxlen=CARDS_A_MINUTE)).append(self._now())

    def digested(self, chat_id: int) -> None:
        """A digest was posted right now."""
        self._digests[chat_id] = self._now()

    def crowded(self, chat_id: int) -> bool:
        """Whether so many cards were posted that the next ones are too many."""
        cards = self._cards.get(chat_id, deque[datetime]())
        return len(cards) == CARDS_A_MINUTE and self._now() - cards[0] < _MINUTE

    def next(self, chat_id: int, waiting: Sequence[OutgoingMessage]) -> list[OutgoingMessage]:
        """The first messages that need not wait, as many as one message can say."""
        crowded = self.crowded(chat_id)
        for together in batches(waiting, crowded=crowded):
            in_digest = crowded and isinstance(together[0].letter, CardDue)
            gathers = in_digest or isinstance(together[0].letter, Notice)
            if gathers and together[0].created_at > self._now() - GATHERING:
                continue
            if in_digest and not self._digest_is_due(chat_id):
                continue
            return together
        return []

    def forget_old(self) -> None:
        """Keep no memory of chats that had no card for a minute."""
        now = self._now()
        self._cards = {chat: cards for chat, cards in self._cards.items() if now - cards[-1] < _MINUTE}
        self._digests = {chat: at for chat, at in self._digests.items() if now - at < _MINUTE}

    def _digest_is_due(self, chat_id: int) -> bool:
        return chat_id not in self._digests or self._now() - self._digests[chat_id] >= _MINUTE
