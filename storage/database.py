"""Connections to the one SQLite file: a writer, a few readers, their settings and errors.

Why not one shared connection: another task's statement would land inside an open transaction.
Why BEGIN IMMEDIATE: a plain BEGIN that reads first and writes later fails with "database is locked" under concurrency.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

import aiosqlite

from storage.errors import StorageError, translated

# What repositories take. They never commit: transaction() does.
Connection: TypeAlias = aiosqlite.Connection
Row: TypeAlias = sqlite3.Row
Value: TypeAlias = str | int | float | bytes | None

BUSY_TIMEOUT = 5.0  # seconds; only another process (a backup, rotate-key) can hold the file

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers don't wait for the writer
    "PRAGMA synchronous = NORMAL",  # in WAL: a power cut may lose the last commits, never the file
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten, not only marked as free
)


class Database:
    """One writer behind a lock and a few read-only connections. Made by `open`, must be closed: aiosqlite's threads
    are not daemons, so a forgotten connection keeps the process alive."""

    def __init__(self, writer: Connection, readers: Sequence[Connection]) -> None:
        self._writer = writer
        self._readers = readers
        self._write_lock = asyncio.Lock()
        self._write_owner: asyncio.Task[object] | None = None
        # Last in, first out: under light load one connection, with its warm page cache, serves everyone.
        self._idle: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._closed = False

    @classmethod
    async def open(cls, path: Path, *, readers: int = 2) -> Self:
        """Open the file, making it (and its folder) when missing. Its schema is storage.migrate's business.

        Raises StorageError when the file can't be opened or is no database.
        """
        create_private(path)
        opened: list[Connection] = []
        try:
            for _ in range(1 + readers):
                opened.append(await _connect(path))
                for pragma in _PRAGMAS if len(opened) == 1 else (*_PRAGMAS, "PRAGMA query_only = ON"):
                    await opened[-1].execute_fetchall(pragma)
        except BaseException as error:
            for connection in opened:
                await connection.close()
            if isinstance(error, sqlite3.Error):
                raise translated(error) from error
            raise
        return cls(opened[0], opened[1:])

    async def close(self) -> None:
        """Wait for the transaction in progress, then close every connection. Safe to call twice."""
        async with self._write_lock:
            if self._closed:
                return
            self._closed = True
            for connection in (*self._readers, self._writer):
                await connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Take the writer: commits at the end, rolls back on any exception, cancellation included.

        Raises StorageError in place of sqlite3's errors, from the body's statements too.
        """
        task = asyncio.current_task()
        if task is not None and self._write_owner is task:
            message = "transaction() inside transaction(): it would wait for itself"
            raise RuntimeError(message)
        async with self._write_lock:
            self._write_owner = task
            try:
                with our_errors():
                    self._check_open()
                    async with _committing(self._writer):
                        yield self._writer
            finally:
                self._write_owner = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """Borrow a read-only connection. Each statement sees what was committed before it.

        Raises StorageError in place of sqlite3's errors, from the body's statements too.
        """
        self._check_open()
        connection = await self._idle.get()
        try:
            with our_errors():
                self._check_open()
                yield connection
        finally:
            self._idle.put_nowait(connection)

    async def empty_log(self) -> None:
        """Move what is committed into the file: the write-ahead log still shows what a transaction has erased.

        While another process reads the file (a backup), some of it stays until the log is used anew.
        """
        async with self._write_lock:
            with our_errors():
                self._check_open()
                await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    def _check_open(self) -> None:
        if self._closed:
            message = "the database is closed"
            raise StorageError(message)


async def fetch_all(connection: Connection, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
    """Every row of a statement. One trip to the connection's thread, and no cursor stays open: an unfinished one on a
    reader would keep showing the past."""
    return list(await connection.execute_fetchall(sql, tuple(parameters)))


async def fetch_one(connection: Connection, sql: str, parameters: Sequence[Value] = ()) -> Row | None:
    """The first row of a statement that can give one at most, or None. Also the way to use RETURNING."""
    rows = await fetch_all(connection, sql, parameters)
    return rows[0] if rows else None


def create_private(path: Path) -> None:
    """Make an empty file that only its owner can read, and its folder. SQLite gives the same mode to -wal and -shm."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        message = f"the database can't be made: {error.strerror}"
        raise StorageError(message) from error


async def _connect(path: Path) -> Connection:
    connection = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT)
    connection.row_factory = sqlite3.Row
    return connection


@asynccontextmanager
async def _committing(connection: Connection) -> AsyncIterator[None]:
    # A connection runs its statements one after another in its own thread, whether or not anyone still waits for them.
    # So a rollback that is merely queued, even by a cancelled task, runs before the next transaction's BEGIN; and after
    # a COMMIT that went through it does nothing.
    try:
        await connection.execute_fetchall("BEGIN IMMEDIATE")
        yield
        await connection.commit()
    except BaseException:
        await connection.rollback()
        raise


@contextmanager
def our_errors() -> Iterator[None]:
    """Let sqlite3's errors out as StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error) from error
