"""PTB's stock request and ours against the same server: what a caller sees must be the same."""

import asyncio
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from io import BytesIO
from typing import TypeAlias

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.request import AiohttpRequest
from tests.socks import socks_server

TOKEN = "42:SECRET"
Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
MakeRequest: TypeAlias = type[HTTPXRequest] | type[AiohttpRequest]


class BotApi:
    """A local Bot API that answers every call with `answer` and remembers what was asked."""

    def __init__(self) -> None:
        self.answer: Answer = ok
        self.asked: list[web.Request] = []
        self.peers: set[object] = set()
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.peers.add(request.transport and request.transport.get_extra_info("peername"))
        return await self.answer(request)


async def ok(request: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": {"asked": dict(await request.post())}})


def says(status: int, body: bytes) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    return answer


async def drops(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def drops_halfway(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok"')
    assert request.transport is not None
    request.transport.close()
    return response


async def hangs(request: web.Request) -> web.Response:
    await asyncio.sleep(30)
    return web.Response()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    api = BotApi()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", api.handle)
    async with TestServer(application) as server:
        api.url = str(server.make_url(f"/bot{TOKEN}/getMe"))
        yield api


@pytest.fixture(params=[HTTPXRequest, AiohttpRequest])
def make(request: pytest.FixtureRequest) -> MakeRequest:
    chosen: MakeRequest = request.param
    return chosen


@pytest.fixture
async def request_(make: MakeRequest) -> AsyncIterator[BaseRequest]:
    async with make(read_timeout=5.0) as request:
        yield request


async def test_an_answer_comes_back(api: BotApi, request_: BaseRequest) -> None:
    assert await request_.post(api.url) == {"asked": {}}
    assert api.asked[0].method == "POST"
    assert "python-telegram-bot" in api.asked[0].headers["User-Agent"]


async def test_parameters_arrive_as_they_were(api: BotApi, make: MakeRequest) -> None:
    seen: list[dict[str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(dict(await request.post()))
        return web.json_response({"ok": True, "result": True})

    api.answer = answer
    bot = Bot(TOKEN, base_url=api.url.split(TOKEN)[0], request=make(), get_updates_request=make())
    await bot._request[1].initialize()
    await bot.delete_messages(7, [1, 2], api_kwargs={"text": "a=1&b=ё %20 +\n"})
    assert seen == [{"chat_id": "7", "message_ids": "[1, 2]", "text": "a=1&b=ё %20 +\n"}]
    await bot._request[1].shutdown()


@pytest.mark.parametrize("name", ["list.csv", "участники «осень».csv", 'a"b\\c;d%20.csv'])
async def test_an_upload_arrives_byte_for_byte(api: BotApi, make: MakeRequest, name: str) -> None:
    content = bytes(range(256)) * 2000 + "Ольга\r\n--boundary\r\n".encode()
    seen: list[tuple[str, bytes, str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["document"]
        assert isinstance(file, web.FileField)
        seen.append((file.filename, file.file.read(), file.content_type, form["caption"]))
        return web.json_response({"ok": True, "result": True})

    api.answer = answer
    bot = Bot(TOKEN, base_url=api.url.split(TOKEN)[0], request=make(), get_updates_request=make())
    await bot._request[1].initialize()
    for file in (InputFile(content, filename=name), InputFile(BytesIO(content), filename=name, read_file_handle=False)):
        await bot._post("sendDocument", {"chat_id": 7, "document": file, "caption": "подпись"})
    await bot._request[1].shutdown()
    if make is HTTPXRequest and '"' in name:  # it writes %22 as HTML5 forms do
        seen = [(name, *rest) for _, *rest in seen]  # type: ignore[misc]  # same types as above
    assert seen == [(name, content, "text/csv", "подпись")] * 2


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"ok": false, "description": "Bad Request: chat not found"}', BadRequest("Chat not found")),
        (401, b'{"ok": false, "description": "Unauthorized"}', InvalidToken("Unauthorized")),
        (403, b'{"ok": false, "description": "Forbidden: bot was blocked"}', Forbidden("Forbidden: bot was blocked")),
        (404, b'{"ok": false, "description": "Not Found"}', InvalidToken("Not Found")),
        (409, b'{"ok": false, "description": "Conflict: webhook"}', Conflict("Conflict: webhook")),
        (429, b'{"ok": false, "parameters": {"retry_after": 7}}', RetryAfter(timedelta(seconds=7))),
        (400, b'{"ok": false, "parameters": {"migrate_to_chat_id": -100}}', ChatMigrated(-100)),
        (500, b"", NetworkError("Internal Server Error (500). Parsing the server response b'' failed")),
        (502, b"<html>", NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed")),
        (200, b"<html>", TelegramError("Invalid server response")),
    ],
)
async def test_errors_are_told_as_ptb_tells_them(
    api: BotApi, request_: BaseRequest, status: int, body: bytes, error: TelegramError
) -> None:
    api.answer = says(status, body)
    with pytest.raises(TelegramError) as caught:
        await request_.post(api.url)
    assert (type(caught.value), caught.value.message) == (type(error), error.message)


async def test_a_redirection_is_not_followed(api: BotApi, request_: BaseRequest) -> None:
    async def moved(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": api.url}, body=b'{"description": "Moved"}')

    api.answer = moved
    with pytest.raises(NetworkError, match="Moved"):
        await request_.post(api.url)
    assert len(api.asked) == 1


@pytest.mark.parametrize("answer", [drops, drops_halfway])
async def test_a_dropped_connection_is_a_network_error(api: BotApi, request_: BaseRequest, answer: Answer) -> None:
    api.answer = answer
    with pytest.raises(NetworkError) as caught:
        await request_.post(api.url)
    assert not isinstance(caught.value, TimedOut | BadRequest)
    assert len(api.asked) == 1  # a POST is never repeated


async def test_a_refused_connection_is_a_network_error(request_: BaseRequest) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refuses
        with pytest.raises(NetworkError) as caught:
            await request_.post(f"http://127.0.0.1:{taken.getsockname()[1]}/bot{TOKEN}/getMe")
    assert not isinstance(caught.value, TimedOut)


async def test_a_slow_answer_times_out(api: BotApi, request_: BaseRequest) -> None:
    api.answer = hangs
    with pytest.raises(TimedOut, match="Timed out"):
        await request_.post(api.url, read_timeout=0.05)


async def test_none_as_a_timeout_waits(api: BotApi, make: MakeRequest) -> None:
    async with make(read_timeout=0.001) as request:
        assert request.read_timeout == 0.001
        assert await request.post(api.url, read_timeout=None) == {"asked": {}}


async def test_a_full_pool_times_out_and_recovers(api: BotApi, make: MakeRequest) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def waits(request: web.Request) -> web.Response:
        arrived.set()
        await leave.wait()
        return await ok(request)

    api.answer = waits
    async with make(connection_pool_size=1) as request:
        first = asyncio.create_task(request.post(api.url))
        await arrived.wait()
        with pytest.raises(TimedOut, match="Pool timeout: All connections"):
            await request.post(api.url, pool_timeout=0.01)
        leave.set()
        assert await first == {"asked": {}}
        assert await request.post(api.url, pool_timeout=0.01) == {"asked": {}}
    assert len(api.asked) == 2


async def test_connections_are_kept(api: BotApi, request_: BaseRequest) -> None:
    for _ in range(3):
        await request_.post(api.url)
    assert len(api.peers) == 1


async def test_files_are_downloaded(api: BotApi, request_: BaseRequest) -> None:
    content = bytes(range(256)) * 5000
    api.answer = says(200, content)
    assert await request_.retrieve(api.url) == content
    assert api.asked[0].method == "GET"


async def test_it_can_be_closed_and_opened_again(api: BotApi, make: MakeRequest) -> None:
    request = make()
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="not initialized"):
        await request.post(api.url)
    await request.initialize()
    assert await request.post(api.url) == {"asked": {}}
    await request.shutdown()


async def test_a_given_proxy_is_used(api: BotApi, make: MakeRequest) -> None:
    async with make(proxy=api.url.split("/bot")[0]) as request:
        assert await request.post(f"http://telegram.invalid/bot{TOKEN}/getMe") == {"asked": {}}


async def test_a_socks_proxy_is_used_and_resolves_the_name(api: BotApi) -> None:
    async with socks_server(api.url) as socks, AiohttpRequest(proxy=socks.url) as request:
        assert await request.post(f"http://telegram.invalid/bot{TOKEN}/getMe") == {"asked": {}}
    assert socks.asked == [("telegram.invalid", 80)]


@pytest.mark.parametrize("away", [False, True])
async def test_a_socks_proxy_that_does_not_let_through_is_told(api: BotApi, away: bool) -> None:
    async with socks_server(api.url, refuses=True) as socks:
        request = AiohttpRequest(proxy="socks5://127.0.0.1:1" if away else socks.url)
        async with request:
            with pytest.raises(NetworkError, match=r"^the proxy: ") as caught:
                await request.post(f"http://telegram.invalid/bot{TOKEN}/getMe")
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("answer", [drops, drops_halfway, hangs, says(500, b"{}"), says(200, b"<html>")])
async def test_the_token_is_in_no_error_and_no_log(
    api: BotApi, caplog: pytest.LogCaptureFixture, answer: Answer
) -> None:
    api.answer = answer
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.CRITICAL, logger="aiohttp.access")  # the test server's own
    async with AiohttpRequest(read_timeout=0.05, write_timeout=0.05, connect_timeout=0.05) as request:
        for url in (api.url, f"http://127.0.0.1:1/bot{TOKEN}/getMe", f"http://[bad/bot{TOKEN}", f"ftp://x/bot{TOKEN}"):
            with pytest.raises(TelegramError) as caught:
                await request.post(url)
            assert "SECRET" not in "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "SECRET" not in caplog.text
