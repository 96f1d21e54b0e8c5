"""The bot as a process of its own, so that its crash is a real one and the page lives to tell it."""

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from sandbox.clock import Clock

Status = Literal["starting", "running", "stopped", "crashed"]

_LINES_KEPT: Final = 200
_LINE_LIMIT: Final = 1024 * 1024  # bytes; a traceback's line can be long
_PATIENCE: Final = 10.0  # seconds to finish begun work


class BotProcess:
    """Runs `command`; it must stop when its standard input closes, so that it never outlives us.

    On that input it is told how many seconds `clock` is ahead of the real one: at its start, and at every move.
    `log` holds the last lines of what it wrote; listeners are told of each change of either.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str], clock: Clock, *, echo: bool = True) -> None:
        self._command = command
        self._env = env
        self._clock = clock
        self._echo = echo
        self._process: asyncio.subprocess.Process | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._stopping = False
        self.status: Status = "stopped"
        self.exit_code: int | None = None
        self.log: deque[str] = deque(maxlen=_LINES_KEPT)
        self.listeners: list[Callable[[], None]] = []
        clock.listeners.append(self._tell_time)

    async def start(self) -> None:
        """Does nothing while it runs."""
        if self._process is not None:
            return
        self._stopping = False
        self.exit_code = None
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env=dict(self._env),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=_LINE_LIMIT,
            start_new_session=True,  # Ctrl-C in the terminal is for us; we pass it on by closing stdin
        )
        self._tell_time()
        self._set("starting")
        self._watcher = asyncio.create_task(self._watch(self._process), name="the bot's process")

    def answered(self) -> None:
        """Its first call has come in: it runs."""
        if self.status == "starting":
            self._set("running")

    async def stop(self) -> None:
        """Lets it finish what it has begun, for up to 10 s."""
        if self._process is None or self._watcher is None:
            return
        self._stopping = True
        if self._process.stdin is not None:
            self._process.stdin.close()
        _, unfinished = await asyncio.wait({self._watcher}, timeout=_PATIENCE)
        if unfinished:
            await self.kill()

    async def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        if self._process is None or self._watcher is None:
            return
        self._process.kill()
        await asyncio.wait({self._watcher})

    def _tell_time(self) -> None:
        if self._process is not None and self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(f"{self._clock.ahead.total_seconds()}\n".encode())

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for; for mypy
        while line := await process.stdout.readline():
            self._write(line.decode(errors="replace").rstrip())
        self.exit_code = await process.wait()
        self._process = None
        self._set("stopped" if self._stopping else "crashed")

    def _write(self, line: str) -> None:
        self.log.append(line)
        if self._echo:
            sys.stderr.write(f"{line}\n")
        self._tell()

    def _set(self, status: Status) -> None:
        self.status = status
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()
