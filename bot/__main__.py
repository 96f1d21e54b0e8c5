"""The command line: `python -m bot run`."""

import argparse
import asyncio
import sys
import tomllib
from pathlib import Path

from telegram.error import InvalidToken

from bot import logs
from bot.app import run
from bot.logs import redact
from bot.settings import SettingsError, load
from bot.signals import until_stopped
from storage.errors import DatabaseInUse, StorageError
from storage.rotation import rotate

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
        print(f"The settings need attention (see .env.example):\n{redact(str(error))}", file=sys.stderr)
    except InvalidToken:
        print("Telegram refuses BOT_TOKEN. Check it, or get a new one from @BotFather.", file=sys.stderr)
    except DatabaseInUse as error:
        print(error, file=sys.stderr)
    except (StorageError, ValueError) as error:
        print(f"The bot can't start: {error}", file=sys.stderr)
    return 2


def _run() -> int:
    """Run the bot."""
    settings = load()
    logs.set_up(settings.log_level, settings.log_format)
    return until_stopped(run(settings))


def _rotate_key() -> int:
    """Encrypt everything anew with a new secret key; refused while the bot runs."""
    settings = load(bot_token="0:unused")  # noqa: S106 (no token is needed for it)
    secret = settings.secret_key.get_secret_value() if settings.secret_key else None
    print(asyncio.run(rotate(settings.database, secret)))
    return 0


def _version() -> int:
    """Print the version."""
    print(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
    return 0


COMMANDS = {"run": _run, "rotate-key": _rotate_key, "version": _version}


if __name__ == "__main__":
    sys.exit(main())
