"""What the operator reads when the bot can't start, or not yet."""

import logging
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.app import running
from bot.logs import set_up
from bot.settings import Settings, SettingsError
from bot.telegram.outage import Outage
from tests.socks import socks_server


@pytest.fixture
async def web_page() -> AsyncIterator[str]:
    """A server that is no Bot API."""
    async with TestServer(web.Application()) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.mark.parametrize("path", ["", "/bot", "/some/where"])
async def test_an_address_where_no_bot_api_answers_is_named_and_nothing_stays_open(
    settings: Settings, web_page: str, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(SettingsError, match=r"^TELEGRAM_API_URL: no Bot API answers at "):
        async with running(settings.model_copy(update={"telegram_api_url": web_page + path})):
            pytest.fail("it started")
    assert "Unclosed" not in caplog.text


async def test_telegram_is_reached_through_socks(settings: Settings) -> None:
    async def me(request: web.Request) -> web.Response:
        user = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "conference_bot"}
        assert request.path.endswith("/getMe")
        return web.json_response({"ok": True, "result": user})

    app = web.Application()
    app.router.add_post("/{path:.*}", me)
    async with TestServer(app) as server, socks_server(str(server.make_url("/"))) as socks:
        ours = settings.model_copy(update={"telegram_api_url": "http://telegram.invalid", "telegram_proxy": socks.url})
        async with running(ours) as started:
            assert started.bot.username == "conference_bot"
    assert socks.asked[0] == ("telegram.invalid", 80)


def test_an_outage_has_its_reason_once_and_then_a_line_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    outage = Outage(logging.getLogger("bot.test"), "Telegram is away", clock=lambda: now)
    for second in range(0, 125, 5):
        now = float(second)
        outage.goes_on("refused")
    assert [record.getMessage() for record in caplog.records] == ["Telegram is away: refused"] * 3
    outage.goes_on("no such name")
    assert len(caplog.records) == 4
    outage.is_over()
    outage.goes_on("no such name")
    assert len(caplog.records) == 5


def test_no_empty_lines_about_retries(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info", "text")
    logging.getLogger("stamina").warning("stamina.retry_scheduled")
    assert capsys.readouterr().err == ""


def test_the_page_of_a_gateway_is_not_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info", "text")
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b"<html>502 Bad Gateway</html>")
    assert capsys.readouterr().err == ""
