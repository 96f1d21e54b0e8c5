"""What a person does on the page: each command names who acts, and changes the world as their phone would."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from demo.world import DemoWorld
from sandbox.telegram import Chat, GroupChat, Message, NotVisibleError, Person
from sandbox.telegram.sending import TEXT_LIMIT
from sandbox.telegram.text import Json, utf16_length

ErrorName = Literal["text_too_long", "text_empty", "file_too_big", "not_possible"]


class CommandError(Exception):
    """The client refuses; `name` is for the page to translate, the text for the curious."""

    def __init__(self, name: ErrorName, text: str = "") -> None:
        super().__init__(text or name)
        self.name = name


class _Command(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    person: int


class _InChat(_Command):
    chat: int


class _Send(_InChat):
    text: str
    reply_to: int | None = None
    thread: int | None = None


class _OnMessage(_InChat):
    message: int


class _Edit(_OnMessage):
    text: str


class _Press(_OnMessage):
    data: str


class _Open(_Command):
    url: str
    group: int | None = None


class _Button(_OnMessage):
    button: str


class _ShareUsers(_Button):
    people: list[int]


class _ShareChat(_Button):
    group: int


class _Language(_Command):
    language: Literal["en", "ru"]


class _Block(_Command):
    on: bool


class _Membership(_InChat):
    action: Literal["add", "promote", "demote", "remove", "upgrade"]


class _Member(_InChat):
    other: int


class _Topic(_InChat):
    name: str


class _Actor:
    """One command's view of the world: ids become people, chats and messages, or the command is refused."""

    def __init__(self, world: DemoWorld, person_id: int) -> None:
        self.world = world
        self.person: Person = world.character(person_id).person

    def chat(self, chat_id: int) -> Chat:
        if chat_id == self.person.id:
            return self.person.private
        group = self.world.telegram.groups.get(chat_id)
        if group is None or not group.has(self.person.id) or group.upgraded_to is not None:
            raise CommandError("not_possible", "the person is not in this chat")
        return group

    def group(self, chat_id: int) -> GroupChat:
        chat = self.chat(chat_id)
        if not isinstance(chat, GroupChat):
            raise CommandError("not_possible", "this is no group")
        return chat

    def own_group(self, chat_id: int) -> GroupChat:
        """One of which the person is an administrator."""
        group = self.group(chat_id)
        if not group.is_admin(self.person.id):
            raise CommandError("not_possible", "only an administrator of the group can do that")
        return group

    def message(self, chat_id: int, message_id: int) -> Message:
        found = self.chat(chat_id).message(message_id)
        if found is None:
            raise CommandError("not_possible", "the message is gone")
        return found


def check_text(text: str) -> str:
    """Raises CommandError for a text that Telegram does not take."""
    if not text.strip():
        raise CommandError("text_empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise CommandError("text_too_long", f"{utf16_length(text)} > {TEXT_LIMIT}")
    return text.strip()


def _send(actor: _Actor, given: _Send) -> Json:
    answered = actor.message(given.chat, given.reply_to) if given.reply_to is not None else None
    text = check_text(given.text)
    sent = actor.person.send(text, actor.chat(given.chat), reply_to=answered, thread=given.thread)
    return {"message": sent.id}


def _edit(actor: _Actor, given: _Edit) -> None:
    actor.person.edit(actor.message(given.chat, given.message), check_text(given.text))


def _delete(actor: _Actor, given: _OnMessage) -> None:
    actor.person.delete(actor.message(given.chat, given.message))


def _press(actor: _Actor, given: _Press) -> None:
    actor.person.press(actor.message(given.chat, given.message), data=given.data)


def _open(actor: _Actor, given: _Open) -> Json:
    group = actor.group(given.group) if given.group is not None else None
    sent = actor.person.open(given.url, group=group)
    return {"chat": sent.chat.id if sent else None}


def _offers(actor: _Actor, given: _Button) -> Json:
    groups = actor.person.offered_groups(actor.message(given.chat, given.message), given.button)
    return {"groups": [group.id for group in groups]}


def _share_users(actor: _Actor, given: _ShareUsers) -> None:
    people = [actor.world.character(number).person for number in given.people]
    actor.person.share_users(actor.message(given.chat, given.message), given.button, people)


def _share_chat(actor: _Actor, given: _ShareChat) -> None:
    actor.person.share_chat(actor.message(given.chat, given.message), given.button, actor.group(given.group))


def _language(actor: _Actor, given: _Language) -> None:
    actor.person.set_language(given.language)


def _block(actor: _Actor, given: _Block) -> None:
    if given.on != actor.person.private.blocked:
        (actor.person.block if given.on else actor.person.unblock)()


def _membership(actor: _Actor, given: _Membership) -> None:
    telegram, group = actor.world.telegram, actor.own_group(given.chat)
    if given.action == "upgrade":
        if group.kind == "group":
            telegram.upgrade(group)
    elif given.action in {"add", "promote"}:
        telegram.add_bot_to(group, actor.person, admin=given.action == "promote")
    elif given.action == "demote" and group.bot_is_admin:
        telegram.demote_bot(group, actor.person)
    elif given.action == "remove" and group.has(telegram.bot.id):
        telegram.remove_bot_from(group, actor.person)


def _leave(actor: _Actor, given: _InChat) -> None:
    group = actor.group(given.chat)
    if group.members[actor.person.id].status == "creator":
        raise CommandError("not_possible", "the group would have no owner")
    group.remove_member(actor.person.user)


def _add_member(actor: _Actor, given: _Member) -> None:
    group, other = actor.own_group(given.chat), actor.world.character(given.other).person
    if not group.has(other.id):
        group.add_member(other.user, by=actor.person.user)


def _remove_member(actor: _Actor, given: _Member) -> None:
    group, other = actor.own_group(given.chat), actor.world.character(given.other).person
    if group.is_admin(other.id):
        raise CommandError("not_possible", "administrators stay")
    if group.has(other.id):
        group.remove_member(other.user, by=actor.person.user)


def _add_topic(actor: _Actor, given: _Topic) -> Json:
    return {"thread": actor.group(given.chat).add_topic(check_text(given.name), by=actor.person.user)}


_G = TypeVar("_G", bound=_Command)
_Run = Callable[[DemoWorld, Json], Json | None]


def _command(model: type[_G], act: Callable[[_Actor, _G], Json | None]) -> _Run:
    def run(world: DemoWorld, body: Json) -> Json | None:
        given = model.model_validate(body)
        return act(_Actor(world, given.person), given)

    return run


COMMANDS: Final[Mapping[str, _Run]] = {
    "send": _command(_Send, _send),
    "edit": _command(_Edit, _edit),
    "delete": _command(_OnMessage, _delete),
    "press": _command(_Press, _press),
    "open": _command(_Open, _open),
    "offers": _command(_Button, _offers),
    "share_users": _command(_ShareUsers, _share_users),
    "share_chat": _command(_ShareChat, _share_chat),
    "language": _command(_Language, _language),
    "block": _command(_Block, _block),
    "membership": _command(_Membership, _membership),
    "leave": _command(_InChat, _leave),
    "add_member": _command(_Member, _add_member),
    "remove_member": _command(_Member, _remove_member),
    "add_topic": _command(_Topic, _add_topic),
}


def carry_out(world: DemoWorld, name: str, body: Mapping[str, Any]) -> Json:
    """Do one command. Raises CommandError."""
    run = COMMANDS.get(name)
    if run is None:
        raise CommandError("not_possible", f"there is no command {name}")
    try:
        return run(world, dict(body)) or {}
    except ValidationError as error:
        raise CommandError("not_possible", error.errors(include_url=False, include_input=False)[0]["msg"]) from None
    except (NotVisibleError, LookupError) as error:
        raise CommandError("not_possible", str(error)) from None


def send_document(
    world: DemoWorld, *, person: int, chat: int, thread: int | None, name: str, content: bytes, caption: str = ""
) -> None:
    """A person attaches a file. Raises CommandError."""
    try:
        actor = _Actor(world, person)
        actor.person.send_document(name, content, actor.chat(chat), thread=thread, caption=caption)
    except LookupError as error:
        raise CommandError("not_possible", str(error)) from None
