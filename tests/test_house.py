"""Rules of the house that no linter knows."""

import ast
from pathlib import Path

import pytest

from handlers.commands import COMMANDS
from handlers.dialogue import FORMS
from handlers.picking import VERBS
from handlers.routing import ROUTES
from services.errors import ErrorCode
from services.model import LogAction
from views import errors, log
from views.actions.conferences import Verb
from views.callback_data import ACTIONS

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "handlers", "views", "services", "boomstream", "storage", "sandbox", "demo")
MODULES = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
# What an excellent engineer still reads in one go. Data-like modules have their reasons.
LONGEST_MODULE = 330
LONGER_FOR_A_REASON = {
    "services/model.py": "the words that all use cases share, all in one place",
}
LONGEST_FUNCTION = 50


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_button_leads_somewhere() -> None:
    assert set(ROUTES) == set(ACTIONS.values())


def test_every_verb_goes_on() -> None:
    assert set(VERBS) == set(Verb)


def test_every_error_has_a_text() -> None:
    assert set(errors.TEXTS) == set(ErrorCode)


def test_every_logged_action_has_a_text() -> None:
    assert set(log.TEXTS) == set(LogAction)


@pytest.mark.parametrize("path", sorted((ROOT / "handlers").rglob("*.py")), ids=named)
def test_handlers_ask_for_rights_in_one_place(path: Path) -> None:
    imported = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "services.access"
        for alias in node.names
    }
    assert "require" not in imported or path.name == "rights.py"


def test_commands_and_forms_have_names_of_their_own() -> None:
    names = [name for command in COMMANDS for name in command.names]
    assert len(names) == len(set(names))
    assert all(name == form.name for name, form in FORMS.items())
    for form in FORMS.values():
        assert len({step.name for step in form.steps}) == len(form.steps) > 0


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if named(path) not in LONGER_FOR_A_REASON:
        assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_a_drawer_for_odds_and_ends(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_ignore_says_why(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for marker in ("# type: ignore", "# noqa"):
            if marker in line:
                rest = line.split(marker, 1)[1]
                assert rest.startswith(("[", ":")), f"{named(path)}:{number}: no code"


def test_the_lock_names_no_index() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
