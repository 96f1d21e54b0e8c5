"""What came in with an update, and what of it an answer refers to."""

from markupsafe import Markup
from telegram import Bot, CallbackQuery, ChatMember, ChatMemberRestricted, ForceReply, Message, ReplyParameters, Update
from telegram.error import TelegramError

from handlers.telegram_errors import message_is_gone
from services.model import Actor, Role
from views.callback_data import KEEPS
from views.screen import Screen


class Incoming:
    """An update that somebody sent; `actor` is who, and where."""

    def __init__(self, update: Update, bot: Bot, actor: Actor) -> None:
        self.update = update
        self.bot = bot
        self.actor = actor

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

    @property
    def keeps_message(self) -> bool:
        """Whether the message whose button was pressed stays: it holds what is not shown again."""
        return self.click is not None and (self.click.data or "").startswith(KEEPS)

    @property
    def topic_id(self) -> int | None:
        """The forum topic; in other groups a thread is only a chain of replies."""
        message = self.update.effective_message
        if isinstance(message, Message) and message.is_topic_message:
            return message.message_thread_id
        return None

    def addressed(self, screen: Screen) -> Markup:
        """A forced reply prompts whom it quotes or mentions, and a press leaves nothing to quote."""
        if self.click is None or not isinstance(screen.keyboard, ForceReply):
            return screen.text
        return Markup("\n").join([Markup(self.click.from_user.mention_html()), screen.text])  # noqa: S704 (PTB escapes)

    @property
    def quoted(self) -> ReplyParameters | None:
        """In groups answer to the message that asked, so that it is clear who is meant."""
        if self.actor.in_private or self.message is None:
            return None
        return ReplyParameters(self.message.message_id, allow_sending_without_reply=True)

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
