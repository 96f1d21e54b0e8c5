"""The real python-telegram-bot and a plain HTTP client against the fake Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from sandbox.telegram import ApiError, Change, Person, TelegramSandbox, Upload
from sandbox.telegram.long_poll import LongPoll
from sandbox.telegram.server import serve_telegram
from tests.sandbox_request import SandboxRequest

Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]
WAIT = 5  # seconds until a test that hangs gives up


async def until(tg: TelegramSandbox, holds: Callable[[], bool]) -> None:
    """Waits for the state of the sandbox, not for a time."""
    changed = asyncio.Event()
    listener: Callable[[Change], None] = lambda _: changed.set()  # noqa: E731 (a listener on one line)
    tg.listeners.append(listener)
    async with asyncio.timeout(WAIT):
        while not holds():
            changed.clear()
            await changed.wait()
    tg.listeners.remove(listener)


async def start(update: Update, context: Context) -> None:
    assert update.message
    buttons = [
        InlineKeyboardButton("Approve", callback_data="a:1", style="success"),
        InlineKeyboardButton("Copy", copy_text=CopyTextButton("secret")),
    ]
    await update.message.reply_text(
        f"<b>Hi</b> {' '.join(context.args or [])}",
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup([buttons]),
        do_quote=True,
    )


async def approve(update: Update, _: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("Approved", show_alert=True)
    await update.callback_query.edit_message_text("Done")


async def echo_document(update: Update, _: Context) -> None:
    assert update.message
    assert update.message.document
    content = await (await update.message.document.get_file()).download_as_bytearray()
    await update.message.reply_document(InputFile(BytesIO(content.upper()), filename="upper.txt"), caption="Here")


def with_handlers(app: App) -> App:
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(approve))
    app.add_handler(MessageHandler(filters.Document.ALL, echo_document))
    return app


@asynccontextmanager
async def running(app: App) -> AsyncIterator[App]:
    assert app.updater
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=30)
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


async def in_process(tg: TelegramSandbox) -> AsyncIterator[App]:
    builder = Application.builder().token(tg.token)
    yield builder.request(SandboxRequest(tg)).get_updates_request(SandboxRequest(tg)).build()


async def over_http(tg: TelegramSandbox) -> AsyncIterator[App]:
    async with serve_telegram(tg) as url:
        yield Application.builder().token(tg.token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()


@pytest.fixture
def tg() -> TelegramSandbox:
    return TelegramSandbox()


@pytest.fixture
def olga(tg: TelegramSandbox) -> Person:
    return tg.add_person("Olga")


@pytest.fixture(params=[in_process, over_http], ids=["in process", "over HTTP"])
async def app(request: pytest.FixtureRequest, tg: TelegramSandbox) -> AsyncIterator[App]:
    async for application in request.param(tg):
        yield with_handlers(application)


async def test_a_story_of_commands_buttons_and_files(tg: TelegramSandbox, olga: Person, app: App) -> None:
    async with running(app):
        started = olga.start("r_1")
        await until(tg, lambda: olga.private.last().from_bot)
        card = olga.private.last()
        assert (card.text, card.keyboard, card.reply_to) == ("Hi r_1", [["Approve", "Copy"]], started)
        assert card.buttons[0][0].style == "success"

        press = olga.press(card, "Approve")
        await until(tg, lambda: card.text == "Done")
        assert (press.answer.text, press.answer.show_alert, card.keyboard) == ("Approved", True, [])

        olga.send_document("list.txt", b"a;b")
        await until(tg, lambda: olga.private.last().file_name == "upper.txt")
        attachment = olga.private.last().attachment
        assert attachment
        assert (attachment.content, olga.private.last().text) == (b"A;B", "Here")
    assert tg.violations == []
    assert tg.pending == 0


async def test_errors_arrive_as_the_library_names_them(
    tg: TelegramSandbox, olga: Person, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it RetryAfter warns of a change to come
    team = tg.add_group("Team", creator=olga)
    tg.add_bot_to(team, by=olga)
    new = tg.upgrade(team)
    async with app:
        with pytest.raises(Forbidden, match="can't initiate"):
            await app.bot.send_message(olga.id, "x")
        with pytest.raises(BadRequest, match="Chat not found"):
            await app.bot.send_message(5, "x")
        with pytest.raises(ChatMigrated) as migrated:
            await app.bot.send_message(team.id, "x")
        tg.flood(seconds=3)
        with pytest.raises(RetryAfter, match="3"):
            await app.bot.send_message(new.id, "x")
        tg.fail("getMe")
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await app.bot.get_me()
        tg.lose_answer("sendMessage")
        with pytest.raises((TimedOut, NetworkError)):
            await app.bot.send_message(new.id, "twice")
    assert migrated.value.new_chat_id == new.id
    assert new.last().text == "twice"
    assert tg.violations == []


async def test_the_library_reads_every_object(tg: TelegramSandbox, olga: Person, app: App) -> None:
    forum = tg.add_group("Forum", creator=olga, forum=True)
    tg.add_bot_to(forum, by=olga, admin=True)
    forum.send_anonymous("/start")
    await_topic = forum.add_topic("Requests", by=olga.user)
    olga.send("see https://example.org", forum, thread=await_topic)
    async with app:
        updates = await app.bot.get_updates()
        chat = await app.bot.get_chat(forum.id)
        admins = await app.bot.get_chat_administrators(forum.id)
        member = await app.bot.get_chat_member(forum.id, olga.id)
        await app.bot.set_my_commands([BotCommand("help", "Help")], BotCommandScopeAllPrivateChats(), "ru")
        webhook = await app.bot.get_webhook_info()
    assert (chat.title, chat.is_forum, chat.permissions is not None) == ("Forum", True, True)
    assert sorted(admin.status for admin in admins) == ["administrator", "creator"]
    assert (member.status, webhook.url) == ("creator", "")
    assert [command["command"] for command in tg.menu(olga)] == ["help"]
    message = updates[-1].effective_message
    assert message
    assert message.parse_entities(["url"]).popitem()[1] == "https://example.org"
    assert all(update.effective_chat and not update.effective_chat.api_kwargs for update in updates)
    assert [update.message.api_kwargs for update in updates if update.message] == [{}] * 4
    assert (message.api_kwargs, chat.api_kwargs, member.api_kwargs) == ({}, {}, {})


async def test_the_newer_of_two_long_polls_wins(tg: TelegramSandbox, olga: Person) -> None:
    poll = LongPoll(tg)
    older = asyncio.create_task(poll.get_updates({"timeout": 30}))
    await asyncio.sleep(0)
    newer = asyncio.create_task(poll.get_updates({"timeout": 30}))
    with pytest.raises(ApiError, match="409 Conflict: terminated by other getUpdates request"):
        await older
    olga.start()
    assert len(await newer) == 1


async def test_an_open_poll_returns_empty_when_its_time_is_over(tg: TelegramSandbox) -> None:
    poll = LongPoll(tg, second=0.001)
    async with asyncio.timeout(WAIT):
        assert await poll.get_updates({"timeout": 30}) == []


async def test_closing_ends_an_open_poll_at_once(tg: TelegramSandbox) -> None:
    poll = LongPoll(tg)
    waiting = asyncio.create_task(poll.get_updates({"timeout": "30"}))
    await asyncio.sleep(0)
    poll.close()
    async with asyncio.timeout(WAIT):
        assert await waiting == []
    assert tg.listeners == []


# --- HTTP itself


@asynccontextmanager
async def http(tg: TelegramSandbox) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    async with serve_telegram(tg) as url, aiohttp.ClientSession() as session:
        yield session, f"{url}/bot{tg.token}"


async def test_parameters_come_in_the_query_in_forms_in_multipart_and_in_json(
    tg: TelegramSandbox, olga: Person
) -> None:
    olga.start()
    multipart = aiohttp.FormData({"chat_id": str(olga.id), "caption": "file"})
    multipart.add_field("document", b"x", filename="a.txt", content_type="text/plain")
    async with http(tg) as (session, base):
        sent: list[Awaitable[aiohttp.ClientResponse]] = [
            session.get(f"{base}/sendMessage", params={"chat_id": olga.id, "text": "query"}),
            session.post(f"{base}/sendMessage", data={"chat_id": str(olga.id), "text": "form"}),
            session.post(f"{base}/sendDocument", data=multipart),
            session.post(f"{base}/sendMessage", json={"chat_id": olga.id, "text": "json"}),
        ]
        answers = [await (await response).json() for response in sent]
    assert all(answer["ok"] for answer in answers)
    texts = [message.text for message in olga.private.messages if message.from_bot]
    assert texts == ["query", "form", "file", "json"]


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot42:WRONG/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
        ("/bot{token}/getMee", 404, "Not Found: method not found"),
        ("/file/bot{token}/documents/none", 404, "Not Found"),
        ("/file/bot42:WRONG/documents/none", 401, "Unauthorized"),
    ],
)
async def test_addresses_that_lead_nowhere(tg: TelegramSandbox, path: str, status: int, description: str) -> None:
    async with serve_telegram(tg) as url, aiohttp.ClientSession(url) as session:
        response = await session.get(path.format(token=tg.token))
        assert response.status == status
        assert await response.json() == {"ok": False, "error_code": status, "description": description}


async def test_a_body_that_is_no_json_object_is_refused(tg: TelegramSandbox) -> None:
    async with http(tg) as (session, base):
        for body in ("[1]", "{"):
            headers = {"Content-Type": "application/json"}
            async with session.post(f"{base}/getMe", data=body, headers=headers) as response:
                assert response.status == 400


class NoticingSandbox(TelegramSandbox):
    """Tells when a call has come in."""

    def __init__(self) -> None:
        super().__init__()
        self.called = asyncio.Event()

    def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        self.called.set()
        return super().call(method, params, files)


async def test_the_server_stops_at_once_while_a_long_poll_is_open() -> None:
    tg = NoticingSandbox()
    async with asyncio.timeout(WAIT), aiohttp.ClientSession() as session:
        async with serve_telegram(tg) as url:
            request = session.get(f"{url}/bot{tg.token}/getUpdates", params={"timeout": 60})
            poll = asyncio.create_task(request.__aenter__())
            await tg.called.wait()
            assert not poll.done()
        response = await poll
        assert (await response.json())["result"] == []


async def test_a_wrong_token_in_process_is_refused_too(tg: TelegramSandbox) -> None:
    application = Application.builder().token("42:WRONG").request(SandboxRequest(tg)).build()
    with pytest.raises(InvalidToken):
        await application.bot.get_me()
