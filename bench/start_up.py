"""How long from the start of the process to its first getUpdates, and how much memory it has by then."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sandbox.boomstream import BoomstreamSandbox
from sandbox.boomstream.server import serve_boomstream
from sandbox.telegram import TelegramSandbox, Upload
from sandbox.telegram.server import serve_telegram

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "4242424242:BENCH-TOKEN-of-nobody"
RUNS = 5


class Watched(TelegramSandbox):
    """A fake Telegram that tells when it is first asked for updates."""

    polled: asyncio.Event

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.polled = asyncio.Event()

    def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:
        if method == "getUpdates":
            self.polled.set()
        return super().call(method, params, files)


def now() -> datetime:
    return datetime.now(UTC)


async def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("start-up to the first getUpdates, memory then (the first run makes the database):")
        for run in range(RUNS):
            seconds, megabytes = await _start(Path(folder))
            print(f"  run {run + 1}: {seconds:.2f} s, {megabytes:.0f} MB")


async def _start(folder: Path) -> tuple[float, float]:
    telegram = Watched(token=TOKEN, username="bench_bot", now=now)
    async with serve_boomstream(BoomstreamSandbox(now=now)) as boomstream_url, serve_telegram(telegram) as telegram_url:
        environment = {
            "PATH": os.environ["PATH"],
            "BOT_TOKEN": TOKEN,
            "ADMIN_IDS": "1",
            "DATABASE": str(folder / "bot.db"),
            "TELEGRAM_API_URL": telegram_url,
            "BOOMSTREAM_URL": boomstream_url,
            "LOG_LEVEL": "warning",
        }
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment)
        await asyncio.wait_for(telegram.polled.wait(), 30)
        seconds = time.perf_counter() - began
        megabytes = _resident(process.pid)
        process.terminate()
        await process.wait()
    return seconds, megabytes


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
