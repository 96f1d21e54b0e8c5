"""Private chats and groups: who is in them, what was said."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sandbox.counter import Counter
from sandbox.telegram.model import Message, User
from sandbox.telegram.text import Json, detect_entities

if TYPE_CHECKING:
    from sandbox.telegram.people import Person
    from sandbox.telegram.world import World

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


class Chat:
    """What all chats have in common; `messages` are those that a client shows, oldest first."""

    def __init__(self, world: "World", chat_id: int, kind: str) -> None:
        self.world = world
        self.id = chat_id
        self.kind = kind
        self.messages: list[Message] = []
        self.action: str | None = None  # what the bot "is doing": typing, upload_document
        self._by_id: dict[int, Message] = {}
        self._numbers = Counter() if kind == "supergroup" else world.shared_message_ids

    @property
    def bot_id(self) -> int:
        """Our bot's user id."""
        return self.world.bot.id

    @property
    def is_forum(self) -> bool:
        """Whether it has topics."""
        return False

    def next_message_id(self) -> int:
        """Supergroups count for themselves; all other chats of the bot share one counter, as in Telegram."""
        return next(self._numbers)

    def add(self, message: Message) -> None:
        """Shows a message at the end of the chat."""
        self.messages.append(message)
        self._by_id[message.id] = message

    def hide(self, message: Message) -> None:
        """A deleted message vanishes for everyone."""
        message.deleted = True
        self.messages.remove(message)

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


class PrivateChat(Chat):
    """A person's chat with the bot."""

    def __init__(self, world: "World", person: "Person") -> None:
        super().__init__(world, person.id, "private")
        self.person = person

    def __repr__(self) -> str:
        return f"PrivateChat({self.person.user.name})"

    def to_json(self) -> Json:
        """The Chat object of a private chat."""
        user = self.person.user
        optional = {"first_name": user.first_name, "last_name": user.last_name, "username": user.username}
        body: Json = {"id": self.id, "type": "private"}
        return body | {key: value for key, value in optional.items() if value is not None}


class GroupChat(Chat):
    """A basic group or a supergroup."""

    def __init__(
        self, world: "World", chat_id: int, title: str, *, kind: str, forum: bool, username: str | None = None
    ) -> None:
        super().__init__(world, chat_id, kind)
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

    def add_member(self, person: "Person", *, by: "Person | None" = None) -> Message:
        """Joins or is added: a service message, and a chat_member update where the bot may have it."""
        actor = by or person
        self._set_member(person, "member", actor)
        return self.world.say_service(self, actor.user, {"new_chat_members": [person.user.to_json()]})

    def remove_member(self, person: "Person", *, by: "Person | None" = None) -> Message:
        """Leaves or is removed."""
        actor = by or person
        self._set_member(person, "left" if by is None else "kicked", actor)
        return self.world.say_service(self, actor.user, {"left_chat_member": person.user.to_json()})

    def promote(self, person: "Person", *, by: "Person", anonymous: bool = False) -> None:
        """Makes a member an administrator; no service message tells of it."""
        self._set_member(person, "administrator", by, anonymous=anonymous)

    def demote(self, person: "Person", *, by: "Person") -> None:
        """Makes an administrator a plain member."""
        self._set_member(person, "member", by)

    def _set_member(self, person: "Person", status: str, by: "Person", *, anonymous: bool = False) -> None:
        old = self.members.get(person.id, Member(person.user, "left"))
        new = Member(person.user, status, is_anonymous=anonymous)
        self.members[person.id] = new
        self.world.meet(self)
        if self.bot_is_admin:
            self.world.say_membership("chat_member", self, by.user, old=old, new=new)
        self.world.announce("members", self)

    def add_topic(self, name: str, *, by: "Person") -> int:
        """Opens a topic of a forum; its thread id is the id of the service message."""
        if not self.forum:
            raise LookupError(f"{self!r} has no topics")
        created: dict[str, Any] = {"name": name, "icon_color": 0x6FB9F0}
        message = self.world.say_service(self, by.user, {"forum_topic_created": created}, opens_topic=True)
        self.topics[message.id] = name
        return message.id

    def send_anonymous(self, text: str, *, reply_to: Message | None = None, thread: int | None = None) -> Message:
        """What an administrator with "remain anonymous" writes."""
        return self.world.say(
            self,
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
