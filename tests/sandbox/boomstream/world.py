"""Two ways to ask the fake Boomstream over HTTP, and what the tests need to read its answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from sandbox.boomstream import BoomstreamSandbox, ProjectState

NOON = datetime(2026, 3, 4, 12, 0, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Caller:
    """Asks as one project over one transport."""

    session: aiohttp.ClientSession
    base_url: str
    transport: str
    key: str

    async def text(self, method: str, **params: str) -> tuple[aiohttp.ClientResponse, str]:
        url = f"{self.base_url}/conference/{method}"
        if self.transport == "GET":
            query = {"apikey": self.key, "format": "json", **params}
            async with self.session.get(url, params=query) as response:
                return response, await response.text()
        body: Mapping[str, str] = {"apikey": self.key, **params}
        async with self.session.post(url, json=body) as response:
            return response, await response.text()

    async def ask(self, method: str, **params: str) -> dict[str, Any]:
        response, text = await self.text(method, **params)
        assert response.status == 200
        assert response.content_type == "application/json"
        answer: dict[str, Any] = json.loads(text)
        return answer


@dataclass(frozen=True, slots=True)
class World:
    sandbox: BoomstreamSandbox
    project: ProjectState
    base_url: str
    session: aiohttp.ClientSession

    def caller(self, transport: str = "GET", key: str | None = None) -> Caller:
        return Caller(self.session, self.base_url, transport, key or self.project.key)


def own_fields(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what every answer carries."""
    return {
        name: value for name, value in answer.items() if name not in {"Status", "Version", "Versions", "RequestURI"}
    }
