"""Sends what the outbox holds, within Telegram's limits, at least once each.

A chat that has to wait, or that Telegram asks to leave alone for a while, holds up nobody else. A crash between sending
and writing that down sends the message again: twice is better than never.
"""

import asyncio
import logging
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.delivery.batches import batches
from bot.telegram.flood import Manner
from handlers.telegram_errors import (
    is_unchanged,
    may_not_write,
    message_is_gone,
    pause_of,
    topic_is_gone,
    why_unreachable,
)
from services.all_services import Background
from services.errors import AppError
from services.model import MessageKind, OutgoingMessage
from services.notifications import Destination
from services.requests.model import NEW, UNDECIDED, Card, GuestNews, Request, RequestStatus, Unreachable
from views import notices
from views.i18n import Translator
from views.requests import asking, deciding
from views.requests import moderators as moderators_view
from views.screen import Screen

logger = logging.getLogger(__name__)

CARDS_A_MINUTE = 5
CARDS_REMEMBERED = 1000
TRIES = 100  # with these pauses about a day
LONGEST_PAUSE = timedelta(minutes=15)
GATHERING = timedelta(seconds=5)  # what comes in bursts waits for the rest of the burst
_MINUTE = timedelta(minutes=1)
_IDLE = 1.0  # seconds between looks when nobody calls


class _NotYetError(Exception):
    """What to say has changed on the way: the next round looks anew."""


class Dispatcher:
    """One round is `deliver`; `run` repeats it whenever something was written."""

    def __init__(self, bot: ExtBot[Manner], background: Background, *, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._background = background
        self._now = now
        self._closed: dict[int, datetime] = {}  # chats that would not let us write: until when to leave them
        self._cards: defaultdict[int, deque[datetime]] = defaultdict(lambda: deque(maxlen=CARDS_A_MINUTE))
        self._digests: dict[int, datetime] = {}
        self._drawn: OrderedDict[int, Screen] = OrderedDict()  # what cards show: Telegram refuses to change nothing

    async def run(self) -> None:
        """Until cancelled."""
        wake = self._background.outbox.wake
        while True:
            wake.clear()
            try:
                await self.deliver()
            except Exception:  # the outbox must go on whatever happened to one round; nothing is lost
                logger.exception("A round of the outbox failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), _IDLE)

    async def deliver(self) -> int:
        """Send what may be sent now; gives how many messages were dealt with."""
        self._closed = {chat: until for chat, until in self._closed.items() if until > self._now()}
        lanes: defaultdict[int, list[tuple[Destination, OutgoingMessage]]] = defaultdict(list)
        groups: dict[int, Destination] = {}  # of this round: most messages go to few groups
        for message in await self._background.outbox.due():
            try:
                destination = await self._destination(message, groups)
            except AppError:
                await self._background.outbox.done(message, "nobody to tell")
                continue
            if destination.chat_id not in self._closed:
                lanes[destination.chat_id].append((destination, message))
        dealt = await asyncio.gather(*(self._serve(chat_id, lane) for chat_id, lane in lanes.items()))
        return sum(dealt)

    async def _destination(self, message: OutgoingMessage, groups: dict[int, Destination]) -> Destination:
        notifications = self._background.notifications
        if message.kind is MessageKind.GUEST:
            return await notifications.guest(message.user_id)
        workspace_id = message.workspace_id or 0
        if message.kind is MessageKind.UNBOUND:
            return await notifications.organizers(workspace_id)
        if workspace_id not in groups:
            groups[workspace_id] = await notifications.moderators(workspace_id)
        return groups[workspace_id]

    async def _serve(self, chat_id: int, lane: Sequence[tuple[Destination, OutgoingMessage]]) -> int:
        """Deal with a chat's messages in order, as far as its limits allow."""
        dealt = 0
        waiting = list(lane)
        try:
            while together := self._next(chat_id, [message for _, message in waiting]):
                destination = next(place for place, message in waiting if message is together[0])
                if not await self._deliver(destination, together):
                    break
                dealt += len(together)
                waiting = [pair for pair in waiting if pair[1] not in together]
        except Exception:  # it could not even be postponed: the database; the other chats are served all the same
            logger.exception("A chat's messages could not be dealt with")
        return dealt

    # --- what goes next ----------------------------------------------------------------------------------------------

    def _next(self, chat_id: int, waiting: Sequence[OutgoingMessage]) -> list[OutgoingMessage]:
        """The first messages that need not wait, as many as one message can say."""
        crowded = self._crowded(chat_id)
        for together in batches(waiting, crowded=crowded):
            gathers = together[0].kind is MessageKind.NOTICE or (together[0].kind is MessageKind.CARD and crowded)
            if gathers and together[0].created_at > self._now() - GATHERING:
                continue
            if together[0].kind is MessageKind.CARD and crowded and not self._digest_is_due(chat_id):
                continue
            return together
        return []

    def _crowded(self, chat_id: int) -> bool:
        cards_sent = self._cards[chat_id]
        return len(cards_sent) == CARDS_A_MINUTE and self._now() - cards_sent[0] < _MINUTE

    def _digest_is_due(self, chat_id: int) -> bool:
        """One a minute: a burst of requests is no burst of digests."""
        last = self._digests.get(chat_id)
        return last is None or self._now() - last >= _MINUTE

    # --- what becomes of it ------------------------------------------------------------------------------------------

    async def _deliver(self, destination: Destination, together: Sequence[OutgoingMessage]) -> bool:
        """Send one message for all of `together`; False when the chat has to wait."""
        try:
            await self._send(destination, together)
            for message in together:
                await self._background.outbox.done(message)
        except _NotYetError:
            return False
        except RetryAfter as error:
            self._look_soon(pause_of(error))
            return False
        except ChatMigrated as moved:
            await self._background.arrivals.move_chat(old_chat_id=destination.chat_id, new_chat_id=moved.new_chat_id)
            return False  # the next round finds the new chat
        except (Forbidden, BadRequest) as error:
            return await self._refused(destination, together, error)
        except AppError as error:
            await self._give_up(together, Unreachable.GIVEN_UP, error)
        except Exception as error:  # a message that breaks the code must not keep those behind it
            if not isinstance(error, TelegramError):
                logger.exception("A message of kind %s could not be sent", together[0].kind)
            await self._try_later(together, error)
        return True

    async def _refused(
        self, destination: Destination, together: Sequence[OutgoingMessage], error: Forbidden | BadRequest
    ) -> bool:
        """Telegram will not take it: another way where there is one; a chat that is closed to us may open again."""
        bindings = self._background.bindings
        guest = together[0].kind is MessageKind.GUEST
        why = why_unreachable(error)
        if not guest and destination.thread_id is not None and topic_is_gone(error):
            await bindings.topic_lost(destination.chat_id)
            return False  # the next round goes to the group itself
        if not guest and why is not Unreachable.GIVEN_UP and await bindings.group_lost(destination.chat_id):
            return False  # the next round goes to the workspace
        if not guest and may_not_write(error):
            await self._try_later(together, error)
            self._closed[destination.chat_id] = self._now() + _MINUTE
            return False
        await self._give_up(together, why, error)
        return True

    async def _give_up(self, together: Sequence[OutgoingMessage], why: Unreachable, error: Exception) -> None:
        """Nobody can be told (blocked, deactivated, no such chat): the reason stays, and the card shows it."""
        logger.warning("A message of kind %s can't be delivered: %s", together[0].kind, error)
        if together[0].kind is MessageKind.GUEST:  # first: a crash in between only tries again
            await self._background.notifications.unreachable(together[0], why)
        for message in together:
            await self._background.outbox.done(message, str(error) or type(error).__name__)

    async def _try_later(self, together: Sequence[OutgoingMessage], error: Exception) -> None:
        if together[0].attempts + 1 >= TRIES:
            await self._give_up(together, Unreachable.GIVEN_UP, error)
            return
        for message in together:
            await self._background.outbox.postpone(message, pause_after(message.attempts))

    # --- what is said ------------------------------------------------------------------------------------------------

    async def _send(self, destination: Destination, together: Sequence[OutgoingMessage]) -> None:
        tr = Translator(destination.language)
        message = together[0]
        if message.kind is MessageKind.CARD:
            await self._send_cards(tr, destination, together)
        elif message.kind is MessageKind.CARD_UPDATE:
            await self._update_card(tr, destination, message)
        elif message.kind is MessageKind.GUEST:
            await self._tell_guest(tr, destination, together)
        elif message.kind is MessageKind.NAG:
            await self._post(destination, deciding.nag(tr, int(message.data["count"])))
        elif message.kind is MessageKind.NOTICE:
            await self._post(destination, notices.notices(tr, [one.data for one in together]))
        elif message.kind is MessageKind.CHANGE:
            await self._post(destination, notices.changes(tr, message.data))
        elif message.kind is MessageKind.BOUND:
            if message.data["chat"] == str(destination.chat_id):  # else it is another one by now
                await self._post(destination, moderators_view.bound_here(tr, message.data["workspace"]))
        elif message.kind is MessageKind.UNBOUND:
            await self._post(destination, moderators_view.lost(tr, message.data["group"]))

    async def _tell_guest(self, tr: Translator, destination: Destination, together: Sequence[OutgoingMessage]) -> None:
        request = (await self._background.notifications.card(together[0].request_id)).request
        if request.user_id is None:  # they had everything about them erased
            return
        place_free = [message.data.get("news") == GuestNews.PLACE_FREE for message in together]
        if all(place_free) and request.status not in UNDECIDED:  # decided meanwhile, which they hear, too
            return
        await self._post(destination, asking.standing(tr, request, place_free=any(place_free)))
        if request.status is RequestStatus.INVITED:
            await self._background.notifications.delivered(request.id)

    async def _send_cards(self, tr: Translator, destination: Destination, together: Sequence[OutgoingMessage]) -> None:
        notifications = self._background.notifications
        asked_for = {message.request_id for message in together}
        if len(asked_for) > 1 or self._crowded(destination.chat_id):
            count = await notifications.waiting_among(asked_for)
            if count:
                await self._post(destination, deciding.digest(tr, count))
                self._digests[destination.chat_id] = self._now()
            return
        card = await notifications.card(together[0].request_id)
        news = card.request.status in NEW or not destination.holds(card.request)
        if news and destination.wants(card.request):  # else it was decided, or a change brought its card, meanwhile
            await self._post_card(tr, destination, card)

    async def _update_card(self, tr: Translator, destination: Destination, message: OutgoingMessage) -> None:
        card = await self._background.notifications.card(message.request_id)
        if not destination.holds(card.request):
            # Only in a digest, let in by the link itself, or in a group that has no say any more: worth a card here
            # only if somebody has to do something.
            if destination.wants(card.request):
                await self._post_card(tr, destination, card)
            elif card.request.card is not None:
                await self._retire(tr, card.request)
                await self._background.notifications.card_lost(card.request.id)
            return
        screen = deciding.card(tr, card)
        if self._drawn.get(card.request.id) == screen:
            return
        try:
            await self._edit(card.request, screen, Manner.LETTER)
        except BadRequest as error:
            if message_is_gone(error):
                await self._background.notifications.card_lost(card.request.id)
                raise _NotYetError from None  # the next round posts it anew where it is needed
            if not is_unchanged(error):
                raise
        self._draw(card.request.id, screen)

    async def _post_card(self, tr: Translator, destination: Destination, card: Card) -> None:
        screen = deciding.card(tr, card)
        message_id = await self._post(destination, screen)
        self._draw(card.request.id, screen)
        self._cards[destination.chat_id].append(self._now())
        notifications = self._background.notifications
        await notifications.card_sent(card.request.id, chat_id=destination.chat_id, message_id=message_id)
        await self._retire(tr, card.request)

    async def _retire(self, tr: Translator, request: Request) -> None:
        """Take the facts off a card that will not be kept up to date any more."""
        with suppress(TelegramError):  # its buttons still do what they say
            await self._edit(request, deciding.replaced(tr, request), Manner.NICETY)

    async def _edit(self, request: Request, screen: Screen, manner: Manner) -> None:
        """Redraw a request's card where it was posted; nothing to do when it was not."""
        if request.card is None:
            return
        chat_id, message_id = request.card
        await self._bot.edit_message_text(
            screen.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None,
            disable_web_page_preview=True,
            rate_limit_args=manner,
        )

    def _draw(self, request_id: int, screen: Screen) -> None:
        self._drawn[request_id] = screen
        if len(self._drawn) > CARDS_REMEMBERED:
            self._drawn.popitem(last=False)

    async def _post(self, destination: Destination, screen: Screen) -> int:
        message = await self._bot.send_message(
            destination.chat_id,
            screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            message_thread_id=destination.thread_id,
            disable_web_page_preview=True,
            rate_limit_args=Manner.LETTER,
        )
        return message.message_id

    def _look_soon(self, seconds: float) -> None:
        """A chat's turn comes before the next look: a letter is late by as much as it has to be."""
        if seconds < _IDLE:
            asyncio.get_running_loop().call_later(seconds, self._background.outbox.wake.set)


def pause_after(attempts: int) -> timedelta:
    """How long to wait before another try."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_PAUSE)
