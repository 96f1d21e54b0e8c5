import io
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSServerHandshakeError

from demo.process import BotProcess
from demo.web.server import serve_page
from demo.world import DemoWorld, seeded_world
from sandbox.clock import Clock
from sandbox.telegram import ApiError
from sandbox.telegram.files import UPLOAD_LIMIT
from sandbox.telegram.surroundings import utc_now


@pytest.fixture
def small_world() -> DemoWorld:
    return seeded_world()


def no_bot(world: DemoWorld) -> BotProcess:
    return BotProcess(["no-bot"], {}, world.clock)


@pytest.fixture
async def url(small_world: DemoWorld) -> AsyncIterator[str]:
    async with serve_page(small_world, no_bot(small_world), port=0) as address:
        yield address


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@asynccontextmanager
async def live(http: ClientSession, url: str) -> AsyncIterator[tuple[ClientWebSocketResponse, dict[str, Any]]]:
    async with http.ws_connect(f"{url}live") as socket:
        first = await socket.receive_json(timeout=5)
        assert first["type"] == "state"
        yield socket, first["state"]


@pytest.fixture
async def world_page(
    small_world: DemoWorld, http: ClientSession, url: str
) -> AsyncIterator[tuple[DemoWorld, ClientWebSocketResponse]]:
    async with live(http, url) as (socket, _):
        yield small_world, socket


async def command(socket: ClientWebSocketResponse, do: str, /, **body: Any) -> dict[str, Any]:
    await socket.send_json({"id": 1, "do": do, "body": body})
    return await hear(socket, "reply")


async def hear(socket: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    while True:
        message: dict[str, Any] = await socket.receive_json(timeout=5)
        if message["type"] == kind:
            return message


async def test_the_page_and_its_parts_are_served_with_a_strict_policy(url: str, http: ClientSession) -> None:
    for path in ("", "static/js/app.js", "static/css/base.css", "static/vendor/htm-preact.js", "static/icon.svg"):
        async with http.get(url + path) as response:
            assert response.status == 200, path
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]


async def test_names_that_merely_point_here_and_other_sites_get_nothing(url: str, http: ClientSession) -> None:
    async with http.get(url, headers={"Host": "evil.example"}) as response:
        assert response.status == 403
    with pytest.raises(WSServerHandshakeError, match="403"):
        await http.ws_connect(f"{url}live", origin="https://evil.example")
    async with http.post(f"{url}upload", headers={"Origin": "https://evil.example"}) as response:
        assert response.status == 403


async def test_two_pages_hear_of_the_same_message(url: str, http: ClientSession, small_world: DemoWorld) -> None:
    olga = small_world.owner
    async with live(http, url) as (first, _), live(http, url) as (second, _):
        await first.send_json({"id": 7, "do": "send", "body": {"person": olga.id, "chat": olga.id, "text": "Привет"}})
        for socket in (first, second):
            news = await hear(socket, "news")
            assert [m["text"] for m in news["state"]["chats"][str(olga.id)]["messages"]] == ["Привет"]


@pytest.mark.parametrize(
    ("do", "body", "error"),
    [
        ("send", {"text": "x" * 4097}, "text_too_long"),
        ("send", {"text": " \n "}, "text_empty"),
        ("send", {"chat": -1, "text": "x"}, "not_possible"),
        ("send", {"text": "x", "reply_to": 99}, "not_possible"),
        ("send", {"person": 1, "text": "x"}, "not_possible"),
        ("send", {"text": "x", "more": 1}, "not_possible"),
        ("dance", {}, "not_possible"),
        ("press", {"message": 99, "data": "x"}, "not_possible"),
        ("membership", {"action": "add"}, "not_possible"),
    ],
)
async def test_what_a_client_does_not_offer_is_refused(
    world_page: tuple[DemoWorld, ClientWebSocketResponse], do: str, body: dict[str, Any], error: str
) -> None:
    world, socket = world_page
    olga = world.owner
    reply = await command(socket, do, **{"person": olga.id, "chat": olga.id} | body)
    assert reply["error"] == error
    assert not olga.private.messages


async def test_nonsense_on_the_wire_is_answered_and_the_line_stays_open(url: str, http: ClientSession) -> None:
    async with live(http, url) as (socket, _):
        for text in ("{", "[]", '{"do": "send"}', '{"do": "switch", "body": {"name": "x", "on": true}}'):
            await socket.send_str(text)
            assert (await hear(socket, "reply"))["error"] == "not_possible"


async def test_a_file_arrives_and_can_be_fetched_but_never_runs(
    url: str, http: ClientSession, small_world: DemoWorld
) -> None:
    olga = small_world.owner
    query: dict[str, str | int] = {"person": olga.id, "chat": olga.id, "name": "../people.html", "caption": "here"}
    async with http.post(f"{url}upload", params=query, data=b"<script>alert(1)</script>") as response:
        assert response.status == 200
    message = olga.private.last()
    assert (message.file_name, message.text) == ("people.html", "here")
    assert message.attachment is not None
    async with http.get(f"{url}file/{message.attachment.path}") as response:
        assert await response.read() == b"<script>alert(1)</script>"
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"


async def test_a_file_over_the_limit_is_refused_before_it_is_read(
    url: str, http: ClientSession, small_world: DemoWorld
) -> None:
    olga = small_world.owner
    query: dict[str, str | int] = {"person": olga.id, "chat": olga.id, "name": "big.bin"}
    async with http.post(f"{url}upload", params=query, data=io.BytesIO(b"\0" * (UPLOAD_LIMIT + 1))) as response:
        assert response.status == 413
        assert (await response.json())["error"] == "file_too_big"
    assert not olga.private.messages


async def test_secrets_do_not_show_in_the_calls(url: str, http: ClientSession, small_world: DemoWorld) -> None:
    project = small_world.boomstream.projects[0]
    code = project.conferences[0].code
    invite = {"code": code, "email": "a@example.com", "name": project.key}
    small_world.boomstream.receive("invite", invite, project.key)
    async with live(http, url) as (_, state):
        [call] = state["calls"]
        assert call["method"] == "invite"
        assert code in call["about"]
        assert project.key not in str(call)


async def test_a_switch_reaches_boomstream_and_every_page(
    url: str, http: ClientSession, small_world: DemoWorld
) -> None:
    async with live(http, url) as (socket, state):
        assert not any(state["switches"].values())
        await command(socket, "switch", name="down", on=True)
        assert [fault.kind.value for fault in small_world.boomstream.faults] == ["down"]
        await command(socket, "switch", name="failed", on=True)
        assert [fault.kind.value for fault in small_world.boomstream.faults] == ["failed"]
        await command(socket, "switch", name="failed", on=False)
        assert not small_world.boomstream.faults
        await command(socket, "switch", name="flood", on=True)
        with pytest.raises(ApiError, match="429"):
            small_world.telegram.call("getMe", {})
        await command(socket, "switch", name="flood", on=False)
        small_world.telegram.call("getMe", {})


async def test_the_clock_goes_ahead_for_the_whole_world_and_every_page(
    url: str, http: ClientSession, small_world: DemoWorld
) -> None:
    olga = small_world.owner
    before = small_world.telegram.now()
    async with live(http, url) as (socket, state):
        assert state["ahead"] == 0
        await socket.send_json({"id": 1, "do": "skip", "body": {"time": "week"}})
        assert (await hear(socket, "news"))["state"]["ahead"] == timedelta(days=7).total_seconds()
    assert olga.start().date >= before + timedelta(days=7)
    project = small_world.boomstream.projects[0]
    small_world.boomstream.receive("list", {}, project.key)
    assert small_world.boomstream.calls[-1].at >= before + timedelta(days=7)


@pytest.mark.parametrize("time", ["year", "-1", None])
async def test_the_clock_goes_by_no_other_step(
    world_page: tuple[DemoWorld, ClientWebSocketResponse], time: str | None
) -> None:
    world, socket = world_page
    assert (await command(socket, "skip", time=time))["error"] == "not_possible"
    assert world.clock.ahead == timedelta()


async def test_a_taken_port_is_told_and_the_next_one_used(small_world: DemoWorld) -> None:
    told: list[str] = []
    async with serve_page(small_world, no_bot(small_world), port=0) as first:
        taken = int(first.rstrip("/").rpartition(":")[2])
        async with serve_page(small_world, no_bot(small_world), port=taken, say=told.append) as second:
            assert int(second.rstrip("/").rpartition(":")[2]) > taken
    assert told[0] == f"Port {taken} is taken, trying the next one."


async def test_the_process_of_the_bot_tells_its_end_and_its_last_words() -> None:
    script = "import sys; print('ready', flush=True); sys.stdin.read(); print('bye')"
    bot = BotProcess([sys.executable, "-c", script], {}, Clock(utc_now), echo=False)
    seen: list[tuple[str, int | None]] = []
    bot.listeners.append(lambda: seen.append((bot.status, bot.exit_code)))
    await bot.start()
    bot.answered()
    await bot.stop()
    assert list(dict.fromkeys(seen)) == [("starting", None), ("running", None), ("stopped", 0)]
    assert list(bot.log) == ["ready", "bye"]
    await bot.start()
    await bot.kill()
    assert seen[-1] == ("crashed", -9)


async def test_the_process_of_the_bot_is_told_how_far_its_clock_is_ahead() -> None:
    clock = Clock(utc_now)
    clock.skip(timedelta(hours=1))
    script = "import sys; [print(line.strip(), flush=True) for line in sys.stdin]"
    bot = BotProcess([sys.executable, "-c", script], {}, clock, echo=False)
    await bot.start()
    clock.skip(timedelta(days=1))
    await bot.stop()
    assert list(bot.log) == ["3600.0", "90000.0"]
    clock.skip(timedelta(days=1))
    await bot.start()
    await bot.stop()
    assert bot.log[-1] == "176400.0"
