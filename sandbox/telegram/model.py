"""Users and buttons."""

from dataclasses import dataclass
from typing import Any, Final

from sandbox.telegram.text import Json

_ACTIONS: Final = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "request_users",
    "request_chat",
    "request_contact",
    "request_location",
)


@dataclass(frozen=True, slots=True)
class User:
    """https://core.telegram.org/bots/api#user"""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        """As clients show it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def to_json(self) -> Json:
        """The User object inside updates and answers."""
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        body: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return body | {key: value for key, value in optional.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `kind` is the field that says what it does, `text` for a plain reply-keyboard button."""

    text: str
    kind: str
    value: Any
    style: str | None = None

    @classmethod
    def from_json(cls, body: Json) -> "Button":
        """From an InlineKeyboardButton or a KeyboardButton."""
        kind = next((action for action in _ACTIONS if body.get(action) is not None), "text")
        value = body["copy_text"]["text"] if kind == "copy_text" else body[kind]
        return cls(text=body["text"], kind=kind, value=value, style=body.get("style"))


def read_buttons(markup: Json | None) -> list[list[Button]]:
    """Rows of an inline or a reply keyboard; none for other markup."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [[Button.from_json(button) for button in row] for row in rows]
