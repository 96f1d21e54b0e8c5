"""The stage of the browser's stories: the real page with the real bot, in headless Chromium."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, Literal

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from demo.app import Demo, serve_demo
from demo.world import DemoWorld

CHROMIUM: Final = shutil.which("chromium")
_FLAGS: Final = (
    "--no-sandbox",  # in CI we are root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Milliseconds. Nothing is won by giving up early: on a loaded machine the bot alone takes 20 s to start.
PATIENCE: Final = 60_000
# What shows for seconds only may be over before a loaded machine looks: toasts stay until the next one.
_TOASTS_STAY: Final = """const later = window.setTimeout;
window.setTimeout = (run, ms, ...rest) => later(run, ms === 3500 ? 600000 : ms, ...rest);"""
PHONE: Final = (390, 844)
DESKTOP: Final = (1440, 900)
expect.set_options(timeout=PATIENCE)

OLGA, ARTYOM, MAX, PETR, ANNA = "Ольга Белова", "Артём Соколов", "Max Weber", "Пётр Иванов", "Anna Smith"
RUSSIAN, ENGLISH = "ru-RU", "en-US"


@dataclass(slots=True)
class Half:
    """One person's Telegram on the page; at phone width, all of it."""

    root: Locator

    def button(self, name: str) -> Locator:
        """The last one of that name: what a person looks at is at the bottom."""
        return self.root.get_by_role("button", name=name, exact=True).last

    @property
    def bubbles(self) -> Locator:
        return self.root.locator(".bubble:not(.acting-bubble)")

    @property
    def newest(self) -> Locator:
        return self.bubbles.last

    @property
    def composer(self) -> Locator:
        return self.root.locator("textarea")

    async def becomes(self, person: str) -> None:
        """Switches to somebody else."""
        await self.root.locator(".people").get_by_role("button", name=person).click()

    async def starts(self) -> None:
        await self.root.locator(".big-button").click()
        await self.answered()

    async def sends(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def presses(self, button: str) -> None:
        await self.button(button).click()

    async def answered(self) -> None:
        await self.sees("")

    async def sees(self, text: str) -> None:
        """The newest message is the bot's and has this in it."""
        await expect(self.root.locator("article").last).to_have_class(re.compile(r"\brow other\b"))
        await expect(self.newest).to_contain_text(text)


@dataclass(slots=True)
class Stage:
    """Page, bot and world of one story."""

    demo: Demo
    browser: Browser
    errors: list[str] = field(default_factory=list)

    @property
    def world(self) -> DemoWorld:
        return self.demo.world

    @property
    def key(self) -> str:
        """Opens the first project."""
        return self.world.boomstream.projects[0].key

    async def opens(
        self,
        size: tuple[int, int] = DESKTOP,
        *,
        locale: str = ENGLISH,
        colours: Literal["light", "dark"] = "light",
        scale: float = 1,
    ) -> Page:
        """A browser of its own shows the page."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            color_scheme=colours,
            device_scale_factor=scale,
        )
        await context.add_init_script(_TOASTS_STAY)
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        await page.goto(self.demo.url)
        await expect(page.locator(".dot.running").first).to_be_attached(timeout=PATIENCE)
        return page

    async def connects(self, half: Half) -> None:
        """Olga starts the bot and gives it a key."""
        await half.starts()
        await half.sends(f"/apikey {self.key}")
        await half.sees(f"…{self.key[-4:]}")


def left(page: Page) -> Half:
    return Half(page.locator('[data-pane="0"]'))


def right(page: Page) -> Half:
    return Half(page.locator('[data-pane="1"]'))


@asynccontextmanager
async def stage(world: DemoWorld | None = None) -> AsyncIterator[Stage]:
    """Everything runs until the block ends."""
    async with async_playwright() as playwright, serve_demo(None, world=world, echo=False) as demo:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield Stage(demo, browser)
        finally:
            await browser.close()


async def eventually(condition: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Waits for what no element shows."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
