from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sandbox.telegram.chats import GroupChat, Member
from sandbox.telegram.dispatch import dispatch
from sandbox.telegram.errors import TOO_MANY_REQUESTS, AnswerLostError, ApiError, ConnectionDroppedError, Violation
from sandbox.telegram.files import Upload
from sandbox.telegram.messages import Chat
from sandbox.telegram.model import User
from sandbox.telegram.people import Person
from sandbox.telegram.surroundings import utc_now
from sandbox.telegram.text import Json
from sandbox.telegram.world import Call, World

_BAD_GATEWAY = 502
_UPDATES = "getupdates"


@dataclass(slots=True)
class _Fault:
    """What the next calls get instead of, or after, being carried out."""

    error: ApiError | AnswerLostError | ConnectionDroppedError
    method: str | None
    chat_id: int | None
    left: int

    def strikes(self, method: str, params: Mapping[str, Any]) -> bool:
        """Polling goes on during trouble unless it is named itself."""
        if self.method is None and method.lower() == _UPDATES:
            return False
        same_method = self.method is None or self.method.lower() == method.lower()
        return same_method and (self.chat_id is None or str(params.get("chat_id")) == str(self.chat_id))


class TelegramSandbox(World):
    """A whole small Telegram around one bot.

    `token` looks like a real one ("42:TEST…"), its number is the bot's user id; `now` gives aware datetimes.
    """

    def __init__(
        self,
        token: str = "42:TEST-sandbox-token-of-the-fake-telegram",  # noqa: S107 - opens nothing
        username: str = "conference_bot",
        *,
        name: str = "Conference Bot",
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(token=token, username=username, name=name, now=now or utc_now)
        self.people: dict[int, Person] = {}
        self._faults: list[_Fault] = []

    def __getstate__(self) -> dict[str, Any]:
        """What pickle keeps; trouble ends with the process."""
        return super().__getstate__() | {"_faults": []}

    # --- the Bot API

    def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        """The `result` of one call, ready for JSON; getUpdates returns at once. Raises ApiError, AnswerLostError and
        ConnectionDroppedError."""
        try:
            result = self._carry_out(method, params, files or {})
        except ApiError as error:
            if error.bug:
                self.violations.append(Violation(method, dict(params), error.description))
            self._note(method, params, error.description)
            raise
        except AnswerLostError:
            self._note(method, params, "answer lost")
            raise
        except ConnectionDroppedError:
            self._note(method, params, "connection dropped")
            raise
        self._note(method, params, None)
        return result

    def _carry_out(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload]) -> Any:
        fault = next((fault for fault in self._faults if fault.strikes(method, params)), None)
        if fault is not None:
            fault.left -= 1
            self._faults = [other for other in self._faults if other.left > 0]
            if isinstance(fault.error, AnswerLostError):
                dispatch(self, method, params, files)
            raise fault.error
        return dispatch(self, method, params, files)

    def _note(self, method: str, params: Mapping[str, Any], description: str | None) -> None:
        if method.lower() == _UPDATES and description is None:
            return  # polling would crowd out everything else
        self.log.append(Call(self.now(), method, dict(params), description))
        self.announce("call", method=method, description=description)

    # --- trouble

    def flood(self, chat: Chat | None = None, *, seconds: int = 5, times: int = 1, method: str | None = None) -> None:
        """The next `times` calls (to one chat, of one method, or all) get 429 with `retry_after`."""
        description = f"Too Many Requests: retry after {seconds}"
        error = ApiError(TOO_MANY_REQUESTS, description, {"retry_after": seconds})
        self._faults.append(_Fault(error, method, chat.id if chat else None, times))

    def fail(
        self,
        method: str | None = None,
        *,
        chat: Chat | None = None,
        code: int = _BAD_GATEWAY,
        description: str = "Bad Gateway",
        times: int = 1,
    ) -> None:
        """The next `times` calls (of one method, or all) get that error and are not carried out."""
        self._faults.append(_Fault(ApiError(code, description), method, chat.id if chat else None, times))

    def lose_answer(self, method: str | None = None, *, chat: Chat | None = None, times: int = 1) -> None:
        """The next `times` calls are carried out, but the bot never learns of it."""
        self._faults.append(_Fault(AnswerLostError(), method, chat.id if chat else None, times))

    def drop_connection(self, method: str | None = None, *, chat: Chat | None = None, times: int = 1) -> None:
        """The next `times` calls do not arrive."""
        self._faults.append(_Fault(ConnectionDroppedError(), method, chat.id if chat else None, times))

    def heal(self) -> None:
        """Ends all trouble."""
        self._faults.clear()

    # --- the cast

    def add_person(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "ru",
    ) -> Person:
        """Somebody who has never met the bot."""
        user = User(self.new_person_id(), first_name, last_name, username, language_code)
        person = self.people[user.id] = Person(self, user)
        self.announce("person", person.id)
        return person

    def add_group(
        self,
        title: str,
        creator: Person,
        members: Iterable[Person] = (),
        *,
        kind: Literal["group", "supergroup"] = "group",
        forum: bool = False,
        username: str | None = None,
    ) -> GroupChat:
        """A group without the bot; forums and groups with a @username are supergroups."""
        if forum or username:
            kind = "supergroup"
        group = GroupChat(self, self.new_group_id(kind), title, kind=kind, forum=forum, username=username)
        group.members[creator.id] = Member(creator.user, "creator")
        for person in members:
            group.members[person.id] = Member(person.user, "member")
        self.groups[group.id] = group
        group.announce("members")
        return group

    def add_bot_to(self, group: GroupChat, by: Person, *, admin: bool = False) -> None:
        """Adds the bot, or makes it an administrator: `my_chat_member`, and a service message if it is new."""
        group.add_bot(by=by.user, admin=admin)

    def remove_bot_from(self, group: GroupChat, by: Person) -> None:
        """Kicks the bot: "Forbidden: bot was kicked from the … chat" from now on."""
        # In this order the bot still gets the service message, as the real one does.
        group.say_service(by.user, {"left_chat_member": self.bot.to_json()})
        group.set_bot_status("kicked", by=by.user)

    def demote_bot(self, group: GroupChat, by: Person) -> None:
        """Takes the administrator's rights from the bot."""
        group.set_bot_status("member", by=by.user)

    def upgrade(self, group: GroupChat, *, forum: bool = False) -> GroupChat:
        """Makes a basic group a supergroup with a new id, and tells so in both."""
        creator = next(member.user for member in group.members.values() if member.status == "creator")
        new = GroupChat(self, self.new_group_id("supergroup"), group.title, kind="supergroup", forum=forum)
        new.members = dict(group.members)
        self.groups[new.id] = new
        group.say_service(creator, {"migrate_to_chat_id": new.id})
        group.upgraded_to = new
        new.say_service(creator, {"migrate_from_chat_id": group.id})
        new.announce("members")
        return new

    # --- what clients show

    def menu(self, person: Person, chat: Chat | None = None) -> list[Json]:
        """The commands that the person is offered there (`command`, `description`)."""
        return self.profile.menu(person.user, chat or person.private)
