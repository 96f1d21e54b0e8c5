"""All that the chat page shows, as JSON, in sections that change on their own."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from demo.process import BotProcess
from demo.switches import Switches
from demo.web.chat_view import chat_view, person_view
from demo.world import Character, DemoWorld
from sandbox.boomstream import Call as BoomstreamCall
from sandbox.boomstream import ClientState, ConferenceState, ProjectState
from sandbox.telegram import Change, Chat, Person
from sandbox.telegram.text import Json
from sandbox.telegram.world import Call as TelegramCall

_CALLS_SHOWN: Final = 100
_LINES_SHOWN: Final = 40
_SECRETS: Final = re.compile(r"eyJ[\w-]+\.[\w.-]+|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", re.IGNORECASE)

Section = str
_AFTER_TELEGRAM: Final[Mapping[str, tuple[Section, ...]]] = {
    "message": ("people",),
    "members": ("people", "menus"),
    "person": ("people", "menus"),
    "profile": ("bot", "menus"),
    "call": ("calls", "violations"),
}
"""What a change in the fake Telegram touches besides its chat."""


class PageState:
    """Collects what has changed since the last look; `changed` is told that there is something to fetch."""

    def __init__(self, world: DemoWorld, bot: BotProcess, switches: Switches, changed: Callable[[], None]) -> None:
        self._world = world
        self._bot = bot
        self._switches = switches
        self._changed = changed
        self._stale_chats: set[int] = set()
        self._stale: set[Section] = set()
        self._sections: Mapping[Section, Callable[[], object]] = {
            "people": self._people,
            "menus": self._menus,
            "bot": self._bot_view,
            "boomstream": self._boomstream,
            "switches": lambda: switches.state,
            "calls": self._calls,
            "violations": self._violations,
            "ahead": self._ahead,
            "done": lambda: sorted(world.done),
        }
        world.telegram.listeners.append(self._telegram_changed)
        world.boomstream.listeners.append(self._boomstream_changed)
        bot.listeners.append(self._bot_changed)
        world.clock.listeners.append(self._clock_changed)

    def close(self) -> None:
        """Stops listening."""
        self._world.telegram.listeners.remove(self._telegram_changed)
        self._world.boomstream.listeners.remove(self._boomstream_changed)
        self._bot.listeners.remove(self._bot_changed)
        self._world.clock.listeners.remove(self._clock_changed)

    def everything(self) -> Json:
        """For a page that has just opened."""
        chats: list[Chat] = [person.private for person in self._world.telegram.people.values()]
        chats += self._world.telegram.groups.values()
        return {name: build() for name, build in self._sections.items()} | {
            "chats": {str(chat.id): chat_view(chat) for chat in chats},
            "born": self._world.born.isoformat(),
        }

    def news(self) -> Json:
        """The sections and chats that changed since this was last asked."""
        chats = [chat for chat_id in self._stale_chats if (chat := self._chat(chat_id))]
        news: Json = {name: self._sections[name]() for name in self._stale}
        self._stale_chats.clear()
        self._stale.clear()
        return news | {"chats": {str(chat.id): chat_view(chat) for chat in chats}}

    def touch(self, *sections: Section) -> None:
        """Have these sent anew."""
        self._stale |= set(sections)
        self._changed()

    def _telegram_changed(self, change: Change) -> None:
        if change.kind == "call":
            self._bot.answered()
        if change.chat_id is not None:
            self._stale_chats.add(change.chat_id)
        self.touch(*_AFTER_TELEGRAM.get(change.kind, ()))

    def _boomstream_changed(self) -> None:
        self.touch("boomstream", "calls", "switches")

    def _bot_changed(self) -> None:
        self.touch("bot")

    def _clock_changed(self) -> None:
        self.touch("ahead")

    def _chat(self, chat_id: int) -> Chat | None:
        person = self._world.telegram.people.get(chat_id)
        return person.private if person else self._world.telegram.groups.get(chat_id)

    def _people(self) -> list[Json]:
        return [_character_view(character) for character in self._world.characters]

    def _menus(self) -> Json:
        return {str(character.person.id): self._menus_of(character.person) for character in self._world.characters}

    def _menus_of(self, person: Person) -> Json:
        chats: list[Chat] = [person.private]
        chats += [group for group in self._world.telegram.groups.values() if group.has(person.id)]
        return {str(chat.id): self._world.telegram.menu(person, chat) for chat in chats}

    def _bot_view(self) -> Json:
        telegram = self._world.telegram
        texts = {
            f"{what}_{language}": telegram.profile.text(what, language)
            for what in ("description", "short_description")
            for language in ("ru", "en")
        }
        return texts | {
            "id": telegram.bot.id,
            "name": telegram.bot.name,
            "username": telegram.bot.username,
            "status": self._bot.status,
            "exit_code": self._bot.exit_code,
            "log": [mask(line) for line in list(self._bot.log)[-_LINES_SHOWN:]],
        }

    def _ahead(self) -> float:
        return self._world.clock.ahead.total_seconds()

    def _boomstream(self) -> list[Json]:
        return [_project_view(project) for project in self._world.boomstream.projects]

    def _calls(self) -> list[Json]:
        calls = [self._telegram_call(call) for call in list(self._world.telegram.log)[-_CALLS_SHOWN:]]
        calls += [_boomstream_call(call) for call in list(self._world.boomstream.calls)[-_CALLS_SHOWN:]]
        calls.sort(key=lambda call: str(call["at"]))
        return calls[-_CALLS_SHOWN:]

    def _telegram_call(self, call: TelegramCall) -> Json:
        """Texts stay out of it: they hold links that are secrets, and the page shows them anyway."""
        chat = (
            self._chat(int(call.params["chat_id"]))
            if str(call.params.get("chat_id", "")).lstrip("-").isdigit()
            else None
        )
        return {
            "service": "telegram",
            "method": call.method,
            "at": call.at.isoformat(),
            "outcome": call.description or "ok",
            "ok": call.description is None,
            "about": _chat_name(chat),
        }

    def _violations(self) -> list[Json]:
        return [
            {"method": violation.method, "description": mask(violation.description)}
            for violation in self._world.telegram.violations
        ]


def mask(text: str) -> str:
    """The text without keys and the tokens of invite links."""
    return _SECRETS.sub("•••", text)


def _chat_name(chat: Chat | None) -> str:
    body = chat.to_json() if chat else {}
    return str(body.get("title") or body.get("first_name") or "")


def _character_view(character: Character) -> Json:
    return person_view(character.person) | {"role": character.role, "zone": character.zone}


def _boomstream_call(call: BoomstreamCall) -> Json:
    return {
        "service": "boomstream",
        "method": call.method,
        "at": call.at.isoformat(),
        "outcome": mask(call.outcome),
        "ok": call.outcome == "Success",
        "about": " ".join(f"{name}={mask(value)}" for name, value in call.params.items() if name != "format"),
    }


def _project_view(project: ProjectState) -> Json:
    return {
        "name": project.name,
        "key": project.key,
        "conferences": [_conference_view(conference) for conference in project.conferences],
    }


def _conference_view(conference: ConferenceState) -> Json:
    return {
        "code": conference.code,
        "title": conference.title,
        "description": conference.description,
        "info": conference.info,
        "clients": [_client_view(client) for client in conference.clients],
    }


def _client_view(client: ClientState) -> Json:
    return {
        "code": client.code,
        "name": client.name,
        "email": client.email,
        "moderator": client.moderator,
        "deleted": client.deleted,
    }
