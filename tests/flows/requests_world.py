"""What the stories of requests share: an organizer, a moderators' group, an open link, guests who ask."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sandbox.boomstream.state import ConferenceState
from sandbox.telegram import Chat, GroupChat, Message, Press
from tests.flows.world import User, World

SEND = {"ru": "✅ Отправить", "en": "✅ Send"}


@dataclass
class Desk:
    """Olga's conference with an open link; Max is a moderator. `olga` looks at her private chat, `max` at the group."""

    world: World
    olga: User
    max: User
    group: GroupChat
    conference: ConferenceState
    payload: str

    @classmethod
    async def opened(
        cls, olga: User, *, forum: bool = False, language: str = "ru", info: Mapping[str, str] | None = None
    ) -> "Desk":
        """The whole way there, as people go it."""
        world = olga.world
        if language == "en":
            await olga.sends("/language")
            await olga.presses("English")
        conference = await conference_of(olga, info)
        maks = world.user("Max", language)
        group = world.telegram.add_group("Modteam", olga.person, [maks.person], kind="supergroup", forum=forum)
        topic = group.add_topic("Requests", by=olga.person.user) if forum else None
        await bind(olga, group, topic=topic)
        payload = await open_link(olga)
        return cls(world, olga, maks.within(group), group, conference, payload)

    @property
    def card(self) -> Message:
        """The newest card in the moderators' group."""
        return cards(self.group)[-1]

    def guest(self, name: str = "Petr", language: str = "ru") -> User:
        return self.world.user(name, language)

    async def asks(
        self, guest: User, email: str | None = None, *, answer: str | None = None, payload: str | None = None
    ) -> Message:
        """From the deep link to Send; gives what the guest sees then."""
        await guest.starts(payload or self.payload)
        await guest.sends(email or f"{guest.person.user.username}@mail.ru")
        await guest.presses(guest.person.user.first_name)
        if answer is not None:
            await guest.sends(answer)
        await guest.presses(SEND[guest.person.user.language_code or "en"])
        return guest.screen

    async def asked(self, name: str = "Petr", language: str = "ru") -> User:
        """A guest whose request is with the moderators."""
        guest = self.guest(name, language)
        await self.asks(guest)
        return guest

    async def decides(self, button: str, card: Message | None = None) -> Press:
        """Max presses a button of the newest card, or of this one."""
        return await self.max.presses(button, card or self.card)

    async def ten_seconds_pass(self) -> None:
        """A refusal can't be undone any more: the guest hears of it."""
        self.world.clock.forward(seconds=10)
        await self.world.idle()

    async def sets(self, rule: str, value: str) -> None:
        """Olga changes a rule of the link."""
        await self.olga.sends("/open план")
        await self.olga.presses(rule, card_of_link(self.olga))
        await self.olga.sends(value)
        for confirm in {"✅ Подтвердить", "✅ Confirm"} & set(self.olga.buttons):
            await self.olga.presses(confirm)

    @property
    def invited(self) -> list[str]:
        """Who is in the conference at Boomstream."""
        return [client.email for client in self.conference.clients if not client.deleted]

    def statuses(self) -> list[str]:
        """Where the requests stand, oldest first."""
        return [str(status) for (status,) in rows(self.world, "SELECT status FROM request ORDER BY id")]


async def conference_of(olga: User, info: Mapping[str, str] | None = None) -> ConferenceState:
    """A new conference; `info` is what newer servers tell about one."""
    await olga.sends("/create Планёрка | Планы на неделю")
    conference = olga.world.project.conferences[-1]
    conference.info.update(info or {})
    return conference


async def bind(olga: User, group: GroupChat, *, topic: int | None = None) -> None:
    """The deep link of /moderators, followed into a group; to bind a topic the command is repeated in it."""
    token = await binding_token(olga)
    olga.world.telegram.add_bot_to(group, olga.person)
    await olga.world.idle()
    await olga.within(group).sends(f"/start@conference_bot {token}", thread=topic)


async def binding_token(admin: User) -> str:
    """What the button of /moderators carries into a group."""
    await admin.sends("/moderators")
    url = next(str(b.value) for row in admin.screen.buttons for b in row if "startgroup=" in str(b.value))
    return url.partition("startgroup=")[2]


async def open_link(olga: User, conference: str = "план") -> str:
    """/open; gives the payload of the link for guests."""
    await olga.sends(f"/open {conference}")
    return payload_of(card_of_link(olga))


def card_of_link(olga: User) -> Message:
    """The newest message that shows a request link; its picture comes below."""
    return next(message for message in reversed(olga.messages) if "?start=r_" in message.text)


def payload_of(card: Message) -> str:
    return card.text.partition("?start=")[2].split()[0]


def cards(chat: Chat) -> list[Message]:
    """Cards of requests, oldest first."""
    return [m for m in chat.messages if m.from_bot and m.text.startswith(("🙋 Заявка ·", "🙋 Request ·"))]


def buttons_of(message: Message) -> list[str]:
    return [text for row in message.keyboard for text in row]


def address_of(message: Message) -> str:
    """The invite link that a message gives: as text, behind a word or a button, or to be shared."""
    behind = [str(one["url"]) for one in message.entities if "url" in one]
    on_buttons = [str(one.value) for row in message.buttons for one in row if one.kind == "url"]
    found = [*message.text.split(), *behind, *map(shared, on_buttons)]
    return next(one for one in found if one.startswith("https://conf.boomstream.com/"))


def shared(url: str) -> str:
    """What a button that shares hands over; any other address as it is."""
    return parse_qs(urlsplit(url).query)["url"][0] if url.startswith("https://t.me/share/url?") else url


def rows(world: World, query: str) -> list[tuple[object, ...]]:
    """What is in the database, read from outside."""
    connection = sqlite3.connect(world.settings.database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
