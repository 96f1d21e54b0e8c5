import logging
import stat
from pathlib import Path

import pytest

from storage.errors import SecretUnreadable, StorageError
from storage.secrets import Vault, load_keys, save_keys

OLD, NEW = ("A" * 43 + "=", "B" * 42 + "A=")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bot.db"


def test_what_is_sealed_can_be_opened_and_not_read() -> None:
    sealed = Vault([OLD]).seal("a secret")
    assert b"secret" not in sealed
    assert Vault([OLD]).open(sealed) == "a secret"


def test_without_its_key_a_secret_is_unreadable_and_not_shown() -> None:
    sealed = Vault([OLD]).seal("a secret")
    with pytest.raises(SecretUnreadable, match="lost or was changed") as caught:
        Vault([NEW]).open(sealed)
    assert sealed.decode() not in str(caught.value)
    with pytest.raises(SecretUnreadable):
        Vault([NEW]).reseal(sealed)


def test_rotation_opens_with_the_old_key_and_seals_with_the_new_one() -> None:
    resealed = Vault([NEW, OLD]).reseal(Vault([OLD]).seal("a secret"))
    assert Vault([NEW]).open(resealed) == "a secret"


def test_a_vault_does_not_show_its_keys() -> None:
    assert OLD not in repr(Vault([OLD])) + str(vars(Vault([OLD])))


def test_keys_of_the_setting_win_and_no_file_is_made(database: Path) -> None:
    assert load_keys(f" {NEW}, {OLD} ", database) == [NEW, OLD]
    assert not database.parent.exists()


@pytest.mark.parametrize("wrong", ["short", OLD[:-2], f"{OLD},nonsense", "ключ", ","])
def test_a_malformed_key_is_refused_without_showing_it(database: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match="SECRET_KEY") as caught:
        load_keys(wrong, database)
    assert caught.value.__suppress_context__
    assert not any(part in str(caught.value) for part in wrong.split(",") if part)


@pytest.mark.parametrize("setting", [None, "", "  "])
def test_without_a_setting_a_private_file_is_made_once(database: Path, setting: str | None) -> None:
    keys = load_keys(setting, database)
    assert load_keys(None, database) == keys
    file = database.with_name("secret.key")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text().split() == keys


def test_a_file_that_others_can_read_is_warned_of(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    load_keys(None, database)
    assert caplog.messages == []
    database.with_name("secret.key").chmod(0o644)
    load_keys(None, database)
    assert "read by others" in caplog.text


def test_a_new_key_for_an_old_database_is_warned_of(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    database.parent.mkdir()
    database.write_bytes(b"data")
    with caplog.at_level(logging.WARNING):
        load_keys(None, database)
    assert "what the database held encrypted is lost" in caplog.text


def test_a_damaged_file_is_refused_and_kept(database: Path) -> None:
    load_keys(None, database)
    database.with_name("secret.key").write_text("damaged")
    with pytest.raises(ValueError, match=r"secret\.key: .* malformed"):
        load_keys(None, database)
    assert database.with_name("secret.key").read_text() == "damaged"


def test_saved_keys_replace_the_old_ones(database: Path) -> None:
    old = load_keys(None, database)
    save_keys([NEW, *old], database)
    assert load_keys(None, database) == [NEW, *old]
    assert [file.name for file in database.parent.iterdir()] == ["secret.key"]
    assert stat.S_IMODE(database.with_name("secret.key").stat().st_mode) == 0o600


def test_a_folder_in_the_way_is_told(database: Path) -> None:
    database.with_name("secret.key").mkdir(parents=True)
    with pytest.raises(StorageError, match="can't be read"):
        load_keys(None, database)


def test_a_fingerprint_is_known_again_by_every_key_and_tells_nothing_without_one() -> None:
    (before,) = Vault([OLD]).fingerprints("700001")
    assert Vault([NEW, OLD]).fingerprints("700001")[1] == before
    assert Vault([NEW]).fingerprints("700001") != [before]
    assert Vault([OLD]).fingerprints("700002") != [before]
