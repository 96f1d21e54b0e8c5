"""The bot in a process of its own, over HTTP, to be killed for good (SIGKILL): no `finally` runs."""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import jobs
from bot.app import running
from bot.delivery import dispatcher
from bot.settings import Settings
from services.requests.deciding import Deciding
from storage.database import Connection, Database
from tests.flows.world import Clock

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])  # a new process costs a fork, not a second of imports
PATIENCE = 60.0  # seconds until a life is taken for endless


class FastClock(Clock):
    """A minute of the story takes a second, in every process: Telegram's limits can't be waited for."""

    SPEED = 60

    def __init__(self) -> None:
        super().__init__()
        self._began = time.time()

    def __call__(self) -> Any:
        return self.moment + timedelta(seconds=(time.time() - self._began) * self.SPEED)


@dataclass(frozen=True)
class Death:
    """At the n-th transaction after a moderator has decided, right before or right after its commit.

    `decision`: the method of `Deciding` that begins it.
    """

    transaction: int
    before_commit: bool
    decision: str = "approve"


class Life:
    """One process of the bot."""

    def __init__(self, settings: Settings, clock: Clock, death: Death | None) -> None:
        self._process = _PROCESSES.Process(target=_live, args=(settings, clock, death), daemon=True)
        self._process.start()

    def kill(self) -> None:
        """At once, and for good."""
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGKILL)

    async def ends(self, *, unless: Callable[[], bool] = lambda: False) -> bool:
        """Wait until it is dead; False when it lives and `unless` holds. Raises TimeoutError when neither happens."""
        async with asyncio.timeout(PATIENCE):
            while self._process.is_alive():
                if unless():
                    return False
                await asyncio.sleep(0.01)
        assert self._process.exitcode == -signal.SIGKILL, self._process.exitcode
        return True


@asynccontextmanager
async def life(settings: Settings, clock: Clock, death: Death | None = None) -> AsyncIterator[Life]:
    """A process that lives until it is killed, at the end of the block at the latest."""
    one = Life(settings, clock, death)
    try:
        yield one
    finally:
        one.kill()
        await one.ends()


# --- in the process --------------------------------------------------------------------------------------------------


def _live(settings: Settings, clock: Clock, death: Death | None) -> None:
    dispatcher._IDLE = 0.02
    if death is not None:
        _plan(death)
    asyncio.run(_run(settings, clock))


async def _run(settings: Settings, clock: Clock) -> None:
    async with running(settings, now=clock) as bot, asyncio.TaskGroup() as tasks:
        tasks.create_task(bot.poller.run())
        tasks.create_task(bot.dispatcher.run())
        tasks.create_task(jobs.run(bot.background))


def _plan(death: Death) -> None:
    """Count transactions from the decision on, and die at the right one."""
    decide, transaction = getattr(Deciding, death.decision), Database.transaction
    armed, count = False, 0

    async def counted_decision(self: Deciding, *args: Any, **options: Any) -> Any:
        nonlocal armed
        armed = True
        return await decide(self, *args, **options)

    @asynccontextmanager
    async def mortal_transaction(self: Database) -> AsyncIterator[Connection]:
        nonlocal count
        count += armed
        dies = armed and count == death.transaction
        async with transaction(self) as connection:
            yield connection
            if dies and death.before_commit:
                os.kill(os.getpid(), signal.SIGKILL)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(Deciding, death.decision, counted_decision)  # this process is ours alone
    Database.transaction = mortal_transaction  # type: ignore[method-assign] # likewise
