"""The stage on which rights are tried: people in every role and place, and things for buttons to be about."""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, get_type_hints

import pytest

from bot.app import Running
from handlers import arguments
from sandbox.telegram import GroupChat, Message
from services.access import Permission
from services.model import Actor, ChatKind, Guest, InviteRequest, ParticipantFilter, Role, Sender
from services.requests.asking import Answers
from storage.workspaces import bind_moderators, serving, set_settings
from tests.flows.crowd import nobody
from tests.flows.world import KEY, User, World
from views.actions.participants import Place
from views.callback_data import Action

ENOUGH = {
    Permission.OWN: {Role.OWNER},
    Permission.ADMINISTER: {Role.OWNER, Role.ADMIN},
    Permission.ORGANIZE: {Role.OWNER, Role.ADMIN},
    Permission.MODERATE: {Role.OWNER, Role.ADMIN, Role.MODERATOR},
    Permission.LANGUAGE: {Role.OWNER, Role.ADMIN, Role.MODERATOR, Role.ANYONE},
    Permission.ASK: {Role.OWNER, Role.ADMIN, Role.MODERATOR, Role.ANYONE},
}


@dataclass(frozen=True)
class Seat:
    """Somebody somewhere, and the role that they ought to have there."""

    who: str
    place: str
    role: Role

    def __str__(self) -> str:
        return f"{self.who} in {self.place}"

    @property
    def in_private(self) -> bool:
        return self.place == "private"


SEATS = (
    *(Seat("owner", place, Role.OWNER) for place in ("private", "office", "moderators")),
    *(Seat("admin", place, Role.ADMIN) for place in ("private", "office", "moderators")),
    Seat("moderator", "moderators", Role.MODERATOR),
    Seat("moderator", "office", Role.ANYONE),
    Seat("moderator", "private", Role.ANYONE),
    Seat("stranger", "office", Role.ANYONE),
    Seat("stranger", "private", Role.ANYONE),
)
IN_THE_OFFICE = SEATS[1]


@dataclass(frozen=True)
class Things:
    """What forged buttons and commands can be about: all of it exists and belongs to the seat's workspace."""

    title: str
    client: str
    conference: int
    participant: int
    phrase: int
    search: int
    dialogue: int
    workspace: tuple[int, int]
    row: tuple[int, int]
    link: int
    request: int
    last: int = 1_000_000
    blocked: int = 700_700
    page: int = 1
    step: int = 1
    update: int = 1
    language: str = "en"

    @property
    def asked(self) -> int:
        """The workspace that a group may be bound for."""
        return self.workspace[0]

    def seen_in(self, messages: list[Message]) -> bool:
        """Whether anything of all this can be read."""
        secrets = (self.title, self.client, "anna@example.com", "boris@example.com", "zoe@example.com", "Newcomer")
        shown = [message.text + str(message.keyboard) for message in messages]
        return any(secret in text for secret in secrets for text in shown)

    def examples(self, action_type: type[Action]) -> Iterator[Action]:
        hints = get_type_hints(action_type)
        options = [self._values(action_type, field.name, hints[field.name]) for field in fields(action_type)]
        for values in itertools.product(*options):
            action = action_type(*values)
            if not hasattr(action, "row") or self._row_fits(action):
                yield action

    def _values(self, action_type: type[Action], name: str, kind: Any) -> tuple[Any, ...]:
        if kind is Place:
            return (Place(ParticipantFilter.PRESENT, 1, self.phrase),)
        if kind is bool:
            return (True, False)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(kind)
        if not hasattr(self, name):
            pytest.fail(f"{action_type.__name__}.{name}: what could stand there? Say it in Things")
        value = getattr(self, name)
        return value if isinstance(value, tuple) else (value,)

    def _row_fits(self, action: Any) -> bool:
        return self.workspace.index(action.workspace) == self.row.index(action.row)


# What makes a command act at once. Every command is also tried bare and with a conference.
LINES = {
    "start": ["key_{workspace}"],
    "create": ["Ретро | Итоги"],
    "invite": ["{title} zoe@example.com", "{title} zoe@example.com moderator"],
    "client": ["{client}"],
    "alias": ["{title} short"],
    "admins": ["add 777000"],
    "apikey": [KEY],
}

FIRST_GUEST = 800_000
NEWCOMER = 900_001  # somebody whose rights can be taken back


class Building:
    """An office group with a project, its moderators' group, and four people; in private each has a project too."""

    def __init__(self, world: World, bot: Running) -> None:
        self.world = world
        self.services = bot.services
        self.background = bot.background
        self.people = {
            "owner": world.user("Olga"),
            "admin": world.user("Adam"),
            "moderator": world.user("Maria"),
            "stranger": world.user("Steve"),
        }
        everybody = [user.person for user in self.people.values()]
        self.groups = {
            "office": world.telegram.add_group("Office", everybody[0], everybody),
            "moderators": world.telegram.add_group("Moderators", everybody[0], everybody[:3]),
        }
        self._numbers = itertools.count(1)

    async def open(self) -> None:
        for group in self.groups.values():
            self.world.telegram.add_bot_to(group, by=self.people["owner"].person)
        await self.world.idle()
        await self._bind()
        for seat in SEATS:
            organizer = await self.organizer(seat)
            if not organizer.among_moderators:
                await self.services.workspaces.connect(organizer, KEY)
                if seat.role is Role.ADMIN:
                    await self.services.admins.add(organizer, organizer.user_id, name=organizer.name)
        for seat in SEATS:
            actor = await self.actor(seat)
            assert actor.role is seat.role, f"{seat} is {actor.role!r}"
            assert actor.workspace.key_tail, f"{seat} has no project"
            if seat.in_private or seat.role is Role.OWNER:
                await self.user(seat).sends("/start")  # a message of the bot, for buttons to be on

    async def _bind(self) -> None:
        office, moderators = self.groups["office"], self.groups["moderators"]
        async with self.services.people._database.transaction() as connection:
            workspace = await serving(connection, chat_id=office.id)
            await bind_moderators(connection, workspace_id=workspace.id, chat_id=moderators.id)
            await set_settings(connection, workspace_id=workspace.id, settings="{}")

    def user(self, seat: Seat) -> User:
        return self.people[seat.who].within(self.chat(seat))

    def chat(self, seat: Seat) -> GroupChat | None:
        return self.groups.get(seat.place)

    async def actor(self, seat: Seat) -> Actor:
        user, chat = self.people[seat.who], self.chat(seat)
        kind = ChatKind.GROUP if chat else ChatKind.PRIVATE
        name = user.person.user.name
        place = (chat.id, kind, chat.title) if chat else (user.id, kind, name)
        sender = Sender(user.id, name, name.lower(), "ru", *place)
        return await self.background.arrivals.meet(sender)

    async def organizer(self, seat: Seat) -> Actor:
        """Whoever it is, with every right: to set the stage."""
        return replace(await self.actor(seat), role=Role.OWNER)

    async def things(self, seat: Seat) -> Things:
        """New ones for every try: a button that works may use them up."""
        await self._bind()
        organizer = await self.organizer(seat)
        if organizer.workspace.key_tail is None:
            await self.services.workspaces.connect(organizer, KEY)
        title = f"Планёрка {next(self._numbers)}"
        state = self.world.project.add_conference(title)
        client = state.add_client("anna@example.com", "Анна")
        listed = await self.services.conferences.all(organizer, fresh=True)
        conference = next(one for one in listed if one.title == title)
        person = (await self.services.participants.all(organizer, conference.id, fresh=True))[0]
        request = arguments.dump(InviteRequest((Guest("zoe@example.com"),)))
        dialogues = self.services.dialogues
        phrase = await dialogues.remember(organizer, request)
        values = {"conference": str(conference.id), "title": title, "request": request}
        link = await self.services.links.open(organizer, conference.id)
        guest = replace(organizer, user_id=FIRST_GUEST + next(self._numbers), role=Role.ANYONE)
        asked = await self.services.asking.submit(
            guest, link.id, Answers("boris@example.com", "Newcomer"), is_in=nobody
        )
        await self.world.idle()
        return Things(
            title=title,
            client=client.code,
            conference=conference.id,
            participant=person.id,
            phrase=phrase,
            search=phrase,
            dialogue=(await dialogues.start(organizer, "invite", "confirm", values)).id,
            workspace=(organizer.workspace.id, 0),
            link=link.id,
            request=asked.id,
            row=(await self._newcomer(organizer, owner=False), await self._newcomer(organizer, owner=True)),
        )

    async def rivals(self) -> User:
        """An admin of another group with another project; in private with that project, too."""
        bella = self.world.user("Bella")
        group = self.groups["rivals"] = self.world.telegram.add_group("Rivals", bella.person)
        self.people["rival"] = bella
        self.world.telegram.add_bot_to(group, by=bella.person)
        project = self.world.boomstream.add_project(name="Rivals")
        project.add_conference("Своё")
        for place in ("rivals", "private"):
            organizer = await self.organizer(Seat("rival", place, Role.ADMIN))
            await self.services.admins.add(organizer, bella.id, name="Bella")
            await self.services.workspaces.connect(organizer, project.key)
        return bella.within(group)

    async def belongings(self, seat: Seat) -> list[tuple[Any, ...]]:
        """All rows of a seat's workspace but the log of what it did itself."""
        workspace = (await self.actor(seat)).workspace.id
        queries = (
            "SELECT * FROM workspace WHERE id = ?",
            "SELECT * FROM allowlist WHERE workspace_id = ?",
            "SELECT * FROM alias WHERE workspace_id = ?",
            "SELECT * FROM conference WHERE workspace_id = ?",
            "SELECT * FROM audit WHERE workspace_id = ?",
            "SELECT * FROM dialogue WHERE chat_id = (SELECT chat_id FROM workspace WHERE id = ?)",
            "SELECT l.* FROM request_link l JOIN conference c ON c.id = l.conference_id WHERE c.workspace_id = ?",
            "SELECT * FROM request WHERE workspace_id = ?",
            "SELECT * FROM block WHERE workspace_id = ?",
            "SELECT p.* FROM participant p JOIN conference c ON c.id = p.conference_id WHERE c.workspace_id = ?",
        )
        with closing(sqlite3.connect(self.world.settings.database)) as connection:
            return [row for query in queries for row in connection.execute(query, (workspace,))]

    async def _newcomer(self, organizer: Actor, *, owner: bool) -> int:
        admins = self.services.admins
        await admins.add(organizer, NEWCOMER, name="Newcomer", owner=owner)
        rows = await admins.owners(organizer) if owner else await admins.of_workspace(organizer)
        return next(row.row_id for row in rows if row.user_id == NEWCOMER and row.row_id)


BOOKKEEPING = {"inbox", "outbox", "person", "sqlite_sequence"}  # kept whoever does what


def _rows(world: World) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(world.settings.database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {n: connection.execute(f"SELECT * FROM {n}").fetchall() for n in names if n not in BOOKKEEPING}  # noqa: S608 (names from the schema)


@dataclass(frozen=True)
class Before:
    """The world before a try, and what has become of it after."""

    world: World
    rows: dict[str, list[tuple[Any, ...]]]
    calls: int
    chat: list[Message]
    texts: list[str]

    @classmethod
    def of(cls, world: World, user: User) -> "Before":
        chat = user.messages
        return cls(world, _rows(world), len(world.boomstream.calls), list(chat), [message.text for message in chat])

    def new(self, user: User) -> list[Message]:
        return [message for message in user.messages if message.from_bot and message not in self.chat]

    def traces(self) -> str:
        """What should not have happened, when it was refused."""
        after = _rows(self.world)
        found = [f"wrote {name}" for name, rows in after.items() if rows != self.rows[name]]
        found += [f"asked Boomstream: {call.method}" for call in list(self.world.boomstream.calls)[self.calls :]]
        found += ["changed a message"] if [message.text for message in self.chat] != self.texts else []
        return "; ".join(["refused", *found])
