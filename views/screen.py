"""What a person sees: one message of the bot."""

import json
from dataclasses import dataclass, field
from typing import TypeAlias

from markupsafe import Markup
from telegram import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

MAX_TEXT = 4096

Keyboard: TypeAlias = InlineKeyboardMarkup | ForceReply | ReplyKeyboardMarkup | ReplyKeyboardRemove
# By the one field that each has and no other: https://core.telegram.org/bots/api#sendmessage, reply_markup
_KEYBOARDS: dict[str, type[Keyboard]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "force_reply": ForceReply,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
}


@dataclass(frozen=True, slots=True)
class Screen:
    """Text in Telegram's HTML and what hangs below it."""

    text: Markup = field(repr=False)  # links that let people in
    keyboard: Keyboard | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """A document for the chat."""

    name: str
    content: bytes = field(repr=False)
    caption: Markup


def keyboard_as_text(keyboard: Keyboard | None) -> str:
    """The keyboard as JSON, to be kept; empty for none."""
    return keyboard.to_json() if keyboard else ""


def keyboard_from_text(text: str) -> Keyboard | None:
    """The keyboard that was kept; raises ValueError for what is none."""
    if not text:
        return None
    stored = json.loads(text)
    for its_own, kind in _KEYBOARDS.items():
        if its_own in stored:
            return kind.de_json(stored, None)
    message = "no keyboard"
    raise ValueError(message)
