"""Which proxy leads where, and what is said about one that can't work."""

import asyncio

import pytest

from bot.app import running
from bot.proxies import checked, proxy_for, why_closed
from bot.settings import Settings, SettingsError, load

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
TELEGRAM = "https://api.telegram.org"


@pytest.fixture(autouse=True)
def _no_proxy_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("environment", "leads_through"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"HTTP_PROXY": "http://proxy:3128"}, None),
        ({"ALL_PROXY": "socks5://proxy:1080"}, "socks5://proxy:1080"),
        ({"https_proxy": "proxy:3128"}, "http://proxy:3128"),
        ({"ALL_PROXY": "socks5://proxy:1080", "NO_PROXY": "api.telegram.org"}, None),
        ({"ALL_PROXY": "socks5://proxy:1080", "NO_PROXY": "elsewhere.org"}, "socks5://proxy:1080"),
    ],
)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], leads_through: str | None
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(TELEGRAM, None) == leads_through


def test_a_setting_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://other:1")
    monkeypatch.setenv("NO_PROXY", "*")
    assert proxy_for(TELEGRAM, "socks5://mine:1080") == "socks5://mine:1080"


@pytest.mark.parametrize("text", ["proxy:1080", "127.0.0.1:1080", "ftp://proxy:21", "socks5://proxy", "http://", "да"])
def test_what_is_no_proxy_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as socks5://127\.0\.0\.1:1080"):
        checked(text)
    with pytest.raises(SettingsError, match=r"TELEGRAM_PROXY: an address such as socks5://"):
        load(bot_token="1:a", telegram_proxy=text)


async def test_a_closed_port_is_told_and_an_open_one_is_not() -> None:
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        assert await why_closed(f"socks5://127.0.0.1:{port}") is None
    problem = await why_closed(f"socks5://somebody:secret@127.0.0.1:{port}")
    assert problem == f"nobody listens at 127.0.0.1:{port}. Start the proxy, or name another one."


@pytest.mark.parametrize("where", ["setting", "environment"])
async def test_the_bot_does_not_start_behind_a_closed_port_and_writes_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "setting":
        settings = settings.model_copy(update={"telegram_proxy": "socks5://127.0.0.1:1"})
    else:
        monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(SettingsError, match=r"^TELEGRAM_PROXY.*: nobody listens at 127\.0\.0\.1:1"):
        async with running(settings):
            pytest.fail("it started")
    assert list(settings.database.parent.iterdir()) == []
