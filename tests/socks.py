"""A SOCKS5 server (RFC 1928, CONNECT without a password) that notes where it was asked to go."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Socks:
    """Everybody is led to `target`, whatever they ask for: the names of tests exist nowhere."""

    target: tuple[str, int]
    asked: list[tuple[str, int]] = field(default_factory=list)
    refuses: bool = False
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            _, methods = await reader.readexactly(2)
            await reader.readexactly(methods)
            writer.write(b"\x05\x00")
            _, _, _, kind = await reader.readexactly(4)
            host = await _host(reader, kind)
            (port,) = struct.unpack("!H", await reader.readexactly(2))
            self.asked.append((host, port))
            writer.write(b"\x05" + (b"\x02" if self.refuses else b"\x00") + b"\x00\x01" + bytes(6))
            if not self.refuses:
                there, back = await asyncio.open_connection(*self.target)
                await asyncio.gather(_pump(reader, back), _pump(there, writer))
        writer.close()


async def _host(reader: asyncio.StreamReader, kind: int) -> str:
    if kind == 1:
        return ".".join(str(part) for part in await reader.readexactly(4))
    (length,) = await reader.readexactly(1)
    return (await reader.readexactly(length)).decode()


async def _pump(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    while data := await source.read(65536):
        to.write(data)
        await to.drain()
    to.close()


@asynccontextmanager
async def socks_server(target_url: str, *, refuses: bool = False) -> AsyncIterator[Socks]:
    """Serve until the block ends; `url` is the proxy's address."""
    host, _, port = target_url.removeprefix("http://").partition("/")[0].partition(":")
    socks = Socks((host, int(port)), refuses=refuses)
    server = await asyncio.start_server(socks.serve, "127.0.0.1", 0)
    socks.url = f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield socks
    finally:
        server.close()
