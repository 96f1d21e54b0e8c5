"""Chats as JSON for a page that shows them: everything visible, nothing else."""

from sandbox.telegram.chats import Chat, GroupChat
from sandbox.telegram.model import Button, Message
from sandbox.telegram.people import Person
from sandbox.telegram.sandbox import TelegramSandbox
from sandbox.telegram.text import Json


def person_view(person: Person) -> Json:
    """A person, and the chats in which he or she is."""
    groups = [group for group in person.world.groups.values() if group.has(person.id) and not group.upgraded_to]
    return {
        "id": person.id,
        "name": person.user.name,
        "username": person.user.username,
        "language": person.user.language_code,
        "started": person.started,
        "blocked": person.blocked,
        "chats": [person.private.id, *(group.id for group in groups)],
    }


def chat_view(sandbox: TelegramSandbox, chat: Chat, person: Person) -> Json:
    """One chat as `person` sees it."""
    keyboard = chat.reply_keyboard
    title = chat.title if isinstance(chat, GroupChat) else sandbox.bot.name
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": title,
        "topics": chat.topics if isinstance(chat, GroupChat) else {},
        "action": chat.action,
        "messages": [message_view(message) for message in chat.messages],
        "reply_keyboard": _reply_keyboard_view(keyboard) if keyboard else None,
        "menu": sandbox.menu(person, chat),
    }


def message_view(message: Message) -> Json:
    """One message with its buttons; entities count in UTF-16 code units, as JavaScript does."""
    attachment = message.attachment
    return {
        "id": message.id,
        "date": message.date.isoformat(),
        "sender": message.sender_chat.to_json()["title"] if message.sender_chat else message.sender.name,
        "sender_id": message.sender.id,
        "from_bot": message.from_bot,
        "text": message.text,
        "entities": message.entities,
        "service": message.service,
        "edited": message.edited,
        "pinned": message.pinned,
        "protected": message.protected,
        "thread_id": message.thread_id,
        "reply_to": message.reply_to.id if message.reply_to else None,
        "forward_of": message.forward_of.sender.name if message.forward_of else None,
        "file": {"kind": attachment.kind, "name": attachment.name, "path": attachment.path} if attachment else None,
        "buttons": _rows(message.buttons) if message.has_inline_keyboard else [],
    }


def _reply_keyboard_view(message: Message) -> Json:
    markup = message.markup or {}
    return {
        "message_id": message.id,
        "rows": _rows(message.buttons),
        "force_reply": bool(markup.get("force_reply")),
        "placeholder": markup.get("input_field_placeholder"),
    }


def _rows(rows: list[list[Button]]) -> list[list[Json]]:
    return [
        [{"text": button.text, "kind": button.kind, "value": button.value, "style": button.style} for button in row]
        for row in rows
    ]
