"""The moderators' cards: posted once where somebody has to decide, and kept true from then on."""

from collections import OrderedDict
from collections.abc import Collection
from contextlib import suppress

from telegram.error import BadRequest, TelegramError

from bot.delivery.batches import Bursts
from bot.delivery.posting import Posting
from bot.telegram.flood import Manner
from handlers.telegram_errors import is_unchanged, message_is_gone
from services.notifications import Destination, Notifications
from services.requests.model import NEW, Card, Request
from views.i18n import Translator
from views.requests import deciding
from views.screen import Screen

REMEMBERED = 1000


class LookAgainError(Exception):
    """What there is to do has changed on the way: the next round looks anew."""


class Cards:
    """Methods raise TelegramError, AppError(OUTDATED) for a request that is gone, LookAgainError."""

    def __init__(self, posting: Posting, notifications: Notifications, bursts: Bursts) -> None:
        self._posting = posting
        self._notifications = notifications
        self._bursts = bursts
        self._drawn: OrderedDict[int, Screen] = OrderedDict()  # what cards show: Telegram refuses to change nothing

    async def show(self, destination: Destination, request_ids: Collection[int]) -> None:
        """A card for one request, a digest where they come too fast."""
        tr = Translator(destination.language)
        if len(request_ids) > 1 or self._bursts.crowded(destination.chat_id):
            count = await self._notifications.waiting_among(request_ids)
            if count:
                await self._posting.post(destination, deciding.digest(tr, count))
                self._bursts.digested(destination.chat_id)
            return
        card = await self._notifications.card(next(iter(request_ids)))
        news = card.request.status in NEW or not destination.holds(card.request)
        if news and destination.wants(card.request):  # else it was decided, or a change brought its card, meanwhile
            await self._post(tr, destination, card)

    async def keep_true(self, destination: Destination, request_id: int) -> None:
        """Redraw a card; post it where it is needed and is not there."""
        tr = Translator(destination.language)
        card = await self._notifications.card(request_id)
        if not destination.holds(card.request):
            # Only in a digest, let in by the link itself, or in a group that has no say any more: worth a card here
            # only if somebody has to do something.
            if destination.wants(card.request):
                await self._post(tr, destination, card)
            elif card.request.card is not None:
                await self._retire(tr, card.request)
                await self._notifications.card_lost(card.request.id)
            return
        screen = deciding.card(tr, card)
        if self._drawn.get(request_id) == screen:
            return
        try:
            await self._posting.edit(card.request, screen)
        except BadRequest as error:
            if message_is_gone(error):
                await self._notifications.card_lost(request_id)
                raise LookAgainError from None  # it is posted anew where it is needed
            if not is_unchanged(error):
                raise
        self._draw(request_id, screen)

    async def _post(self, tr: Translator, destination: Destination, card: Card) -> None:
        screen = deciding.card(tr, card)
        message_id = await self._posting.post(destination, screen)
        self._draw(card.request.id, screen)
        self._bursts.posted(destination.chat_id)
        await self._notifications.card_sent(card.request.id, chat_id=destination.chat_id, message_id=message_id)
        await self._retire(tr, card.request)

    async def _retire(self, tr: Translator, request: Request) -> None:
        """Take the facts off a card that will not be kept up to date any more."""
        with suppress(TelegramError):  # its buttons still do what they say
            await self._posting.edit(request, deciding.replaced(tr, request), manner=Manner.NICETY)

    def _draw(self, request_id: int, screen: Screen) -> None:
        self._drawn[request_id] = screen
        if len(self._drawn) > REMEMBERED:
            self._drawn.popitem(last=False)
