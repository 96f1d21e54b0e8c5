"""What only real sockets show: silent repeats, deadlines, reused connections."""

import asyncio
import socket
from typing import Any

import aiohttp
import pytest

from boomstream import Boomstream, NotConnected, OutcomeUnknown, UnreadableAnswer, _transport
from tests.boomstream.methods import CONFERENCE, KEY, LINK, METHODS, Method
from tests.boomstream.wire import Exchange, serving
from tests.socks import socks_server

TRANSPORTS = pytest.mark.parametrize("transport", ["get", "post"])
CHANGES = [method for method in METHODS if method.changes]


async def answer_reads_and_drop_after_executing_changes(exchange: Exchange) -> None:
    if "/list" in exchange.path:
        return await exchange.answer({"conferences": [CONFERENCE], "Clients": []})
    exchange.log.append(exchange.path)
    return exchange.drop()


async def execute(exchange: Exchange) -> None:
    await exchange.answer({"Code": "new", "conferences": []})


async def say_nothing(exchange: Exchange) -> None:
    await asyncio.Event().wait()


@TRANSPORTS
@pytest.mark.parametrize("own_session", [True, False])
@pytest.mark.parametrize("method", CHANGES, ids=str)
async def test_a_change_whose_connection_drops_is_executed_once(
    method: Method, own_session: bool, transport: Any
) -> None:
    async with serving(answer_reads_and_drop_after_executing_changes) as wire, aiohttp.ClientSession() as session:
        client = Boomstream(wire.url, transport=transport, session=None if own_session else session)
        project = client.project(KEY)
        await project.conferences()  # leaves a kept-alive connection behind
        with pytest.raises(OutcomeUnknown) as caught:
            await method.ask(project)
        assert type(caught.value) is OutcomeUnknown
        assert len(wire.executed) == 1
        await client.close()
        assert session.closed is False


@TRANSPORTS
async def test_changes_have_connections_of_their_own_and_reads_share_one(transport: Any) -> None:
    async with serving(execute) as wire, Boomstream(wire.url, transport=transport) as client:
        project = client.project(KEY)
        for _ in range(2):
            await project.conferences(fresh=True)
            await project.create(title="x")
    by_path: dict[str, list[int]] = {"list": [], "create": []}
    for path, request in zip(wire.paths(), wire.requests, strict=True):
        by_path[path].append(request.connection)
    assert by_path["list"][0] == by_path["list"][1]
    assert len({*by_path["create"], by_path["list"][0]}) == 3


@TRANSPORTS
async def test_a_read_whose_connection_drops_is_tried_three_times_in_all(transport: Any) -> None:
    async def drop(exchange: Exchange) -> None:
        exchange.drop()

    async with serving(drop) as wire, Boomstream(wire.url, transport=transport) as client:
        with pytest.raises(OutcomeUnknown):
            await client.project(KEY).info("c1")
    assert len(wire.requests) == 3


async def test_a_silent_server_runs_into_the_deadline_and_the_outcome_is_unknown() -> None:
    async with serving(say_nothing) as wire, Boomstream(wire.url, timeout=0.05) as client:
        with pytest.raises(OutcomeUnknown, match="timed out"):
            await client.project(KEY).create(title="x")


async def test_a_trickling_body_runs_into_the_same_deadline() -> None:
    async def trickle(exchange: Exchange) -> None:
        exchange.writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not exchange.writer.is_closing():
            exchange.writer.write(b" ")
            await exchange.writer.drain()
            await asyncio.sleep(0.01)

    async with serving(trickle) as wire, Boomstream(wire.url, timeout=0.1) as client:
        async with asyncio.timeout(1):
            with pytest.raises(OutcomeUnknown, match="timed out"):
                await client.project(KEY).create(title="x")


async def test_a_connection_that_does_not_come_about_is_not_connected() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        fillers = [socket.socket() for _ in range(4)]  # a backlog that is full leaves the next connection hanging
        try:
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(full.getsockname())
            async with Boomstream(url, timeout=0.1) as client:
                with pytest.raises(NotConnected, match="timed out before"):
                    await client.project(KEY).create(title="x")
        finally:
            for filler in fillers:
                filler.close()


async def test_a_refused_connection_is_not_connected() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        async with Boomstream(url) as client:
            with pytest.raises(NotConnected):
                await client.project(KEY).create(title="x")


async def test_a_failed_tls_handshake_is_not_connected() -> None:
    def speak_plainly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(speak_plainly, "127.0.0.1", 0)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, Boomstream(url) as client:
        with pytest.raises(NotConnected, match="no connection") as caught:
            await client.project(KEY).create(title="x")
    assert caught.value.__context__ is None


async def test_an_answer_that_is_not_http_is_unreadable() -> None:
    async def speak_ftp(exchange: Exchange) -> None:
        exchange.writer.write(b"220 ready\r\n\r\n")

    async with serving(speak_ftp) as wire, Boomstream(wire.url) as client:
        with pytest.raises(UnreadableAnswer):
            await client.project(KEY).create(title="x")


async def test_a_body_cut_short_leaves_the_outcome_unknown() -> None:
    async def cut(exchange: Exchange) -> None:
        exchange.writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"Status": "Success"')
        exchange.writer.close()

    async with serving(cut) as wire, Boomstream(wire.url) as client:
        with pytest.raises(OutcomeUnknown) as caught:
            await client.project(KEY).create(title="x")
    assert type(caught.value) is OutcomeUnknown


async def test_a_body_beyond_the_limit_is_not_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_transport, "BIGGEST_BODY", 100_000)

    async def pour(exchange: Exchange) -> None:
        exchange.writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            exchange.writer.write(b" " * 65536)
            await exchange.writer.drain()

    async with serving(pour) as wire, Boomstream(wire.url) as client:
        with pytest.raises(UnreadableAnswer, match="longer than"):
            await client.project(KEY).create(title="x")


async def test_redirects_are_not_followed_and_cookies_not_kept() -> None:
    async def redirect_or_set(exchange: Exchange) -> None:
        if "create" in exchange.path:
            exchange.writer.write(
                b"HTTP/1.1 307 Elsewhere\r\nLocation: /api/conference/list\r\nContent-Length: 0\r\n\r\n"
            )
        else:
            await exchange.answer({"conferences": []}, headers="Set-Cookie: session=1; Path=/\r\n")

    async with serving(redirect_or_set) as wire:
        # By name: nobody keeps the cookies of a numeric address.
        client = Boomstream(wire.url.replace("127.0.0.1", "localhost"))
        project = client.project(KEY)
        await project.conferences(fresh=True)
        await project.conferences(fresh=True)
        with pytest.raises(UnreadableAnswer, match="307"):
            await project.create(title="x")
        await client.close()
    assert wire.paths() == ["list", "list", "create"]
    assert all("cookie" not in request.headers for request in wire.requests)


@pytest.mark.parametrize(("in_all", "expected"), [(3, 3), (10, 4)])
async def test_calls_at_once_are_limited_per_key_and_in_all(in_all: int, expected: int) -> None:
    now: dict[str, int] = {"a": 0, "b": 0}
    most: dict[str, int] = {"a": 0, "b": 0, "all": 0}

    async def count(exchange: Exchange) -> None:
        key = exchange.headers["authorization"].removeprefix("Bearer ")
        now[key] += 1
        most[key], most["all"] = max(most[key], now[key]), max(most["all"], sum(now.values()))
        await asyncio.sleep(0.01)
        now[key] -= 1
        await exchange.answer(CONFERENCE)

    async with (
        serving(count) as wire,
        Boomstream(wire.url, transport="post", calls_per_key=2, calls_in_all=in_all) as client,
    ):
        await asyncio.gather(*(client.project(key).info(str(n)) for n in range(6) for key in "ab"))
    assert most == {"a": 2, "b": 2, "all": expected}


async def test_waiting_for_a_slot_is_not_endless_and_the_call_is_not_made() -> None:
    async with serving(execute) as wire, Boomstream(wire.url, calls_in_all=1, timeout=0.05) as client:
        async with client._caller.slots, asyncio.timeout(1):
            with pytest.raises(NotConnected, match="waiting"):
                await client.project(KEY).create(title="x")
        assert not wire.requests
        assert await client.project(KEY).create(title="x") == "new"


async def test_a_cancelled_call_gives_its_slot_back() -> None:
    async def hold_the_first(exchange: Exchange) -> None:
        if len(wire.requests) == 1:
            await asyncio.Event().wait()
        await exchange.answer({"Code": "new"})

    async with serving(hold_the_first) as wire, Boomstream(wire.url, calls_per_key=1, calls_in_all=1) as client:
        project = client.project(KEY)
        first = asyncio.create_task(project.create(title="first"))
        await wire.arrived.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert await project.create(title="second") == "new"


async def test_closing_gives_up_what_is_under_way() -> None:
    async with serving(say_nothing) as wire:
        client = Boomstream(wire.url)
        waiting = asyncio.create_task(client.project(KEY).conferences())
        await wire.arrived.wait()
        await client.close()
        with pytest.raises(NotConnected, match="closed"):
            async with asyncio.timeout(5):
                await waiting


async def test_a_given_proxy_is_used() -> None:
    async with serving(execute) as wire, Boomstream("http://boomstream.invalid/api", proxy=wire.url) as client:
        assert await client.project(KEY).create(title="x") == "new"
    assert wire.requests[0].path.startswith("http://boomstream.invalid/api/conference/create?")


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_a_socks_proxy_is_used_and_resolves_the_name(scheme: str) -> None:
    async with serving(execute) as wire, socks_server(wire.url) as socks:
        proxy = socks.url.replace("socks5", scheme)
        async with Boomstream("http://boomstream.invalid/api", proxy=proxy) as client:
            assert await client.project(KEY).create(title="x") == "new"
    assert socks.asked == [("boomstream.invalid", 80)]


async def test_a_socks_proxy_that_refuses_or_is_away_has_changed_nothing() -> None:
    async with serving(execute) as wire, socks_server(wire.url, refuses=True) as socks:
        for proxy in (socks.url, "socks5://127.0.0.1:1"):
            async with Boomstream("http://boomstream.invalid/api", proxy=proxy) as client:
                with pytest.raises(NotConnected):
                    await client.project(KEY).create(title="x")
    assert wire.requests == []


async def test_neither_a_request_nor_a_model_shows_secrets() -> None:
    async def answer(exchange: Exchange) -> None:
        await exchange.answer(METHODS[4].answer)

    async with serving(answer) as wire, Boomstream(wire.url) as client:
        project = client.project(KEY)
        invitation = await project.invite("c1", email="a@example.com")
    assert invitation.link == LINK
    for shown in (repr(invitation), str(invitation), repr(project), repr(client)):
        assert KEY not in shown
        assert "jwt" not in shown
