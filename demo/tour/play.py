"""The tour: the real bot, over HTTP, against a fake Telegram and a fake Boomstream, on a scripted tour."""

import asyncio
import io
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TextIO

from bot.app import run, utc_now
from bot.settings import Settings, load
from demo.tour.chat import wants_colour
from demo.tour.texts import Language
from demo.tour.tour import Tour, language_of
from sandbox.boomstream import BoomstreamSandbox
from sandbox.boomstream.server import serve_boomstream
from sandbox.telegram import TelegramSandbox
from sandbox.telegram.server import serve_telegram

PATIENCE: Final = 10.0  # seconds a step; a busy computer may need some of them


async def tour(
    *,
    boomstream: BoomstreamSandbox | None = None,
    telegram: TelegramSandbox | None = None,
    language: Language | None = None,
    out: TextIO | None = None,
    patience: float = PATIENCE,
) -> int:
    """Play the tour; gives the exit status: 0 when every step did what it says.

    It ends the loop's default executor, so nothing but the end should follow. Tests pass fakes that misbehave.
    """
    out = out or _standard_output()
    boomstream = boomstream or BoomstreamSandbox(now=utc_now)
    telegram = telegram or TelegramSandbox(now=utc_now)
    tour = Tour(
        telegram,
        boomstream,
        language=language or language_of(os.environ),
        out=out,
        colour=wants_colour(out, os.environ),
        patience=patience,
    )
    with TemporaryDirectory(prefix="conference-bot-") as folder:
        async with serve_boomstream(boomstream) as boomstream_url, serve_telegram(telegram) as telegram_url:
            await _play(
                tour,
                _settings(
                    bot_token=telegram.token,
                    admin_ids=frozenset({tour.organizer_id}),
                    database=Path(folder) / "bot.db",
                    boomstream_url=boomstream_url,
                    telegram_api_url=telegram_url,
                ),
            )
    return 0 if tour.close() else 1


async def _play(tour: Tour, settings: Settings) -> None:
    """The tour with the bot beside it; the bot is stopped at the end. Raises what the bot raises."""
    bot, play = asyncio.create_task(run(settings)), asyncio.create_task(tour.play())
    try:
        await asyncio.wait([bot, play], return_when=asyncio.FIRST_COMPLETED)
    finally:
        bot.cancel()
        play.cancel()
        results = await asyncio.gather(bot, play, return_exceptions=True)
        # A thread can't be cancelled: it may still be at work on the database, whose folder is about to go.
        await asyncio.get_running_loop().shutdown_default_executor()
    for result in results:
        if isinstance(result, Exception):
            raise result


def _settings(**chosen: Any) -> Settings:
    """Nothing from the environment or a `.env` file: what is not chosen has its default."""
    fields = {name: field for name, field in Settings.model_fields.items() if not field.is_required()}
    defaults = {name: field.get_default(call_default_factory=True, validated_data={}) for name, field in fields.items()}
    return load(file=None, **(defaults | chosen))


def _standard_output() -> TextIO:
    """Terminals that can't show a character show a `?`."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout
