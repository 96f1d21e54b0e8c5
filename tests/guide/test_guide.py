"""CONTRIBUTING keeps its promise: a newcomer adds a command in ten files, and the house's own tests do the rest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide.stats import WRITTEN

ROOT = Path(__file__).resolve().parents[2]
MOST_FILES = 10
HOUSE = ("tests/test_house.py", "tests/test_docs.py", "tests/test_locales.py", "tests/views")
RIGHTS = [
    f"tests/flows/across/test_rights.py::test_commands[{seat}]" for seat in ("owner in private", "stranger in office")
]
STORY = "tests/flows/test_stats.py"


def _tracked(root: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 (wherever it is)
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("the tree is no checkout: git can't say what belongs to it")
    return [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree as it is here, to be changed."""
    for name in _tracked(ROOT):
        target = tmp_path / "house" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return tmp_path / "house"


def _run(copy: Path, *command: str) -> str:
    """What a tool says in the copy; fails with all of it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    done = subprocess.run(  # noqa: S603 (our own tools)
        [sys.executable, "-m", *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-4000:]
    return said


def _write(copy: Path) -> None:
    for name, pieces in WRITTEN.items():
        path = copy / name
        for before, piece in pieces:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            assert text.count(before) == 1 or not text, f"{name}: where is {before!r}?"
            path.write_text(text.replace(before, piece + before, 1) if text else piece, encoding="utf-8")


def test_a_command_is_added_in_ten_files(copy: Path) -> None:
    assert len(WRITTEN) <= MOST_FILES
    _write(copy)
    _run(copy, "ruff", "format", ".")
    _run(copy, "ruff", "check", "--fix", ".")
    _run(copy, "tests.views.catalogue")  # make screens
    _run(copy, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *HOUSE, *RIGHTS, STORY)


def test_the_house_notices_a_command_without_its_documents(copy: Path) -> None:
    _write(copy)
    shutil.copy(ROOT / "README.md", copy / "README.md")
    with pytest.raises(AssertionError, match="test_every_command_is_documented"):
        _run(copy, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/test_docs.py")
