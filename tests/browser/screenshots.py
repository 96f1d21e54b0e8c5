"""Writes the pictures of the README: `make screenshots`."""

import asyncio
from pathlib import Path
from typing import Final

from playwright.async_api import Page

from tests.browser.desk import WORDS, Words, asks_through, opens_for_requests
from tests.browser.stage import ENGLISH, RUSSIAN, Half, Stage, left, right, stage

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "images"
_SCALE: Final = 1.5
_SIZE: Final = (390, 1120)  # a tall phone: the longest list fits
_TWO: Final = (1000, 900)  # just wide enough for two people


async def russian() -> None:
    async with stage() as built:
        page = await built.opens(_SIZE, locale=RUSSIAN, scale=_SCALE)
        await _take(built, page, left(page), conference="горизонт", language="ru")


async def english() -> None:
    async with stage() as built:
        page = await built.opens(_SIZE, locale=ENGLISH, scale=_SCALE)
        await _take(built, page, left(page), conference="product", language="en")


async def requests(words: Words, language: str) -> None:
    """A moderator and a guest side by side: one request let in, the next one waiting."""
    async with stage() as built:
        page = await built.opens(_TWO, locale=words.locale, scale=_SCALE)
        await page.locator(".top").get_by_role("button", name=words.panel).click()  # closes it
        to_demo, to_board = await opens_for_requests(built, page, words, "product", "board")
        moderator, guest = left(page), right(page)
        await asks_through(built, guest, words, to_demo)
        await moderator.sees("Product demo")
        await moderator.presses(words.approve)
        await guest.sees(words.invited)
        await asks_through(built, guest, words, to_board)
        await moderator.sees("Board meeting")
        await _picture(page, f"requests.{language}.png")


async def _take(built: Stage, page: Page, owner: Half, *, conference: str, language: str) -> None:
    await built.connects(owner)
    await owner.sends(f"/conference {conference}")
    await owner.answered()
    await _picture(page, f"card.{language}.png")
    await owner.sends(f"/clients {conference}")
    await owner.answered()
    await _picture(page, f"participants.{language}.png")


async def _picture(page: Page, name: str) -> None:
    await page.wait_for_timeout(300)  # until nothing moves any more
    await page.screenshot(path=FOLDER / name, animations="disabled")


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    await asyncio.gather(russian(), english())
    await asyncio.gather(requests(WORDS[0], "ru"), requests(WORDS[1], "en"))


if __name__ == "__main__":
    asyncio.run(main())
