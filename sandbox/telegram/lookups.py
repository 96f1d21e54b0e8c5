"""Methods that tell about the bot, its chats and files, and leave chats."""

from sandbox.telegram import methods as m
from sandbox.telegram.chats import GroupChat, Member, PrivateChat
from sandbox.telegram.errors import bad_luck, bot_bug
from sandbox.telegram.sending import check_group, find_chat, open_chat
from sandbox.telegram.text import Json
from sandbox.telegram.world import World

_GIFTS: Json = {
    "unlimited_gifts": True,
    "limited_gifts": True,
    "unique_gifts": True,
    "premium_subscription": True,
    "gifts_from_channels": True,
}
_PERMISSIONS: Json = dict.fromkeys(
    (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    ),
    True,
)


def get_me(world: World, _params: m.NoParams) -> Json:
    """https://core.telegram.org/bots/api#getme; privacy mode is on."""
    return world.bot.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: m.OfChat) -> Json:
    """https://core.telegram.org/bots/api#getchat"""
    chat = open_chat(world, params.chat_id)
    body = chat.to_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    pinned = next((message for message in reversed(chat.messages) if message.pinned), None)
    if pinned:
        body["pinned_message"] = pinned.to_json(with_reply=False)
    return body if isinstance(chat, PrivateChat) else body | {"permissions": _PERMISSIONS}


def _group(world: World, chat_id: int | str) -> GroupChat:
    chat = open_chat(world, chat_id)
    if not isinstance(chat, GroupChat):
        raise bot_bug("there are no administrators in the private chat")
    return chat


def get_chat_member(world: World, params: m.GetChatMember) -> Json:
    """https://core.telegram.org/bots/api#getchatmember"""
    chat = open_chat(world, params.chat_id)
    if isinstance(chat, PrivateChat):
        user = world.bot if params.user_id == world.bot.id else chat.user
        return Member(user, "member").to_json()
    group = _group(world, params.chat_id)
    if group.hidden_members and not group.bot_is_admin and params.user_id != world.bot.id:
        raise bad_luck("member list is inaccessible")
    if params.user_id in group.members:
        return group.members[params.user_id].to_json()
    private = world.private_chats.get(params.user_id)
    if private is None:
        raise bad_luck("PARTICIPANT_ID_INVALID")
    return Member(private.user, "left").to_json()


def get_chat_administrators(world: World, params: m.GetChatAdministrators) -> list[Json]:
    """https://core.telegram.org/bots/api#getchatadministrators; other bots are left out."""
    group = _group(world, params.chat_id)
    return [
        member.to_json()
        for member in group.members.values()
        if member.is_admin and (not member.user.is_bot or member.user == world.bot)
    ]


def get_chat_member_count(world: World, params: m.OfChat) -> int:
    """https://core.telegram.org/bots/api#getchatmembercount"""
    chat = open_chat(world, params.chat_id)
    return sum(member.is_present for member in chat.members.values()) if isinstance(chat, GroupChat) else 2


def leave_chat(world: World, params: m.OfChat) -> bool:
    """https://core.telegram.org/bots/api#leavechat"""
    chat = find_chat(world, params.chat_id)
    if not isinstance(chat, GroupChat):
        raise bot_bug("chat member status can't be changed in private chats")
    check_group(chat)
    chat.set_bot_status("left", by=world.bot)
    chat.say_service(world.bot, {"left_chat_member": world.bot.to_json()})
    return True


def get_file(world: World, params: m.GetFile) -> Json:
    """https://core.telegram.org/bots/api#getfile; downloads at /file/bot<token>/<file_path>."""
    stored = world.files.downloadable(params.file_id)
    described = stored.to_json()
    return {key: described[key] for key in ("file_id", "file_unique_id", "file_size")} | {"file_path": stored.path}
