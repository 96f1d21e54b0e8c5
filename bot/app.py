"""Builds everything, by constructor, readable top to bottom; starts and stops it in order."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

import stamina
from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot
from telegram.request import BaseRequest
from yarl import URL

from boomstream import Boomstream
from bot import jobs
from bot.delivery.dispatcher import Dispatcher
from bot.errors import ErrorHandler
from bot.intake.inbox import UpdateInbox
from bot.intake.polling import Poller
from bot.intake.processor import UpdateProcessor
from bot.menus import Menus
from bot.proxies import proxy_for, why_closed
from bot.settings import Settings, SettingsError
from bot.telegram.flood import FloodControl, Manner
from bot.telegram.outage import Outage
from bot.telegram.request import AiohttpRequest
from handlers.commands import handlers
from handlers.gate import Gate
from handlers.telegram_errors import is_hiccup, pause_of
from services.admins import Admins, Claims
from services.all_services import Background, Services
from services.arrivals import Arrivals
from services.conferences import Conferences
from services.dialogues import Dialogues
from services.invitations import Invitations
from services.log import Log, LogReader
from services.notifications import Notifications
from services.outbox import Outbox
from services.participants import Participants
from services.people import People
from services.projects import Projects
from services.requests.admitting import Admitting
from services.requests.asking import Asking
from services.requests.blocked import Blocked
from services.requests.deciding import Deciding
from services.requests.links import Links
from services.requests.moderators import Bindings, Moderators
from services.requests.queue import Queue
from services.requests.starts import Starts
from services.requests.transitions import Transitions
from services.requests.whereabouts import Whereabouts
from services.settings import SettingsService
from services.surprises import Alarm
from services.upkeep import Upkeep
from services.watcher import Watcher
from services.workspaces import Workspaces
from storage.database import Database
from storage.lock import only_process
from storage.migrate import migrate
from storage.secrets import Vault, load_keys
from storage.upkeep import Ages
from views import deep_links
from views.deep_links import ClaimBot

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
_TELEGRAM = "api.telegram.org"
_GATEWAY_TROUBLE = re.compile(r"\(5\d\d\)")
CONCURRENCY = 64  # updates at once; more costs memory and gains nothing measurable

PtbApplication: TypeAlias = Application[
    ExtBot[Manner], CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]],
    dict[Any, Any], dict[Any, Any], dict[Any, Any], None,
]  # fmt: skip


def utc_now() -> datetime:
    """The clock of everything that is not a test."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Running:
    """The started bot: `poller.run()` keeps it going; tests look at the rest."""

    bot: ExtBot[Manner]
    services: Services
    background: Background
    processor: UpdateProcessor
    poller: Poller
    menus: Menus
    dispatcher: Dispatcher


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    request: Callable[[], BaseRequest] | None = None,
    now: Callable[[], datetime] = utc_now,
    hurry: asyncio.Event | None = None,
) -> AsyncIterator[Running]:
    """Start everything up to the first question for updates; stop it again, begun updates first.

    Raises SettingsError, StorageError, ValueError (SECRET_KEY), telegram.error.InvalidToken.
    """
    to_telegram, to_boomstream = await _proxies(settings)
    request = request or partial(AiohttpRequest, proxy=to_telegram)
    secret = settings.secret_key.get_secret_value() if settings.secret_key else None
    async with AsyncExitStack() as stack:
        stack.enter_context(only_process(settings.database))
        vault = Vault(load_keys(secret, settings.database))
        await asyncio.to_thread(migrate, settings.database)
        database = await stack.enter_async_context(await Database.open(settings.database))
        boomstream = await stack.enter_async_context(
            Boomstream(
                settings.boomstream_url,
                transport=settings.boomstream_transport,
                timeout=settings.boomstream_timeout,
                proxy=to_boomstream,
            )
        )
        application = _application(settings, request, now)
        stack.push_async_callback(application.bot.shutdown)  # its connections are open even when nobody answers
        await _initialize(application, settings.telegram_api_url)
        stack.push_async_callback(application.shutdown)
        services, background = build_services(
            settings, database, vault, boomstream, now=now, hurry=hurry or asyncio.Event()
        )
        inbox = UpdateInbox(database, vault, now=now)
        started = _connect(application, services, background, inbox=inbox, settings=settings, now=now)
        stack.push_async_callback(started.menus.stop)
        stack.push_async_callback(started.processor.stop)
        await started.processor.recover()
        await _offer_claim(background, started.bot)
        yield started


def _connect(
    application: PtbApplication,
    services: Services,
    background: Background,
    *,
    inbox: UpdateInbox,
    settings: Settings,
    now: Callable[[], datetime],
) -> Running:
    """Lay the way of an update: poller, inbox, processor, PTB's application, gate, handlers."""
    bot = application.bot
    menus = Menus(bot, default_language=settings.default_language)
    gate = Gate(
        services,
        meet=background.arrivals.meet,
        outbox=background.outbox,
        retry=lambda update_id, user_id: processor.retry(update_id, user_id=user_id),
        on_arrival=menus.arrived,
    )
    processor = UpdateProcessor(
        bot,
        inbox,
        handle=application.process_update,
        on_interrupted=lambda update: gate.tell_interrupted(update, bot),
        concurrency=CONCURRENCY,
    )
    application.add_handlers(handlers(gate))
    application.add_error_handler(ErrorHandler(gate))
    poller = Poller(bot, processor.receive, allowed_updates=ALLOWED_UPDATES)
    return Running(bot, services, background, processor, poller, menus, Dispatcher(bot, background, now=now))


def build_services(
    settings: Settings,
    database: Database,
    vault: Vault,
    boomstream: Boomstream,
    *,
    now: Callable[[], datetime],
    hurry: asyncio.Event,
) -> tuple[Services, Background]:
    """Every service with what it needs: what handlers may call, and what goes on by itself."""
    outbox = Outbox(database, vault, now=now)
    log = Log(database, outbox, now=now)
    arrivals = Arrivals(
        database, outbox, admin_ids=settings.admin_ids, default_language=settings.default_language, now=now
    )
    people, projects = People(database, arrivals, admin_ids=settings.admin_ids), Projects(database, vault, boomstream)
    dialogues = Dialogues(database, vault, now=now)
    transitions, alarm = Transitions(outbox, vault, now=now), Alarm(outbox, admin_ids=settings.admin_ids)
    starts, whereabouts = Starts(database, projects), Whereabouts(database, vault, projects)
    admitting = Admitting(database, vault, projects, transitions, alarm=alarm, now=now)
    conferences = Conferences(database, projects, transitions, dialogues, log, now=now)
    bindings = Bindings(outbox, now=now)
    ages = _ages(settings)
    asking = Asking(database, vault, starts, transitions, admitting, whereabouts=whereabouts, ages=ages, now=now)
    return Services(
        people=people,
        workspaces=Workspaces(database, vault, projects, log, open_registration=settings.open_registration, now=now),
        admins=Admins(database, log, admin_ids=settings.admin_ids, now=now),
        conferences=conferences,
        participants=Participants(database, projects, conferences, transitions, log, hurry=hurry),
        invitations=Invitations(database, projects, conferences, outbox, log),
        dialogues=dialogues,
        log=LogReader(database),
        moderators=Moderators(database, people, bindings, outbox, log, now=now),
        settings=SettingsService(database, log),
        links=Links(database, people, conferences, log, now=now, hurry=hurry),
        asking=asking,
        deciding=Deciding(database, vault, whereabouts, transitions, admitting, now=now),
        blocked=Blocked(database, vault, transitions, log, now=now),
    ), Background(
        hurry=hurry,
        arrivals=arrivals,
        claims=Claims(database, admin_ids=settings.admin_ids, now=now),
        outbox=outbox,
        notifications=Notifications(database, vault, arrivals, admitting, now=now),
        bindings=bindings,
        admitting=admitting,
        queue=Queue(database, outbox, transitions, admitting, starts, whereabouts=whereabouts, alarm=alarm, now=now),
        upkeep=Upkeep(database, ages, now=now),
        watcher=Watcher(database, vault, projects, transitions, outbox, alarm=alarm, now=now),
    )


def _ages(settings: Settings) -> Ages:
    return Ages(
        requests=timedelta(days=settings.keep_requests_days),
        log=timedelta(days=settings.keep_log_days),
        people=timedelta(days=settings.keep_people_days),
    )


def _application(settings: Settings, request: Callable[[], BaseRequest], now: Callable[[], datetime]) -> PtbApplication:
    url = settings.telegram_api_url
    return (
        Application.builder()
        .token(settings.bot_token.get_secret_value())
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(request())
        .get_updates_request(request())
        .rate_limiter(FloodControl(now))
        .updater(None)
        .job_queue(None)
        .build()
    )


async def _proxies(settings: Settings) -> tuple[str | None, str | None]:
    """The ways to Telegram and to Boomstream; raises SettingsError for those that can't work."""
    try:
        telegram = proxy_for(settings.telegram_api_url, settings.telegram_proxy)
        boomstream = proxy_for(settings.boomstream_url, settings.boomstream_proxy)
    except ValueError as error:
        raise SettingsError(str(error)) from None
    for name, proxy in (("TELEGRAM_PROXY", telegram), ("BOOMSTREAM_PROXY", boomstream)):
        if problem := await why_closed(proxy):
            source = name if getattr(settings, name.lower()) else f"{name}, taken from the environment's proxies"
            raise SettingsError(f"{source}: {problem}")
    return telegram, boomstream


async def _initialize(application: PtbApplication, address: str) -> None:
    """getMe, as often as it takes: a server that boots before its network is no reason to give up."""
    outage = Outage(logger, "Telegram can't be reached yet, trying on")
    async for attempt in stamina.retry_context(
        on=_passes, attempts=None, timeout=None, wait_initial=1.0, wait_max=30.0
    ):
        with attempt:
            try:
                await application.initialize()
            except TelegramError as error:
                if _is_no_bot_api(error, address):
                    where = "give the server's address without a path, or leave the setting out"
                    raise SettingsError(f"TELEGRAM_API_URL: no Bot API answers at {address}; {where}.") from None
                if _passes(error):
                    outage.goes_on(str(error))
                raise


def _is_no_bot_api(error: TelegramError, address: str) -> bool:
    """Whether something else answers there, such as a web server. At Telegram itself a 404 means a malformed token."""
    said = str(error.__cause__ or error)  # the Bot's own text names the token
    garbled = "Invalid server response" in said or "Parsing the server response" in said
    missing = isinstance(error, InvalidToken) and "not found" in said.lower() and URL(address).host != _TELEGRAM
    return missing or (garbled and not _GATEWAY_TROUBLE.search(said))


def _passes(error: Exception) -> bool | float:
    """Whether it is worth waiting, or how many seconds Telegram itself asks for."""
    if isinstance(error, RetryAfter):
        return pause_of(error)
    return is_hiccup(error)


async def _offer_claim(background: Background, bot: Bot) -> None:
    token = await background.claims.offer()
    if token:
        link = deep_links.address(bot.username, ClaimBot(token))
        logger.warning("Nobody owns this bot yet. Within an hour, open %s", link)


async def _until_stopped(stop: Callable[[], Awaitable[None]]) -> None:
    """Wait to be cancelled, and stop then: beside all else that stops, so that their patience does not add up."""
    try:
        await asyncio.Event().wait()
    finally:
        await stop()


async def run(settings: Settings, *, now: Callable[[], datetime] = utc_now, hurry: asyncio.Event | None = None) -> None:
    """Run the bot until cancelled. `now` may jump ahead; setting `hurry` has the jobs look at it at once."""
    async with running(settings, now=now, hurry=hurry) as started:
        logger.info("@%s is ready", started.bot.username)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(started.poller.run(), name="polling")
            tasks.create_task(_until_stopped(started.processor.stop), name="updates")
            tasks.create_task(started.menus.publish(), name="menus")
            tasks.create_task(started.dispatcher.run(), name="outbox")
            tasks.create_task(jobs.run(started.background), name="jobs")
