"""Keeps the world of the chat page in a folder between two starts (DEMO_DATA)."""

import pickle
from pathlib import Path
from typing import Final

from demo.world import DemoWorld

_FILE: Final = "world.pickle"
_FORMAT: Final = 3  # goes up when an older file would be misread


class DataFolderError(Exception):
    """The folder can't be used; the text says why."""


def load(folder: Path) -> DemoWorld | None:
    """The world as it was kept; None for a new folder. Raises DataFolderError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        content = (folder / _FILE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataFolderError(f"{folder} can't be used: {error.strerror}") from error
    try:
        kept, world = pickle.loads(content)  # noqa: S301 - written below, into the user's own folder
    except Exception as error:
        raise DataFolderError(_unreadable(folder)) from error
    if kept != _FORMAT or not isinstance(world, DemoWorld):
        raise DataFolderError(_unreadable(folder))
    return world


def save(folder: Path, world: DemoWorld) -> None:
    """Replaces what was kept, or leaves it whole. Raises OSError."""
    temporary = folder / f"{_FILE}.new"
    temporary.write_bytes(pickle.dumps((_FORMAT, world)))
    temporary.replace(folder / _FILE)


def _unreadable(folder: Path) -> str:
    return f"{folder / _FILE} is damaged or from another version. Remove it, or choose another folder."
