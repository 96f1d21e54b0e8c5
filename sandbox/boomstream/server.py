"""HTTP around the fake Boomstream: both of the vendor's transports, JSON and XML, and the network's accidents."""

import asyncio
import json
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from sandbox.boomstream import Answer, BoomstreamSandbox, Fault, FaultKind, Reply

REQUEST_LINE_LIMIT: Final = 8 * 1024
"""Bytes of the request line, as nginx has it by default (large_client_header_buffers)."""

_PARSER_LIMIT: Final = 1024 * 1024  # aiohttp's own limit answers 400; ours must be met first
_PAGE: Final = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>"
)
_PAGES: Final = {
    FaultKind.DOWN: (503, "503 Service Temporarily Unavailable"),
    FaultKind.NONSENSE: (200, "Технические работы"),
}


def render_json(answer: Answer) -> bytes:
    """Write an answer as JSON, non-ASCII characters escaped as PHP does."""
    return json.dumps(answer).encode()


def render_xml(answer: Answer, *, bare_lone_items: bool = False) -> bytes:
    """Write an answer as `<Response>`, lists as `<Item>` elements; see Quirks about lists of one."""
    root = ET.Element("Response")
    _fill(root, answer, bare_lone_items=bare_lone_items)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _fill(element: ET.Element, value: object, *, bare_lone_items: bool) -> None:
    if isinstance(value, list):
        if len(value) == 1 and bare_lone_items:
            _fill(element, value[0], bare_lone_items=bare_lone_items)
            return
        for item in value:
            _fill(ET.SubElement(element, "Item"), item, bare_lone_items=bare_lone_items)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            _fill(ET.SubElement(element, name), item, bare_lone_items=bare_lone_items)
    else:
        element.text = _plain(value)


def _plain(value: object) -> str:
    """Turn a scalar into text the way PHP does: true is 1, false and null are nothing."""
    if value is None or value is False:
        return ""
    return "1" if value is True else str(value)


@dataclass(slots=True)
class _Server:
    sandbox: BoomstreamSandbox
    request_line_limit: int
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if _request_line_length(request) > self.request_line_limit:
            return _page(414, "Request-URI Too Large")
        params, key = await _from_body(request) if request.method == "POST" else _from_query(request)
        as_json = request.method == "POST" or params.get("format") == "json"
        reply = self.sandbox.receive(
            method,
            params,
            key,
            transport=request.method,
            request_uri=request.raw_path if request.method == "GET" else None,
        )
        if reply.fault is None:
            return self._response(reply.answer, as_json=as_json)
        return await self._misbehave(request, reply, reply.fault, as_json=as_json)

    async def _misbehave(
        self, request: web.Request, reply: Reply, fault: Fault, *, as_json: bool
    ) -> web.StreamResponse:
        if await self._gets_lost(fault):
            return _dropped(request)
        match fault.kind:
            case FaultKind.DOWN | FaultKind.NONSENSE:
                return _page(*_PAGES[fault.kind])
            case FaultKind.RATE_LIMITED:
                return _rate_limited(fault.retry_after)
            case FaultKind.BARE:
                return web.json_response({"Status": "Success"})
            case FaultKind.TRUNCATED:
                return await _truncated(request, self._response(reply.answer, as_json=as_json))
            case kind:
                return self._response(reply.answer, as_json=as_json and kind is not FaultKind.XML)

    async def _gets_lost(self, fault: Fault) -> bool:
        """Sit out the fault's delay; tell whether the connection is to close instead of answering."""
        match fault.kind:
            case FaultKind.LOST_BEFORE | FaultKind.LOST_AFTER:
                return True
            case FaultKind.LOST_SLOW:
                return await self.closing.wait()
            case FaultKind.SLOW:
                return await self._closes_within(fault.seconds)
            case _:
                return False

    def _response(self, answer: Answer | None, *, as_json: bool) -> web.Response:
        assert answer is not None, "only the kinds in WITHOUT_ANSWER leave the answer out"  # noqa: S101 - invariant
        if as_json:
            return web.Response(body=render_json(answer), content_type="application/json", charset="utf-8")
        body = render_xml(answer, bare_lone_items=self.sandbox.quirks.bare_lone_items)
        return web.Response(body=body, content_type="text/xml", charset="utf-8")

    async def _closes_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self.closing.wait()
        except TimeoutError:
            return False

    async def close(self, _app: web.Application) -> None:
        self.closing.set()


def _request_line_length(request: web.Request) -> int:
    return len(f"{request.method} {request.raw_path} HTTP/1.1\r\n".encode())


def _from_query(request: web.Request) -> tuple[dict[str, str], str]:
    params = dict(request.query.items())  # of a repeated name the last one counts, as in PHP
    return params, params.pop("apikey", "")


async def _from_body(request: web.Request) -> tuple[dict[str, str], str]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    params = (
        {name: _plain(value) for name, value in body.items() if value is not None} if isinstance(body, dict) else {}
    )
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else ""
    return params, params.pop("apikey", "") or bearer


def _page(status: int, title: str) -> web.Response:
    return web.Response(status=status, text=_PAGE.format(title), content_type="text/html", charset="utf-8")


def _rate_limited(retry_after: int | None) -> web.Response:
    response = _page(429, "429 Too Many Requests")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


async def _truncated(request: web.Request, whole: web.Response) -> web.StreamResponse:
    body = whole.body
    assert isinstance(body, bytes)  # noqa: S101 - tells the type checker what _response has made
    response = web.StreamResponse(headers={"Content-Type": whole.headers["Content-Type"]})
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    _drop(request)
    return response


def _dropped(request: web.Request) -> web.Response:
    _drop(request)
    return web.Response()  # goes nowhere: aiohttp gives up quietly when the connection has closed


def _drop(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()


def boomstream_app(sandbox: BoomstreamSandbox, *, request_line_limit: int = REQUEST_LINE_LIMIT) -> web.Application:
    """Make the application that serves `/api/conference/…`; longer request lines (in bytes) get a 414.

    Run it with a `max_line_size` above the limit, as serve_boomstream does: aiohttp itself stops at 8190 bytes.
    """
    server = _Server(sandbox, request_line_limit)
    app = web.Application()
    app.router.add_get("/api/conference/{method:.+}", server.handle, allow_head=False)
    app.router.add_post("/api/conference/{method:.+}", server.handle)
    app.on_shutdown.append(server.close)
    return app


@asynccontextmanager
async def serve_boomstream(
    sandbox: BoomstreamSandbox,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    request_line_limit: int = REQUEST_LINE_LIMIT,
) -> AsyncIterator[str]:
    """Serve the sandbox until the block ends, then close at once, slow answers included; yields `http://…/api`."""
    runner = web.AppRunner(
        boomstream_app(sandbox, request_line_limit=request_line_limit),
        access_log=None,  # its lines would hold keys and e-mail addresses
        handler_cancellation=True,  # who hangs up is not waited for
        shutdown_timeout=0.1,
        max_line_size=_PARSER_LIMIT,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        bound_port = runner.addresses[0][1]
        yield f"http://{host}:{bound_port}/api"
    finally:
        await runner.cleanup()
