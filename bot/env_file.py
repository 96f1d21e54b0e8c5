"""Reads a `.env` file in whatever encoding and form an editor has left it."""

import codecs
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u2060"), None) | {ord("\u00a0"): " "}


class EnvFileError(ValueError):
    """What is wrong: the file, the line, and the mend; never a value."""


def read(path: Path) -> dict[str, str]:
    """Names in lower case and their values, empty ones left out; nothing when there is no file.

    Raises EnvFileError.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise EnvFileError(f"{path} can't be read: {error.strerror}") from None
    return dict(_values(path, _text(path, content)))


def _text(path: Path, content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None and b"\0" in content[:2]:  # no mark, and ASCII letters two bytes wide
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        return content.decode(encoding or "utf-8").translate(_INVISIBLE)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise EnvFileError(f"{path}, line {line}: this is neither UTF-8 nor UTF-16. Save the file as UTF-8.") from None


def _values(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for binding in parse_stream(StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))):
        blank = len(binding.original.string) - len(binding.original.string.lstrip())
        line = binding.original.line + binding.original.string[:blank].count("\n")
        if binding.error or (binding.key is not None and binding.value is None):
            raise EnvFileError(f"{path}, line {line}: write NAME=value, with both quotes or none.")
        if binding.key is not None and binding.value:
            yield binding.key.lower(), binding.value
