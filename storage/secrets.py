"""Encryption at rest: API keys, form contents and waiting updates are stored sealed.

Fernet (https://cryptography.io/en/latest/fernet/): AES-128-CBC with HMAC-SHA256. The first key seals, every key opens.
"""

import hashlib
import hmac
import logging
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.errors import SecretUnreadable, StorageError

logger = logging.getLogger(__name__)

KEY_FILE = "secret.key"
_FINGERPRINTS = b"fingerprints"  # what the key derived from a secret key is for


class Vault:
    """Seals and opens texts. Keys are Fernet keys (32 bytes in URL-safe base64), never shown.

    Raises ValueError when a key is malformed or there is none.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("there is no secret key")
        self._fernet = MultiFernet([_fernet(key, position) for position, key in enumerate(keys, start=1)])
        self._fingerprint_keys = [hmac.digest(key.encode(), _FINGERPRINTS, hashlib.sha256) for key in keys]

    def seal(self, text: str) -> bytes:
        """Encrypt with the first key."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt with whichever key fits. Raises SecretUnreadable."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise SecretUnreadable(_UNREADABLE) from None

    def open_or_empty(self, sealed: bytes | None) -> str:
        """The text; empty where there is none, or its key is lost."""
        try:
            return self.open(sealed) if sealed else ""
        except SecretUnreadable:
            return ""

    def reseal(self, sealed: bytes) -> bytes:
        """Encrypt anew with the first key what any of the keys opens. Raises SecretUnreadable."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise SecretUnreadable(_UNREADABLE) from None

    def fingerprints(self, text: str) -> list[str]:
        """By what a text is known again that is not stored: its HMAC-SHA256 in hexadecimal digits, one for each key.

        Without the key nobody can try which text it is, however few there are; the first one is for storing.
        """
        return [hmac.digest(key, text.encode(), hashlib.sha256).hex() for key in self._fingerprint_keys]

    def __repr__(self) -> str:
        return "Vault(keys hidden)"


_UNREADABLE = "this was encrypted with a key that is lost or was changed"


def load_keys(secret_key: str | None, beside: Path) -> list[str]:
    """Keys from the setting (comma-separated), else from the file `secret.key` beside the database, made when missing.

    Call it before the database is made: a key made for an old database is warned of, since it opens nothing there.
    Raises ValueError when a key is malformed (without showing it), StorageError when the file can't be read or made.
    """
    if secret_key is not None and secret_key.strip():
        return _validated(secret_key, "SECRET_KEY")
    file = beside.with_name(KEY_FILE)
    try:
        if _make_key_file(file) and beside.exists() and beside.stat().st_size:
            logger.warning("%s was missing and a new one was made: what the database held encrypted is lost", KEY_FILE)
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            logger.warning("%s can be read by others: it should have mode 0600", KEY_FILE)
        return _validated(file.read_text(), KEY_FILE)
    except OSError as error:
        message = f"{KEY_FILE} can't be read or made: {error.strerror}"
        raise StorageError(message) from error


def save_keys(keys: Sequence[str], beside: Path) -> None:
    """Put the keys, newest first, into the key file at one stroke: for rotation. Raises StorageError."""
    file = beside.with_name(KEY_FILE)
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        _write_private(part, "\n".join(keys))
        part.replace(file)
    except OSError as error:
        message = f"{KEY_FILE} can't be written: {error.strerror}"
        raise StorageError(message) from error


def new_key() -> str:
    """Make a random key."""
    return Fernet.generate_key().decode()


def _fernet(key: str, position: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        message = f"secret key number {position} is malformed: it must be 32 bytes in URL-safe base64"
        raise ValueError(message) from None


def _validated(text: str, source: str) -> list[str]:
    keys = [key for key in re.split(r"[,\s]+", text) if key]
    try:
        Vault(keys)
    except ValueError as error:
        message = f"{source}: {error}"
        raise ValueError(message) from None
    return keys


def _make_key_file(file: Path) -> bool:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write_private(file, new_key())
    except FileExistsError:
        return False
    return True


def _write_private(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(text + "\n")
        opened.flush()
        os.fsync(descriptor)  # before anything is sealed with it: a key lost in a power cut takes the data along
