"""Methods that put messages into chats."""

from typing import Final

from sandbox.telegram import methods as m
from sandbox.telegram.chats import GroupChat, PrivateChat
from sandbox.telegram.errors import bad_luck, bot_bug, forbidden
from sandbox.telegram.files import StoredFile
from sandbox.telegram.html import parse_html
from sandbox.telegram.keyboards import ReplyKeyboardMarkup
from sandbox.telegram.messages import Chat, Message
from sandbox.telegram.params import MessageEntity, ReplyParameters
from sandbox.telegram.text import Json, detect_entities, utf16_length
from sandbox.telegram.world import World

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
_MENTION: Final = "tg://user?id="


def find_chat(world: World, chat_id: int | str) -> Chat:
    """The chat behind an id or a public @username. Raises ApiError "chat not found"."""
    if isinstance(chat_id, str) and not chat_id.removeprefix("-").isdecimal():
        named = (group for group in world.groups.values() if group.username and f"@{group.username}" == chat_id)
        group = next(named, None)
    else:
        private = world.private_chats.get(int(chat_id))
        if private is not None and private.known:
            return private
        group = world.groups.get(int(chat_id))
    if group is None or group.bot_member is None:
        raise bad_luck("chat not found")
    return group


def open_chat(world: World, chat_id: int | str) -> Chat:
    """A chat in which the bot may act. Raises the ApiError that tells why it may not."""
    chat = find_chat(world, chat_id)
    if isinstance(chat, GroupChat):
        check_group(chat)
    return chat


def check_group(group: GroupChat) -> None:
    """Raises ApiError when the bot is outside, or the group became a supergroup."""
    if group.upgraded_to is not None:
        moved = {"migrate_to_chat_id": group.upgraded_to.id}
        raise bad_luck("group chat was upgraded to a supergroup chat", moved)
    if group.bot_member is not None and group.bot_member.status == "kicked":
        raise forbidden(f"bot was kicked from the {group.kind} chat")
    if not group.has(group.bot_id):
        raise forbidden(f"bot is not a member of the {group.kind} chat")


def writable_chat(world: World, chat_id: int | str) -> Chat:
    """A chat to which the bot may send. Raises ApiError."""
    chat = open_chat(world, chat_id)
    if isinstance(chat, PrivateChat):
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
    return chat


def read_text(
    world: World, text: str, parse_mode: str | None, entities: list[MessageEntity] | None
) -> tuple[str, list[Json]]:
    """Plain text with all its entities. Raises ApiError."""
    if parse_mode and parse_mode.lower() != "html":
        raise bot_bug("unsupported parse_mode")  # the sandbox reads HTML only
    if parse_mode:
        plain, found = parse_html(text)
    else:
        plain, found = text.strip(), [entity.to_json() for entity in entities or ()]
    return plain, detect_entities(plain, [kept for entity in found if (kept := _mention(world, entity))])


def _mention(world: World, entity: Json) -> Json | None:
    """A link to a person works only for people whom the bot has met."""
    if not entity.get("url", "").startswith(_MENTION):
        return entity
    user_id = entity["url"].removeprefix(_MENTION)
    private = world.private_chats.get(int(user_id)) if user_id.isdecimal() else None
    if private is None or not private.known:
        return None
    return {key: entity[key] for key in ("offset", "length")} | {
        "type": "text_mention",
        "user": private.user.to_json(),
    }


def check_length(text: str, *, caption: bool) -> None:
    """Raises ApiError for a text that is empty or too long after parsing."""
    if not text and not caption:
        raise bot_bug("message text is empty")
    if utf16_length(text) > (CAPTION_LIMIT if caption else TEXT_LIMIT):
        raise bot_bug("message caption is too long" if caption else "message is too long")


def send_message(world: World, params: m.SendMessage) -> Json:
    """https://core.telegram.org/bots/api#sendmessage"""
    text, entities = read_text(world, params.text, params.parse_mode, params.entities)
    check_length(text, caption=False)
    return _send(world, params, text=text, html=params.text, entities=entities)


def send_photo(world: World, params: m.SendPhoto) -> Json:
    """https://core.telegram.org/bots/api#sendphoto"""
    return _send_file(world, params, world.files.accept(params.photo, "photo"))


def send_document(world: World, params: m.SendDocument) -> Json:
    """https://core.telegram.org/bots/api#senddocument"""
    return _send_file(world, params, world.files.accept(params.document, "document"))


def _send_file(world: World, params: m.Captioned, attachment: StoredFile) -> Json:
    text, entities = read_text(world, params.caption or "", params.parse_mode, params.caption_entities)
    check_length(text, caption=True)
    return _send(world, params, text=text, html=params.caption or "", entities=entities, attachment=attachment)


def _send(
    world: World,
    params: m.Reply,
    *,
    text: str,
    html: str,
    entities: list[Json],
    attachment: StoredFile | None = None,
) -> Json:
    chat = writable_chat(world, params.chat_id)
    markup = params.reply_markup
    if isinstance(markup, ReplyKeyboardMarkup) and chat.kind != "private" and (reason := markup.private_chat_only()):
        raise bot_bug(reason)
    reply_to = _replied(chat, params.reply_parameters)
    message = chat.say(
        world.bot,
        text=text,
        html=html,
        entities=entities,
        markup=markup.to_json() if markup else None,
        attachment=attachment,
        reply_to=reply_to,
        thread_id=_thread(chat, params.message_thread_id),
        protected=bool(params.protect_content),
    )
    return message.to_json()


def _replied(chat: Chat, reply: ReplyParameters | None) -> Message | None:
    if reply is None:
        return None
    if reply.chat_id not in {None, chat.id, str(chat.id)}:
        raise bot_bug("the sandbox does not know replies to other chats")
    found = chat.message(reply.message_id)
    if found is None and not reply.allow_sending_without_reply:
        raise bad_luck("message to be replied not found")
    return found


def _thread(chat: Chat, thread_id: int | None) -> int | None:
    """In a forum a topic, in another supergroup the message that replies hang on."""
    if thread_id is None:
        return None
    known = chat.kind == "supergroup" and chat.message(thread_id) is not None
    if isinstance(chat, GroupChat) and chat.is_forum:
        known = thread_id in chat.topics
    if not known:
        raise bad_luck("message thread not found") if chat.is_forum else bot_bug("message thread not found")
    return thread_id


def forward_message(world: World, params: m.ForwardMessage) -> Json:
    """https://core.telegram.org/bots/api#forwardmessage"""
    chat, source = writable_chat(world, params.chat_id), _source(world, params, "forward")
    return chat.say(
        world.bot,
        text=source.text,
        html=source.html,
        entities=source.entities,
        attachment=source.attachment,
        forward_of=source,
        thread_id=_thread(chat, params.message_thread_id),
        protected=bool(params.protect_content),
    ).to_json()


def copy_message(world: World, params: m.CopyMessage) -> Json:
    """https://core.telegram.org/bots/api#copymessage"""
    source = _source(world, params, "copy")
    text, html, entities = source.text, source.html, source.entities
    if params.caption is not None:
        html = params.caption
        text, entities = read_text(world, params.caption, params.parse_mode, params.caption_entities)
        check_length(text, caption=True)
    sent = _send(world, params, text=text, html=html, entities=entities, attachment=source.attachment)
    return {"message_id": sent["message_id"]}


def _source(world: World, params: m.ForwardMessage | m.CopyMessage, verb: str) -> Message:
    source = open_chat(world, params.from_chat_id).message(params.message_id)
    if source is None:
        raise bad_luck(f"message to {verb} not found")
    if source.protected or source.service:
        raise bot_bug("message can't be forwarded" if verb == "forward" else "message can't be copied")
    return source


def send_chat_action(world: World, params: m.SendChatAction) -> bool:
    """https://core.telegram.org/bots/api#sendchataction"""
    chat = writable_chat(world, params.chat_id)
    _thread(chat, params.message_thread_id)
    chat.action = params.action
    chat.announce("action", action=params.action)
    return True
