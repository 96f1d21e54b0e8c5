import asyncio
import io
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from bot.app import utc_now
from demo.tour.chat import WIDTH, columns, wants_colour
from demo.tour.play import tour
from demo.tour.script import script
from demo.tour.texts import TEXTS, Language
from demo.tour.tour import language_of
from sandbox.boomstream import Answer, BoomstreamSandbox, FaultKind
from sandbox.telegram import TelegramSandbox, Violation

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS = len([step for chapter in script(TEXTS["en"]) for step in chapter.steps])

# Every line of it would stop the bot, or send it elsewhere, if the demo took it over.
DEVELOPERS_OWN = {
    "BOT_TOKEN": "not a token",
    "ADMIN_IDS": "nobody",
    "DATABASE": "/proc/nowhere/bot.db",
    "SECRET_KEY": "not a key",
    "BOOMSTREAM_URL": "ftp://boomstream.invalid",
    "BOOMSTREAM_TRANSPORT": "pigeon",
    "BOOMSTREAM_TIMEOUT": "-1",
    "TELEGRAM_API_URL": "telegram.invalid",
    "DEFAULT_LANGUAGE": "tlh",
    "OPEN_REGISTRATION": "perhaps",
    "LOG_LEVEL": "loud",
    "LOG_FORMAT": "poem",
}


def command(folder: Path, **environ: str) -> subprocess.Popen[str]:
    (folder / "home").mkdir()
    (folder / "tmp").mkdir()
    (folder / "home" / ".env").write_text("".join(f"{name}={value}\n" for name, value in DEVELOPERS_OWN.items()))
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environ = {**inherited, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp"), "PYTHONUTF8": "1", **environ}
    return subprocess.Popen(
        [sys.executable, "-m", "demo", "tour"],
        cwd=folder / "home",
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_every_step_does_what_it_says(language: Language) -> None:
    out = io.StringIO()
    assert await tour(language=language, out=out) == 0, out.getvalue()
    lines = out.getvalue().splitlines()
    assert lines[-1] == TEXTS[language].good.format(count=STEPS)
    assert not any("✗" in line for line in lines)
    assert max(columns(line) for line in lines) <= WIDTH
    assert "\x1b" not in out.getvalue()


async def test_the_command_speaks_the_terminals_language_and_ignores_the_developers_settings(tmp_path: Path) -> None:
    proxies = {"HTTP_PROXY": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    process = command(tmp_path, LANG="ru_RU.UTF-8", **DEVELOPERS_OWN, **proxies)
    printed, complaints = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0, printed + complaints
    assert complaints == ""
    assert "Ольга ▸ /start" in printed
    assert printed.endswith(f"Шагов: {STEPS}, всё верно.\n")
    assert list((tmp_path / "tmp").iterdir()) == []
    assert [path.name for path in (tmp_path / "home").iterdir()] == [".env"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send there")
async def test_ctrl_c_stops_it_cleanly_and_is_no_success(tmp_path: Path) -> None:
    process = command(tmp_path, LANG="C")
    assert process.stdout is not None
    await asyncio.to_thread(process.stdout.readline)
    process.send_signal(signal.SIGINT)
    printed, complaints = await asyncio.to_thread(process.communicate)
    assert (process.returncode, complaints) == (130, "")
    assert "all good" not in printed
    assert list((tmp_path / "tmp").iterdir()) == []


async def test_it_fails_when_boomstream_refuses_and_the_bot_says_something_else() -> None:
    boomstream = BoomstreamSandbox(now=utc_now)
    boomstream.fail(FaultKind.FAILED, method="create", times=None)
    out = io.StringIO()
    assert await tour(boomstream=boomstream, language="en", out=out, patience=2) == 1
    assert "✗ expected: Weekly meeting" in out.getvalue()
    assert "seen:     Boomstream said no" in out.getvalue()
    assert "The tour has failed at step 7." in out.getvalue()


class LyingBoomstream(BoomstreamSandbox):
    """Says that clients are changed, and leaves them as they are."""

    def call(self, method: str, params: Mapping[str, str], key: str, *, request_uri: str | None = None) -> Answer:
        if method == "client/update":
            return {"Status": "Success", "message": "Client changed successfully", "clientCode": params["code"]}
        return super().call(method, params, key, request_uri=request_uri)


async def test_it_fails_when_the_bot_is_content_but_nothing_happened_at_boomstream() -> None:
    out = io.StringIO()
    assert await tour(boomstream=LyingBoomstream(now=utc_now), language="en", out=out, patience=2) == 1
    assert "Boomstream:" in out.getvalue().partition("✗ expected:")[2]
    assert "all good" not in out.getvalue()


async def test_it_fails_when_telegram_had_to_refuse_a_call_of_the_bot() -> None:
    telegram = TelegramSandbox()
    telegram.violations.append(Violation("sendMessage", {}, "Bad Request: message is too long"))
    out = io.StringIO()
    assert await tour(telegram=telegram, language="en", out=out) == 1
    assert "Telegram refused sendMessage: Bad Request: message is too long" in out.getvalue()


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "ru"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
    ],
)
def test_lc_all_decides_the_language_before_lang(environ: dict[str, str], language: Language) -> None:
    assert language_of(environ) == language


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


async def test_colours_are_for_terminals_that_want_them() -> None:
    assert wants_colour(Terminal(), {})
    assert not wants_colour(Terminal(), {"NO_COLOR": "1"})
    assert not wants_colour(Terminal(), {"TERM": "dumb"})
    assert not wants_colour(io.StringIO(), {})


def test_both_languages_have_a_text_for_everything() -> None:
    missing = [(language, one.name) for language, t in TEXTS.items() for one in fields(t) if not getattr(t, one.name)]
    assert missing == []
