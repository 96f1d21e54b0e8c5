"""Two real processes and one database."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.lock import only_process
from storage.migrate import MIGRATIONS, migrate
from storage.secrets import Vault, load_keys

ROOT = MIGRATIONS.parent.parent
NOWHERE = "http://127.0.0.1:9"  # a Bot API server that is not there: the bot waits for it and has all else


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with something sealed in it."""
    path = tmp_path / "bot.db"
    sealed = Vault(load_keys(None, path)).seal("kept")
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO phrase (text_sealed, created_at) VALUES (?, '2026-11-24')", (sealed,))
    return path


def start(path: Path, command: str) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environ |= {"DATABASE": str(path), "BOT_TOKEN": "42:x", "TELEGRAM_API_URL": NOWHERE, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(  # noqa: S603 (the product itself)
        [sys.executable, "-m", "bot", command],
        cwd=path.parent,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def running(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A bot that has its database and waits for Telegram."""
    with start(path, "run") as process:
        assert process.stderr is not None
        while "can't be reached" not in (line := process.stderr.readline()):
            assert line, "the bot ended by itself"
        yield process
        process.kill()


def kept(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        ((sealed,),) = connection.execute("SELECT text_sealed FROM phrase")
    return Vault(load_keys(None, path)).open(sealed)


def test_a_second_process_is_refused_in_one_line_until_the_first_is_gone(
    path: Path, running: subprocess.Popen[str]
) -> None:
    key = path.with_name("secret.key").read_text()
    seconds = [start(path, command) for command in ("run", "rotate-key")]
    for second in seconds:
        said, complained = second.communicate(timeout=60)
        assert second.returncode == 2
        assert said == ""
        assert complained == (
            f"{path} is in use by another process, most likely the running bot. Nothing was changed:"
            " stop that one first, then try again.\n"
        )
    assert path.with_name("secret.key").read_text() == key
    assert kept(path) == "kept"

    running.send_signal(signal.SIGKILL)  # no `finally` runs: only the kernel can free the lock
    running.wait(timeout=60)
    rotation = start(path, "rotate-key")
    said, _ = rotation.communicate(timeout=60)
    assert (rotation.returncode, said[:9]) == (0, "1 secrets")
    assert path.with_name("secret.key").read_text() != key
    assert kept(path) == "kept"


def test_reading_beside_the_lock_is_nobodys_business(path: Path) -> None:
    with only_process(path), closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM phrase").fetchone() == (1,)
