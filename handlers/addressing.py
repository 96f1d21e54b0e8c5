"""Whether an update is for the bot, or talk of a group in which it may read everything."""

from telegram import Chat, Message, MessageEntity, Update, User


def is_for_bot(update: Update, me: User) -> bool:
    """Presses, all that is said in private; in a group commands, answers to the bot's messages, mentions of it."""
    said = update.message or update.edited_message
    if said is None or said.chat.type == Chat.PRIVATE:
        return True
    return (said.text or said.caption or "").startswith("/") or _answers(said, me) or _mentions(said, me)


def _answers(said: Message, me: User) -> bool:
    """The message that opened a topic is answered by nobody: Telegram attaches it to everything said in the topic."""
    replied_to = said.reply_to_message
    return (
        replied_to is not None
        and replied_to.forum_topic_created is None
        and replied_to.from_user is not None
        and replied_to.from_user.id == me.id
    )


def _mentions(said: Message, me: User) -> bool:
    entities = said.parse_caption_entities() if said.caption else said.parse_entities() if said.text else {}
    return any(
        (entity.user is not None and entity.user.id == me.id)
        or (entity.type == MessageEntity.MENTION and text.lower() == f"@{me.username}".lower())
        for entity, text in entities.items()
    )
