"""The one error handler: what no feature expected."""

import logging
import secrets

from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from handlers.gate import Gate
from handlers.telegram_errors import may_not_write
from storage.errors import StorageError
from views import errors
from views.screen import Screen

logger = logging.getLogger(__name__)


class ErrorHandler:
    """Logs with an incident number; the number is all that the person sees of it."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, update: object, ptb_context: ContextTypes.DEFAULT_TYPE) -> None:
        """PTB's error callback."""
        error = ptb_context.error
        if may_not_write(error) or isinstance(error, RetryAfter):
            logger.info("Telegram refuses to deliver to this chat: %s", error)
            return
        incident = secrets.token_hex(4)
        logger.error("Incident %s", incident, exc_info=error)
        if not isinstance(update, Update) or type(error) is NetworkError:
            return  # nobody to tell, or no way to
        try:
            context = await self._gate.enter(update, ptb_context.bot)
            if context is not None:
                await context.send(Screen(errors.unexpected(context.tr, incident)))
        except (TelegramError, StorageError) as failure:
            logger.warning("Incident %s could not be told: %s", incident, failure)
