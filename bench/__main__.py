"""`make bench`: every measurement, one after another."""

import asyncio

from bench import requests, start_up


async def main() -> None:
    await start_up.measure()
    await requests.measure()


asyncio.run(main())
