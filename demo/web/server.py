"""The chat page over HTTP: its files, the live state over a WebSocket, uploads and downloads. Loopback only."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from demo.deeds import Deeds
from demo.process import BotProcess
from demo.switches import Switches
from demo.web.commands import CommandError, carry_out, send_document
from demo.web.state import PageState
from demo.world import DemoWorld
from sandbox.telegram import Change
from sandbox.telegram.files import UPLOAD_LIMIT
from sandbox.telegram.text import Json

HOST: Final = "127.0.0.1"
FIRST_PORT: Final = 8090
_PORTS_TRIED: Final = 20
_NO_PORT: Final = 65536
_STATIC: Final = Path(__file__).parent.parent / "page"
_PAUSE: Final = 0.03  # seconds in which changes are gathered
_SKIPS: Final[Mapping[str, timedelta]] = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
_OWN_NAMES: Final = frozenset({"127.0.0.1", "localhost"})
_POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; connect-src 'self' ws://127.0.0.1:* ws://localhost:*;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class _Page:
    """All open pages of one world: they see the same, at the same time."""

    def __init__(self, world: DemoWorld, bot: BotProcess) -> None:
        self.world = world
        self._bot = bot
        self._switches = Switches(world.telegram, world.boomstream)
        self._state = PageState(world, bot, self._switches, self._schedule)
        self._deeds = Deeds(world, lambda: self._state.touch("done"))
        self._readers: dict[web.WebSocketResponse, asyncio.Queue[str]] = {}
        self._flush: asyncio.TimerHandle | None = None
        world.telegram.listeners.append(self._listen)

    async def close(self, _app: web.Application) -> None:
        self.world.telegram.listeners.remove(self._listen)
        self._deeds.close()
        self._state.close()
        if self._flush:
            self._flush.cancel()
        for socket in list(self._readers):
            await socket.close(code=1001)

    def _listen(self, change: Change) -> None:
        """Answers to presses are for one person, once."""
        if change.kind == "answer":
            self._broadcast({"type": "answer", "chat": change.chat_id, **change.data})

    def _schedule(self) -> None:
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(_PAUSE, self._send_news)

    def _send_news(self) -> None:
        self._flush = None
        self._broadcast({"type": "news", "state": self._state.news()})

    def _broadcast(self, message: Json) -> None:
        text = json.dumps(message, ensure_ascii=False)
        for queue in self._readers.values():
            queue.put_nowait(text)

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        queue: asyncio.Queue[str] = asyncio.Queue()
        queue.put_nowait(json.dumps({"type": "state", "state": self._state.everything()}, ensure_ascii=False))
        self._readers[socket] = queue
        writer = asyncio.create_task(_write(socket, queue))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    queue.put_nowait(json.dumps(await self._answer(message.data), ensure_ascii=False))
        finally:
            del self._readers[socket]
            writer.cancel()
        return socket

    async def _answer(self, text: str) -> Json:
        command: Any = None
        try:
            command = json.loads(text)
            result = await self._carry_out(command.pop("do"), command.pop("body"))
        except CommandError as error:
            return {"type": "reply", "id": command.get("id"), "error": error.name, "text": str(error)}
        except (ValueError, LookupError, AttributeError, TypeError):
            return {"type": "reply", "id": None, "error": "not_possible", "text": "what is that?"}
        return {"type": "reply", "id": command.get("id"), "result": result}

    async def _carry_out(self, name: str, body: Json) -> Json:
        if name == "switch":
            self._switches.turn(str(body["name"]), on=bool(body["on"]))
            if body["on"]:
                self._deeds.make_trouble()
            self._state.touch("switches")
        elif name == "skip":
            self.world.clock.skip(_SKIPS[str(body["time"])])
        elif name == "bot":
            await {"start": self._bot.start, "stop": self._bot.stop, "kill": self._bot.kill}[str(body["action"])]()
        else:
            return carry_out(self.world, name, body)
        return {}

    async def upload(self, request: web.Request) -> web.Response:
        try:
            content = await _body(request)
            thread = request.query.get("thread")
            send_document(
                self.world,
                person=int(request.query["person"]),
                chat=int(request.query["chat"]),
                thread=int(thread) if thread else None,
                name=Path(request.query["name"]).name,
                content=content,
                caption=request.query.get("caption", ""),
            )
        except (KeyError, ValueError):
            return web.json_response({"error": "not_possible"}, status=400)
        except CommandError as error:
            status = 413 if error.name == "file_too_big" else 400
            return web.json_response({"error": error.name, "text": str(error)}, status=status)
        return web.json_response({})

    async def download(self, request: web.Request) -> web.Response:
        stored = self.world.telegram.files.at(request.match_info["path"])
        if stored is None:
            raise web.HTTPNotFound
        response = web.Response(body=stored.content, content_type=stored.mime_type)
        if stored.kind != "photo":  # a document could be a page with scripts
            response.headers["Content-Disposition"] = "attachment"
            response.content_type = "application/octet-stream"
        return response


async def _body(request: web.Request) -> bytes:
    """Refused before it is read, where its length is told."""
    if (request.content_length or 0) > UPLOAD_LIMIT:
        raise CommandError("file_too_big")
    return await request.read()


async def _write(socket: web.WebSocketResponse, queue: asyncio.Queue[str]) -> None:
    with suppress(ConnectionError):
        while True:
            await socket.send_str(await queue.get())


@web.middleware
async def _guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Other sites that the browser has open, and names that point here, get nothing."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or urlsplit(f"//{request.host}").hostname not in _OWN_NAMES:
        raise web.HTTPForbidden(text="This page is for this computer only.")
    response = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-cache"
    return response


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_STATIC / "index.html")


def page_app(world: DemoWorld, bot: BotProcess) -> web.Application:
    """The application with the page, /live (WebSocket), /upload and /file/…; needs a running event loop."""
    page = _Page(world, bot)
    app = web.Application(middlewares=[_guard], client_max_size=UPLOAD_LIMIT + 1)
    app.router.add_get("/", _index)
    app.router.add_get("/live", page.live)
    app.router.add_post("/upload", page.upload)
    app.router.add_get("/file/{path:.+}", page.download)
    app.router.add_static("/static", _STATIC)
    app.on_shutdown.append(page.close)
    return app


@asynccontextmanager
async def serve_page(
    world: DemoWorld, bot: BotProcess, *, port: int = FIRST_PORT, say: Callable[[str], None] = print
) -> AsyncIterator[str]:
    """Serves the page, on the next free port when that one is taken (0: any); yields its URL. Raises OSError."""
    runner = web.AppRunner(page_app(world, bot), access_log=None, shutdown_timeout=1, handler_cancellation=True)
    await runner.setup()
    try:
        bound = await _listen_on_free_port(runner, port, say)
        yield f"http://{HOST}:{bound}/"
    finally:
        await runner.cleanup()


async def _listen_on_free_port(runner: web.AppRunner, port: int, say: Callable[[str], None]) -> int:
    for candidate in range(port, min(port + _PORTS_TRIED, _NO_PORT)) if port else (0,):
        try:
            await web.TCPSite(runner, HOST, candidate).start()
        except OSError:
            say(f"Port {candidate} is taken, trying the next one.")
        else:
            return int(runner.addresses[0][1])
    raise OSError(f"no free port from {port} to {min(port + _PORTS_TRIED, _NO_PORT) - 1}")
