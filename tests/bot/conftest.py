from pathlib import Path

import pytest

from bot.settings import Settings, load


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Good ones; nothing lies in the database's folder yet."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    return load(bot_token="1:a", database=tmp_path / "empty" / "bot.db")
