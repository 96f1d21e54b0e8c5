"""Messages, and the chats that hold them. An edit changes the object that a test already holds."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.counter import Counter
from sandbox.telegram.files import StoredFile
from sandbox.telegram.model import Button, User, read_buttons
from sandbox.telegram.surroundings import Surroundings
from sandbox.telegram.text import Json


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


class Chat:
    """What all chats have in common; `messages` are those that a client shows, oldest first."""

    def __init__(self, surroundings: Surroundings, chat_id: int, kind: str) -> None:
        self.surroundings = surroundings
        self.id = chat_id
        self.kind = kind
        self.messages: list[Message] = []
        self.action: str | None = None  # what the bot "is doing": typing, upload_document
        self._by_id: dict[int, Message] = {}
        self._numbers = Counter() if kind == "supergroup" else surroundings.shared_message_ids

    @property
    def bot_id(self) -> int:
        """Our bot's user id."""
        return self.surroundings.bot.id

    @property
    def bot_is_here(self) -> bool:
        """Whether the bot gets anything from this chat."""
        return True

    @property
    def is_forum(self) -> bool:
        """Whether it has topics."""
        return False

    def bot_sees(self, message: Message) -> bool:
        """Whether the bot gets an update for what a person has written here."""
        return self.bot_is_here and message.chat is self

    def say(self, sender: User, **content: Any) -> Message:
        """Puts a message into the chat; the bot gets an update if it is one that it sees."""
        message = self._new_message(sender, **content)
        if self.kind == "supergroup" and message.reply_to and message.thread_id is None:
            # Replies form a thread in every supergroup, and its id is told to bots even where there are no topics.
            message.thread_id = message.reply_to.thread_id or (None if self.is_forum else message.reply_to.id)
        if message.from_bot:
            self.action = None
        return self._show(message, told=self.bot_sees(message))

    def say_service(self, sender: User, service: Json, *, opens_topic: bool = False) -> Message:
        """A service message; bots get all of them."""
        message = self._new_message(sender, service=service)
        if opens_topic:
            message.thread_id = message.id
        return self._show(message, told=self.bot_is_here)

    def hide(self, message: Message) -> None:
        """A deleted message vanishes for everyone."""
        message.deleted = True
        self.messages.remove(message)
        self.announce("deleted", message_id=message.id)

    def announce(self, kind: str, **data: Any) -> None:
        """Tells every listener of a change in this chat."""
        self.surroundings.announce(kind, self.id, **data)

    def _new_message(self, sender: User, **content: Any) -> Message:
        """Supergroups count for themselves; all other chats of the bot share one counter, as in Telegram."""
        return Message(id=next(self._numbers), chat=self, date=self.surroundings.now(), sender=sender, **content)

    def _show(self, message: Message, *, told: bool) -> Message:
        self.messages.append(message)
        self._by_id[message.id] = message
        if told and not message.from_bot:
            self.surroundings.push("message", message.to_json())
        self.announce("message", message_id=message.id)
        return message

    def message(self, message_id: int) -> Message | None:
        """A message that still exists."""
        found = self._by_id.get(message_id)
        return None if found is None or found.deleted else found

    def last(self, *, from_bot: bool | None = None) -> Message:
        """The newest message, of the bot or of people if asked so. Raises LookupError when there is none."""
        for message in reversed(self.messages):
            if from_bot is None or message.from_bot == from_bot:
                return message
        raise LookupError(f"no such message in {self!r}")

    @property
    def reply_keyboard(self) -> Message | None:
        """The message whose reply keyboard or forced reply clients show now; the newest one decides."""
        for message in reversed(self.messages):
            if message.markup and not message.has_inline_keyboard:
                return None if "remove_keyboard" in message.markup else message
        return None

    def to_json(self) -> Json:
        """The Chat object."""
        raise NotImplementedError
