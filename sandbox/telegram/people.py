"""People and what they can do in a client: write, press, share, block."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs, urlsplit

from sandbox.telegram.chats import GroupChat, PrivateChat
from sandbox.telegram.errors import NotVisibleError
from sandbox.telegram.files import Upload
from sandbox.telegram.keyboards import KeyboardButtonRequestChat, KeyboardButtonRequestUsers
from sandbox.telegram.messages import Chat, Message
from sandbox.telegram.model import Button, User
from sandbox.telegram.presses import Press
from sandbox.telegram.text import Json, detect_entities
from sandbox.telegram.world import World

_TELEGRAM_HOSTS: Final = frozenset({"t.me", "telegram.me"})


class Person:
    """One user of Telegram. Acts at once; whatever the bot does about it comes later."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user
        self.private = world.private_chats[user.id] = PrivateChat(world, user)

    def __repr__(self) -> str:
        return f"Person({self.user.name})"

    @property
    def id(self) -> int:
        """The user id, which is the private chat's id too."""
        return self.user.id

    def set_language(self, code: str) -> None:
        """The phone speaks another language from now on; updates and command menus follow."""
        self.user = self.private.user = replace(self.user, language_code=code)
        for group in self.world.groups.values():
            if self.id in group.members:
                group.members[self.id] = replace(group.members[self.id], user=self.user)
        self.world.announce("person", self.id)

    # --- the private chat

    def start(self, payload: str | None = None) -> Message:
        """Presses Start, of a deep link if there is a payload; unblocks the bot."""
        return self.send(f"/start {payload}" if payload else "/start")

    def block(self) -> None:
        """Stops the bot: "Forbidden: bot was blocked by the user" from now on."""
        self.private.set_blocked(blocked=True)

    def unblock(self) -> None:
        """Lets the bot write again."""
        self.private.set_blocked(blocked=False)

    def deactivate(self) -> None:
        """The account is gone: "Forbidden: user is deactivated"."""
        self.private.deactivated = True

    # --- writing

    def send(
        self, text: str, chat: Chat | None = None, *, reply_to: Message | None = None, thread: int | None = None
    ) -> Message:
        """Writes into a chat, by default the private one; commands, mentions, links become entities."""
        where = self._enter(chat)
        entities = detect_entities(text)
        return where.say(self.user, text=text, entities=entities, reply_to=reply_to, thread_id=thread)

    def send_document(
        self,
        name: str,
        content: bytes,
        chat: Chat | None = None,
        *,
        caption: str = "",
        reply_to: Message | None = None,
        thread: int | None = None,
    ) -> Message:
        """Sends a file."""
        return self._enter(chat).say(
            self.user,
            text=caption,
            entities=detect_entities(caption),
            attachment=self.world.files.keep(Upload(name, content), "document"),
            reply_to=reply_to,
            thread_id=thread,
        )

    def edit(self, message: Message, text: str) -> None:
        """Rewrites a message of one's own; the bot gets `edited_message` where it saw the message."""
        if message.sender.id != self.id:
            raise NotVisibleError("people edit only what they wrote")
        message.text, message.entities, message.edited_at = text, detect_entities(text), self.world.now()
        if message.chat.bot_sees(message):
            self.world.push("edited_message", message.to_json())
        message.chat.announce("edited", message_id=message.id)

    def delete(self, message: Message) -> None:
        """Removes a message for everyone; bots are not told."""
        message.chat.hide(message)

    # --- buttons

    def press(
        self,
        message: Message,
        button: str | None = None,
        *,
        data: str | None = None,
        group: GroupChat | None = None,
    ) -> Press:
        """Presses a button by its visible text, a unique beginning of it, or its callback data.

        `data` alone sends that callback data whether or not the button is still there, as stale and forged
        clients do. `group` is the one chosen for a `?startgroup=` link.
        """
        self._must_be_in(message.chat)
        if data is not None:
            return self._query(message, data)
        found = find_button(message, button or "")
        press = Press(self.user, message, self.world.now())
        if found.kind == "callback_data":
            return self._query(message, found.value)
        if found.kind == "url":
            press.opened = found.value
            press.sent = self.open(found.value, group=group)
        elif found.kind == "copy_text":
            press.copied = found.value
        elif found.kind == "text":
            # In groups clients send it as a reply, so that it passes privacy mode.
            answered = None if isinstance(message.chat, PrivateChat) else message
            press.sent = self.send(found.text, message.chat, reply_to=answered, thread=message.thread_id)
        else:
            raise NotVisibleError(f"{found.text!r} needs more than a press: {found.kind}")
        return press

    def press_twice(self, message: Message, button: str) -> tuple[Press, Press]:
        """An impatient double tap: two callback queries before the bot has seen the first."""
        return self.press(message, button), self.press(message, button)

    def open(self, url: str, *, group: GroupChat | None = None) -> Message | None:
        """Follows a link: `?start=` presses Start in private, `?startgroup=` adds the bot to `group`."""
        parts = urlsplit(url if "://" in url else f"https://{url}")
        username = parts.path.strip("/").lower()
        if (parts.hostname or "") not in _TELEGRAM_HOSTS or username != (self.world.bot.username or "").lower():
            return None
        query = parse_qs(parts.query, keep_blank_values=True)
        if "startgroup" in query:
            if group is None:
                raise NotVisibleError("say which group to add the bot to: group=…")
            group.add_bot(by=self.user, admin="admin" in query)
            payload = query["startgroup"][0]
            command = f"/start@{self.world.bot.username}"
            return self.send(f"{command} {payload}".strip(), group)
        return self.start(query.get("start", [""])[0])

    def share_users(self, message: Message, button: str, people: "Sequence[Person]") -> Message:
        """Answers a `request_users` button with the chosen people."""
        found = find_button(message, button)
        if found.kind != "request_users":
            raise NotVisibleError(f"{found.text!r} does not ask for people")
        request = KeyboardButtonRequestUsers.model_validate(found.value)
        if not 1 <= len(people) <= (request.max_quantity or 1):
            raise NotVisibleError(f"this button takes up to {request.max_quantity or 1} people")
        for person in people:
            self.world.met.add(person.id)
        users = [_shared_user(person.user, request) for person in people]
        service = {"users_shared": {"request_id": request.request_id, "users": users}}
        return self._enter(None).say_service(self.user, service)

    def share_chat(self, message: Message, button: str, group: GroupChat) -> Message:
        """Answers a `request_chat` button; the client adds or promotes the bot if the button demands it."""
        request = _chat_request(message, button)
        self._check_choice(request, group)
        if request.bot_administrator_rights or request.bot_is_member:
            group.add_bot(by=self.user, admin=bool(request.bot_administrator_rights))
        shared: Json = {"request_id": request.request_id, "chat_id": group.id}
        if request.request_title:
            shared["title"] = group.title
        if request.request_username and group.username:
            shared["username"] = group.username
        return self._enter(None).say_service(self.user, {"chat_shared": shared})

    def offered_groups(self, message: Message, button: str) -> list[GroupChat]:
        """The groups among which a `request_chat` button lets the person choose."""
        request = _chat_request(message, button)
        return [group for group in self.world.groups.values() if self._objection(request, group) is None]

    def _check_choice(self, request: KeyboardButtonRequestChat, group: GroupChat) -> None:
        reason = self._objection(request, group)
        if reason:
            raise NotVisibleError(f"{self!r} is not offered {group!r}: {reason}")

    def _objection(self, request: KeyboardButtonRequestChat, group: GroupChat) -> str | None:
        """Why the client does not list the group for this button."""
        reasons = {
            "it has become another one": group.upgraded_to is not None,
            "it asks for a channel": request.chat_is_channel,
            "the group is (not) a forum": request.chat_is_forum not in {None, group.is_forum},
            "the group has a/no username": request.chat_has_username not in {None, bool(group.username)},
            "they are no administrator there": bool(request.user_administrator_rights) and not group.is_admin(self.id),
            "they are not its creator": bool(request.chat_is_created)
            and (self.id not in group.members or group.members[self.id].status != "creator"),
            "they are not in it": not group.has(self.id),
        }
        return next((reason for reason, holds in reasons.items() if holds), None)

    def _query(self, message: Message, data: str) -> Press:
        press = Press(self.user, message, self.world.now(), id=self.world.new_press_id(), data=data)
        assert press.id is not None  # noqa: S101 - given on the line above; for mypy
        self.world.met.add(self.id)
        self.world.presses[press.id] = press
        shown: Json = {"chat": message.chat.to_json(), "message_id": message.id, "date": 0}
        payload: Json = {
            "id": press.id,
            "from": self.user.to_json(),
            "message": shown if message.deleted else message.to_json(),
            "chat_instance": str(message.chat.id),
            "data": data,
        }
        self.world.push("callback_query", payload)
        return press

    def _enter(self, chat: Chat | None) -> Chat:
        where = chat or self.private
        self._must_be_in(where)
        if isinstance(where, PrivateChat):
            if where.blocked:
                self.unblock()
            where.started = True
            self.world.met.add(self.id)
        elif isinstance(where, GroupChat):
            where.meet()
        return where

    def _must_be_in(self, chat: Chat) -> None:
        inside = chat.has(self.id) if isinstance(chat, GroupChat) else chat is self.private
        if not inside:
            raise NotVisibleError(f"{self!r} is not in {chat!r}")


def find_button(message: Message, wanted: str) -> Button:
    """The button with that text, unique beginning, or callback data. Raises NotVisibleError with what there is."""
    buttons = [button for row in message.buttons for button in row]
    for matches in (
        [button for button in buttons if button.text == wanted],
        [button for button in buttons if wanted and button.text.startswith(wanted)],
        [button for button in buttons if button.kind == "callback_data" and button.value == wanted],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise NotVisibleError(f"several buttons are {wanted!r}: {message.keyboard}")
    raise NotVisibleError(f"no button {wanted!r} under {message.text!r}; there are {message.keyboard}")


def _chat_request(message: Message, button: str) -> KeyboardButtonRequestChat:
    found = find_button(message, button)
    if found.kind != "request_chat":
        raise NotVisibleError(f"{found.text!r} does not ask for a chat")
    return KeyboardButtonRequestChat.model_validate(found.value)


def _shared_user(user: User, request: KeyboardButtonRequestUsers) -> Json:
    shared: Json = {"user_id": user.id}
    if request.request_name:
        shared |= {"first_name": user.first_name} | ({"last_name": user.last_name} if user.last_name else {})
    if request.request_username and user.username:
        shared["username"] = user.username
    return shared
