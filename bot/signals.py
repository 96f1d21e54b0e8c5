"""SIGINT and SIGTERM end a program in order."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any


def until_stopped(work: Coroutine[Any, Any, int | None], *, status: int = 0) -> int:
    """Run until done, or until SIGINT or SIGTERM, which let begun updates finish; then the exit status is `status`."""

    async def stoppable() -> int:
        task = asyncio.ensure_future(work)
        for stop in (signal.SIGINT, signal.SIGTERM):
            # Once: a second signal would cut off the closing, and the database's threads would keep the process alive.
            asyncio.get_running_loop().add_signal_handler(stop, lambda: task.cancelling() or task.cancel())
        try:
            return await task or 0
        except asyncio.CancelledError:
            return status
        except ExceptionGroup as group:  # how a task group passes on what one of its tasks raised
            raise group.exceptions[0] from None

    return asyncio.run(stoppable())
