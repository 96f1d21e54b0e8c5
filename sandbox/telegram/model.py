"""What a chat is made of. Messages are live: an edit changes the object that a test already holds."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sandbox.telegram.files import StoredFile
from sandbox.telegram.text import Json

if TYPE_CHECKING:
    from sandbox.telegram.chats import Chat

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


@dataclass(slots=True, eq=False)
class Message:
    """A message as everyone in the chat sees it; `text` is the caption of a file, too.

    `html` is what the bot sent, before parsing; `service` holds the fields of a service message.
    """

    id: int
    chat: "Chat"
    date: datetime
    sender: User
    sender_chat: "Chat | None" = None
    text: str = ""
    html: str = ""
    entities: list[Json] = field(default_factory=list)
    markup: Json | None = None
    reply_to: "Message | None" = None
    thread_id: int | None = None
    attachment: StoredFile | None = None
    service: Json = field(default_factory=dict)
    forward_of: "Message | None" = None
    protected: bool = False
    pinned: bool = False
    edited_at: datetime | None = None
    deleted: bool = False

    @property
    def message_id(self) -> int:
        """The Bot API's name of `id`."""
        return self.id

    @property
    def from_bot(self) -> bool:
        """Whether our bot sent it."""
        return self.sender.id == self.chat.bot_id

    @property
    def edited(self) -> bool:
        """Whether clients show "edited"."""
        return self.edited_at is not None

    @property
    def buttons(self) -> list[list[Button]]:
        """Rows of its inline or reply keyboard."""
        return read_buttons(self.markup)

    @property
    def keyboard(self) -> list[list[str]]:
        """Visible texts of its buttons, in rows."""
        return [[button.text for button in row] for row in self.buttons]

    @property
    def has_inline_keyboard(self) -> bool:
        """Only such a keyboard travels with the message object."""
        return "inline_keyboard" in (self.markup or {})

    @property
    def file_name(self) -> str | None:
        """Name of the document under which people save it."""
        return self.attachment.name if self.attachment else None

    def __repr__(self) -> str:
        return f"Message({self.id}, {self.sender.first_name}: {self.text!r}, {self.keyboard})"

    def to_json(self, *, with_reply: bool = True) -> Json:
        """The Message object; replies are one level deep. https://core.telegram.org/bots/api#message"""
        body: Json = {"message_id": self.id, "date": int(self.date.timestamp()), "chat": self.chat.to_json()}
        body["from"] = self.sender.to_json()
        if self.sender_chat:
            body["sender_chat"] = self.sender_chat.to_json()
        body |= self._thread_json() | self._content_json() | self.service
        shown = self.reply_to or self._topic_start()
        if with_reply and shown and shown is not self:
            body["reply_to_message"] = shown.to_json(with_reply=False)
        if self.edited_at:
            body["edit_date"] = int(self.edited_at.timestamp())
        if self.protected:
            body["has_protected_content"] = True
        if self.has_inline_keyboard:
            body["reply_markup"] = self.markup
        return body

    def _thread_json(self) -> Json:
        if self.thread_id is None:
            return {}
        body: Json = {"message_thread_id": self.thread_id}
        return body | {"is_topic_message": True} if self.chat.is_forum else body

    def _topic_start(self) -> "Message | None":
        """In a topic a message that answers nothing "answers" the message that opened the topic."""
        if self.thread_id is None or not self.chat.is_forum:
            return None
        return self.chat.message(self.thread_id)

    def _content_json(self) -> Json:
        body: Json = {}
        if self.attachment:
            described = self.attachment.to_json()
            body[self.attachment.kind] = [described] if self.attachment.kind == "photo" else described
        if self.text:
            body["caption" if self.attachment else "text"] = self.text
        if self.entities:
            body["caption_entities" if self.attachment else "entities"] = self.entities
        if self.forward_of:
            body["forward_origin"] = {
                "type": "user",
                "date": int(self.forward_of.date.timestamp()),
                "sender_user": self.forward_of.sender.to_json(),
            }
        return body
