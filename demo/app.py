"""The chat page: the bot over a fake Telegram and a fake Boomstream, played on a chat page in the browser."""

import asyncio
import os
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.settings import Settings
from demo import persistence
from demo.process import BotProcess
from demo.web.server import FIRST_PORT, serve_page
from demo.world import DemoWorld, seeded_world
from sandbox.boomstream.server import serve_boomstream
from sandbox.telegram.server import serve_telegram

_ROOT: Final = Path(__file__).resolve().parent.parent
_LAST_PORT: Final = 65535
_NO_PORT: Final = (
    "DEMO_PORT is the number of a port, from 1 to {last}, and not “{given}”. For example: DEMO_PORT={first} make demo\n"
    "DEMO_PORT — это номер порта от 1 до {last}, а не «{given}». Например: DEMO_PORT={first} make demo"
)
_SAVE_EVERY: Final = 5.0  # seconds: what a power cut may cost
_BOOMSTREAM_TIMEOUT: Final = "15"  # above the 10 s of the page's "slow"


@dataclass(frozen=True, slots=True)
class Demo:
    """What is running; tests look behind the page."""

    url: str
    world: DemoWorld
    bot: BotProcess


async def demo() -> int:
    """Serve the chat page until cancelled; gives the exit status.

    DEMO_DATA names a folder in which everything is kept; DEMO_PORT the port to try first.
    """
    port = _port(os.environ.get("DEMO_PORT", ""))
    if port is None:
        return 2
    print("Starting the demo… · Запускаю демонстрацию…", flush=True)  # noqa: T201 - the terminal is where it was started
    try:
        async with serve_demo(_folder(os.environ.get("DEMO_DATA")), port=port) as running:
            _invite(running.url)
            await asyncio.Event().wait()
    except (persistence.DataFolderError, OSError, ValueError) as error:
        print(f"The demo can't start: {error}", file=sys.stderr)  # noqa: T201 - likewise
        return 2
    return 0


@asynccontextmanager
async def serve_demo(
    folder: Path | None,
    *,
    world: DemoWorld | None = None,
    port: int = 0,
    echo: bool = True,
    say: Callable[[str], None] = print,
) -> AsyncIterator[Demo]:
    """Everything around the bot, and the bot. Without `world`: the one kept in `folder`, or a new one.

    Raises DataFolderError, OSError.
    """
    with tempfile.TemporaryDirectory(prefix="demo-") as scratch:
        world = world or (persistence.load(folder) if folder else None) or seeded_world()
        async with (
            serve_telegram(world.telegram) as telegram_url,
            serve_boomstream(world.boomstream) as boomstream_url,
        ):
            bot = BotProcess(
                [sys.executable, "-m", "demo.bot"],
                _environment(world, telegram_url, boomstream_url, (folder or Path(scratch)) / "bot.db"),
                world.clock,
                echo=echo,
            )
            async with serve_page(world, bot, port=port, say=say) as url, _kept(folder, world):
                await bot.start()
                try:
                    yield Demo(url, world, bot)
                finally:
                    await bot.stop()


def _port(given: str) -> int | None:
    """The number, or None when that is none; then the terminal says so."""
    if not given.strip():
        return FIRST_PORT
    if given.strip().isdecimal() and 0 < int(given) <= _LAST_PORT:
        return int(given)
    print(_NO_PORT.format(last=_LAST_PORT, given=given, first=FIRST_PORT), file=sys.stderr)  # noqa: T201 - likewise
    return None


def _folder(name: str | None) -> Path | None:
    return Path(name).expanduser().resolve() if name else None


def _environment(world: DemoWorld, telegram_url: str, boomstream_url: str, database: Path) -> Mapping[str, str]:
    """The sandbox's settings, and none of those that a developer has exported for the real bot."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    return kept | {
        "PYTHONPATH": str(_ROOT),
        "PYTHONUNBUFFERED": "1",
        "NO_PROXY": "127.0.0.1",
        "BOT_TOKEN": world.telegram.token,
        "TELEGRAM_API_URL": telegram_url,
        "BOOMSTREAM_URL": boomstream_url,
        "BOOMSTREAM_TIMEOUT": _BOOMSTREAM_TIMEOUT,
        "DATABASE": str(database),
        "ADMIN_IDS": str(world.owner.id),
        "LOG_LEVEL": "info",
    }


@asynccontextmanager
async def _kept(folder: Path | None, world: DemoWorld) -> AsyncIterator[None]:
    """Saves the world now and then, and at the end."""
    if folder is None:
        yield
        return
    saving = asyncio.create_task(_save_now_and_then(folder, world))
    try:
        yield
    finally:
        saving.cancel()
        with suppress(asyncio.CancelledError):
            await saving
        persistence.save(folder, world)


async def _save_now_and_then(folder: Path, world: DemoWorld) -> None:
    changed = asyncio.Event()
    world.telegram.listeners.append(lambda _change: changed.set())
    world.boomstream.listeners.append(changed.set)
    world.clock.listeners.append(changed.set)
    while True:
        await changed.wait()
        await asyncio.sleep(_SAVE_EVERY)
        changed.clear()
        persistence.save(folder, world)


def _invite(url: str) -> None:
    print(f"\n  Open {url} and play. Ctrl-C ends it.\n  Откройте {url} и пробуйте. Ctrl-C завершает.\n", flush=True)  # noqa: T201 - likewise
    graphical = sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if graphical:  # elsewhere a text-mode browser would take the terminal away
        webbrowser.open(url)
