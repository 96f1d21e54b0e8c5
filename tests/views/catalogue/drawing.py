"""A screen as lines to read in review: the HTML of its text, then its buttons row by row.

`[Label]` is a button, `[Label · danger]` one with a style, `[Label → address]` opens, `[Label ⧉ value]` copies. What a
button does is not drawn: tags and row ids are `test_actions`' and the stories'.
"""

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from tests.views.catalogue.shot import Drawn
from views.screen import File, Screen


def drawn(what: Drawn) -> str:
    """All that a person gets."""
    if isinstance(what, list):
        return "\n--- next message ---\n".join(drawn(one) for one in what)
    if isinstance(what, Screen):
        return "\n".join([str(what.text), *_keyboard(what.keyboard)])
    if isinstance(what, File):
        return "\n".join([f"<< {what.name} >>", *_content(what), "<< caption >>", str(what.caption)])
    return str(what)


def _content(file: File) -> list[str]:
    if file.name.endswith(".png"):
        return ["a picture"] if file.content.startswith(b"\x89PNG") else ["no picture"]
    return file.content.decode("utf-8-sig").splitlines()


def _keyboard(
    shown: InlineKeyboardMarkup | ForceReply | ReplyKeyboardMarkup | ReplyKeyboardRemove | None,
) -> list[str]:
    if isinstance(shown, InlineKeyboardMarkup):
        return [" ".join(f"[{_label(button)}]" for button in row) for row in shown.inline_keyboard]
    if isinstance(shown, ReplyKeyboardMarkup):
        return [" ".join(f"[{_key(key)}]" for key in row) for row in shown.keyboard]
    if isinstance(shown, ForceReply):
        return [f"(a reply: {shown.input_field_placeholder})"]
    return ["(keys go away)"] if isinstance(shown, ReplyKeyboardRemove) else []


def _label(button: InlineKeyboardButton) -> str:
    parts = [button.text]
    if button.url:
        parts.append(f"→ {button.url}")
    if button.copy_text:
        parts.append(f"⧉ {button.copy_text.text}")
    if button.style:
        parts.append(f"· {button.style}")
    return " ".join(parts)


def _key(key: KeyboardButton) -> str:
    if key.request_chat:
        return f"{key.text} → chats"
    return f"{key.text} → people" if key.request_users else key.text
