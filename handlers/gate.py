"""The gate: every update passes it, so no handler runs without knowing who acts, where, and in which language.

It wraps each handler instead of running in an earlier group of PTB's: when a handler of an early group raises, PTB goes
on with the later groups all the same.
"""

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from telegram import Bot, Chat, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from handlers import interrupted, picking, start
from handlers.addressing import is_for_bot
from handlers.context import Context, Retry
from handlers.telegram_errors import may_not_write
from services.all_services import Services
from services.conference_lookup import Ambiguous
from services.errors import AppError, ErrorCode
from services.model import Actor, ChatKind, Role, Sender
from services.names import called
from services.outbox import Outbox
from views import errors
from views.screen import Screen

Feature = Callable[[Context], Awaitable[None]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
Opens = Callable[[Context], bool]  # whether a feature begins for somebody who has no role in the group

# Told over the chat, for the screen below is still right; what surprises the presser has to be closed by them.
_ALERTS = {
    ErrorCode.NOT_ALLOWED,
    ErrorCode.NOT_YOURS,
    ErrorCode.RETRY_REFUSED,
    ErrorCode.NO_PLACES,
    ErrorCode.CANT_TELL,
    ErrorCode.LET_IN_BY_OTHERS,
    ErrorCode.NOT_YOUR_DECISION,
    ErrorCode.UNDO_OVER,
    ErrorCode.NOT_A_MEMBER,
    ErrorCode.MEMBERS_HIDDEN,
}
_TOASTS = {*_ALERTS, ErrorCode.REQUEST_DECIDED, ErrorCode.DIALOGUE_OVER, ErrorCode.QUESTION_ANSWERED}


def everybody(_: Context) -> bool:
    """Open to whoever comes."""
    return True


def nobody(_: Context) -> bool:
    """Closed to strangers."""
    return False


class Gate:
    """Turns an update into a Context, runs the feature, and tells the person what went wrong."""

    def __init__(
        self,
        services: Services,
        *,
        meet: Callable[[Sender], Awaitable[Actor]],
        outbox: Outbox,
        retry: Retry,
        on_arrival: Callable[[Actor], None],
    ) -> None:
        self._services = services
        self._meet = meet
        self._outbox = outbox
        self._retry = retry
        self._on_arrival = on_arrival

    def admit(self, feature: Feature, *, to_strangers: Opens = everybody, to_anonymous: bool = False) -> Callback:
        """A PTB callback for a feature. In groups strangers are refused before it begins, unless `to_strangers`.

        So are moderators who are not in their group any more, unless it is open to everybody, and all who hide behind
        the group or a channel, unless `to_anonymous`.
        """

        async def callback(update: Update, ptb_context: ContextTypes.DEFAULT_TYPE) -> None:
            if _is_anonymous(update.message) and not to_anonymous:
                await self._refuse_anonymous(update, ptb_context.bot)
                return
            context = await self.enter(update, ptb_context.bot)
            if context is None:
                return
            async with context.patience():
                closed = to_strangers is not everybody
                await _run(context, _for_those_who_belong(feature, to_strangers) if closed else feature)

        return callback

    async def enter(self, update: Update, bot: Bot) -> Context | None:
        """The context of an update; None for one that nobody sent, such as a channel's post."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None or chat.type == Chat.CHANNEL:
            return None
        actor = await self._meet(_sender(user, chat, for_bot=is_for_bot(update, bot.bot)))
        self._on_arrival(actor)
        return Context(
            update, bot, self._services, actor, outbox=self._outbox, retry=self._retry, on_change=self._on_arrival
        )

    async def tell_interrupted(self, update: Update, bot: Bot) -> None:
        """A restart cut this update off: tell its sender."""
        context = await self.enter(update, bot)
        if context is not None and not context.is_stranger_in_group:
            await interrupted.notice(context)

    async def _refuse_anonymous(self, update: Update, bot: Bot) -> None:
        if not _is_in_the_name_of_the_group(update.message):
            return  # a channel: its writer need not even be in the group
        context = await self.enter(update, bot)
        if context is not None and context.said.startswith("/"):
            await context.send(Screen(errors.text(context.tr, AppError(ErrorCode.ANONYMOUS))))


def _for_those_who_belong(feature: Feature, to_strangers: Opens) -> Feature:
    async def run(context: Context) -> None:
        if context.is_stranger_in_group and not to_strangers(context):
            raise AppError(ErrorCode.NOT_ALLOWED)
        if context.actor.role is Role.MODERATOR and context.gives_an_order:
            await _require_presence(context)
        await feature(context)

    return run


async def _require_presence(context: Context) -> None:
    """Who is a moderator only by being in the group must be in it now: a public group is open to anyone's presses."""
    inside = await context.is_in(context.actor.chat_id)
    if inside is None:
        raise AppError(ErrorCode.MEMBERS_HIDDEN)
    if not inside:
        raise AppError(ErrorCode.NOT_A_MEMBER)


async def _run(context: Context, feature: Feature) -> None:
    try:
        await feature(context)
    except Ambiguous as question:
        await picking.ask(context, question)
    except AppError as error:
        await tell(context, error)
    except TelegramError as error:
        if may_not_write(error) and context.click is not None:  # over the chat something can be said all the same
            with suppress(TelegramError):
                await context.toast(context.tr.plain("toast-may-not-write"), alert=True)
        raise


async def tell(context: Context, error: AppError) -> None:
    """Say what went wrong where the person looks, and leave the screen they came from usable."""
    if context.click is None:
        if not (error.code is ErrorCode.NOT_ALLOWED and not context.actor.in_private):
            await context.show_result(Screen(errors.text(context.tr, error)), anew=True)
    elif error.code in _TOASTS:
        await context.toast(errors.toast(context.tr, error), alert=error.code in _ALERTS)
    elif error.code is ErrorCode.OUTDATED:
        # The message stays: what it tells may still be true, and perhaps is told nowhere else.
        await context.toast(errors.toast(context.tr, error))
        if context.clicked_message_id is not None:
            await context.services.deciding.redraw(context.actor, context.clicked_message_id)
        await start.menu(context, anew=True)
    else:
        await context.show_result(Screen(errors.text(context.tr, error)), anew=True)


def _is_anonymous(message: Message | None) -> bool:
    """Somebody who writes in the name of the group or of a channel: Telegram does not tell who it is.

    It tells in the same way that a group became a supergroup, and that has to be heard.
    """
    return message is not None and message.sender_chat is not None and message.migrate_from_chat_id is None


def _is_in_the_name_of_the_group(message: Message | None) -> bool:
    """Only its administrators can do that."""
    return message is not None and message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _sender(user: User, chat: Chat, *, for_bot: bool) -> Sender:
    private = chat.type == Chat.PRIVATE
    name = called(user.full_name, user.username, user.id)
    return Sender(
        user_id=user.id,
        name=name,
        username=user.username,
        language_code=user.language_code,
        chat_id=chat.id,
        chat_kind=ChatKind.PRIVATE if private else ChatKind.GROUP,
        chat_title=name if private else chat.title or str(chat.id),
        for_bot=for_bot,
    )
