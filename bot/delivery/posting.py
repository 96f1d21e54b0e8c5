"""Letters as calls of the Bot API: within the limits or not at all, since whoever sends them comes again."""

from telegram import InlineKeyboardMarkup, ReplyParameters
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.telegram.flood import Manner
from services.notifications import Destination
from services.requests.model import Request
from views.screen import Screen


class Posting:
    """Raises telegram.error.TelegramError: RetryAfter where the limits say not yet."""

    def __init__(self, bot: ExtBot[Manner]) -> None:
        self._bot = bot

    async def post(self, destination: Destination, screen: Screen, *, quotes: int | None = None) -> int:
        """A new message; gives its id. `quotes`: the message that it answers. Bot API: sendMessage."""
        message = await self._bot.send_message(
            destination.chat_id,
            screen.text,
            parse_mode=ParseMode.HTML,
            reply_markup=screen.keyboard,
            message_thread_id=destination.thread_id,
            reply_parameters=ReplyParameters(quotes, allow_sending_without_reply=True) if quotes else None,
            disable_web_page_preview=True,
            rate_limit_args=Manner.LETTER,
        )
        return message.message_id

    async def edit(self, request: Request, screen: Screen, *, manner: Manner = Manner.LETTER) -> None:
        """Redraw a request's card where it was posted; nothing to do when it was not. Bot API: editMessageText."""
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
