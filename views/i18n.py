"""Texts in the reader's language, from Fluent files in `locales/`.

Fluent forgives everything; here a missing text, a missing variable or a syntax error raises, and every argument is
escaped for Telegram's HTML. So a name like `<b>` is shown as typed and can't break a message.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from markupsafe import Markup, escape

from services.model import LANGUAGES

LOCALES = Path(__file__).resolve().parent.parent / "locales"

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
# Embeddings, overrides and isolates: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


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


def unturned(text: str) -> str:
    """The text without invisible characters that turn what follows around; letters know their own direction."""
    return text.translate(_TURNS)


def isolated(text: str) -> str:
    """Right-to-left text keeps to itself, so that it can't turn the sentence around it; other text stays as it is."""
    text = unturned(text)
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


class Translator:
    """Renders texts in one language. Arguments: str (escaped), Markup (as it is), int (counts: plural forms)."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise TextError(f"no such language: {language}")
        self.language = language

    def __call__(self, key: str, **values: str | int) -> Markup:
        """A text as HTML; raises TextError."""
        return Markup(self._format(key, {name: _escaped(value) for name, value in values.items()}))  # noqa: S704 (every value is escaped)

    def plain(self, key: str, **values: str | int) -> str:
        """A text for buttons, toasts and menus, where there is no markup; raises TextError."""
        return self._format(key, {name: isolated(v) if isinstance(v, str) else v for name, v in values.items()})

    def _format(self, key: str, values: dict[str, Any]) -> str:
        bundle = _bundle(self.language)
        if not bundle.has_message(key):
            raise TextError(f"{self.language}: no text {key}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise TextError(f"{self.language}: {key} has no value")
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise TextError(f"{self.language}: {key}: {errors[0]}")
        return str(text)


def _escaped(value: str | int) -> str | int:
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, str):
        return str(escape(isolated(value)))
    return value
