"""Carries PTB's calls of the Bot API over aiohttp.

Why not PTB's own HTTPXRequest: its pool's work grows with the square of idle connections, which makes a busy bot spend
most of its CPU there, and it drops idle connections after 5 s, so that nearly every answer begins with a TLS handshake.

aiohttp sends a GET again by itself when a connection drops before the answer. PTB calls methods by POST, which
is never repeated, and GETs files only: nothing is done twice.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

from aiohttp import ClientError, ClientSession, ClientSSLError, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram._utils.types import ODVInput  # the type in the signature that BaseRequest demands
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_OF_PROXIES = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
KEEP_ALIVE = 60.0  # seconds; a TLS handshake costs more than an idle connection

POOL_TIMEOUT_TEXT = (
    "Pool timeout: All connections in the connection pool are occupied. Request was *not* sent to Telegram."
    " Consider adjusting the connection pool size or the pool timeout."
)


class AiohttpRequest(BaseRequest):
    """A pool of connections to the Bot API; usable after `initialize`, again after `shutdown` and `initialize`.

    Timeouts are in seconds, None waits for ever. aiohttp has none for writing, so writing (`media_write_timeout` for
    uploads), connecting and reading together get one deadline: their sum. `proxy` is an `http://` or `socks5://`
    address. Raises telegram.error.NetworkError and TimedOut, with texts that never hold the URL: the bot's token is in
    it.
    """

    def __init__(
        self,
        *,
        connection_pool_size: int = 256,
        connect_timeout: float | None = 5.0,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        media_write_timeout: float | None = 60.0,
        pool_timeout: float | None = 1.0,
        proxy: str | None = None,
    ) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._pool_timeout = pool_timeout
        self._socks = proxy if proxy and proxy.startswith("socks") else None
        self._proxy = None if self._socks else proxy
        # Held here and not by the connector, since aiohttp can't tell waiting for the pool from connecting.
        self._pool = asyncio.Semaphore(connection_pool_size)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds; PTB adds the long polling's timeout to it."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session, if it is not open."""
        if self._session is None:
            self._session = ClientSession(
                connector=_connector(self._socks),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(  # noqa: PLR0917  # BaseRequest's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request and read its answer: the HTTP status and the body."""
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeout(
            connect=_given(connect_timeout, self._connect_timeout),
            read=_given(read_timeout, self._read_timeout),
            write=_given(write_timeout, self._media_write_timeout if uploads else self._write_timeout),
        )
        async with self._connection(_given(pool_timeout, self._pool_timeout)):
            try:
                async with self._session.request(
                    method,
                    url,
                    data=_form(request_data),
                    timeout=timeout,
                    proxy=self._proxy,
                    allow_redirects=False,
                ) as response:
                    return response.status, await response.read()
            except TimeoutError:
                raise TimedOut from None
            except (ClientError, OSError, *_OF_PROXIES) as error:
                _raise_without_url(error)

    @asynccontextmanager
    async def _connection(self, patience: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(patience):
                await self._pool.acquire()
        except TimeoutError:
            raise TimedOut(POOL_TIMEOUT_TEXT) from None
        try:
            yield
        finally:
            self._pool.release()


def _connector(socks: str | None) -> TCPConnector:
    if socks is None:
        return TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE)
    # Names are resolved by the proxy, which is what the "h" asks for and what is wanted where Telegram is blocked.
    address = socks.replace("socks5h://", "socks5://", 1)
    return ProxyConnector.from_url(address, limit=0, keepalive_timeout=KEEP_ALIVE)


def _given(timeout: ODVInput[float], default: float | None) -> float | None:
    return timeout if timeout is None or isinstance(timeout, int | float) else default


def _timeout(*, connect: float | None, read: float | None, write: float | None) -> ClientTimeout:
    total = None if connect is None or read is None or write is None else connect + read + write
    return ClientTimeout(total=total, sock_connect=connect, sock_read=read)


def _form(request_data: RequestData | None) -> FormData | None:
    if request_data is None:
        return None
    # Unquoted: Telegram takes file names as UTF-8 and would show percent signs.
    form = FormData(request_data.json_parameters, quote_fields=False)
    for name, (filename, content, content_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form


def _raise_without_url(error: Exception) -> NoReturn:
    if isinstance(error, _OF_PROXIES):
        raise NetworkError(f"the proxy: {error}") from None  # names its host at most
    # aiohttp's texts may hold the URL. The class and the system's reason are enough; `from None` keeps the text out of
    # tracebacks too.
    number = None if isinstance(error, ClientSSLError) else getattr(error, "errno", None)
    reason = f": {os.strerror(number)}" if isinstance(number, int) and number > 0 else ""
    raise NetworkError(f"aiohttp.{type(error).__name__}{reason}") from None
