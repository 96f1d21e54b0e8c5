from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import stamina
from aiohttp import ClientResponse
from aioresponses import aioresponses
from aioresponses import core as aioresponses_core

from boomstream import Boomstream, Project
from tests.boomstream.methods import KEY


class AnsweredResponse(ClientResponse):
    """aioresponses 0.7.9 does not know the argument `stream_writer`, which aiohttp 3.14 demands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, stream_writer=SimpleNamespace(output_size=0), **kwargs)  # type: ignore[arg-type] # a stand-in


@pytest.fixture(autouse=True)
def retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[aioresponses]:
    monkeypatch.setattr(aioresponses_core, "ClientResponse", AnsweredResponse)
    with aioresponses() as mocked:
        yield mocked


@pytest.fixture
async def boomstream() -> AsyncIterator[Boomstream]:
    async with Boomstream() as client:
        yield client


@pytest.fixture
def project(boomstream: Boomstream) -> Project:
    return boomstream.project(KEY)
