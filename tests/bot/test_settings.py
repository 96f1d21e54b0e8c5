"""Settings in whatever encoding and form they come: read, or refused with the place and the mend."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, load

TOKEN = "123456:ABC-DEF"
TEXT = f"BOT_TOKEN={TOKEN}\nDEFAULT_LANGUAGE=ru\n"


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "DEFAULT_LANGUAGE", "ADMIN_IDS", "DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".env"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        TEXT.replace("=", " = ").encode(),
        TEXT.replace("=", "\u00a0=\u00a0").encode(),
        f"export BOT_TOKEN=\"{TOKEN}\" # mine\n\nDEFAULT_LANGUAGE='RU'\nADMIN_IDS=\n".encode(),
        f"BOT_TOKEN=“{TOKEN}”\nDEFAULT_LANGUAGE=«ru»\n".encode(),
        f"# Токен бота\nBOT_TOKEN={TOKEN}\u200b\nDEFAULT_LANGUAGE=ru".encode(),
    ],
)
def test_a_file_is_read_in_whatever_form_it_comes(env_file: Path, content: bytes) -> None:
    env_file.write_bytes(content)
    settings = load()
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.default_language == "ru"


def test_without_a_file_only_the_environment_counts(env_file: Path) -> None:
    env_file.write_text('BOT_TOKEN=1:old\nDEFAULT_LANGUAGE=ru\nDATABASE="')
    assert load(file=None, bot_token=TOKEN).default_language == "en"


def test_nobody_who_shows_the_settings_shows_a_secret(env_file: Path) -> None:
    proxies = "TELEGRAM_PROXY=socks5://me:hush@127.0.0.1:1080\nBOOMSTREAM_PROXY=http://me:hush@127.0.0.1:3128\n"
    env_file.write_text(f"BOT_TOKEN=1:hush\nSECRET_KEY=hush\n{proxies}")
    assert "hush" not in repr(load())


def test_quotes_come_along_in_the_environment(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("DEFAULT_LANGUAGE=en\nBOT_TOKEN=1:old")
    monkeypatch.setenv("BOT_TOKEN", f' "{TOKEN}"\r')
    monkeypatch.setenv("DEFAULT_LANGUAGE", "'ru'")
    settings = load()
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.default_language == "ru"


@pytest.mark.parametrize(
    ("content", "line", "mend"),
    [
        ("BOT_TOKEN=1:a\n\n# ключ\nDATABASE=Данные\n".encode("cp1251"), 3, "Save the file as UTF-8."),
        (b"BOT_TOKEN=1:a\n\nDATABASE\nADMIN_IDS=1\n", 3, "write NAME=value"),
        (b'# first\n\nBOT_TOKEN="1:a\nADMIN_IDS=1\n', 3, "both quotes or none"),
        (b"BOT_TOKEN: 1:secret\n", 1, "write NAME=value"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_the_line_and_the_mend(
    env_file: Path, content: bytes, line: int, mend: str
) -> None:
    env_file.write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        load()
    assert str(refused.value).startswith(f".env, line {line}: ")
    assert mend in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_cannot_be_opened_is_refused(env_file: Path) -> None:
    env_file.mkdir()
    with pytest.raises(SettingsError, match=r"^\.env can't be read: Is a directory$"):
        load()


def test_a_database_that_names_a_folder_is_refused_and_nothing_is_written(env_file: Path) -> None:
    (folder := env_file.parent / "data").mkdir()
    with pytest.raises(SettingsError, match=r"^DATABASE: .*data is a folder: name a file in it, such as .*bot\.db$"):
        load(bot_token=TOKEN, database=str(folder))
    assert list(env_file.parent.iterdir()) == [folder]


def test_a_database_within_a_file_is_refused(env_file: Path) -> None:
    (file := env_file.parent / "file").touch()
    with pytest.raises(SettingsError, match=r"^DATABASE: .*file is a file, and no folder"):
        load(bot_token=TOKEN, database=file / "deeper" / "bot.db")
