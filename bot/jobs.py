"""Background jobs: what is decided by time and by the world."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from services.all_services import Background

logger = logging.getLogger(__name__)

EVERY = 15.0  # seconds; each job knows by the clock what is due


def jobs(background: Background) -> tuple[Callable[[], Awaitable[None]], ...]:
    """All jobs in the order of a round."""
    return (
        background.admitting.resume,
        background.queue.expire,
        background.queue.lapse,
        background.queue.nag,
        background.watcher.look,
        background.queue.end_lines,
        background.queue.fill_places,  # after the look: it may find a place that got free
        background.upkeep.tidy,
    )


async def run_once(background: Background) -> None:
    """One round; a job that fails is logged and does not keep the others from running."""
    for job in jobs(background):
        try:
            await job()
        except Exception:  # the next round tries again
            logger.exception("A background job failed")


async def run(background: Background) -> None:
    """Until cancelled; whoever sets `background.hurry` gets the next round at once."""
    while True:
        background.hurry.clear()
        await run_once(background)
        with suppress(TimeoutError):
            await asyncio.wait_for(background.hurry.wait(), EVERY)
