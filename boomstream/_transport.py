"""One request over aiohttp: one deadline, no cookies, no redirects, no silent repeats, errors of our own."""

import asyncio
from dataclasses import dataclass
from enum import Enum, auto
from types import SimpleNamespace
from typing import Final

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from yarl import URL

from boomstream._protocol import Answer, Request
from boomstream.errors import BoomstreamError, NotConnected, OutcomeUnknown, UnreadableAnswer

BIGGEST_BODY: Final = 10 * 1024 * 1024
_CHUNK: Final = 64 * 1024
_NO_WAY: Final = (ProxyConnectionError, ProxyError, ProxyTimeoutError)  # the request surely did not leave
_FAILURES: Final = (TimeoutError, aiohttp.ClientError, OSError, ValueError, RuntimeError, *_NO_WAY)
_NO_TIMEOUTS: Final = aiohttp.ClientTimeout(total=None)


class _DroppedError(Exception):
    """The connection broke; deliberately foreign to aiohttp, see `_never_repeat`."""


class _Stage(Enum):
    UNTRACED = auto()  # a session of somebody else's: we cannot see how far the request came
    CONNECTING = auto()
    SENT = auto()


@dataclass(slots=True)
class _Progress:
    stage: _Stage = _Stage.UNTRACED


class Transport:
    """Sends requests; opens its sessions at the first one, unless a session is given (then it is not closed here)."""

    def __init__(self, *, timeout: float, session: ClientSession | None = None, proxy: str | None = None) -> None:
        self._timeout = timeout
        self._socks = proxy if proxy and proxy.startswith("socks") else None
        self._proxy = None if self._socks else proxy
        self._given = session
        self._own: dict[bool, ClientSession] = {}
        self._closed = False

    async def send(self, request: Request) -> Answer:
        """Return the whole answer within the timeout (seconds; connecting, sending and reading together).

        Raises `NotConnected`, `OutcomeUnknown` or `UnreadableAnswer`.
        """
        if self._closed:
            raise NotConnected("the client is closed")
        progress = _Progress()
        try:
            async with asyncio.timeout(self._timeout):
                return await self._exchange(request, progress)
        except (*_FAILURES, _DroppedError) as error:
            failure = _translate(error, progress.stage)
        # Raised outside of `except`: aiohttp's exceptions hold the address, and the address holds the key.
        raise failure

    async def close(self) -> None:
        """Close the sessions opened here; later requests raise `NotConnected`."""
        self._closed = True
        sessions, self._own = list(self._own.values()), {}
        for session in sessions:
            await session.close()

    async def _exchange(self, request: Request, progress: _Progress) -> Answer:
        session = self._session(changes=request.changes)
        if session.closed:
            raise NotConnected("the client is closed")
        async with session.request(
            request.verb,
            URL(request.url, encoded=True),
            headers=request.headers,
            data=request.body,
            allow_redirects=False,
            proxy=self._proxy,
            timeout=_NO_TIMEOUTS,
            middlewares=(_never_repeat,),
            trace_request_ctx=progress,
        ) as response:
            body = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK):
                body += chunk
                if len(body) > BIGGEST_BODY:
                    response.close()
                    raise _TooBigError
            return Answer(response.status, response.headers, bytes(body))

    def _session(self, *, changes: bool) -> ClientSession:
        """Give changes a connection of their own: over a kept-alive one that died nobody knows what was executed."""
        if self._given is not None:
            return self._given
        if changes not in self._own:
            self._own[changes] = ClientSession(
                connector=_connector(self._socks, force_close=changes),
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[_tracing()],
            )
        return self._own[changes]


def _connector(socks: str | None, *, force_close: bool) -> aiohttp.TCPConnector:
    if socks is None:
        return aiohttp.TCPConnector(force_close=force_close)
    # The proxy resolves names, which is all that the "h" asks for.
    return ProxyConnector.from_url(socks.replace("socks5h://", "socks5://", 1), force_close=force_close)


class _TooBigError(_DroppedError):
    """The body passed `BIGGEST_BODY`."""


async def _never_repeat(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
    """Stop aiohttp from sending a GET again by itself when the connection drops, be it kept alive or new.

    Its loop repeats on exceptions of its own only, so this turns them into one of ours. Boomstream changes things by
    GET: a silent repeat makes a second conference.
    """
    try:
        return await handler(request)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, *_NO_WAY):
        raise  # never connected, which aiohttp does not repeat, and which we must be able to tell
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _DroppedError from error


def _translate(error: Exception, stage: _Stage) -> BoomstreamError:
    if isinstance(error, _TooBigError):
        return UnreadableAnswer(f"the answer is longer than {BIGGEST_BODY} bytes")
    if isinstance(error, (aiohttp.ClientHttpProxyError, ProxyError)):
        return NotConnected("the proxy refused")
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL, *_NO_WAY)):
        return NotConnected(f"no connection ({type(error).__name__})")
    what = "timed out" if isinstance(error, TimeoutError) else "the connection broke"
    if stage is _Stage.CONNECTING:
        return NotConnected(f"{what} before the request was sent")
    if isinstance(error, aiohttp.ClientResponseError):
        return UnreadableAnswer("the answer is not HTTP")
    return OutcomeUnknown(f"{what} before the answer was read")


def _tracing() -> aiohttp.TraceConfig:
    """Note in the request's `_Progress` how far it came: that decides between not executed and unknown."""

    async def on_start(_: ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestStartParams) -> None:
        context.trace_request_ctx.stage = _Stage.CONNECTING

    async def on_sent(_: ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestHeadersSentParams) -> None:
        context.trace_request_ctx.stage = _Stage.SENT

    tracing = aiohttp.TraceConfig()
    tracing.on_request_start.append(on_start)
    tracing.on_request_headers_sent.append(on_sent)
    return tracing
