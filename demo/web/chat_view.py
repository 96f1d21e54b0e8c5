"""Chats as JSON for a page that shows them: everything visible, nothing else."""

from typing import Final

from sandbox.telegram import Chat, GroupChat, Message, Person
from sandbox.telegram.files import StoredFile
from sandbox.telegram.model import Button
from sandbox.telegram.text import Json

MESSAGES_SHOWN: Final = 300


def person_view(person: Person) -> Json:
    """A person, and the chats in which he or she is."""
    groups = [group for group in person.world.groups.values() if group.has(person.id) and not group.upgraded_to]
    return {
        "id": person.id,
        "name": person.user.name,
        "username": person.user.username,
        "language": person.user.language_code,
        "started": person.private.started,
        "blocked": person.private.blocked,
        "chats": [person.private.id, *(group.id for group in groups)],
    }


def chat_view(chat: Chat) -> Json:
    """One chat with its newest messages; everybody in it sees the same."""
    view: Json = {
        "id": chat.id,
        "kind": chat.kind,
        "action": chat.action,
        "messages": [message_view(message) for message in chat.messages[-MESSAGES_SHOWN:]],
        "earlier": max(len(chat.messages) - MESSAGES_SHOWN, 0),
    }
    return view | _group_view(chat) if isinstance(chat, GroupChat) else view


def _group_view(group: GroupChat) -> Json:
    bot = group.bot_member
    return {
        "title": group.title,
        "forum": group.is_forum,
        "topics": [{"id": number, "name": name} for number, name in group.topics.items()],
        "bot": bot.status if bot else "left",
        "members": [
            {"id": member.user.id, "name": member.user.name, "status": member.status}
            for member in group.members.values()
            if member.is_present
        ],
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
        "reply_to": _reply_view(message.reply_to) if message.reply_to else None,
        "forward_of": message.forward_of.sender.name if message.forward_of else None,
        "file": _file_view(attachment) if attachment else None,
        "buttons": _rows(message.buttons) if message.has_inline_keyboard else [],
        "keyboard": _keyboard_view(message) if message.markup and not message.has_inline_keyboard else None,
    }


def _reply_view(answered: Message) -> Json:
    """What the quotation above an answer shows, even when the answered message is gone."""
    return {
        "id": answered.id,
        "sender": answered.sender.name,
        "sender_id": answered.sender.id,
        "text": answered.text or (answered.file_name or ""),
        "deleted": answered.deleted,
    }


def _file_view(file: StoredFile) -> Json:
    return {
        "kind": file.kind,
        "name": file.name,
        "path": file.path,
        "size": len(file.content),
        "width": file.width,
        "height": file.height,
    }


def _keyboard_view(message: Message) -> Json:
    """A reply keyboard, a forced reply, or the end of either; whom it concerns is for the client to find out."""
    markup = message.markup or {}
    return {
        "rows": _rows(message.buttons),
        "remove": bool(markup.get("remove_keyboard")),
        "force_reply": bool(markup.get("force_reply")),
        "placeholder": markup.get("input_field_placeholder"),
        "selective": bool(markup.get("selective")),
        "one_time": bool(markup.get("one_time_keyboard")),
        "resize": bool(markup.get("resize_keyboard")),
    }


def _rows(rows: list[list[Button]]) -> list[list[Json]]:
    return [
        [{"text": button.text, "kind": button.kind, "value": button.value, "style": button.style} for button in row]
        for row in rows
    ]
