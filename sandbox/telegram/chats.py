"""Private chats and groups: who is in them, what was said."""

from dataclasses import dataclass
from typing import Any, Final

from sandbox.telegram.messages import Chat, Message
from sandbox.telegram.model import User
from sandbox.telegram.surroundings import Surroundings
from sandbox.telegram.text import Json, detect_entities, leading_command, slice_utf16

# https://core.telegram.org/bots/api#user: the sender of what anonymous administrators write
ANONYMOUS_ADMIN: Final = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
_ADMIN_STATUSES: Final = frozenset({"creator", "administrator"})
_PRESENT_STATUSES: Final = _ADMIN_STATUSES | {"member"}
_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(frozen=True, slots=True)
class Member:
    """https://core.telegram.org/bots/api#chatmember; administrators here have every right."""

    user: User
    status: str
    is_anonymous: bool = False

    @property
    def is_present(self) -> bool:
        """Whether the user is in the chat now."""
        return self.status in _PRESENT_STATUSES

    @property
    def is_admin(self) -> bool:
        """Creator or administrator."""
        return self.status in _ADMIN_STATUSES

    def to_json(self) -> Json:
        """The ChatMember object of that status."""
        body: Json = {"user": self.user.to_json(), "status": self.status}
        if self.is_admin:
            body["is_anonymous"] = self.is_anonymous
        if self.status == "administrator":
            body |= {"can_be_edited": False, **dict.fromkeys(_RIGHTS, True)}
        if self.status == "kicked":
            body["until_date"] = 0
        return body


def say_membership(kind: str, chat: Chat, actor: User, *, old: Member, new: Member) -> None:
    """A `my_chat_member` or `chat_member` update."""
    chat.surroundings.push(
        kind,
        {
            "chat": chat.to_json(),
            "from": actor.to_json(),
            "date": int(chat.surroundings.now().timestamp()),
            "old_chat_member": old.to_json(),
            "new_chat_member": new.to_json(),
        },
    )


class PrivateChat(Chat):
    """A person's chat with the bot."""

    def __init__(self, surroundings: Surroundings, user: User) -> None:
        super().__init__(surroundings, user.id, "private")
        self.user = user
        self.started = False
        self.blocked = False
        self.deactivated = False

    def __repr__(self) -> str:
        return f"PrivateChat({self.user.name})"

    @property
    def known(self) -> bool:
        """Whether the bot has ever met this person; strangers' ids are "chat not found"."""
        return self.id in self.surroundings.met

    def set_blocked(self, *, blocked: bool) -> None:
        """The bot is told of it; from now on, or no longer, "Forbidden: bot was blocked by the user"."""
        self.blocked = blocked
        member, kicked = Member(self.surroundings.bot, "member"), Member(self.surroundings.bot, "kicked")
        old, new = (member, kicked) if blocked else (kicked, member)
        say_membership("my_chat_member", self, self.user, old=old, new=new)
        self.announce("members")

    def to_json(self) -> Json:
        """The Chat object of a private chat."""
        user = self.user
        optional = {"first_name": user.first_name, "last_name": user.last_name, "username": user.username}
        body: Json = {"id": self.id, "type": "private"}
        return body | {key: value for key, value in optional.items() if value is not None}


class GroupChat(Chat):
    """A basic group or a supergroup."""

    def __init__(
        self,
        surroundings: Surroundings,
        chat_id: int,
        title: str,
        *,
        kind: str,
        forum: bool,
        username: str | None = None,
    ) -> None:
        super().__init__(surroundings, chat_id, kind)
        self.title = title
        self.username = username
        self.forum = forum
        self.members: dict[int, Member] = {}
        self.topics: dict[int, str] = {}
        self.upgraded_to: GroupChat | None = None
        self.hidden_members = False  # then only bots that are administrators see who is in it

    def __repr__(self) -> str:
        return f"GroupChat({self.title})"

    @property
    def is_forum(self) -> bool:
        """Whether it has topics."""
        return self.forum

    @property
    def bot_is_here(self) -> bool:
        """Inside, and in the group that is in use: not in the one it was before its upgrade."""
        return self.has(self.bot_id) and self.upgraded_to is None

    @property
    def bot_member(self) -> Member | None:
        """The bot's membership; None when it has never been here."""
        return self.members.get(self.bot_id)

    @property
    def bot_is_admin(self) -> bool:
        """An administrator bot sees everything and may delete other people's messages."""
        return self.bot_member is not None and self.bot_member.is_admin

    def has(self, user_id: int) -> bool:
        """Whether that user is in the chat now."""
        member = self.members.get(user_id)
        return member is not None and member.is_present

    def is_admin(self, user_id: int) -> bool:
        """Whether that user is its creator or an administrator."""
        member = self.members.get(user_id)
        return member is not None and member.is_admin

    def bot_sees(self, message: Message) -> bool:
        """Privacy mode. https://core.telegram.org/bots/features#privacy-mode"""
        if not super().bot_sees(message):
            return False
        if self.bot_is_admin or (message.reply_to and message.reply_to.from_bot):
            return True
        return self._is_addressed(message)

    def _is_addressed(self, message: Message) -> bool:
        me = f"@{self.surroundings.bot.username}".lower()
        command = leading_command(message.text, message.entities)
        if command is not None:
            addressee = command.partition("@")[2].lower()
            return not addressee or f"@{addressee}" == me
        mentions = (
            slice_utf16(message.text, e["offset"], e["length"]) for e in message.entities if e["type"] == "mention"
        )
        return any(mention.lower() == me for mention in mentions)

    def add_bot(self, *, by: User, admin: bool = False) -> None:
        """Adds the bot, promotes it, or both, as far as it is not done yet."""
        if self.has(self.bot_id) and (not admin or self.bot_is_admin):
            return
        is_new = not self.has(self.bot_id)
        self.set_bot_status("administrator" if admin else "member", by=by)
        if is_new:
            self.say_service(by, {"new_chat_members": [self.surroundings.bot.to_json()]})

    def set_bot_status(self, status: str, *, by: User) -> None:
        """The bot's own membership changed."""
        bot = self.surroundings.bot
        old, new = self.bot_member or Member(bot, "left"), Member(bot, status)
        self.members[bot.id] = new
        self.meet()
        say_membership("my_chat_member", self, by, old=old, new=new)
        self.announce("members")

    def meet(self) -> None:
        """The bot knows everybody with whom it has shared a group."""
        if self.has(self.bot_id):
            self.surroundings.met.update(self.members)

    def add_member(self, user: User, *, by: User | None = None) -> Message:
        """Joins or is added: a service message, and a chat_member update where the bot may have it."""
        self._set_member(user, "member", by or user)
        return self.say_service(by or user, {"new_chat_members": [user.to_json()]})

    def remove_member(self, user: User, *, by: User | None = None) -> Message:
        """Leaves or is removed."""
        self._set_member(user, "left" if by is None else "kicked", by or user)
        return self.say_service(by or user, {"left_chat_member": user.to_json()})

    def promote(self, user: User, *, by: User, anonymous: bool = False) -> None:
        """Makes a member an administrator; no service message tells of it."""
        self._set_member(user, "administrator", by, anonymous=anonymous)

    def demote(self, user: User, *, by: User) -> None:
        """Makes an administrator a plain member."""
        self._set_member(user, "member", by)

    def _set_member(self, user: User, status: str, by: User, *, anonymous: bool = False) -> None:
        old = self.members.get(user.id, Member(user, "left"))
        new = Member(user, status, is_anonymous=anonymous)
        self.members[user.id] = new
        self.meet()
        if self.bot_is_admin:
            say_membership("chat_member", self, by, old=old, new=new)
        self.announce("members")

    def add_topic(self, name: str, *, by: User) -> int:
        """Opens a topic of a forum; its thread id is the id of the service message."""
        if not self.forum:
            raise LookupError(f"{self!r} has no topics")
        created: dict[str, Any] = {"name": name, "icon_color": 0x6FB9F0}
        message = self.say_service(by, {"forum_topic_created": created}, opens_topic=True)
        self.topics[message.id] = name
        return message.id

    def send_anonymous(self, text: str, *, reply_to: Message | None = None, thread: int | None = None) -> Message:
        """What an administrator with "remain anonymous" writes."""
        return self.say(
            ANONYMOUS_ADMIN,
            sender_chat=self,
            text=text,
            entities=detect_entities(text),
            reply_to=reply_to,
            thread_id=thread,
        )

    def to_json(self) -> Json:
        """The Chat object of a group."""
        body: Json = {"id": self.id, "type": self.kind, "title": self.title}
        if self.username:
            body["username"] = self.username
        if self.forum:
            body["is_forum"] = True
        return body
