"""Sends what the outbox holds, within Telegram's limits, at least once each.

Each chat has a lane of its own: one that is slow, that has to wait, or that Telegram asks to leave alone for a while,
holds up nobody else. A crash between sending and writing that down sends the message again: twice is better than never.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.delivery.batches import Bursts
from bot.delivery.cards import Cards, LookAgainError
from bot.delivery.letters import Letters
from bot.delivery.posting import Posting
from bot.telegram.flood import Manner
from handlers.telegram_errors import may_not_write, pause_of, topic_is_gone, why_unreachable
from services.all_services import Background
from services.errors import AppError
from services.letters import Answer, BindingQuestion, OutgoingMessage, Recipient, StillFailing, WordToGuest
from services.notifications import Destination
from services.requests.model import Unreachable

logger = logging.getLogger(__name__)

TRIES = 100  # with these pauses about a day
FLICKERS = 3  # so often a topic may seem gone: Telegram says so of some that live (tdlib/telegram-bot-api#847)
LONGEST_PAUSE = timedelta(minutes=15)
_MINUTE = timedelta(minutes=1)
PATIENCE = 20.0  # seconds that a stop gives to what is being sent
_IDLE = 1.0  # seconds between looks when nobody calls


class Dispatcher:
    """`run` looks whenever something was written, and gives each chat's messages to its lane."""

    def __init__(self, bot: ExtBot[Manner], background: Background, *, now: Callable[[], datetime]) -> None:
        self._background = background
        self._now = now
        self._bursts = Bursts(now)
        posting = Posting(bot)
        cards = Cards(posting, background.notifications, self._bursts)
        self._letters = Letters(posting, background.notifications, cards)
        self._closed: dict[int, datetime] = {}  # chats that would not let us write: until when to leave them
        self._lanes: dict[int, asyncio.Task[int]] = {}  # of chats that are being served
        self._in_hand: set[int] = set()  # the messages in these lanes
        self._missed = False  # something came for a chat that was being served
        self._stopping = False

    async def run(self) -> None:
        """Until cancelled; what is being sent then is sent and noted, nothing else is begun."""
        wake = self._background.outbox.wake
        try:
            while True:
                wake.clear()
                try:
                    await self._look()
                except Exception:  # the outbox must go on whatever happened to one look; nothing is lost
                    logger.exception("A look into the outbox failed")
                with suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), _IDLE)
        finally:
            await self._stop()

    async def deliver(self) -> int:
        """Send what may be sent now; gives how many messages were dealt with."""
        return sum(await asyncio.gather(*await self._look()))

    async def _look(self) -> list[asyncio.Task[int]]:
        """Open a lane for each chat that has something due and none yet."""
        self._forget_old()
        # As it is before asking: what is sent while the answer comes must not be taken up again, nor overtaken.
        in_hand, served = frozenset(self._in_hand), frozenset(self._lanes)
        lanes: defaultdict[int, list[tuple[Destination, OutgoingMessage]]] = defaultdict(list)
        groups: dict[int, Destination] = {}  # of this look: most messages go to few groups
        for message in await self._background.outbox.due():
            if message.id in in_hand:
                continue
            try:
                destination = await self._destination(message, groups)
            except AppError:
                await self._background.outbox.done(message, "nobody to tell")
                continue
            except Exception:  # of this message only: the others go out
                if message.attempts == 0:
                    logger.exception("Where a message of kind %s goes can't be told", message.letter.kind)
                await self._background.outbox.postpone(message, pause_after(message.attempts))
                continue
            if destination.chat_id in served:
                self._missed = True
            elif destination.chat_id not in self._closed:
                lanes[destination.chat_id].append((destination, message))
        return [self._open(chat_id, lane) for chat_id, lane in lanes.items()]

    def _open(self, chat_id: int, lane: Sequence[tuple[Destination, OutgoingMessage]]) -> asyncio.Task[int]:
        task = asyncio.create_task(self._serve(chat_id, lane), name=f"letters to {chat_id}")
        self._lanes[chat_id] = task
        ids = {message.id for _, message in lane}
        self._in_hand |= ids

        def close(_: asyncio.Task[int]) -> None:
            del self._lanes[chat_id]
            self._in_hand.difference_update(ids)
            if self._missed:
                self._missed = False
                self._background.outbox.wake.set()

        task.add_done_callback(close)
        return task

    async def _stop(self) -> None:
        self._stopping = True
        if lanes := list(self._lanes.values()):
            _, late = await asyncio.wait(lanes, timeout=PATIENCE)
            for lane in late:
                lane.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _forget_old(self) -> None:
        self._bursts.forget_old()
        self._closed = {chat: until for chat, until in self._closed.items() if until > self._now()}

    async def _destination(self, message: OutgoingMessage, groups: dict[int, Destination]) -> Destination:
        notifications = self._background.notifications
        if isinstance(message.letter, Answer):  # its words are there: no language to choose
            return Destination(message.letter.chat, message.letter.thread, language="")
        if isinstance(message.letter, WordToGuest | StillFailing):
            return await notifications.guest(message.letter.user_id)
        if isinstance(message.letter, BindingQuestion):
            return await notifications.group_to_bind(message.letter.chat, message.letter.user_id)
        workspace_id = message.workspace_id or 0
        if message.letter.to is Recipient.ORGANIZERS:
            return await notifications.organizers(workspace_id)
        if workspace_id not in groups:
            groups[workspace_id] = await notifications.moderators(workspace_id)
        return groups[workspace_id]

    async def _serve(self, chat_id: int, lane: Sequence[tuple[Destination, OutgoingMessage]]) -> int:
        """Deal with a chat's messages in order, as far as its limits allow; gives how many."""
        dealt = 0
        waiting = list(lane)
        try:
            while not self._stopping:
                together = self._bursts.next(chat_id, [message for _, message in waiting])
                if not together:
                    break
                destination = next(place for place, message in waiting if message is together[0])
                if not await self._deliver(destination, together):
                    break
                dealt += len(together)
                waiting = [pair for pair in waiting if pair[1] not in together]
        except Exception:  # it could not even be postponed: the database; the other chats are served all the same
            logger.exception("A chat's messages could not be dealt with")
        return dealt

    # --- what becomes of it ------------------------------------------------------------------------------------------

    async def _deliver(self, destination: Destination, together: Sequence[OutgoingMessage]) -> bool:
        """Send one message for all of `together`; False when the chat has to wait."""
        try:
            await self._letters.say(destination, [message.letter for message in together])
            for message in together:
                await self._background.outbox.done(message)
        except LookAgainError:
            return False
        except RetryAfter as error:
            self._look_soon(pause_of(error))
            return False
        except ChatMigrated as moved:
            await self._follow(destination.chat_id, moved.new_chat_id, together[0])
            return False  # the next look finds the new chat
        except (Forbidden, BadRequest) as error:
            return await self._refused(destination, together, error)
        except AppError as error:
            await self._give_up(destination, together, Unreachable.GIVEN_UP, error)
        except Exception as error:  # a message that breaks the code must not keep those behind it
            if not isinstance(error, TelegramError) and together[0].attempts == 0:  # once: it says the same each time
                logger.exception("A message of kind %s could not be sent", together[0].letter.kind)
            await self._try_later(destination, together, error)
        return True

    async def _follow(self, old_chat_id: int, new_chat_id: int, message: OutgoingMessage) -> None:
        await self._background.arrivals.move_chat(old_chat_id=old_chat_id, new_chat_id=new_chat_id)
        if isinstance(message.letter, Answer):
            await self._background.outbox.follow(message, message.letter, chat_id=new_chat_id)

    async def _refused(
        self, destination: Destination, together: Sequence[OutgoingMessage], error: Forbidden | BadRequest
    ) -> bool:
        """Telegram will not take it: another way where there is one; a chat that is closed to us may open again."""
        bindings = self._background.bindings
        if together[0].letter.to is Recipient.ASKER and topic_is_gone(error):
            await self._try_later(destination, together, error)  # Telegram says so of topics that live, too
            return True
        to_a_person = together[0].letter.to in {Recipient.ASKER, Recipient.GUEST, Recipient.OWNER}
        why = why_unreachable(error)
        if not to_a_person and destination.thread_id is not None and topic_is_gone(error):
            if together[0].attempts < FLICKERS:
                await self._try_later(destination, together, error)
                self._closed[destination.chat_id] = self._now() + pause_after(together[0].attempts)
                return False
            await bindings.topic_lost(destination.chat_id)
            return False  # the next look goes to the group itself
        if not to_a_person and why is not Unreachable.GIVEN_UP and await bindings.group_lost(destination.chat_id):
            return False  # the next look goes to the workspace
        if not to_a_person and may_not_write(error):
            await self._try_later(destination, together, error)
            self._closed[destination.chat_id] = self._now() + _MINUTE
            return False
        await self._give_up(destination, together, why, error)
        return True

    async def _give_up(
        self, destination: Destination, together: Sequence[OutgoingMessage], why: Unreachable, error: Exception
    ) -> None:
        """Nobody can be told (blocked, deactivated, no such chat): the reason stays, and the card shows it."""
        letter = together[0].letter
        logger.warning("A message of kind %s can't be delivered: %s", letter.kind, error)
        if isinstance(letter, WordToGuest):  # first: a crash in between only tries again
            await self._background.notifications.unreachable(letter.request_id, why)
        elif letter.to is Recipient.MODERATORS:
            told = str(error) if isinstance(error, TelegramError) else ""
            await self._background.bindings.given_up(destination.chat_id, count=len(together), why=told)
        for message in together:
            await self._background.outbox.done(message, str(error) or type(error).__name__)

    async def _try_later(self, destination: Destination, together: Sequence[OutgoingMessage], error: Exception) -> None:
        if together[0].attempts + 1 >= TRIES:
            await self._give_up(destination, together, Unreachable.GIVEN_UP, error)
            return
        for message in together:
            await self._background.outbox.postpone(message, pause_after(message.attempts))

    def _look_soon(self, seconds: float) -> None:
        """A chat's turn comes before the next look: a letter is late by as much as it has to be."""
        if seconds < _IDLE:
            asyncio.get_running_loop().call_later(seconds, self._background.outbox.wake.set)


def pause_after(attempts: int) -> timedelta:
    """How long to wait before another try."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_PAUSE)
