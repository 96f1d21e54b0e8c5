"""How each kind of letter is said."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from markupsafe import Markup

from bot.delivery.cards import Cards
from bot.delivery.posting import Posting
from services.letters import (
    Answer,
    BindingQuestion,
    CardChanged,
    CardDue,
    ConferenceChanged,
    GivenUp,
    GroupBound,
    GroupLost,
    GroupReady,
    KeyDropped,
    Letter,
    Nag,
    Notice,
    StillFailing,
    TopicLost,
    WordToGuest,
)
from services.notifications import Destination, Notifications
from services.requests.model import UNDECIDED, GuestNews, RequestStatus
from views import apikey, notices
from views.i18n import Translator
from views.requests import asking, deciding, moderators
from views.screen import Screen, keyboard_from_text

L = TypeVar("L", bound=Letter)
Say = Callable[[Destination, Sequence[L]], Awaitable[None]]


class Letters:
    """Says letters of one kind that go together. Raises TelegramError, AppError, LookAgainError, LookupError."""

    def __init__(self, posting: Posting, notifications: Notifications, cards: Cards) -> None:
        self._posting = posting
        self._notifications = notifications
        self._cards = cards
        self.table: Mapping[type[Letter], Say[Any]] = MappingProxyType(
            {
                Answer: self._answer,
                CardDue: self._card_due,
                CardChanged: self._card_changed,
                WordToGuest: self._word_to_guest,
                Nag: self._nag,
                Notice: self._notice,
                ConferenceChanged: self._conference_changed,
                GroupBound: self._group_bound,
                GroupLost: self._group_lost,
                BindingQuestion: self._binding_question,
                GroupReady: self._group_ready,
                TopicLost: self._topic_lost,
                GivenUp: self._given_up,
                KeyDropped: self._key_dropped,
                StillFailing: self._still_failing,
            }
        )

    async def say(self, destination: Destination, together: Sequence[Letter]) -> None:
        """One message for all of them; none when there is nothing to say any more."""
        await self.table[type(together[0])](destination, together)

    async def _answer(self, destination: Destination, together: Sequence[Answer]) -> None:
        answer = together[0]
        # The text was made by a view, which has escaped what is not ours.
        screen = Screen(Markup(answer.text), keyboard_from_text(answer.keyboard))  # noqa: S704 (see above)
        await self._posting.post(destination, screen, quotes=answer.quotes)

    async def _card_due(self, destination: Destination, together: Sequence[CardDue]) -> None:
        await self._cards.show(destination, {letter.request_id for letter in together})

    async def _card_changed(self, destination: Destination, together: Sequence[CardChanged]) -> None:
        await self._cards.keep_true(destination, together[0].request_id)

    async def _word_to_guest(self, destination: Destination, together: Sequence[WordToGuest]) -> None:
        request = (await self._notifications.card(together[0].request_id)).request
        if request.user_id is None:  # they had everything about them erased
            return
        place_free = [letter.news is GuestNews.PLACE_FREE for letter in together]
        if all(place_free) and request.status not in UNDECIDED:  # decided meanwhile, which they hear, too
            return
        if not any(place_free) and request.status in UNDECIDED | {RequestStatus.CLAIMED}:  # it was taken back just now
            return
        tr = Translator(destination.language)
        await self._posting.post(destination, asking.standing(tr, request, place_free=any(place_free)))
        if request.status is RequestStatus.INVITED:
            await self._notifications.delivered(request.id)

    async def _nag(self, destination: Destination, together: Sequence[Nag]) -> None:
        await self._posting.post(destination, deciding.nag(Translator(destination.language), together[0].count))

    async def _notice(self, destination: Destination, together: Sequence[Notice]) -> None:
        await self._posting.post(destination, notices.notices(Translator(destination.language), together))

    async def _conference_changed(self, destination: Destination, together: Sequence[ConferenceChanged]) -> None:
        await self._posting.post(destination, notices.changes(Translator(destination.language), together[0]))

    async def _group_bound(self, destination: Destination, together: Sequence[GroupBound]) -> None:
        letter = together[0]
        if letter.chat == destination.chat_id:  # else it is another one by now
            tr = Translator(destination.language)
            await self._posting.post(destination, moderators.bound_here(tr, letter.workspace, by_group=letter.by_group))

    async def _group_lost(self, destination: Destination, together: Sequence[GroupLost]) -> None:
        await self._posting.post(destination, moderators.lost(Translator(destination.language), together[0].group))

    async def _binding_question(self, destination: Destination, together: Sequence[BindingQuestion]) -> None:
        letter = together[0]
        tr = Translator(destination.language)
        await self._posting.post(destination, moderators.question(tr, letter.workspace_id, letter.workspace))

    async def _group_ready(self, destination: Destination, together: Sequence[GroupReady]) -> None:
        await self._posting.post(destination, moderators.ready(Translator(destination.language), together[0].group))

    async def _topic_lost(self, destination: Destination, together: Sequence[TopicLost]) -> None:
        await self._posting.post(
            destination, moderators.topic_lost(Translator(destination.language), together[0].group)
        )

    async def _given_up(self, destination: Destination, together: Sequence[GivenUp]) -> None:
        tr, count = Translator(destination.language), sum(letter.count for letter in together)
        await self._posting.post(destination, moderators.given_up(tr, count, together[0].why))

    async def _key_dropped(self, destination: Destination, together: Sequence[KeyDropped]) -> None:
        letter, tr = together[0], Translator(destination.language)
        await self._posting.post(destination, apikey.dropped(tr, dropped=letter.dropped, kept=letter.kept))

    async def _still_failing(self, destination: Destination, together: Sequence[StillFailing]) -> None:
        await self._posting.post(destination, notices.still_failing(Translator(destination.language), together[0]))
