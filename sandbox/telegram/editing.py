"""Methods that change or remove messages, and answers to pressed buttons."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from sandbox.telegram import methods as m
from sandbox.telegram.chats import GroupChat, PrivateChat
from sandbox.telegram.errors import ApiError, bad_luck, bot_bug
from sandbox.telegram.messages import Chat, Message
from sandbox.telegram.presses import Answer
from sandbox.telegram.sending import check_length, open_chat, read_text
from sandbox.telegram.text import Json, utf16_length
from sandbox.telegram.world import World

DELETABLE_FOR: Final = timedelta(hours=48)
ANSWERABLE_FOR: Final = timedelta(minutes=1)
_TOAST_LIMIT: Final = 200
_SAME: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def _own_message(world: World, params: m.Edit) -> Message:
    """The bot's own message without a reply keyboard: nothing else can be edited."""
    message = open_chat(world, params.chat_id).message(params.message_id)
    if message is None:
        raise bad_luck("message to edit not found")
    if not message.from_bot or message.service or message.forward_of:
        raise bot_bug("message can't be edited")
    if message.markup and not message.has_inline_keyboard:
        raise bot_bug("message can't be edited")
    return message


def edit_message_text(world: World, params: m.EditMessageText) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext"""
    message = _own_message(world, params)
    if message.attachment:
        raise bot_bug("there is no text in the message to edit")
    text, entities = read_text(world, params.text, params.parse_mode, params.entities)
    check_length(text, caption=False)
    return _rewrite(world, message, params, text=text, html=params.text, entities=entities)


def edit_message_caption(world: World, params: m.EditMessageCaption) -> Json:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    message = _own_message(world, params)
    if not message.attachment:
        raise bot_bug("there is no caption in the message to edit")
    caption = params.caption or ""
    text, entities = read_text(world, caption, params.parse_mode, params.caption_entities)
    check_length(text, caption=True)
    return _rewrite(world, message, params, text=text, html=caption, entities=entities)


def edit_message_reply_markup(world: World, params: m.Edit) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    message = _own_message(world, params)
    return _rewrite(world, message, params, text=message.text, html=message.html, entities=message.entities)


def _rewrite(world: World, message: Message, params: m.Edit, *, text: str, html: str, entities: list[Json]) -> Json:
    """A keyboard that is not sent again is removed."""
    markup = params.reply_markup.to_json() if params.reply_markup and params.reply_markup.inline_keyboard else None
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_luck(_SAME)  # whoever presses a button twice causes it
    if (text, entities) != (message.text, message.entities):
        message.edited_at = world.now()  # a change of buttons alone does not show as "edited"
    message.text, message.html, message.entities, message.markup = text, html, entities, markup
    message.chat.announce("edited", message_id=message.id)
    return message.to_json()


def delete_message(world: World, params: m.DeleteMessage) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    chat = open_chat(world, params.chat_id)
    message = chat.message(params.message_id)
    if message is None:
        raise bad_luck("message to delete not found")
    problem = _undeletable(world, chat, message)
    if problem:
        raise problem
    chat.hide(message)
    return True


def delete_messages(world: World, params: m.DeleteMessages) -> bool:
    """https://core.telegram.org/bots/api#deletemessages; what is gone or not allowed is skipped."""
    chat = open_chat(world, params.chat_id)
    found = [message for number in params.message_ids if (message := chat.message(number))]
    for message in found:
        if not _undeletable(world, chat, message):
            chat.hide(message)
    return True


def _undeletable(world: World, chat: Chat, message: Message) -> ApiError | None:
    may = message.from_bot or isinstance(chat, PrivateChat) or (isinstance(chat, GroupChat) and chat.bot_is_admin)
    if not may:
        return bad_luck("message can't be deleted")
    if world.now() - message.date > DELETABLE_FOR:
        return bad_luck("message can't be deleted for everyone")
    return None


def pin_chat_message(world: World, params: m.PinChatMessage) -> bool:
    """https://core.telegram.org/bots/api#pinchatmessage"""
    return _pin(world, params, pinned=True)


def unpin_chat_message(world: World, params: m.UnpinChatMessage) -> bool:
    """https://core.telegram.org/bots/api#unpinchatmessage; without an id, the newest pinned one."""
    return _pin(world, params, pinned=False)


def _pin(world: World, params: m.PinChatMessage | m.UnpinChatMessage, *, pinned: bool) -> bool:
    chat = open_chat(world, params.chat_id)
    if isinstance(chat, GroupChat) and not chat.bot_is_admin:
        raise bad_luck("not enough rights to manage pinned messages in the chat")
    if params.message_id is None:
        message = next((message for message in reversed(chat.messages) if message.pinned), None)
    else:
        message = chat.message(params.message_id)
    if message is None:
        raise bad_luck(f"message to {'pin' if pinned else 'unpin'} not found")
    message.pinned = pinned
    chat.announce("edited", message_id=message.id)
    return True


def answer_callback_query(world: World, params: m.AnswerCallbackQuery) -> bool:
    """https://core.telegram.org/bots/api#answercallbackquery"""
    late = "query is too old and response timeout expired or query ID is invalid"
    press = world.presses.get(params.callback_query_id)
    if press is None or press.answers:
        raise bot_bug(late)
    if world.now() - press.at > ANSWERABLE_FOR:
        raise bad_luck(late)
    if utf16_length(params.text or "") > _TOAST_LIMIT:
        raise bot_bug("message is too long")
    if params.url and not _opens_bot(world, params.url):
        raise bot_bug("URL_INVALID")
    press.answers.append(Answer(params.text or "", params.show_alert, params.url))
    press.message.chat.announce(
        "answer",
        user_id=press.user.id,
        message_id=press.message.id,
        text=params.text or "",
        show_alert=params.show_alert,
        url=params.url,
    )
    return True


def _opens_bot(world: World, url: str) -> bool:
    """Without games, only a deep link of the bot itself may be opened."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    own = parts.path.strip("/").lower() == (world.bot.username or "").lower()
    return parts.hostname in {"t.me", "telegram.me"} and own and "start=" in parts.query
