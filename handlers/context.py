"""One update on its way through a handler: who acts, in which language, and how the answer reaches the chat."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from markupsafe import Markup
from telegram import (
    Bot,
    CallbackQuery,
    ChatMember,
    ChatMemberRestricted,
    ForceReply,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from handlers.telegram_errors import is_unchanged, message_is_gone
from services.all_services import Services
from services.errors import AppError, ErrorCode
from services.model import Actor, Role
from views.i18n import Translator
from views.screen import File, Screen
from views.typed import TOAST, clip

_PATIENCE = 1.0  # seconds of silence that feel like nothing is happening
_TYPING_LASTS = 4.5  # Telegram shows "typing…" for about five seconds

Retry = Callable[[int, int], Awaitable[bool]]


class Context:
    """What a feature needs.

    `retry(update_id, user_id)` runs an interrupted update again, False if it is not theirs. `on_change(actor)` is told
    when the actor's own role or language has changed.
    """

    def __init__(
        self,
        update: Update,
        bot: Bot,
        services: Services,
        actor: Actor,
        *,
        retry: Retry,
        on_change: Callable[[Actor], None],
    ) -> None:
        self.update = update
        self.bot = bot
        self.services = services
        self.actor = actor
        self.tr = Translator(actor.language)
        self.retry = retry
        self._on_change = on_change
        self._answered = False
        self._answering = asyncio.Lock()  # patience and the feature may come to it at the same moment

    # --- what came in ------------------------------------------------------------------------------------------------

    @property
    def click(self) -> CallbackQuery | None:
        """The press of a button, when the update is one."""
        return self.update.callback_query

    @property
    def message(self) -> Message | None:
        """The person's own message, when the update is one."""
        return None if self.click else self.update.effective_message

    @property
    def said(self) -> str:
        """What the person wrote, be it under a picture or a file; empty when nothing."""
        return (self.message.text or self.message.caption or "") if self.message else ""

    @property
    def gives_an_order(self) -> bool:
        """Whether this is a press or a command, and not mere talk or an answer to a question."""
        return self.click is not None or self.said.lstrip().startswith(("/", "."))  # the same key on two layouts

    @property
    def is_stranger_in_group(self) -> bool:
        """Whether this is a group in which the actor has no role."""
        return not self.actor.in_private and self.actor.role is Role.ANYONE

    @property
    def clicked_message_id(self) -> int | None:
        """The message whose button was pressed."""
        return self.click.message.message_id if self.click and self.click.message else None

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

    async def show(self, screen: Screen) -> int:
        """Show a screen: in place of the one whose button was pressed, else as a new message. Gives the message's id.

        Bot API: editMessageText, sendMessage.
        """
        message_id = self.clicked_message_id
        inline = screen.keyboard is None or isinstance(screen.keyboard, InlineKeyboardMarkup)
        if message_id is not None and inline and await self._edit(message_id, screen):
            return message_id
        return await self.send(screen)

    async def show_progress(self, screen: Screen) -> None:
        """How far the work is, in place of the screen whose button was pressed.

        Showing is no part of doing: whatever Telegram says to it, and however long it takes, the work goes on.
        """
        if self.clicked_message_id is not None:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self._edit(self.clicked_message_id, screen)

    async def send(self, screen: Screen) -> int:
        """Send a new message into the chat and topic of the update; gives its id. Bot API: sendMessage."""
        message = await self._following(
            lambda chat_id: self.bot.send_message(
                chat_id,
                self._addressed(screen),
                parse_mode=ParseMode.HTML,
                reply_markup=screen.keyboard,
                message_thread_id=self.topic_id,
                reply_parameters=self._quoted(),
                disable_web_page_preview=True,
            )
        )
        return message.message_id

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
            await self.send(Screen(self.tr("plain", text=text)))

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

    async def is_in(self, chat_id: int) -> bool | None:
        """Whether the actor is in a group now; None when Telegram does not tell. Bot API: getChatMember."""
        try:
            member = await self.bot.get_chat_member(chat_id, self.actor.user_id)
        except TelegramError:
            return None
        if isinstance(member, ChatMemberRestricted):  # they may be in the group or have left it
            return bool(member.is_member)
        return member.status not in {ChatMember.LEFT, ChatMember.BANNED}

    async def delete_message(self) -> bool:
        """Delete the person's message; False where the bot may not. Bot API: deleteMessage."""
        if self.message is None:
            return False
        try:
            return await self.message.delete()
        except TelegramError as error:
            return message_is_gone(error)  # gone already, as after an attempt that a restart cut off

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
            if message_is_gone(error):
                return False
            raise
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

    @property
    def topic_id(self) -> int | None:
        """The forum topic; in other groups a thread is only a chain of replies."""
        message = self.update.effective_message
        if isinstance(message, Message) and message.is_topic_message:
            return message.message_thread_id
        return None

    def _addressed(self, screen: Screen) -> Markup:
        """A forced reply prompts whom it quotes or mentions, and a press leaves nothing to quote."""
        if self.click is None or not isinstance(screen.keyboard, ForceReply):
            return screen.text
        return Markup("\n").join([Markup(self.click.from_user.mention_html()), screen.text])  # noqa: S704 (PTB escapes)

    def _quoted(self) -> ReplyParameters | None:
        """In groups answer to the message that asked, so that it is clear who is meant."""
        if self.actor.in_private or self.message is None:
            return None
        return ReplyParameters(self.message.message_id, allow_sending_without_reply=True)
