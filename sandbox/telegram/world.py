"""The state that people and the Bot API share, and the rules of what the bot gets to see of it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from sandbox.counter import Counter
from sandbox.telegram.chats import Chat, GroupChat, Member, PrivateChat
from sandbox.telegram.errors import Violation
from sandbox.telegram.files import FileStore
from sandbox.telegram.model import Message, User
from sandbox.telegram.people import Person
from sandbox.telegram.presses import Press
from sandbox.telegram.profile import Profile
from sandbox.telegram.text import Json, leading_command, slice_utf16
from sandbox.telegram.updates import UpdateQueue

_LOG_LENGTH: Final = 1000
_FIRST_PERSON: Final = 100_001
_SUPERGROUP_BASE: Final = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a live page redraws; `kind` is one of message, edited, deleted, update, answer, action,
    members, call, profile, person."""

    kind: str
    chat_id: int | None = None
    data: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API; `description` is the error, None when it went well."""

    at: datetime
    method: str
    params: dict[str, Any]
    description: str | None = None


def utc_now() -> datetime:
    """The clock of a sandbox that nobody gave one."""
    return datetime.now(UTC)


class World:
    """Chats, people, files and updates of one bot."""

    def __init__(self, *, token: str, username: str, name: str, now: Callable[[], datetime] | None) -> None:
        self.token = token
        self.now = now or utc_now
        self.bot = User(int(token.split(":", maxsplit=1)[0]), name, username=username, is_bot=True)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, GroupChat] = {}
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.profile = Profile()
        self.presses: dict[str, Press] = {}
        self.violations: list[Violation] = []
        self.log: deque[Call] = deque(maxlen=_LOG_LENGTH)
        self.listeners: list[Callable[[Change], None]] = []
        self.shared_message_ids = Counter()
        self._person_ids = Counter(_FIRST_PERSON)
        self._group_ids = Counter()
        self._press_ids = Counter()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(@{self.bot.username})"

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps: everything but who listens."""
        return self.__dict__ | {"listeners": []}

    @property
    def pending(self) -> int:
        """Updates that the bot has not confirmed."""
        return self.updates.pending

    def announce(self, kind: str, chat: Chat | None = None, **data: Any) -> None:
        """Tells every listener of a change."""
        change = Change(kind, chat.id if chat else None, data)
        for listener in list(self.listeners):
            listener(change)

    def push(self, kind: str, payload: Json) -> None:
        """Queues an update and wakes whoever waits for one."""
        if self.updates.push(kind, payload):
            self.announce("update")

    def new_person_id(self) -> int:
        """Ids of people are small and stable from run to run."""
        return next(self._person_ids)

    def new_group_id(self, kind: str) -> int:
        """Negative, and below -10^12 for supergroups."""
        number = next(self._group_ids)
        return _SUPERGROUP_BASE - number if kind == "supergroup" else -number - 4_000_000

    def new_press_id(self) -> str:
        """Callback query ids are long numbers in text."""
        return str(4_242_000_000_000_000_000 + next(self._press_ids))

    def say(self, chat: Chat, sender: User, **content: Any) -> Message:
        """Puts a message into a chat; the bot gets an update if it is one that it sees."""
        message = Message(id=chat.next_message_id(), chat=chat, date=self.now(), sender=sender, **content)
        if chat.kind == "supergroup" and message.reply_to and message.thread_id is None:
            # Replies form a thread in every supergroup, and its id is told to bots even where there are no topics.
            message.thread_id = message.reply_to.thread_id or (None if chat.is_forum else message.reply_to.id)
        chat.add(message)
        if message.from_bot:
            chat.action = None
        elif self.sees(message):
            self.push("message", message.to_json())
        self.announce("message", chat, message_id=message.id)
        return message

    def say_service(self, chat: Chat, sender: User, service: Json, *, opens_topic: bool = False) -> Message:
        """A service message; bots get all of them."""
        message = Message(id=chat.next_message_id(), chat=chat, date=self.now(), sender=sender, service=service)
        if opens_topic:
            message.thread_id = message.id
        chat.add(message)
        if not message.from_bot and self._is_here(chat):
            self.push("message", message.to_json())
        self.announce("message", chat, message_id=message.id)
        return message

    def say_membership(self, kind: str, chat: Chat, actor: User, *, old: Member, new: Member) -> None:
        """A `my_chat_member` or `chat_member` update."""
        self.push(
            kind,
            {
                "chat": chat.to_json(),
                "from": actor.to_json(),
                "date": int(self.now().timestamp()),
                "old_chat_member": old.to_json(),
                "new_chat_member": new.to_json(),
            },
        )

    def set_bot_status(self, chat: Chat, status: str, *, by: User, old_status: str) -> None:
        """The bot's own membership changed."""
        old, new = Member(self.bot, old_status), Member(self.bot, status)
        if isinstance(chat, GroupChat):
            chat.members[self.bot.id] = new
            self.meet(chat)
        self.say_membership("my_chat_member", chat, by, old=old, new=new)
        self.announce("members", chat)

    def meet(self, group: GroupChat) -> None:
        """The bot knows everybody with whom it has shared a group."""
        if group.has(self.bot.id):
            for member in group.members.values():
                if member.user.id in self.people:
                    self.people[member.user.id].known = True

    def sees(self, message: Message) -> bool:
        """Privacy mode. https://core.telegram.org/bots/features#privacy-mode"""
        chat = message.chat
        if isinstance(chat, PrivateChat):
            return True
        if not self._is_here(chat):
            return False
        if (isinstance(chat, GroupChat) and chat.bot_is_admin) or (message.reply_to and message.reply_to.from_bot):
            return True
        return self._is_addressed(message)

    def _is_addressed(self, message: Message) -> bool:
        me = f"@{self.bot.username}".lower()
        command = leading_command(message.text, message.entities)
        if command is not None:
            addressee = command.partition("@")[2].lower()
            return not addressee or f"@{addressee}" == me
        mentions = (
            slice_utf16(message.text, e["offset"], e["length"]) for e in message.entities if e["type"] == "mention"
        )
        return any(mention.lower() == me for mention in mentions)

    def _is_here(self, chat: Chat) -> bool:
        return not isinstance(chat, GroupChat) or (chat.has(self.bot.id) and chat.upgraded_to is None)
