import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.rotation import rotate
from storage.secrets import Vault, load_keys, new_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


def remembered(path: Path) -> list[bytes]:
    with closing(sqlite3.connect(path)) as connection:
        return [sealed for (sealed,) in connection.execute("SELECT text_sealed FROM phrase ORDER BY id")]


def remember(path: Path, *sealed: bytes) -> None:
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = [(one, "2026-11-24T12:00:00+00:00") for one in sealed]
        connection.executemany("INSERT INTO phrase (text_sealed, created_at) VALUES (?, ?)", rows)


async def test_with_a_key_file_a_new_key_is_made_and_the_old_one_dropped(path: Path) -> None:
    old = load_keys(None, path)
    remember(path, Vault(old).seal("one"), Vault(old).seal("two"))
    assert (await rotate(path, None)).startswith("2 secrets are encrypted with a new key")
    new = load_keys(None, path)
    assert len(new) == 1
    assert new != old
    assert [Vault(new).open(sealed) for sealed in remembered(path)] == ["one", "two"]


async def test_what_no_key_opens_is_counted_and_holds_nothing_up(path: Path) -> None:
    lost = Vault([new_key()]).seal("lost")
    remember(path, lost, Vault(load_keys(None, path)).seal("kept"))
    told = await rotate(path, None)
    assert told.startswith("1 secrets are encrypted")
    assert told.endswith("1 could be opened with no key and were left as they are.")
    keys = load_keys(None, path)
    assert len(keys) == 1
    assert remembered(path)[0] == lost
    assert Vault(keys).open(remembered(path)[1]) == "kept"


async def test_with_the_setting_the_first_key_seals(path: Path) -> None:
    old, new = new_key(), new_key()
    remember(path, Vault([old]).seal("one"))
    assert "first key of SECRET_KEY" in await rotate(path, f"{new},{old}")
    assert Vault([new]).open(remembered(path)[0]) == "one"
    assert not path.with_name("secret.key").exists()


async def test_what_forgotten_people_are_known_again_by_is_dropped_and_told(path: Path) -> None:
    mark = Vault(load_keys(None, path)).fingerprints("700001")[0]
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO request (link_id, conference_id, workspace_id, status, created_at, changed_at, forgotten_hash)"
            " VALUES (1, 1, 1, 'declined', '2026-11-24', '2026-11-24', ?)",
            (mark,),
        )
    told = await rotate(path, None)
    assert told.endswith("1 requests of people who had their data erased count for no limit of theirs any more.")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT forgotten_hash FROM request").fetchall() == [(None,)]
    assert Vault(load_keys(None, path)).fingerprints("700001") != [mark]
