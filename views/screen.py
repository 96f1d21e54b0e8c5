"""What a person sees: one message of the bot."""

from dataclasses import dataclass

from markupsafe import Markup
from telegram import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

MAX_TEXT = 4096


@dataclass(frozen=True, slots=True)
class Screen:
    """Text in Telegram's HTML and what hangs below it."""

    text: Markup
    keyboard: InlineKeyboardMarkup | ForceReply | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A document for the chat."""

    name: str
    content: bytes
    caption: Markup
