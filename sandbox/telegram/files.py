"""Uploaded files: their limits, their identifiers, the way back. https://core.telegram.org/bots/api#sending-files"""

import mimetypes
import struct
from dataclasses import dataclass
from typing import Any, Final

from sandbox.counter import Counter
from sandbox.telegram.errors import TOO_LARGE, ApiError, bad_luck, bot_bug

UPLOAD_LIMIT: Final = 50 * 1024 * 1024
PHOTO_LIMIT: Final = 10 * 1024 * 1024
DOWNLOAD_LIMIT: Final = 20 * 1024 * 1024
_PHOTO_SIDES_LIMIT: Final = 10_000
_PHOTO_RATIO_LIMIT: Final = 20
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes
    content_type: str | None = None

    def __repr__(self) -> str:
        return f"Upload({self.name!r}, {len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps; `kind` is `document` or `photo`."""

    file_id: str
    path: str
    kind: str
    name: str
    mime_type: str
    content: bytes
    width: int = 0
    height: int = 0

    def __repr__(self) -> str:
        return f"StoredFile({self.name!r}, {len(self.content)} bytes)"

    def to_json(self) -> dict[str, Any]:
        """A Document, or the only PhotoSize of a photo."""
        body: dict[str, Any] = {
            "file_id": self.file_id,
            "file_unique_id": self.file_id[::-1],
            "file_size": len(self.content),
        }
        if self.kind == "photo":
            return body | {"width": self.width, "height": self.height}
        return body | {"file_name": self.name, "mime_type": self.mime_type}


class FileStore:
    """All files of the sandbox by `file_id`."""

    def __init__(self) -> None:
        self._numbers = Counter()
        self._files: dict[str, StoredFile] = {}

    def keep(self, upload: Upload, kind: str) -> StoredFile:
        """Stores a person's or an already checked file."""
        number = next(self._numbers)
        guessed = upload.content_type or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        suffix = f".{upload.name.rsplit('.', 1)[1]}" if "." in upload.name else ""
        width, height = _photo_size(upload.content) if kind == "photo" else (0, 0)
        stored = StoredFile(
            file_id=f"{'AgAC' if kind == 'photo' else 'BQAC'}Sandbox{number:06}",
            path=f"{kind}s/file_{number}{suffix}",
            kind=kind,
            name=upload.name,
            mime_type=guessed,
            content=upload.content,
            width=width,
            height=height,
        )
        self._files[stored.file_id] = stored
        return stored

    def accept(self, given: Upload | str, kind: str) -> StoredFile:
        """What a bot sends: an upload or the `file_id` of a file of the same kind. Raises ApiError."""
        if isinstance(given, str):
            stored = self._files.get(given)
            if stored is None:
                raise bot_bug("wrong remote file identifier specified: can't unserialize it")
            if stored.kind != kind:
                raise bot_bug(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
            return stored
        if not given.content:
            raise bot_bug("file must be non-empty")
        if len(given.content) > UPLOAD_LIMIT:
            raise ApiError(TOO_LARGE, "Request Entity Too Large", bug=True)
        if kind == "photo":
            _check_photo(given)
        return self.keep(given, kind)

    def downloadable(self, file_id: str) -> StoredFile:
        """The file for getFile. Raises ApiError for an unknown one and one over 20 MB."""
        stored = self._files.get(file_id)
        if stored is None:
            raise bot_bug("invalid file_id")
        if len(stored.content) > DOWNLOAD_LIMIT:
            raise bad_luck("file is too big")
        return stored

    def at(self, path: str) -> StoredFile | None:
        """The file at a `file_path`."""
        return next((stored for stored in self._files.values() if stored.path == path), None)


def _check_photo(upload: Upload) -> None:
    if len(upload.content) > PHOTO_LIMIT:
        raise bot_bug("file is too big for a photo; the maximum size is 10485760 bytes")
    if not upload.content.startswith((_PNG, _JPEG)):
        raise bot_bug("IMAGE_PROCESS_FAILED")
    width, height = _photo_size(upload.content)
    if width + height > _PHOTO_SIDES_LIMIT or max(width, height) > _PHOTO_RATIO_LIMIT * min(width, height):
        raise bot_bug("PHOTO_INVALID_DIMENSIONS")


def _photo_size(content: bytes) -> tuple[int, int]:
    """Pixels, from the header of a PNG; a JPEG is taken for a square, nothing here depends on it."""
    if content.startswith(_PNG):
        width, height = struct.unpack_from(">II", content.ljust(24, b"\0"), 16)
        return width, height
    return 640, 640
