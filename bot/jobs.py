"""Background jobs: what is decided by time and by the world."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from services.all_services import Services

logger = logging.getLogger(__name__)

EVERY = 15.0  # seconds; each job knows by the clock what is due


def jobs(services: Services) -> tuple[Callable[[], Awaitable[None]], ...]:
    """All jobs in the order of a round."""
    return (
        services.admissions.resume,
        services.decisions.expire,
        services.decisions.nag,
        services.watcher.look,
        services.decisions.fill_places,  # after the look: it may find a place that got free
    )


async def run_once(services: Services) -> None:
    """One round; a job that fails is logged and does not keep the others from running."""
    for job in jobs(services):
        try:
            await job()
        except Exception:  # the next round tries again
            logger.exception("A background job failed")


async def run(services: Services) -> None:
    """Until cancelled; whoever sets `services.hurry` gets the next round at once."""
    while True:
        services.hurry.clear()
        await run_once(services)
        with suppress(TimeoutError):
            await asyncio.wait_for(services.hurry.wait(), EVERY)
