"""The documents tell what is there: all of it, and nothing else."""

import re
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, load
from handlers.commands import COMMANDS
from services.access import may
from services.model import Role
from storage.migrate import migrate
from storage.upkeep import STATEMENTS, Ages

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.ru.md")
GUIDES = (*READMES, "CONTRIBUTING.md", "docs/deploy.md")
DOCUMENTS = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
WHO = {
    "README.md": {Role.ANYONE: "everyone", Role.MODERATOR: "moderators", Role.ADMIN: "admins"},
    "README.ru.md": {Role.ANYONE: "всем", Role.MODERATOR: "модераторам", Role.ADMIN: "администраторам"},
}
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """The cells of every table's rows; a bar with a backslash before it does not divide."""
    lines = [line.strip() for line in text(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def spans(name: str) -> str:
    """All that stands in code within sentences and cells."""
    without_blocks = re.sub(r"```.*?```", "", text(name), flags=re.DOTALL)
    return "\n".join(re.findall(r"`[^`\n]+`", without_blocks))


def code(name: str) -> str:
    """The same, and the code blocks."""
    return "\n".join([*re.findall(r"```.*?```", text(name), re.DOTALL), spans(name)])


def commands(cell: str) -> list[str]:
    return re.findall(r"(?<![\w/.@:])/([a-z]+)\b", cell)


def documented_settings(name: str) -> dict[str, str]:
    """Names and defaults."""
    return {row[0].strip("`"): row[-1] for row in rows(name) if re.fullmatch(r"`[A-Z][A-Z_]+`", row[0])}


def example_settings() -> dict[str, str]:
    """Names and values of .env.example, commented out or not."""
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text(".env.example"), re.MULTILINE))


def setting_names() -> set[str]:
    return {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_documented_and_no_other(name: str) -> None:
    documented = [command for row in rows(name) if row[0].startswith("`/") for command in commands(row[0])]
    assert sorted(documented) == sorted(command_name for command in COMMANDS for command_name in command.names)


@pytest.mark.parametrize("name", GUIDES)
def test_no_command_is_mentioned_that_does_not_exist(name: str) -> None:
    known = {command_name for command in COMMANDS for command_name in command.names}
    # @BotFather's; three that stand for any command; a folder of the image.
    known |= {"newbot", "command", "rename", "stats", "data"}
    assert set(commands(spans(name))) <= known


@pytest.mark.parametrize("name", READMES)
def test_the_commands_table_tells_who_may(name: str) -> None:
    told = {command: row[-1] for row in rows(name) if row[0].startswith("`/") for command in commands(row[0])}
    for command in COMMANDS:
        least = min(role for role in Role if may(role, command.permission))
        assert told[command.names[0]] == WHO[name][least], command.names


@pytest.mark.parametrize("name", READMES)
def test_every_setting_is_documented_with_its_default_and_no_other(name: str) -> None:
    documented = documented_settings(name)
    assert set(documented) == setting_names()
    for setting, default in example_settings().items():
        if default:
            assert documented[setting] == f"`{default}`"


def test_the_example_file_holds_every_setting_and_no_other() -> None:
    assert list(example_settings()) == [name.upper() for name in Settings.model_fields]


def test_the_example_file_shows_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
    token = "123456:example"
    lines = [f"{name}={value}" for name, value in example_settings().items() if name != "BOT_TOKEN"]
    (tmp_path / "shown").write_text("\n".join(lines), encoding="utf-8")
    assert load(file=tmp_path / "shown", bot_token=token) == load(file=None, bot_token=token)


@pytest.mark.parametrize("name", GUIDES)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", code(name)))
    assert named
    assert named <= targets


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_line_that_is_named_exists(name: str) -> None:
    for program, command in re.findall(r"python -m (bot|demo) ([a-z-]+)", code(name)):
        assert f'"{command}"' in text(f"{program}/__main__.py")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_arrive(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_newest_version_in_the_changelog_is_the_one_of_the_project() -> None:
    versions = re.findall(r"^## \[?(\d+\.\d+\.\d+)\]? — \d{4}-\d{2}-\d{2}$", text("CHANGELOG.md"), re.MULTILINE)
    assert versions
    assert versions[0] == PROJECT["project"]["version"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_a_number_a_date_a_status_and_three_parts(path: Path) -> None:
    record = path.read_text(encoding="utf-8")
    assert re.match(rf"# {path.name[:4]}\. \S", record)
    assert re.search(r"^- Date: \d{4}-\d{2}-\d{2}$", record, re.MULTILINE)
    assert re.search(r"^- Status: (accepted|superseded by \d{4})$", record, re.MULTILINE)
    assert re.findall(r"^## (.+)$", record, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


def test_retention_is_told_of_every_table(tmp_path: Path) -> None:
    migrate(tmp_path / "bot.db")
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        tables = {name for (name,) in connection.execute(query)}
    told = {row[0].strip("`"): row[-1] for row in rows("docs/retention.md") if row[0].startswith("`")}
    assert told.keys() == tables
    for table, setting, days in (
        ("request", "KEEP_REQUESTS_DAYS", Ages().requests.days),
        ("audit", "KEEP_LOG_DAYS", Ages().log.days),
        ("person", "KEEP_PEOPLE_DAYS", Ages().people.days),
    ):
        assert f"`{setting}` ({days})" in told[table]
        assert Settings.model_fields[setting.lower()].default == days
    for table, age in (("inbox", Ages().updates), ("outbox", Ages().messages), ("phrase", Ages().phrases)):
        assert f"{age.days} days" in told[table]


def test_every_age_has_a_statement() -> None:
    assert {age.name for age in fields(Ages)} == STATEMENTS.keys()


def test_the_glossary_names_things_that_exist() -> None:
    names = [row[-1].strip("`") for row in rows("docs/glossary.md") if row[-1].startswith("`")]
    assert names
    for name in names:
        assert exists(name), name


def exists(dotted: str) -> bool:
    """Whether a module, or something inside a module, has this name."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def test_the_image_holds_the_whole_product_and_no_toys() -> None:
    let_in = set(re.findall(r"^!(.+)$", text(".dockerignore"), re.MULTILINE))
    packages = set(PROJECT["tool"]["importlinter"]["root_packages"])
    assert let_in == packages - {"sandbox", "demo"} | {"locales", "pyproject.toml", "requirements.lock"}
