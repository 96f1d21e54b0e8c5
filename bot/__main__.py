"""The command line: `python -m bot run`."""

import argparse
import asyncio
import os
import signal
import sys
import tomllib
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken

from bot import logs
from bot.app import run
from bot.settings import SettingsError, load
from storage.errors import StorageError
from storage.rotation import rotate

INTERRUPTED = 130  # what shells give for Ctrl-C
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit status. Problems with the set-up are told in plain words, without a traceback."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="A Telegram bot for Boomstream conferences.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, function in COMMANDS.items():
        commands.add_parser(name, help=function.__doc__, description=function.__doc__)
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command]()
    except SettingsError as error:
        print(f"The settings need attention (see .env.example):\n{error}", file=sys.stderr)
    except InvalidToken:
        print("Telegram refuses BOT_TOKEN. Check it, or get a new one from @BotFather.", file=sys.stderr)
    except (StorageError, ValueError) as error:
        print(f"The bot can't start: {error}", file=sys.stderr)
    return 2


def _run() -> int:
    """Run the bot."""
    settings = load()
    logs.set_up(settings.log_level, settings.log_format)
    return _until_stopped(run(settings))


def _demo() -> int:
    """Open a chat page in the browser: the bot against a fake Telegram and a fake Boomstream."""
    from bot.demo import demo  # noqa: PLC0415 (only these commands may know the sandbox)

    _on_this_machine()
    return _until_stopped(demo())


def _tour() -> int:
    """Play a scripted tour of the same in the terminal."""
    from bot.tour import tour  # noqa: PLC0415 (only these commands may know the sandbox)

    _on_this_machine()
    return _until_stopped(tour(), status=INTERRUPTED)


def _on_this_machine() -> None:
    logs.set_up("warning", "text")
    os.environ["no_proxy"] = "127.0.0.1"  # both fakes are there, whatever proxy leads to the real ones


def _rotate_key() -> int:
    """Encrypt everything anew with a new secret key. Stop the bot first."""
    settings = load(bot_token="0:unused")  # noqa: S106 (no token is needed for it)
    secret = settings.secret_key.get_secret_value() if settings.secret_key else None
    print(asyncio.run(rotate(settings.database, secret)))
    return 0


def _version() -> int:
    """Print the version."""
    print(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
    return 0


COMMANDS = {"run": _run, "demo": _demo, "tour": _tour, "rotate-key": _rotate_key, "version": _version}


def _until_stopped(work: Coroutine[Any, Any, int | None], *, status: int = 0) -> int:
    """Run until done, or until SIGINT or SIGTERM, which let begun updates finish; then the exit status is `status`."""

    async def stoppable() -> int:
        task = asyncio.ensure_future(work)
        for stop in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
        try:
            return await task or 0
        except asyncio.CancelledError:
            return status
        except ExceptionGroup as group:  # how a task group passes on what one of its tasks raised
            raise group.exceptions[0] from None

    return asyncio.run(stoppable())


if __name__ == "__main__":
    sys.exit(main())
