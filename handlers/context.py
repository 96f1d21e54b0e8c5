"""One update on its way through a handler: who acts, in which language, and how the answer reaches the chat."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from handlers.incoming import Incoming
from handlers.telegram_errors import is_unchanged, may_not_write, passes
from services.all_services import Services
from services.errors import AppError, ErrorCode
from services.letters import Answer
from services.model import Actor
from services.outbox import Outbox
from views.i18n import Translator
from views.screen import File, Screen, keyboard_as_text
from views.typed import TOAST, clip

logger = logging.getLogger(__name__)


_PATIENCE = 1.0  # seconds of silence that feel like nothing is happening
_TYPING_LASTS = 4.5  # Telegram shows "typing…" for about five seconds

Retry = Callable[[int, int], Awaitable[bool]]


class Context(Incoming):
    """What a feature needs.

    `retry(update_id, user_id)` runs an interrupted update again, False if it is not theirs. `on_change(actor)` is told
    when the actor's own role or language has changed. `outbox` says what could not be said here.
    """

    def __init__(
        self,
        update: Update,
        bot: Bot,
        services: Services,
        actor: Actor,
        *,
        outbox: Outbox,
        retry: Retry,
        on_change: Callable[[Actor], None],
    ) -> None:
        super().__init__(update, bot, actor)
        self.services = services
        self.tr = Translator(actor.language)
        self.retry = retry
        self._outbox = outbox
        self._on_change = on_change
        self._answered = False
        self._late: TelegramError | None = None  # why the outbox has to say what was to be said
        self._answering = asyncio.Lock()  # patience and the feature may come to it at the same moment

    # --- who acts ----------------------------------------------------------------------------------------------------

    def acting_as(self, actor: Actor) -> None:
        """Go on for another workspace or with another role."""
        self.actor = actor
        self.tr = Translator(actor.language)

    async def act_for(self, workspace_id: int) -> None:
        """Go on for another workspace that the actor administers, in private only; 0 is none in particular.

        Raises AppError(NOT_ALLOWED).
        """
        if workspace_id not in {0, self.actor.workspace.id}:
            if not self.actor.in_private:
                raise AppError(ErrorCode.NOT_ALLOWED)
            self.acting_as(await self.services.people.acting_in(self.actor, workspace_id))

    async def refresh(self) -> None:
        """Look anew who acts here, after a change of their own rights or language."""
        self.acting_as(await self.services.people.refreshed(self.actor))
        self._on_change(self.actor)

    # --- what goes out -----------------------------------------------------------------------------------------------

    async def show(self, screen: Screen) -> int | None:
        """Show a screen: in place of the one whose button was pressed, else as a new message. Gives the message's id.

        Where Telegram does not take it now, it comes later as a new message, whose id nobody knows (None).
        Bot API: editMessageText, sendMessage.
        """
        return await self._or_later(self._show, screen)

    async def send(self, screen: Screen) -> int | None:
        """Send a new message into the chat and topic of the update; like `show`. Bot API: sendMessage."""
        return await self._or_later(self._send, screen)

    async def show_result(self, *screens: Screen, anew: bool = False) -> int | None:
        """Show what something came to that was done: written down first, so that even a crash leaves it to be said.

        The first one like `show` (`anew`: like `send`), the others below it; gives the id of the first. It ends the
        update: whatever is left to do may be lost with the process.
        """
        first, *others = screens
        try:
            async with self._saying(*screens):
                self._keep_order()
                message_id = await (self._send if anew else self._show)(first)
                for screen in others:
                    await self._send(screen)
                return message_id
        except TelegramError as error:
            self._hand_over(error)
            return None

    async def toast_result(self, text: str) -> None:
        """What something came to that was done, as a word over the chat."""
        try:
            async with self._saying(self._plain(text)):
                if not await self._answer(clip(text, TOAST), alert=False):
                    await self._send(self._plain(text))
        except TelegramError as error:
            self._hand_over(error)

    async def show_progress(self, screen: Screen) -> None:
        """How far the work is, in place of the screen whose button was pressed.

        Showing is no part of doing: whatever Telegram says to it, and however long it takes, the work goes on.
        """
        if self.clicked_message_id is not None and not self.keeps_message:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self._edit(self.clicked_message_id, screen)

    async def send_file(self, file: File) -> None:
        """Send a document. Bot API: sendDocument."""
        await self._following(
            lambda chat_id: self.bot.send_document(
                chat_id,
                document=file.content,
                filename=file.name,
                caption=file.caption,
                parse_mode=ParseMode.HTML,
                message_thread_id=self.topic_id,
            )
        )

    async def send_photo(self, file: File) -> None:
        """Send a picture. Bot API: sendPhoto."""
        await self._following(
            lambda chat_id: self.bot.send_photo(
                chat_id,
                photo=file.content,
                filename=file.name,
                caption=file.caption,
                parse_mode=ParseMode.HTML,
                message_thread_id=self.topic_id,
            )
        )

    async def toast(self, text: str, *, alert: bool = False) -> None:
        """A word over the chat; a message where the click was answered already, is too old, or there was none.

        Bot API: answerCallbackQuery, at most 200 characters.
        """
        if not await self._answer(clip(text, TOAST), alert=alert):
            await self.send(self._plain(text))

    async def whisper(self, text: str) -> None:
        """What only the presser may read: over the chat, in their private chat where it is too late for that.

        Bot API: answerCallbackQuery, sendMessage.
        """
        if await self._answer(clip(text, TOAST), alert=True):
            return
        try:
            await self.bot.send_message(self.actor.user_id, self.tr("plain", text=text), parse_mode=ParseMode.HTML)
        except TelegramError:  # they never wrote to the bot
            await self.send(Screen(self.tr("press-again")))

    @asynccontextmanager
    async def patience(self) -> AsyncIterator[None]:
        """Show that work goes on when it takes long, and answer a click in the end if nobody did."""
        waiting = asyncio.create_task(self._show_patience())
        try:
            yield
        finally:
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
            await self._answer()

    # --- how ---------------------------------------------------------------------------------------------------------

    async def _show_patience(self) -> None:
        await asyncio.sleep(_PATIENCE)
        if self.click is not None:
            await self._answer()  # Telegram gives a click only a short time
            return
        while True:
            with suppress(TelegramError):
                await self.bot.send_chat_action(self.actor.chat_id, ChatAction.TYPING, message_thread_id=self.topic_id)
            await asyncio.sleep(_TYPING_LASTS)

    async def _answer(self, text: str | None = None, *, alert: bool = False) -> bool:
        """Whether this answer reached the click. An answer is a nicety: that it fails must not spoil what was done."""
        if self.click is None:
            return False
        async with self._answering:
            if self._answered:
                return False
            try:
                self._answered = await self.bot.answer_callback_query(self.click.id, text=text, show_alert=alert)
            except BadRequest:
                self._answered = True  # too old: the person has long stopped waiting for it
                return False
            except TelegramError:
                return False
            return self._answered

    async def _send(self, screen: Screen) -> int:
        message = await self._following(
            lambda chat_id: self.bot.send_message(
                chat_id,
                self.addressed(screen),
                parse_mode=ParseMode.HTML,
                reply_markup=screen.keyboard,
                message_thread_id=self.topic_id,
                reply_parameters=self.quoted,
                disable_web_page_preview=True,
            )
        )
        return message.message_id

    async def _show(self, screen: Screen) -> int:
        message_id = None if self.keeps_message else self.clicked_message_id
        inline = screen.keyboard is None or isinstance(screen.keyboard, InlineKeyboardMarkup)
        if message_id is not None and inline and await self._edit(message_id, screen):
            return message_id
        return await self._send(screen)

    async def _or_later(self, say: Callable[[Screen], Awaitable[int]], screen: Screen) -> int | None:
        try:
            self._keep_order()
            return await say(screen)
        except TelegramError as error:
            self._hand_over(error)
            await self._outbox.say_later(self._as_answer(screen))
            return None

    def _keep_order(self) -> None:
        """What was to come before comes later: this, too."""
        if self._late is not None:
            raise self._late

    def _hand_over(self, error: TelegramError) -> None:
        """The outbox says it; raises what no time heals."""
        if not passes(error):
            raise error
        self._late = error
        logger.warning("An answer is said later: %s", error)

    def _saying(self, *screens: Screen) -> AbstractAsyncContextManager[None]:
        answers = [self._as_answer(screen) for screen in screens]
        return self._outbox.saying(answers, update_id=self.update.update_id)

    def _as_answer(self, screen: Screen) -> Answer:
        return Answer(
            user_id=self.actor.user_id,
            chat=self.actor.chat_id,
            text=str(self.addressed(screen)),
            keyboard=keyboard_as_text(screen.keyboard),
            thread=self.topic_id,
            quotes=self.quoted.message_id if self.quoted else None,
        )

    def _plain(self, text: str) -> Screen:
        return Screen(self.tr("plain", text=text))

    async def _edit(self, message_id: int, screen: Screen) -> bool:
        keyboard = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        try:
            await self.bot.edit_message_text(
                screen.text,
                chat_id=self.actor.chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                disable_web_page_preview=True,
            )
        except ChatMigrated:
            return False  # the message stayed behind; what is sent anew follows the group
        except BadRequest as error:
            if is_unchanged(error):
                return True
            if may_not_write(error):
                raise
            return False  # it is gone, or Telegram has something against it: a new message is better than none
        return True

    async def _following(self, send: Callable[[int], Awaitable[Message]]) -> Message:
        """Send, and follow the group where it went when it has just become a supergroup."""
        try:
            return await send(self.actor.chat_id)
        except ChatMigrated as moved:
            await self.services.people.chat_moved(
                self.actor, old_chat_id=self.actor.chat_id, new_chat_id=moved.new_chat_id
            )
            self.actor = replace(self.actor, chat_id=moved.new_chat_id)
            return await send(moved.new_chat_id)
