"""The bot's own coming and going: added to groups, thrown out of them, groups that become supergroups."""

from telegram import ChatMember

from handlers import start
from handlers.context import Context

_GONE = {ChatMember.BANNED, ChatMember.LEFT}


async def bot_moved(context: Context) -> None:
    """my_chat_member: greet a group that added the bot; a moderators' group that removed it is one no more."""
    change = context.update.my_chat_member
    if change is None or context.actor.in_private:
        return
    if change.new_chat_member.status in _GONE:
        await context.services.moderators.bot_left(context.actor)
    elif change.old_chat_member.status in _GONE:
        if not context.is_stranger_in_group:
            await context.services.people.settle_language(context.actor)
        await start.greet(context)


async def migrated(context: Context) -> None:
    """A group became a supergroup: everything follows the new id. Two messages tell it, in any order."""
    message, moved = context.message, context.services.people.chat_moved
    if message is None:
        return
    if message.migrate_to_chat_id:
        await moved(context.actor, old_chat_id=message.chat_id, new_chat_id=message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await moved(context.actor, old_chat_id=message.migrate_from_chat_id, new_chat_id=message.chat_id)
