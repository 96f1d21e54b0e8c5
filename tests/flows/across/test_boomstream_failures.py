"""Boomstream in trouble: whatever is done, whatever fails, people read the truth, lose nothing, and can go on after."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from sandbox.boomstream import FaultKind
from sandbox.boomstream.methods import METHODS
from sandbox.telegram import Message
from services.errors import AppError, ErrorCode
from services.model import LANGUAGES
from tests.flows.requests_world import address_of
from tests.flows.world import KEY, User, World
from views import errors
from views.i18n import Translator

ANNA = "anna@example.com"


@dataclass
class Story:
    """Somebody on the way to one call of the API."""

    world: World
    user: User
    tr: Translator

    @property
    def conferences(self) -> list[str]:
        return [conference.title for conference in self.world.project.conferences]

    @property
    def everyone(self) -> list[tuple[str, bool, bool]]:
        conferences = self.world.project.conferences
        return [(one.email, one.moderator, one.deleted) for conference in conferences for one in conference.clients]

    async def says(self, *texts: str) -> None:
        for text in texts:
            await self.user.sends(text)

    async def presses(self, key: str, message: Message | None = None, **values: int) -> None:
        await self.user.presses(self.tr.plain(key, **values), message)


Try = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Way:
    """How people come to call a method: `prepare` leads up to the last step and gives it, to be tried repeatedly.

    `shows` is on the screen when it worked; `done` counts how often it took effect; `look` is the method that tells.
    """

    name: str
    method: str
    prepare: Callable[[Story], Awaitable[Try]]
    shows: str
    done: Callable[[Story], int] | None = None
    look: str = ""

    def __str__(self) -> str:
        return self.name


async def _list(story: Story) -> Try:
    return lambda: story.says("/conferences")


async def _key(story: Story) -> Try:
    await story.says("/apikey")
    await story.presses("button-key-replace")
    return lambda: story.says(KEY)


async def _info(story: Story) -> Try:
    await story.says("/conferences")
    listed = story.user.screen
    return lambda: story.user.presses("Планёрка", listed)


async def _create(story: Story) -> Try:
    await story.says("/create", "Ретро", "Итоги", "-")
    summary = story.user.screen
    return lambda: story.presses("button-create-really", summary)


async def _create_in_one_line(story: Story) -> Try:
    return lambda: story.says("/create Ретро | Итоги")


async def _update(story: Story) -> Try:
    await story.says("/edit Планёрка")
    await story.presses("button-edit-title")
    return lambda: story.says("Летучка")


async def _delete(story: Story) -> Try:
    await story.says("/delete Планёрка")
    question = story.user.screen
    return lambda: story.presses("button-delete-really", question)


async def _invite(story: Story) -> Try:
    await story.says("/invite Планёрка", "boris@example.com Борис")
    summary = story.user.screen
    return lambda: story.user.presses("✅", summary)


async def _participants(story: Story) -> Try:
    await story.says("/conference Планёрка")
    card = story.user.screen
    return lambda: story.presses("button-participants", card)


async def _participant(story: Story) -> Try:
    await story.says("/clients Планёрка")
    listed = story.user.screen
    return lambda: story.user.presses("1. Анна", listed)


async def _participant_by_code(story: Story) -> Try:
    await story.says("/client")
    code = story.world.project.conferences[0].clients[0].code
    return lambda: story.says(code)


async def _card(story: Story) -> Message:
    await story.says("/clients Планёрка")
    await story.user.presses("1. Анна")
    return story.user.screen


async def _promote(story: Story) -> Try:
    card = await _card(story)
    return lambda: story.presses("button-promote", card)


async def _readdress(story: Story) -> Try:
    await story.presses("button-edit-email", await _card(story))
    return lambda: story.says("new@example.com")


async def _remove(story: Story) -> Try:
    await story.presses("button-remove", await _card(story))
    question = story.user.screen
    return lambda: story.presses("button-remove-really", question)


WAYS = (
    Way("list", "list", _list, shows="Планёрка"),
    Way("key", "list", _key, shows="…cdef"),
    Way("info", "info", _info, shows="Планёрка"),
    Way("create", "create", _create, "Ретро", lambda story: story.conferences.count("Ретро"), look="list"),
    Way("create in one line", "create", _create_in_one_line, "Ретро", lambda s: s.conferences.count("Ретро"), "list"),
    Way("update", "update", _update, "Летучка", lambda story: story.conferences.count("Летучка"), look="info"),
    Way("delete", "delete", _delete, "Планёрка", lambda story: 1 - len(story.conferences), look="list"),
    Way("invite", "invite", _invite, "boris@example.com", lambda s: len(s.everyone) - 1, look="client/list"),
    Way("participants", "client/list", _participants, shows=ANNA),
    Way("participant", "client/info", _participant, shows=ANNA),
    Way("participant by code", "client/info", _participant_by_code, shows=ANNA),
    Way("promote", "client/update", _promote, "⭐", lambda s: s.everyone.count((ANNA, True, False)), "client/info"),
    Way(
        "change the e-mail",
        "client/update",
        _readdress,
        "new@example.com",
        lambda s: s.everyone.count(("new@example.com", False, False)),
        "client/info",
    ),
    Way("remove", "client/delete", _remove, "🗑", lambda s: s.everyone.count((ANNA, False, True)), "client/info"),
)
CHANGES = tuple(way for way in WAYS if way.done)

TOLD: dict[FaultKind, ErrorCode | None] = {
    FaultKind.SLOW: None,
    FaultKind.XML: None,
    FaultKind.RATE_LIMITED: ErrorCode.BUSY,
    FaultKind.FAILED: ErrorCode.REJECTED,
    FaultKind.KEY_REFUSED: ErrorCode.KEY_REFUSED,
    FaultKind.NOT_FOUND: ErrorCode.GONE,
    FaultKind.DOWN: ErrorCode.UNWELL,
    FaultKind.NONSENSE: ErrorCode.UNWELL,
    FaultKind.BARE: ErrorCode.UNWELL,
    FaultKind.TRUNCATED: ErrorCode.UNWELL,
    FaultKind.LOST_BEFORE: ErrorCode.UNWELL,
    FaultKind.LOST_AFTER: ErrorCode.UNWELL,
    FaultKind.LOST_SLOW: ErrorCode.UNWELL,
}
# After a change whose answer is missing the bot has looked: it was not done, or it was and that is no failure.
TOLD_OF_CHANGES = TOLD | {
    FaultKind.DOWN: ErrorCode.NOT_DONE,
    FaultKind.NONSENSE: ErrorCode.NOT_DONE,
    FaultKind.LOST_BEFORE: ErrorCode.NOT_DONE,
    FaultKind.BARE: None,
    FaultKind.TRUNCATED: None,
    FaultKind.LOST_AFTER: None,
    FaultKind.LOST_SLOW: None,
}
VALUES: dict[ErrorCode, dict[str, str | int]] = {
    ErrorCode.BUSY: {"seconds": 1},
    ErrorCode.REJECTED: {"message": "Internal error"},
}
# What makes sure that a change was not made, without saying so itself.
REFUSED = {ErrorCode.BUSY, ErrorCode.REJECTED, ErrorCode.KEY_REFUSED}
CAN_BE_TOLD = {code for code in (*TOLD.values(), *TOLD_OF_CHANGES.values(), ErrorCode.UNREACHABLE) if code}


def _expected(way: Way, kind: FaultKind) -> ErrorCode | None:
    if way.method == "client/info" and kind is FaultKind.NOT_FOUND and way.name.endswith("code"):
        return ErrorCode.PARTICIPANT_UNKNOWN
    return (TOLD_OF_CHANGES if way.done else TOLD)[kind]


# Every way and every kind meets both languages; all three together would only take longer.
CASES = [
    pytest.param(LANGUAGES[(number + other) % len(LANGUAGES)], kind, way, id=f"{way}-{kind}")
    for number, kind in enumerate(FaultKind)
    for other, way in enumerate(WAYS)
]


@asynccontextmanager
async def _story(world: World, language: str, *, patience: float = 5) -> AsyncIterator[Story]:
    """An owner with a project in which there is one conference with one participant."""
    world.project.add_conference("Планёрка").add_client(ANNA, "Анна")
    olga = world.user("Olga", language)
    update = {"admin_ids": frozenset({olga.id}), "boomstream_timeout": patience}
    world.settings = world.settings.model_copy(update=update)
    async with world.running():
        await olga.sends(f"/apikey {KEY}")
    async with world.running():  # anew: nothing that it might remember from Boomstream
        yield Story(world, olga, Translator(language))


def _error_text(story: Story, code: ErrorCode, *, unchanged: bool = False) -> str:
    if unchanged:
        return f"{_error_text(story, code)}\n{story.tr('error-unchanged')}"
    if code is ErrorCode.PARTICIPANT_UNKNOWN:
        return str(errors.text(story.tr, AppError(code, text=story.world.project.conferences[0].clients[0].code)))
    return str(errors.text(story.tr, AppError(code, **VALUES.get(code, {}))))


def _screens(story: Story) -> dict[Message, str]:
    """What the bot says, without files: before something is deleted its list comes, each time."""
    shown = (message for message in story.user.messages if message.from_bot and not message.attachment)
    return {message: f"{message.html} {message.keyboard or ''}".strip() for message in shown}


def _said(story: Story, before: dict[Message, str]) -> list[str]:
    """New messages and those that were changed."""
    return [text for message, text in _screens(story).items() if before.get(message) != text]


def _told(story: Story, before: dict[Message, str]) -> list[str]:
    """The same without buttons: a question that stays open shows its own below what went wrong."""
    shown = _screens(story)
    return [message.html for message, text in shown.items() if before.get(message) != text]


def _calls(story: Story, way: Way) -> int:
    return sum(call.method == way.method for call in story.world.boomstream.calls)


async def _goes_well(story: Story, way: Way, attempt: Try) -> None:
    before = _screens(story)
    await attempt()
    _went_well(story, way, _said(story, before))


def _went_well(story: Story, way: Way, said: list[str]) -> None:
    assert any(way.shows in text for text in said), said
    assert not any(text.startswith(_error_text(story, code)) for text in said for code in CAN_BE_TOLD)
    assert not way.done or way.done(story) == 1


def test_every_method_and_every_kind_of_failure_is_tried() -> None:
    assert {way.method for way in WAYS} == set(METHODS)
    assert TOLD.keys() == set(FaultKind)

    for language in LANGUAGES:
        assert {way for case in CASES for tongue, _, way in [case.values] if tongue == language} == set(WAYS)
        assert {kind for case in CASES for tongue, kind, _ in [case.values] if tongue == language} == set(FaultKind)


@pytest.mark.parametrize(("language", "kind", "way"), CASES)
async def test_a_failure_is_told_and_trying_again_works(
    stopped_world: World, language: str, kind: FaultKind, way: Way
) -> None:
    patience = 0.3 if kind is FaultKind.LOST_SLOW else 5
    async with _story(stopped_world, language, patience=patience) as story:
        attempt = await way.prepare(story)
        calls, before, expected = _calls(story, way), _screens(story), _expected(way, kind)
        stopped_world.boomstream.fail(kind, method=way.method, times=None, seconds=0.05)
        await attempt()
        stopped_world.boomstream.heal()
        if way.done:
            assert _calls(story, way) == calls + 1, "a change is sent once"
            assert way.done(story) == (expected is None)
        if expected is None:
            _went_well(story, way, _said(story, before))
        else:
            unchanged = way.done is not None and expected in REFUSED
            assert _told(story, before) == [_error_text(story, expected, unchanged=unchanged)]
            await _goes_well(story, way, attempt)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS, ids=str)
async def test_a_server_that_is_away_is_told_and_trying_again_works(
    stopped_world: World, language: str, way: Way
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        async with _story(stopped_world, language) as story:
            attempt = await way.prepare(story)
        settings = stopped_world.settings
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}/api"
        stopped_world.settings = settings.model_copy(update={"boomstream_url": nowhere})
        async with stopped_world.running():
            before = _screens(story)
            await attempt()
            unchanged = way.name == "update"  # the others look something up first, and that promises nothing
            assert _told(story, before) == [_error_text(story, ErrorCode.UNREACHABLE, unchanged=unchanged)]
            assert not way.done or way.done(story) == 0
        stopped_world.settings = settings
        async with stopped_world.running():
            await _goes_well(story, way, attempt)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", CHANGES, ids=str)
async def test_when_even_looking_fails_that_is_told_and_trying_again_does_nothing_twice(
    stopped_world: World, language: str, way: Way
) -> None:
    async with _story(stopped_world, language) as story:
        attempt = await way.prepare(story)
        before, boomstream = _screens(story), stopped_world.boomstream
        boomstream.fail(FaultKind.LOST_AFTER, method=way.method)

        def from_then_on_looking_fails() -> None:
            if boomstream.calls[-1].method == way.method:
                boomstream.listeners.clear()
                boomstream.fail(FaultKind.DOWN, method=way.look, times=None)

        boomstream.listeners.append(from_then_on_looking_fails)
        await attempt()
        boomstream.heal()
        assert _told(story, before) == [_error_text(story, ErrorCode.UNCLEAR)]
        assert way.done is not None
        assert way.done(story) == 1
        if way.name != "create in one line":  # that is a new order, and the person was told to look before
            boomstream.fail(FaultKind.DOWN, times=None)
            await attempt()
            boomstream.heal()
            await attempt()
            assert way.done(story) == 1


async def test_a_lost_link_is_not_passed_over(stopped_world: World) -> None:
    async with _story(stopped_world, "en") as story:
        stopped_world.boomstream.fail(FaultKind.LOST_AFTER, method="invite")
        await story.says("/invite Планёрка boris@example.com")
        lost = story.tr("invited-link-lost", email="boris@example.com", title="Планёрка")
        assert story.user.screen.html == lost
        await story.presses("button-invite-again")
        assert address_of(story.user.screen)


async def test_one_guest_who_fails_does_not_cost_the_others_their_links(stopped_world: World) -> None:
    async with _story(stopped_world, "en") as story:
        stopped_world.boomstream.fail(FaultKind.FAILED, method="invite", message="Mailbox unknown")
        await story.says("/invite Планёрка boris@example.com vera@example.com gleb@example.com")
        await story.presses("button-invite-count", count=3)
        assert len({one["url"] for one in story.user.screen.entities if "url" in one}) == 2
        assert "Mailbox unknown" in story.user.sees
        assert [email for email, _, _ in story.everyone] == [ANNA, "vera@example.com", "gleb@example.com"]


async def test_an_older_conference_with_the_same_title_does_not_pass_for_the_new_one(stopped_world: World) -> None:
    async with _story(stopped_world, "en") as story:
        stopped_world.project.add_conference("Ретро")
        attempt = await _create(story)
        stopped_world.boomstream.fail(FaultKind.LOST_BEFORE, method="create")
        await attempt()
        assert story.user.screen.html == _error_text(story, ErrorCode.NOT_DONE)
        await attempt()
        assert story.conferences.count("Ретро") == 2
