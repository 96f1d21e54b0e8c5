"""Texts in the reader's language, from Fluent files in `locales/`.

Fluent forgives everything; here a missing text, a missing variable or a syntax error raises, and every argument is
escaped for Telegram's HTML. So a name like `<b>` is shown as typed and can't break a message.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from markupsafe import Markup

from services.model import LANGUAGES
from views.typed import as_html, inline

_MARK = "\0"  # nothing that a text of ours contains
_MARKED = re.compile("\0[0-9]+\0")

LOCALES = Path(__file__).resolve().parent.parent / "locales"

# A quotation within a quotation that has begun, and how it is written: «Отдел „Продажи“».
_NESTED = {
    "en": (re.compile(r"(“[^“”\n]*)“([^“”\n]*)”"), r"\1‘\2’"),
    "ru": (re.compile(r"(«[^«»\n]*)«([^«»\n]*)»"), r"\1„\2“"),
}


class TextError(Exception):
    """A text is missing or can't be rendered: a mistake of ours that tests find."""


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        junk = [entry for entry in resource.body if isinstance(entry, ast.Junk)]
        if junk:
            raise TextError(f"{path.name}: {junk[0].annotations[0].message}")
        bundle.add_resource(resource)
    return bundle


class Translator:
    """Renders texts in one language. Arguments: str (escaped), Markup (as it is), int (counts: plural forms)."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise TextError(f"no such language: {language}")
        self.language = language

    def __call__(self, key: str, **values: str | int) -> Markup:
        """A text as HTML; raises TextError."""
        return Markup(self._format(key, {n: as_html(v) if isinstance(v, str) else v for n, v in values.items()}))  # noqa: S704 (every value is escaped)

    def plain(self, key: str, **values: str | int) -> str:
        """A text for buttons, toasts and menus, where there is no markup; raises TextError."""
        return self._format(key, {name: inline(v) if isinstance(v, str) else v for name, v in values.items()})

    def _format(self, key: str, values: dict[str, Any]) -> str:
        bundle = _bundle(self.language)
        if not bundle.has_message(key):
            raise TextError(f"{self.language}: no text {key}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise TextError(f"{self.language}: {key} has no value")
        # The library refuses strings of over 2,500 characters, which a text of half as many becomes when it is escaped:
        # it gets a mark in place of each, and the mark is replaced by the text.
        strings = {name: value for name, value in values.items() if isinstance(value, str)}
        marks = {name: f"{_MARK}{number}{_MARK}" for number, name in enumerate(strings)}
        text, errors = bundle.format_pattern(pattern, {**values, **marks})
        if errors:
            raise TextError(f"{self.language}: {key}: {errors[0]}")
        by_mark = {marks[name]: str(value) for name, value in strings.items()}
        return _quoted_within(_MARKED.sub(lambda found: by_mark[found[0]], str(text)), self.language)


def _quoted_within(text: str, language: str) -> str:
    """The text with a language's inner quotation marks around what is quoted within a quoted name."""
    pattern, inner = _NESTED[language]
    found = 1
    while found:
        text, found = pattern.subn(inner, text)
    return text
