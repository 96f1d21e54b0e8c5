"""The believable world of the chat page: people, their groups, two Boomstream projects full of conferences."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from sandbox.boomstream import BoomstreamSandbox, ConferenceState, ProjectState
from sandbox.boomstream.state import InfoValue
from sandbox.clock import Clock
from sandbox.telegram import Person, TelegramSandbox
from sandbox.telegram.surroundings import utc_now

Role = Literal["owner", "admin", "moderator", "guest", "stranger"]

BOT_TOKEN: Final = "4242424242:SANDBOX-token-that-opens-nothing"  # noqa: S105 - the fake Telegram's
_CROWD: Final = 60
_REMOVED: Final = frozenset({10, 35})
_SURNAMES: Final = (
    ("Соколов", "Sokolov"),
    ("Михайлов", "Mikhailov"),
    ("Фёдоров", "Fedorov"),
    ("Волков", "Volkov"),
    ("Алексеев", "Alekseev"),
    ("Лебедев", "Lebedev"),
)
_NAMES: Final = (
    ("Александр", "alexander"),
    ("Дмитрий", "dmitry"),
    ("Сергей", "sergey"),
    ("Андрей", "andrey"),
    ("Юрий", "yury"),
    ("Павел", "pavel"),
)
_FOREIGNERS: Final = (
    "Emma Johnson",
    "Liam Murphy",
    "Olivia Brown",
    "Noah Wilson",
    "Sophia O’Connor",
    "Jack Taylor",
    "Chloé Martin",
    "Jürgen Müller",
    "Zoë Adams",
    "Mia van der Berg",
    "Li Wei",
    "Priya Nair",
)


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody whom the page lets you play; `zone` is the IANA time zone of the phone."""

    person: Person
    role: Role
    zone: str


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """Everything that the page shows and that DEMO_DATA keeps. `done` holds the guide's deeds: see demo.deeds."""

    telegram: TelegramSandbox
    boomstream: BoomstreamSandbox
    characters: tuple[Character, ...]
    born: datetime
    clock: Clock
    done: set[str] = field(default_factory=set)

    def character(self, person_id: int) -> Character:
        """Raises LookupError for an id that nobody has."""
        for character in self.characters:
            if character.person.id == person_id:
                return character
        raise LookupError(f"nobody has the id {person_id}")

    @property
    def owner(self) -> Person:
        """The one whose id belongs into the bot's ADMIN_IDS."""
        return next(character.person for character in self.characters if character.role == "owner")


def seeded_world(now: Callable[[], datetime] = utc_now) -> DemoWorld:
    """The same world at every start, but for its dates: they lie around `now`."""
    clock = Clock(now)
    telegram = TelegramSandbox(BOT_TOKEN, "conference_bot", name="Conference Bot", now=clock)
    boomstream = BoomstreamSandbox(now=clock, seed=42)
    characters = _cast(telegram)
    _groups(telegram, {character.role: character.person for character in reversed(characters)})
    _events(boomstream.add_project(name="Horizon Events"), now())
    _school(boomstream.add_project(name="Школа «Ромашка»"), now())
    return DemoWorld(telegram, boomstream, characters, now(), clock)


def _cast(telegram: TelegramSandbox) -> tuple[Character, ...]:
    add = telegram.add_person
    return (
        Character(add("Ольга", "Белова", "olga_belova", "ru"), "owner", "Europe/Moscow"),
        Character(add("Артём", "Соколов", "artyom_s", "ru"), "admin", "Asia/Yekaterinburg"),
        Character(add("Max", "Weber", "maxweber", "en"), "moderator", "Europe/Berlin"),
        Character(add("Пётр", "Иванов", "petr_ivanov", "ru"), "guest", "Asia/Vladivostok"),
        Character(add("Anna", "Smith", "anna_smith", "en"), "guest", "Europe/London"),
        Character(add("Lukas", "Fremder", None, "de"), "stranger", "Europe/Vienna"),
    )


def _groups(telegram: TelegramSandbox, people: dict[Role, Person]) -> None:
    olga = people["owner"]
    team = telegram.add_group("Conference team", olga, [people["admin"]])
    telegram.add_bot_to(team, olga)
    moderators = telegram.add_group("Moderators", olga, [people["moderator"]], forum=True)
    moderators.add_topic("Requests", by=olga.user)
    moderators.add_topic("Общие вопросы", by=olga.user)


def _events(project: ProjectState, now: datetime) -> None:
    forum = project.add_conference(
        "Осенний форум «Горизонт»",
        "Два дня докладов, мастер-классов и встреч",
        **_start(now, days=12, hour=10, hours=8, public=False),
    )
    _crowd(forum, now)
    demo = project.add_conference(
        "Product demo for partners",
        "A tour of the autumn release, questions welcome",
        **_start(now, days=3, hour=17, hours=1, zone="Europe/London"),
    )
    for name in _FOREIGNERS[:5]:
        demo.add_client(_email(name), name, moderator=name == _FOREIGNERS[0], added=now - timedelta(days=2))
    board = project.add_conference("Board meeting", "", **_start(now, days=1, hour=11, hours=2, public=False))
    board.add_client("chair@horizon.example", "Виктория Орлова", moderator=True, added=now - timedelta(days=6))
    board.add_client("cfo@horizon.example", "Thomas Reed", added=now - timedelta(days=6))
    project.add_conference("Планёрка отдела", "Каждый понедельник; итоги и планы на неделю").add_client(
        "marina@horizon.example", "Марина Котова", moderator=True, added=now - timedelta(days=40)
    )
    project.add_conference("Онбординг новых сотрудников", "Знакомство с командой и инструментами")
    project.add_conference("Customer interview: Acme & Sons", "<45 min> with the people who asked for SSO")
    project.add_conference("Вебинар: как вести встречи, чтобы не уснули", "", **_start(now, days=20, hour=19, hours=2))
    project.add_conference("Retrospective", "What went well, what did not, what next")


def _school(project: ProjectState, now: datetime) -> None:
    parents = project.add_conference(
        "Родительское собрание 5 «Б»", "Итоги четверти", **_start(now, days=5, hour=18, hours=1)
    )
    for number, (name, _) in enumerate(_NAMES):
        parents.add_client(f"parent{number + 1}@romashka.example", f"{name} {_SURNAMES[number][0]}")
    project.add_conference("English club", "Speaking practice with a native speaker")
    project.add_conference("Подготовка к олимпиаде по математике")


def _start(
    now: datetime, *, days: int, hour: int, hours: int, zone: str = "Europe/Moscow", public: bool = True
) -> dict[str, InfoValue]:
    """The fields of a newer server; `hour` is on the clock of `zone`."""
    day = (now + timedelta(days=days)).strftime("%Y-%m-%d")
    return {
        "StartAt": f"{day} {hour:02}:00:00",
        "Timezone": zone,
        "Duration": hours * 3600,
        "Public": "yes" if public else "no",
        "Lobby": "no" if public else "yes",
        "ShowRecords": "yes",
    }


def _crowd(conference: ConferenceState, now: datetime) -> None:
    """Sixty people, enough to leaf through: Russian and foreign names, some moderators, a few removed."""
    russians = [
        (f"{name} {surname}", f"{latin_name}.{latin_surname}@mail.example".lower())
        for surname, latin_surname in _SURNAMES
        for name, latin_name in _NAMES
    ]
    women = [("Екатерина Орлова", "orlova"), ("Наталья Зайцева", "zaytseva"), ("Ирина Павлова", "pavlova")]
    foreigners = [(name, _email(name)) for name in _FOREIGNERS]
    people = [one for pair in zip(russians, foreigners, strict=False) for one in pair] + russians[len(foreigners) :]
    people += [(name, f"{login}@mail.example") for name, login in women]
    people += [("", f"visitor{number}@mail.example") for number in range(1, _CROWD - len(people) + 1)]
    for number, (name, email) in enumerate(people):
        conference.add_client(
            email,
            name,
            moderator=number % 20 == 0,
            deleted=number in _REMOVED,
            added=now - timedelta(days=14, hours=-5 * number),
        )


def _email(name: str) -> str:
    """Accents and all but Latin letters are left out."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    letters = plain.replace(" ", ".")
    return f"{letters}@partner.example"
