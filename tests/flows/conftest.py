from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import stamina

from bot.settings import load
from sandbox.boomstream import BoomstreamSandbox, ConferenceState
from sandbox.boomstream.server import serve_boomstream
from sandbox.telegram import TelegramSandbox
from tests.flows.requests_world import Desk
from tests.flows.world import KEY, TOKEN, Clock, User, World


@pytest.fixture(autouse=True)
def _retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
async def stopped_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Everything is there, only the bot does not run yet."""
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    clock = Clock()
    boomstream = BoomstreamSandbox(now=clock, seed=1)
    telegram = TelegramSandbox(token=TOKEN, username="conference_bot", now=clock)
    async with serve_boomstream(boomstream) as url:
        settings = load(
            bot_token=TOKEN,
            database=tmp_path / "bot.db",
            boomstream_url=url,
            boomstream_timeout=2,
            admin_ids="1000000",
        )
        world = World(
            tmp_path, telegram, boomstream, url, clock, settings, boomstream.add_project(KEY, name="Main project")
        )
        yield world
        world.check()


@pytest.fixture
async def world(stopped_world: World) -> AsyncIterator[World]:
    """The bot runs, Olga owns it."""
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with stopped_world.running():
        yield stopped_world


@pytest.fixture
async def olga(world: World) -> User:
    """The owner, with a connected project, in private, in Russian."""
    user = world.user("Olga")
    await user.starts()
    await user.sends(f"/apikey {KEY}")
    return user


@pytest.fixture
def anna_in_retro(world: World) -> ConferenceState:
    """A conference with one participant, Anna."""
    conference = world.project.add_conference("Ретро")
    conference.add_client("anna@example.com", "Анна")
    return conference


@pytest.fixture
async def retro(world: World, olga: User) -> ConferenceState:
    """A conference with Anna, who moderates it, and Boris; Olga looks at it."""
    conference = world.project.add_conference("Ретро")
    conference.add_client("anna@example.com", "Анна", moderator=True)
    conference.add_client("boris@example.com", "Борис")
    await olga.sends("/conference ретро")
    return conference


@pytest.fixture
async def desk(olga: User) -> Desk:
    """Olga's conference with an open link, and a moderators' group."""
    return await Desk.opened(olga)
