"""Texts are product: both languages whole, alike in structure, fit for Telegram, and every key used."""

import ast as python_ast
import re
from itertools import chain
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from sandbox.telegram.html import parse_html
from services.model import LANGUAGES
from views.i18n import LOCALES, TextError, Translator

ROOT = LOCALES.parent
CODE = [path for package in ("bot", "handlers", "views", "services") for path in (ROOT / package).rglob("*.py")]
PLURALS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}}
# Buttons and toasts are cut by Telegram's apps long before any limit of the Bot API.
LONGEST = {"button-": 40, "menu-": 50, "toast-": 150, "option-": 40, "filter-": 30}


def messages(language: str) -> dict[str, ast.Message]:
    entries = chain.from_iterable(
        parse(path.read_text(encoding="utf-8")).body for path in sorted((LOCALES / language).glob("*.ftl"))
    )
    found: dict[str, ast.Message] = {}
    for entry in entries:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{entry.id.name} twice"
            found[entry.id.name] = entry
    return found


ALL = {language: messages(language) for language in LANGUAGES}
KEYS = sorted(ALL["en"])


def nodes(message: ast.Message, kind: type[ast.BaseNode]) -> list[ast.BaseNode]:
    found: list[ast.BaseNode] = []

    def walk(node: object) -> None:
        if isinstance(node, kind):
            found.append(node)
        if isinstance(node, ast.BaseNode):
            for value in vars(node).values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(message)
    return found


def variables(message: ast.Message) -> set[str]:
    return {node.id.name for node in nodes(message, ast.VariableReference)}  # type: ignore[attr-defined]  # by kind


def example(key: str, language: str, count: int = 5) -> str:
    counts = {node.selector.id.name for node in nodes(ALL[language][key], ast.SelectExpression)}  # type: ignore[attr-defined]  # by kind
    values: dict[str, str | int] = {
        name: count if name in counts or name == "count" else "x" for name in variables(ALL[language][key])
    }
    return Translator(language)(key, **values)


def literals(path: Path) -> set[str]:
    tree = python_ast.parse(path.read_text(encoding="utf-8"))
    return {n.value for n in python_ast.walk(tree) if isinstance(n, python_ast.Constant) and isinstance(n.value, str)}


def translated_keys(path: Path) -> set[str]:
    """The literal first arguments of `tr(…)` and `….tr(…)`, `tr.plain(…)`."""
    found = set()
    for node in python_ast.walk(python_ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, python_ast.Call) and node.args:
            called = python_ast.unparse(node.func)
            if re.search(r"\btr(\.plain)?$", called):
                first = node.args[0]
                choices = [first.body, first.orelse] if isinstance(first, python_ast.IfExp) else [first]
                found |= {c.value for c in choices if isinstance(c, python_ast.Constant) and isinstance(c.value, str)}
    return found


def test_both_languages_have_the_same_files_and_keys() -> None:
    files = {language: sorted(path.name for path in (LOCALES / language).glob("*.ftl")) for language in LANGUAGES}
    assert files["en"] == files["ru"]
    assert set(ALL["en"]) == set(ALL["ru"])


@pytest.mark.parametrize("key", KEYS)
def test_a_text_takes_the_same_values_in_both_languages(key: str) -> None:
    assert variables(ALL["en"][key]) == variables(ALL["ru"][key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_every_plural_form_of_their_language(language: str) -> None:
    choices = [
        (key, {variant.key.name for variant in select.variants if isinstance(variant.key, ast.Identifier)})  # type: ignore[attr-defined]  # by kind
        for key, message in ALL[language].items()
        for select in nodes(message, ast.SelectExpression)
    ]
    assert len(choices) > 20, "the search for plural forms has lost its way"
    assert [(key, forms) for key, forms in choices if forms not in (PLURALS[language], {"other"})] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_html_that_telegram_takes(key: str, language: str) -> None:
    for count in (0, 1, 3, 5):
        text, _ = parse_html(example(key, language, count))
        assert len(text) <= 4096
        assert text == text.strip(), "stray spaces"


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_texts_are_short_and_without_markup(language: str) -> None:
    short = {
        key: (example(key, language), longest)
        for key in KEYS
        for prefix, longest in LONGEST.items()
        if key.startswith(prefix)
    }
    assert {prefix for prefix in LONGEST if not any(key.startswith(prefix) for key in short)} == set()
    assert {key: text for key, (text, longest) in short.items() if len(text) > longest or "<" in text} == {}


def test_every_text_is_used() -> None:
    used = set().union(*(literals(path) for path in CODE))
    assert set(KEYS) - used == set()


def test_no_text_is_missing() -> None:
    wanted = set().union(*(translated_keys(path) for path in CODE))
    assert len(wanted) > 150, "the search for keys in the code has lost its way"
    assert wanted - set(KEYS) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typography_is_the_language_s_own(language: str) -> None:
    for path in (LOCALES / language).glob("*.ftl"):
        text = re.sub(r"<[^>]+>|https?://\S+|\{[^}]*\}", "", path.read_text(encoding="utf-8"))
        assert '"' not in text, f"{path.name}: straight quotation marks"
        assert "..." not in text
        assert " - " not in text, f"{path.name}: a hyphen for a dash"
        if language == "ru":
            assert "“" not in text
            assert not re.search(r"(?<=[а-яё,] )(Вас\b|Вам\b|Ваш)", text), "«вы» со строчной"
        else:
            assert "'" not in text, f"{path.name}: straight apostrophe"


def test_a_missing_text_or_value_is_an_error_and_never_an_empty_screen() -> None:
    with pytest.raises(TextError):
        Translator("en")("no-such-text")
    with pytest.raises(TextError):
        Translator("en")("key-connected")
    with pytest.raises(TextError):
        Translator("de")


def test_what_people_type_is_escaped() -> None:
    assert "&lt;b&gt;&amp;" in Translator("en")("conference-title", title="<b>&")
    assert Translator("en").plain("toast-removed", name="<b>&") == "Removed: <b>&"


def test_right_to_left_text_keeps_to_itself() -> None:
    assert "\u2068שלום\u2069" in Translator("en")("conference-title", title="שלום")
    assert "\u2068" not in Translator("en")("conference-title", title="Привет")


def test_a_name_with_quotation_marks_is_quoted_with_inner_ones() -> None:
    assert (
        Translator("ru")
        .plain("delete-csv", title="Отдел «Продажи»", present="1", removed="0")
        .startswith("Участники конференции «Отдел „Продажи“»: 1.")
    )
    assert Translator("ru").plain("quoted", text="«Да», «нет» и «может быть»") == "«„Да“, „нет“ и „может быть“»"
    assert Translator("ru").plain("quoted", text="начало «без конца") == "«начало „без конца“"
    assert Translator("en").plain("quoted", text="The “Sales” team") == "“The ‘Sales’ team”"
