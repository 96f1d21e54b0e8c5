"""Keys, tokens, links and addresses: never in a log, an error or the database in clear; a key is never shown again."""

import io
import logging
import stat
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bot import logs
from sandbox.boomstream import FaultKind
from sandbox.telegram import Message
from services.errors import AppError, ErrorCode
from tests.flows.world import KEY, TOKEN, User, World
from views import errors
from views.i18n import Translator

OTHER_KEY = "fedcba9876543210fedcba9876543210"
ADDRESSES = ("anna.secret@example.com", "boris+secret@example.com", "new.secret@example.com")
GUESTS = "anna.secret@example.com Анна boris+secret@example.com"


@pytest.fixture
def log() -> Iterator[list[io.StringIO]]:
    """All that is logged, at DEBUG, by every library, as the operator's two formats write it."""
    pattern = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    formatters = (logs.TextFormatter(pattern), logs.RedactingJsonFormatter(pattern))
    streams = [io.StringIO() for _ in formatters]
    handlers = [logging.StreamHandler(stream) for stream in streams]
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel(logging.DEBUG)
    for handler, formatter in zip(handlers, formatters, strict=True):
        handler.setFormatter(formatter)
        root.addHandler(handler)
    yield streams
    root.setLevel(level)
    for handler in handlers:
        root.removeHandler(handler)


def _links(world: World) -> list[str]:
    clients = [one for conference in world.project.conferences for one in conference.clients]
    return [one.invite_link.partition("jwt=")[2] for one in clients if one.invite_link]


def _secrets(world: World) -> list[str]:
    links = _links(world)
    assert links, "the story gave no links"
    return [KEY, OTHER_KEY, TOKEN, TOKEN.partition(":")[2], *links, *(link.rpartition(".")[2] for link in links)]


async def _a_day_with_everything(world: World, olga: User) -> None:
    """Connect, create, invite, promote, edit, remove, search; and all that can go wrong."""
    project, boomstream = world.project, world.boomstream
    await olga.starts()
    await olga.sends(f"/apikey {OTHER_KEY}")
    await olga.presses("🔑 Подключить ключ", olga.messages[1])
    await olga.sends(OTHER_KEY)
    boomstream.fail(FaultKind.FAILED, message=f"Key {KEY} of {ADDRESSES[0]} is suspended", method="list")
    await olga.sends(KEY)
    await olga.sends(KEY)
    await olga.sends("/create Планёрка | Планы на неделю")
    await olga.sends(f"/invite Планёрка {GUESTS}")
    await olga.presses("✅ Пригласить")
    for kind in (FaultKind.FAILED, FaultKind.LOST_AFTER, FaultKind.NONSENSE, FaultKind.KEY_REFUSED, FaultKind.DOWN):
        boomstream.fail(kind, method="invite", message=f"{quote(KEY)} cannot invite {ADDRESSES[0]}")
        await olga.sends(f"/invite Планёрка {kind}.secret@example.com")
    await olga.sends("/clients Планёрка anna.secret@example.com")
    await olga.presses("1. Анна")
    await olga.presses("⭐ Назначить модератором")
    await olga.presses("✏️ E-mail")
    await olga.sends("new.secret@example.com")
    await olga.sends("/invite")
    await olga.presses("Планёрка")
    await olga.sends(f"{ADDRESSES[0]} Анна avatar=https://example.com/a.png")
    await olga.sends("/log")
    assert project.conferences[0].clients[0].email == "new.secret@example.com"


async def test_no_secret_in_any_log(world: World, log: list[io.StringIO]) -> None:
    olga = world.user("Olga")
    await _a_day_with_everything(world, olga)
    link = _links(world)[0]
    told = f"Bad Request: {link} of {ADDRESSES[0]} with {KEY}"
    world.telegram.fail("sendMessage", code=400, description=told)  # what nobody expects ends in a traceback
    await olga.sends("/help")
    for text in (stream.getvalue() for stream in log):
        assert "Incident" in text
        assert "Traceback" in text
        assert len(text) > 10_000, "not everything was logged"
        for secret in (*_secrets(world), *ADDRESSES, "secret@example.com"):
            assert secret not in text
            assert quote(secret, safe="") not in text


async def test_a_key_is_in_no_message_and_an_error_shows_none(world: World) -> None:
    olga = world.user("Olga")
    await _a_day_with_everything(world, olga)
    for message in olga.messages:
        assert KEY not in message.text
        assert OTHER_KEY not in message.text
        assert TOKEN not in message.text


async def test_no_secret_lies_in_the_database_and_only_its_owner_can_read_it(world: World) -> None:
    olga = world.user("Olga")
    await _a_day_with_everything(world, olga)
    await olga.sends("/invite Планёрка")  # a dialogue and a shelf of phrases are under way
    await olga.sends(GUESTS)
    files = sorted(world.folder.glob("bot.db*"))
    assert [file.name for file in files] == ["bot.db", "bot.db-shm", "bot.db-wal", "bot.db.lock"]
    for file in (*files, world.folder / "secret.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
        content = file.read_bytes()
        for secret in (*_secrets(world), *ADDRESSES):
            assert secret.encode() not in content, file.name


async def test_an_interrupted_message_with_a_key_is_stored_sealed_and_not_quoted(
    stopped_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with stopped_world.running() as bot:
        stopped_world.boomstream.fail(FaultKind.LOST_SLOW)
        olga.person.send(f"/apikey {KEY}")
        await stopped_world.boomstream_asked()
        await bot.processor.stop(patience=0)
        assert KEY.encode() not in b"".join(file.read_bytes() for file in stopped_world.folder.glob("bot.db*"))
    stopped_world.boomstream.heal()
    async with stopped_world.running():
        assert "/apikey …" in olga.sees
        assert KEY not in olga.sees


# --- a key in a group ------------------------------------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["bot is admin", "bot is no admin"])
async def group(world: World, request: pytest.FixtureRequest) -> User:
    """The owner in a group whose administrators the bot may be among."""
    olga, steve = world.user("Olga"), world.user("Steve")
    return olga.within(await world.add_group("Office", olga, steve, admin=request.param))


def _warning(user: User) -> str:
    assert user.chat is not None
    tr = Translator("ru")
    return str(tr("key-leaked-deleted") if user.chat.bot_is_admin else tr("key-leaked"))


def _is_left_alone(world: World, user: User, leaked: Message) -> None:
    """Not used, deleted where the bot may, and told to be burnt."""
    assert user.chat is not None
    assert leaked.deleted is user.chat.bot_is_admin
    assert user.screen.html == _warning(user)
    assert not world.boomstream.calls


async def test_a_key_as_the_argument_of_a_command_in_a_group(world: World, group: User) -> None:
    leaked = group.person.send(f"/apikey {KEY}", group.chat)
    await world.idle()
    _is_left_alone(world, group, leaked)
    await group.sends("/conferences")
    assert group.screen.html == str(errors.text(Translator("ru"), AppError(ErrorCode.NO_KEY)))


async def test_a_key_in_a_reply_to_the_bot_in_a_group(world: World, group: User) -> None:
    shown = await group.sends("/start")
    leaked = group.person.send(f"вот ключ: {KEY}", group.chat, reply_to=shown)
    await world.idle()
    _is_left_alone(world, group, leaked)


async def test_a_key_as_the_answer_to_another_question_in_a_group(world: World, group: User) -> None:
    shown = await group.sends("/create")
    leaked = group.person.send(KEY, group.chat, reply_to=shown)
    await world.idle()
    _is_left_alone(world, group, leaked)


async def test_a_strangers_key_in_a_group_is_not_used_either(world: World, group: User) -> None:
    steve = world.user("Steve").within(group.chat)
    leaked = steve.person.send(f"/apikey {KEY}", group.chat)
    await world.idle()
    _is_left_alone(world, steve, leaked)


async def test_a_key_connected_in_private_for_a_group_is_never_seen_in_the_group(world: World, group: User) -> None:
    world.project.add_conference("Планёрка")
    await group.connects(KEY)
    await group.sends("/apikey")
    assert "…cdef" in group.sees
    assert all(KEY not in message.text for message in (*group.messages, *group.within(None).messages))
    await group.sends("/conferences")
    assert "Планёрка" in group.buttons
