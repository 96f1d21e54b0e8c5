"""The command line: `python -m demo` opens the chat page, `python -m demo tour` plays in the terminal."""

import argparse
import os
import sys
from typing import Final

from bot import logs
from bot.signals import until_stopped
from demo.app import demo
from demo.tour.play import tour

_INTERRUPTED: Final = 130  # what shells give for Ctrl-C


def main(arguments: list[str] | None = None) -> int:
    """Play one of the two; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="The bot in a sandbox: no account is needed.")
    parser.add_argument("what", nargs="?", choices=["page", "tour"], default="page", help="default: page")
    chosen = parser.parse_args(arguments)
    logs.set_up("warning", "text")
    os.environ["no_proxy"] = "127.0.0.1"  # both fakes are there, whatever proxy leads to the real ones
    return until_stopped(tour(), status=_INTERRUPTED) if chosen.what == "tour" else until_stopped(demo())


if __name__ == "__main__":
    sys.exit(main())
