"""Sends what the outbox holds, within Telegram's limits, at least once each.

Telegram allows about 30 messages a second in all, one a second to a chat, and 20 a minute to a group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). A chat that has to wait, or that
Telegram asks to leave alone for a while, holds up nobody else. A crash between sending and writing that down sends the
message again: twice is better than never.
"""

import asyncio
import logging
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.flood import pause_of
from services.errors import AppError
from services.model import MessageKind, OutgoingMessage
from services.notifications import Destination
from services.registry import Services
from views import cards, requests
from views.i18n import Translator
from views.screen import Screen

logger = logging.getLogger(__name__)

A_SECOND_IN_ALL = 30
A_MINUTE_TO_GROUP = 20
CARDS_A_MINUTE = 5
NOTICES_AT_ONCE = 15
CARDS_REMEMBERED = 1000
TRIES = 8
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_IDLE = 1.0  # seconds between looks when nobody calls


class Limits:
    """When the next message to a chat may go out, by what was sent."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._everywhere: deque[datetime] = deque(maxlen=A_SECOND_IN_ALL)
        self._to_chat: defaultdict[int, deque[datetime]] = defaultdict(lambda: deque(maxlen=A_MINUTE_TO_GROUP))
        self._pauses: dict[int, datetime] = {}

    def pause(self, chat_id: int, seconds: float) -> None:
        """Telegram asks to leave a chat alone."""
        self._pauses[chat_id] = self._now() + timedelta(seconds=seconds)

    def allow(self, chat_id: int) -> bool:
        """Whether a message may go to the chat now."""
        now = self._now()
        if self._pauses.get(chat_id, now) > now:
            return False
        full = len(self._everywhere) == A_SECOND_IN_ALL and now - self._everywhere[0] < _SECOND
        sent = self._to_chat[chat_id]
        just_now = bool(sent) and now - sent[-1] < _SECOND
        crowded = chat_id < 0 and len(sent) == A_MINUTE_TO_GROUP and now - sent[0] < _MINUTE
        return not (full or just_now or crowded)

    def sent(self, chat_id: int) -> None:
        """Count a message."""
        self._everywhere.append(self._now())
        self._to_chat[chat_id].append(self._now())

    def forget_idle(self) -> None:
        """Keep no memory of chats that have been quiet for a minute."""
        quiet = [chat for chat, sent in self._to_chat.items() if not sent or self._now() - sent[-1] > _MINUTE]
        for chat in quiet:
            del self._to_chat[chat]
        for chat in [chat for chat, until in self._pauses.items() if until <= self._now()]:
            del self._pauses[chat]


class Dispatcher:
    """One round is `deliver`; `run` repeats it whenever something was written."""

    def __init__(self, bot: Bot, services: Services, *, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._services = services
        self._now = now
        self._limits = Limits(now)
        self._cards: defaultdict[int, deque[datetime]] = defaultdict(lambda: deque(maxlen=CARDS_A_MINUTE))
        self._drawn: OrderedDict[int, Screen] = OrderedDict()  # what cards show: Telegram refuses to change nothing

    async def run(self) -> None:
        """Until cancelled."""
        wake = self._services.outbox.wake
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
        self._limits.forget_idle()
        lanes: defaultdict[int, list[tuple[Destination, OutgoingMessage]]] = defaultdict(list)
        for message in await self._services.outbox.due():
            try:
                destination = await self._destination(message)
            except AppError:
                await self._services.outbox.done(message, "nobody to tell")
                continue
            lanes[destination.chat_id].append((destination, message))
        dealt = await asyncio.gather(*(self._serve(chat_id, lane) for chat_id, lane in lanes.items()))
        return sum(dealt)

    async def _destination(self, message: OutgoingMessage) -> Destination:
        notifications = self._services.notifications
        if message.kind is MessageKind.GUEST and message.user_id is not None:
            return await notifications.guest(message.user_id)
        if message.kind is MessageKind.CARD_UPDATE and message.request_id is not None:
            card = await notifications.card(message.request_id)
            destination = await notifications.moderators(card.request.workspace_id)
            if card.request.card is None:
                return destination
            return Destination(card.request.card[0], None, destination.language)
        workspace_id = message.workspace_id
        if workspace_id is None and message.request_id is not None:
            workspace_id = (await notifications.card(message.request_id)).request.workspace_id
        if message.kind is MessageKind.UNBOUND:
            return await notifications.organizers(workspace_id or 0)
        return await notifications.moderators(workspace_id or 0)

    async def _serve(self, chat_id: int, lane: Sequence[tuple[Destination, OutgoingMessage]]) -> int:
        """Deal with a chat's messages in order, as far as its limits allow."""
        dealt = 0
        waiting = deque(lane)
        while waiting:
            destination = waiting[0][0]
            together = _together(waiting, crowded=self._crowded(chat_id))
            if not self._limits.allow(chat_id):
                break
            if not await self._deliver(destination, together):
                break
            dealt += len(together)
            waiting = deque(pair for pair in waiting if pair[1] not in together)
        return dealt

    def _crowded(self, chat_id: int) -> bool:
        cards_sent = self._cards[chat_id]
        return len(cards_sent) == CARDS_A_MINUTE and self._now() - cards_sent[0] < _MINUTE

    async def _deliver(self, destination: Destination, together: Sequence[OutgoingMessage]) -> bool:
        """Send one message for all of `together`; False when the chat has to wait."""
        first = together[0]
        try:
            await self._send(destination, together)
        except RetryAfter as error:
            self._limits.pause(destination.chat_id, pause_of(error))
            return False
        except ChatMigrated as moved:
            await self._services.people.move_chat(old_chat_id=destination.chat_id, new_chat_id=moved.new_chat_id)
            return False  # the next round finds the new chat
        except (Forbidden, BadRequest, AppError) as error:
            await self._give_up(together, error)
        except TelegramError as error:
            await self._try_later(together, error)
        else:
            for message in together:
                await self._services.outbox.done(message)
            if first.kind is MessageKind.GUEST:
                await self._services.notifications.delivered(first)
        return True

    async def _give_up(self, together: Sequence[OutgoingMessage], error: Exception) -> None:
        """Nobody can be told (blocked, deactivated, no such chat): the reason stays, and the card shows it."""
        logger.warning("A message of kind %s can't be delivered: %s", together[0].kind, error)
        for message in together:
            await self._services.outbox.done(message, str(error))
        if together[0].kind is MessageKind.GUEST:
            await self._services.notifications.unreachable(together[0])

    async def _try_later(self, together: Sequence[OutgoingMessage], error: TelegramError) -> None:
        for message in together:
            if message.attempts + 1 >= TRIES:
                await self._services.outbox.done(message, f"given up: {type(error).__name__}")
            else:
                pause = timedelta(seconds=2**message.attempts)
                await self._services.outbox.postpone(message, pause, failed=True)

    # --- what is said ------------------------------------------------------------------------------------------------

    async def _send(self, destination: Destination, together: Sequence[OutgoingMessage]) -> None:
        tr = Translator(destination.language)
        message = together[0]
        if message.kind is MessageKind.CARD:
            await self._send_cards(tr, destination, together)
        elif message.kind is MessageKind.CARD_UPDATE and message.request_id is not None:
            await self._update_card(tr, destination, message.request_id)
        elif message.kind is MessageKind.GUEST and message.request_id is not None:
            request = (await self._services.notifications.card(message.request_id)).request
            await self._post(destination, requests.standing(tr, request))
        elif message.kind is MessageKind.NAG:
            await self._post(destination, cards.nag(tr, int(message.data["count"])))
        elif message.kind is MessageKind.NOTICE:
            await self._post(destination, cards.notices(tr, [one.data for one in together]))
        elif message.kind is MessageKind.CHANGE:
            await self._post(destination, cards.changes(tr, message.data))
        elif message.kind is MessageKind.UNBOUND:
            await self._post(destination, cards.unbound(tr, message.data["group"]))

    async def _send_cards(self, tr: Translator, destination: Destination, together: Sequence[OutgoingMessage]) -> None:
        if self._crowded(destination.chat_id):
            await self._post(destination, cards.digest(tr, len(together)))
            return
        card = await self._services.notifications.card(together[0].request_id or 0)
        screen = cards.card(tr, card)
        message_id = await self._post(destination, screen)
        self._draw(card.request.id, screen)
        self._cards[destination.chat_id].append(self._now())
        await self._services.notifications.card_sent(
            card.request.id, chat_id=destination.chat_id, message_id=message_id
        )

    async def _update_card(self, tr: Translator, destination: Destination, request_id: int) -> None:
        card = await self._services.notifications.card(request_id)
        if card.request.card is None:
            return  # not posted yet, or only in a digest: it will be drawn as it is then
        screen = cards.card(tr, card)
        if self._drawn.get(request_id) == screen:
            return
        self._draw(request_id, screen)
        chat_id, message_id = card.request.card
        self._limits.sent(destination.chat_id)
        try:
            await self._bot.edit_message_text(
                screen.text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None,
                disable_web_page_preview=True,
            )
        except BadRequest as error:
            if "not modified" not in error.message:
                raise

    def _draw(self, request_id: int, screen: Screen) -> None:
        self._drawn[request_id] = screen
        if len(self._drawn) > CARDS_REMEMBERED:
            self._drawn.popitem(last=False)

    async def _post(self, destination: Destination, screen: Screen) -> int:
        self._limits.sent(destination.chat_id)
        message = await self._bot.send_message(
            destination.chat_id,
            screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            message_thread_id=destination.thread_id,
            disable_web_page_preview=True,
        )
        return message.message_id


def _together(waiting: Sequence[tuple[Destination, OutgoingMessage]], *, crowded: bool) -> list[OutgoingMessage]:
    """What one message can say: a burst of notices, changes of one card, all cards where too many came at once."""
    first = waiting[0][1]
    if first.kind is MessageKind.NOTICE:
        return [m for _, m in waiting if m.kind is MessageKind.NOTICE][:NOTICES_AT_ONCE]
    if first.kind is MessageKind.CARD and crowded:
        return [m for _, m in waiting if m.kind is MessageKind.CARD]
    if first.kind is MessageKind.CARD_UPDATE:
        return [m for _, m in waiting if m.kind is MessageKind.CARD_UPDATE and m.request_id == first.request_id]
    return [first]
