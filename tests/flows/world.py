"""The world of the stories: real PTB over the fake Telegram, a real SQLite file, the fake Boomstream over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Running, running
from bot.jobs import run_once
from bot.settings import Settings
from sandbox.boomstream import BoomstreamSandbox, ProjectState
from sandbox.telegram import GroupChat, Message, Person, Press, TelegramSandbox
from tests.sandbox_request import SandboxRequest

TOKEN = "4242424242:TEST-TOKEN-that-must-never-be-seen"
KEY = "0123456789abcdef0123456789abcdef"


class Clock:
    """Time stands still until a story moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class World:
    """The bot and everything around it."""

    folder: Path
    telegram: TelegramSandbox
    boomstream: BoomstreamSandbox
    boomstream_url: str
    clock: Clock
    settings: Settings
    project: ProjectState
    bot: Running | None = None
    users: dict[str, "User"] = field(default_factory=dict)

    def user(self, name: str, language: str = "ru", username: str | None = None) -> "User":
        if name not in self.users:
            person = self.telegram.add_person(name, None, username or name.lower(), language)
            self.users[name] = User(self, person)
        return self.users[name]

    async def add_group(
        self, title: str, creator: "User", *members: "User", admin: bool = False, forum: bool = False
    ) -> GroupChat:
        """A group that the bot has just been added to by its creator."""
        group = self.telegram.add_group(title, creator.person, [member.person for member in members], forum=forum)
        self.telegram.add_bot_to(group, creator.person, admin=admin)
        await self.idle()
        return group

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Running]:
        """One life of the bot's process."""
        async with running(self.settings, request=lambda: SandboxRequest(self.telegram), now=self.clock) as bot:
            polling = asyncio.create_task(bot.poller.run())
            self.bot = bot
            try:
                await self.idle()
                yield bot
            finally:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
                self.bot = None

    async def idle(self) -> None:
        """Until nothing is left to do for the bot."""
        if self.bot is None:
            return
        while True:
            await self.delivered()
            await self.bot.processor.idle()
            await self.bot.menus.stop()
            if self.bot.background.hurry.is_set():
                self.bot.background.hurry.clear()
                await self.bot.background.queue.fill_places()
            await self.deliver()
            if not self.telegram.pending:
                return

    async def deliver(self) -> None:
        """Until the outbox is empty; where Telegram's limits hold it up, time passes."""
        assert self.bot is not None
        while await self.bot.background.outbox.due():
            if not await self.bot.dispatcher.deliver():
                self.clock.forward(seconds=1)

    async def jobs(self) -> None:
        """One round of the background jobs, and what they send."""
        assert self.bot is not None
        await run_once(self.bot.background)
        await self.idle()

    async def delivered(self) -> None:
        """Until the bot has stored all updates; they may still wait for their turn."""
        while self.telegram.pending:
            await asyncio.sleep(0.001)

    async def boomstream_asked(self) -> None:
        """Until every fault planned at Boomstream has met its request: the bot then waits for an answer."""
        while self.boomstream.faults:
            await asyncio.sleep(0.001)

    async def crash(self) -> None:
        """The process dies in the middle of what it does: leave `running` right after."""
        assert self.bot is not None
        answered = {press.id for press in self.telegram.presses.values() if press.answers}
        workers = list(self.bot.processor._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        for press in self.telegram.presses.values():
            if press.id not in answered:
                press.answers.clear()  # a dead process says nothing; these went out while it was being cancelled

    def check(self) -> None:
        """The bot did nothing that the real Telegram would refuse as a mistake."""
        assert not self.telegram.violations, self.telegram.violations


@dataclass
class User:
    """Somebody with a phone. What they see is the last message of the bot in the chat they look at."""

    world: World
    person: Person
    chat: GroupChat | None = None

    @property
    def id(self) -> int:
        return self.person.id

    def within(self, chat: GroupChat | None) -> "User":
        """The same person looking at a group."""
        return User(self.world, self.person, chat)

    async def starts(self, payload: str | None = None) -> Message:
        self.person.start(payload)
        await self.world.idle()
        return self.screen

    async def sends(self, text: str, *, reply_to: Message | None = None, thread: int | None = None) -> Message:
        self.person.send(text, self.chat, reply_to=reply_to, thread=thread)
        await self.world.idle()
        return self.screen

    async def presses(self, button: str, message: Message | None = None) -> Press:
        press = self.person.press(message or self.screen, button)
        await self.world.idle()
        return press

    async def connects(self, key: str = KEY) -> None:
        """From the group, where they look, to the private chat and through the deep link, as people do it."""
        await self.sends("/apikey")
        await self.presses("🔑")
        await self.within(None).sends(key)

    @property
    def messages(self) -> list[Message]:
        return (self.chat or self.person.private).messages

    @property
    def screen(self) -> Message:
        return (self.chat or self.person.private).last(from_bot=True)

    @property
    def sees(self) -> str:
        return self.screen.text or ""

    @property
    def buttons(self) -> list[str]:
        return [text for row in self.screen.keyboard for text in row]


async def may_create(user: User) -> bool:
    """Whether the person may do what admins may, here and now."""
    before = len(user.world.project.conferences)
    user.person.send("/create Проверка", user.chat)
    await user.world.idle()
    return len(user.world.project.conferences) > before
