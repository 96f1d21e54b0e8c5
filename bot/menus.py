"""What Telegram shows around the chat: menus, so that people see only what they can use, and who the bot is."""

import asyncio
import logging
from collections import OrderedDict

import stamina
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
)
from telegram.error import TelegramError

from bot.telegram.outage import Outage
from handlers.commands import COMMANDS
from services.access import may
from services.model import LANGUAGES, Actor, Role
from views.i18n import Translator

logger = logging.getLogger(__name__)

_REMEMBERED = 10_000


class Menus:
    """Publishes menus: wide ones at start, a person's own when their role or language is seen to differ."""

    def __init__(self, bot: Bot, *, default_language: str) -> None:
        self._bot = bot
        self._default_language = default_language
        self._published: OrderedDict[tuple[int, int], tuple[Role, str]] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def publish(self) -> None:
        """What everyone may use, in private chats; nothing in groups. As often as it takes: the bot works meanwhile.

        Bot API: setMyCommands, deleteMyCommands, setMyDescription, setMyShortDescription.
        """
        outage = Outage(logger, "The command menus are not published yet")
        async for attempt in stamina.retry_context(
            on=TelegramError, attempts=None, timeout=None, wait_initial=1.0, wait_max=300.0
        ):
            with attempt:
                try:
                    await self._publish_wide()
                    await self._introduce()
                except TelegramError as error:
                    outage.goes_on(str(error))
                    raise

    async def _publish_wide(self) -> None:
        for language in LANGUAGES:
            # A language of its own shadows the default list; the default is for all other languages.
            code = None if language == self._default_language else language
            commands = _menu(Translator(language), Role.ANYONE)
            await self._bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), language_code=code)
        await self._bot.delete_my_commands(BotCommandScopeAllGroupChats())

    async def _introduce(self) -> None:
        """What an empty chat and the profile say about the bot, unless the operator has said something there."""
        # The default comes last: once it is there, it may be given as the answer for every other language.
        for language in sorted(LANGUAGES, key=lambda one: one == self._default_language):
            code = None if language == self._default_language else language
            tr = Translator(language)
            if not (await self._bot.get_my_description(code)).description:
                await self._bot.set_my_description(tr.plain("bot-description"), code)
            if not (await self._bot.get_my_short_description(code)).short_description:
                await self._bot.set_my_short_description(tr.plain("bot-short-description"), code)

    def arrived(self, actor: Actor) -> None:
        """Bring the menu of somebody who has just written up to date, without making them wait."""
        place = (actor.chat_id, actor.user_id)
        wanted = (actor.role, actor.language)
        known = self._published.get(place)
        if known == wanted or (known is None and actor.role is Role.ANYONE):
            return  # who never had a menu of their own has the wide one
        self._published[place] = wanted
        if len(self._published) > _REMEMBERED:
            self._published.popitem(last=False)
        task = asyncio.create_task(self._publish_for(actor), name=f"menu of {actor.user_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self, *, patience: float = 1.0) -> None:
        """Let the last menus go out, unless Telegram makes them wait: they are drawn anew when somebody writes."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()

    async def _publish_for(self, actor: Actor) -> None:
        scope: BotCommandScope = (
            BotCommandScopeChat(actor.chat_id)
            if actor.in_private
            else BotCommandScopeChatMember(actor.chat_id, actor.user_id)
        )
        try:
            if actor.role is Role.ANYONE:
                await self._bot.delete_my_commands(scope)
            else:
                await self._bot.set_my_commands(_menu(Translator(actor.language), actor.role), scope)
        except TelegramError as error:
            self._published.pop((actor.chat_id, actor.user_id), None)
            logger.warning("A command menu could not be published: %s", error)


def _menu(tr: Translator, role: Role) -> list[BotCommand]:
    return [
        BotCommand(command.names[0], tr.plain(command.menu)) for command in COMMANDS if may(role, command.permission)
    ]
