from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.boomstream import BoomstreamSandbox
from sandbox.boomstream.server import serve_boomstream
from tests.sandbox.boomstream.world import NOON, Caller, World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    sandbox = BoomstreamSandbox(now=lambda: NOON)
    project = sandbox.add_project(name="Acme")
    async with serve_boomstream(sandbox) as base_url, aiohttp.ClientSession() as session:
        # As aiohttp's own TestClient does: without this a GET whose connection broke is silently sent again.
        session._retry_connection = False
        yield World(sandbox, project, base_url, session)


@pytest.fixture(params=["GET", "POST"])
def caller(request: pytest.FixtureRequest, world: World) -> Caller:
    return world.caller(request.param)
