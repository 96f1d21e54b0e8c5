"""Rules of the house that no linter knows."""

import ast
import re
import tokenize
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
EVERYTHING = MODULES + [path for package in ("tests", "bench") for path in (ROOT / package).rglob("*.py")]
IGNORE = re.compile(r"# (noqa\b|type: ignore\b)")
IGNORE_WITH_A_REASON = re.compile(r"# (noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[a-z-]+(, [a-z-]+)*\]) *[(#-] *\w")
# What an excellent engineer still reads in one go. Data-like modules have their reasons.
LONGEST_MODULE = 330
LONGER_FOR_A_REASON = {
    "services/model.py": "the words that all use cases share, all in one place",
}
LONGEST_FUNCTION = 50


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def comments(path: Path) -> list[tuple[int, str]]:
    with path.open("rb") as file:
        return [(one.start[0], one.string) for one in tokenize.tokenize(file.readline) if one.type == tokenize.COMMENT]


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
        assert len({step.name for step in form.steps}) == len(form.steps)
        assert form.steps or form.confirms, form.name


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if named(path) not in LONGER_FOR_A_REASON:
        assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", sorted((ROOT / "storage").glob("*.py")), ids=named)
def test_rows_are_fetched_in_one_way(path: Path) -> None:
    ways = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"fetchone", "fetchall", "execute_fetchall"}
    }
    assert not ways or path.name in {"database.py", "migrate.py"}, "see fetch_one and fetch_all of storage.database"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_a_drawer_for_odds_and_ends(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}


def test_every_ignore_has_a_code_and_says_why() -> None:
    bare = [
        f"{named(path)}:{number}: {comment}"
        for path in EVERYTHING
        for number, comment in comments(path)
        if IGNORE.search(comment) and not IGNORE_WITH_A_REASON.search(comment)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("comment", "enough"),
    [
        ("# noqa: S608 (constants)", True),
        ("# noqa: S608, E501  # constants, and long ones", True),
        ("# type: ignore[method-assign]  # this process is ours alone", True),
        ("# noqa: S608", False),
        ("# noqa: S608 ()", False),
        ("# noqa", False),
        ("# noqa (constants)", False),
        ("# type: ignore", False),
        ("# type: ignore[method-assign]", False),
    ],
)
def test_a_code_without_a_reason_is_not_enough(comment: str, enough: bool) -> None:
    assert IGNORE.search(comment)
    assert bool(IGNORE_WITH_A_REASON.search(comment)) is enough


def test_the_lock_names_no_index() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_a_request_changes_its_status_in_one_place_only() -> None:
    callers = {
        named(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "requests.move"
    }
    assert callers == {"services/requests/transitions.py"}
    updates = {named(path) for path in MODULES if "UPDATE request SET status" in path.read_text(encoding="utf-8")}
    assert {path for path in updates if "/migrations/" not in path} == {"storage/requests.py"}
