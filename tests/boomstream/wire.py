"""A raw HTTP server on loopback that does exactly as told, down to when it drops the connection."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.boomstream.methods import success

Behaviour = Callable[["Exchange"], Awaitable[None]]


@dataclass
class Exchange:
    """One request as the server sees it; a behaviour answers on `writer`, or does not."""

    path: str
    connection: int
    headers: dict[str, str]
    writer: asyncio.StreamWriter
    log: list[str]

    async def answer(self, fields: Mapping[str, object], *, headers: str = "") -> None:
        body = json.dumps(success(dict(fields))).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()

    def drop(self) -> None:
        self.writer.transport.abort()


@dataclass
class Wire:
    url: str = ""
    requests: list[Exchange] = field(default_factory=list)
    executed: list[str] = field(default_factory=list)
    connections: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def paths(self) -> list[str]:
        return [request.path.partition("?")[0].removeprefix("/api/conference/") for request in self.requests]


@asynccontextmanager
async def serving(behaviour: Behaviour) -> AsyncIterator[Wire]:
    wire = Wire()
    open_now: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire.connections += 1
        connection = wire.connections
        open_now.add(writer)
        try:
            while not writer.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                first, *lines = head.strip().split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                await reader.readexactly(int(headers.get("content-length", "0")))
                exchange = Exchange(first.split(" ")[1], connection, headers, writer, wire.executed)
                wire.requests.append(exchange)
                wire.arrived.set()
                await behaviour(exchange)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            open_now.discard(writer)
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api"
    try:
        yield wire
    finally:
        server.close()
        for writer in list(open_now):
            writer.transport.abort()
        await server.wait_closed()
        await asyncio.sleep(0)  # the talks end themselves on their dropped connections
