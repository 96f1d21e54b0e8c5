"""Names are what their owners typed, on every screen: never markup of ours, never a turn of the text around them.

Every view of the catalogue and every question of a form is drawn twice, with hostile strings in every field and with
harmless ones of the same length: Telegram must read both alike, letter by letter and tag by tag.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest
from markupsafe import Markup
from telegram import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup

from handlers.dialogue import FORMS
from sandbox.telegram.html import parse_html
from services.dialogues import Values
from services.errors import AppError
from services.model import LANGUAGES, Conference, Participant
from services.names import is_blank
from tests.views.catalogue import FEATURES
from tests.views.catalogue.pages import heading
from tests.views.catalogue.shot import Drawn, Shot
from views.conferences import participants_csv
from views.i18n import Translator
from views.screen import File, Screen
from views.typed import length

SHOTS = [shot for shots in FEATURES.values() for shot in shots if shot.values]

_MARKUP = "<b>&lt;</b>\"'><a href=//e.io>&#60;"
_TURNS = "\u202e\u2067\u2069\u202c"  # right-to-left override, isolate; both ended too early
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"

# Never typed by anybody: codes and keys of ours, links that we make, usernames (letters and digits only).
OURS = {"language", "problem", "token", "username", "bot_username", "url", "lines", "kind", "action", "zone"}
LINKS = {"link", "invite_link"}


# --- the same with other strings -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Typed:
    """What everybody has typed everywhere; the links are Boomstream's."""

    text: str
    link: str

    def instead_of(self, value: Any, name: str = "") -> Any:
        """The value with every string that somebody typed replaced, as deep as it goes."""
        if name in OURS or isinstance(value, Enum | Markup):
            return value
        if isinstance(value, str):
            return self._string(value, name)
        if isinstance(value, Mapping):
            return {key: self.instead_of(one, str(key)) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.instead_of(one, name) for one in value)
        return self._object(value)

    def _string(self, value: str, name: str) -> str:
        if not value or value.isdecimal():
            return value
        if name == "changes":
            return json.dumps(self.instead_of(json.loads(value)))
        if name in LINKS:
            return self.link
        return f"{self.text}@{self.text}" if name == "email" else self.text

    def _object(self, value: Any) -> Any:
        if isinstance(value, AppError):
            error = AppError(value.code, **self.instead_of(value.values))
            error.unchanged = value.unchanged
            return error
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self.instead_of(getattr(value, f.name), f.name) for f in fields(value)})
        return value

    def drawn(self, shot: Shot, language: str) -> Drawn:
        """The screen with them."""
        return shot.view(Translator(language), **self.instead_of(shot.values))


HOSTILE = Typed(f"{_MARKUP}{_TURNS}שלום", "https://e.io/?a=\"><b>'&lt;")
HARMLESS = Typed(f"{'z' * len(_MARKUP)}{_TURNS}שלום", f"https://e.io/?a={'z' * 10}")


# --- what is seen ----------------------------------------------------------------------------------------------------


def seen(what: Drawn) -> Iterator[tuple[str, list[Any]]]:
    """Each text as Telegram shows it, with its entities."""
    if isinstance(what, list):
        for one in what:
            yield from seen(one)
    elif isinstance(what, Screen):
        yield parse_html(str(what.text))
        for label in _labels(what):
            yield label, []
    elif isinstance(what, File):
        yield parse_html(str(what.caption))
    else:
        yield parse_html(str(what)) if isinstance(what, Markup) else (what, [])


def _labels(screen: Screen) -> Iterator[str]:
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        yield from (button.text for row in screen.keyboard.inline_keyboard for button in row)
    elif isinstance(screen.keyboard, ReplyKeyboardMarkup):
        yield from (key.text for row in screen.keyboard.keyboard for key in row)
    elif isinstance(screen.keyboard, ForceReply):
        yield screen.keyboard.input_field_placeholder or ""


def alike(hostile: str, harmless: str) -> bool:
    """Whether they differ only in the letters that are hostile in the one and harmless in the other."""
    return len(hostile) == len(harmless) and all(
        other in {one, "z"} for one, other in zip(hostile, harmless, strict=True)
    )


def turns(text: str) -> bool:
    """Whether a name in the text turns what stands around it."""
    depth = 0
    for letter in text:
        depth += (letter == ISOLATE) - (letter == END_ISOLATE)
        if letter in TURNING or depth not in {0, 1}:
            return True
    return depth != 0


def mistakes(hostile: list[tuple[str, list[Any]]], harmless: list[tuple[str, list[Any]]]) -> list[str]:
    found = []
    for (text, entities), (expected, expected_entities) in zip(hostile, harmless, strict=True):
        if not alike(text, expected):
            found.append(f"not as it was typed: {text!r}, {expected!r}")
        if not alike(_as_it_is(entities), _as_it_is(expected_entities)):
            found.append(f"markup in {text!r}: {entities}")
        if turns(text):
            found.append(f"turned: {text!r}")
    return found


def _as_it_is(entities: list[Any]) -> str:
    """With no quotation mark made two letters, as `repr` would."""
    return "\n".join(f"{name} {value}" for entity in entities for name, value in entity.items())


# --- the tests -------------------------------------------------------------------------------------------------------


def test_hostile_strings_get_onto_most_screens() -> None:
    hit = [shot for shot in SHOTS if "<b>" in str(list(seen(HOSTILE.drawn(shot, "en"))))]
    assert len(hit) > len(SHOTS) // 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feature", FEATURES)
def test_names_are_shown_as_they_were_typed(feature: str, language: str) -> None:
    found = {}
    for shot in FEATURES[feature]:
        if shot.values:
            hostile, harmless = (list(seen(typed.drawn(shot, language))) for typed in (HOSTILE, HARMLESS))
            found[heading(shot)] = mistakes(hostile, harmless)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_name_things_as_they_were_typed(language: str) -> None:
    tr = Translator(language)
    hostile: Values = defaultdict(lambda: HOSTILE.text)
    harmless: Values = defaultdict(lambda: HARMLESS.text)
    for form in FORMS.values():
        for step in form.steps:
            wrong, right = (parse_html(str(step.question(tr, values))) for values in (hostile, harmless))
            assert mistakes([wrong], [right]) == [], f"{form.name}.{step.name}"


# --- every kind of text, whatever its length -------------------------------------------------------------------------

TURNED_UP = "✅ Approved by Olga"
KINDS = {
    "4,000 letters": "я" * 4000,
    "html": "<p>…</p>" * 500,
    "quotes": "\"'&" * 1300,
    "emoji": "👨‍👩‍👧‍👦🇺🇦" * 300,
    "right to left": "שלום \u202eعالم\u2067 " * 300,
    "zero width": "\u200b\u2060\ufeff" * 1300,
    "fillers": "\u3164\u2800\u115f" * 10,
    "half a sign": "z\ud83d" * 10,
    "30 lines": f"z\n\n{TURNED_UP}\n" * 10,
}
NOBODY = re.compile(r"«\s*»|“\s*”|\(\s*\)|>\s*</(?:b|a|i|code|blockquote)>|• ?[:·]")
UNSEEN = re.compile("[\u200b\u2060\u3164\u2800\u115f]")


def refused(what: Drawn, kind: str) -> Iterator[str]:
    """What Telegram would refuse, and what a reader would be misled by."""
    if isinstance(what, list):
        for one in what:
            yield from refused(one, kind)
        return
    if isinstance(what, File):
        yield from _refused_text(str(what.caption), 1024, kind)
    elif isinstance(what, Screen):
        yield from _refused_text(str(what.text), 4096, kind)
        yield from _refused_keyboard(what, kind)
    elif isinstance(what, Markup):
        yield from _refused_text(str(what), 4096, kind)
    elif length(what) > 200:
        yield f"a toast of {length(what)}"


def _refused_text(html: str, limit: int, kind: str) -> Iterator[str]:
    text, entities = parse_html(html)
    if not 0 < length(text) <= limit:
        yield f"a text of {length(text)}"
    if kind in {"zero width", "fillers"} and NOBODY.search(html):
        yield f"a name that nobody sees: {html!r}"
    quotes = [e for e in entities if e["type"] in {"blockquote", "expandable_blockquote", "pre"}]
    for found in re.finditer(f"^{TURNED_UP}", text, re.MULTILINE):
        start = length(text[: found.start()])
        if not any(e["offset"] <= start < e["offset"] + e["length"] for e in quotes):
            yield f"a line that is not ours: {html!r}"


def _refused_keyboard(screen: Screen, kind: str) -> Iterator[str]:
    for label in _labels(screen):
        if not label.strip() or length(label) > 120:
            yield f"a label: {label!r}"
        if kind in {"zero width", "fillers"} and UNSEEN.search(label) and is_blank(label):
            yield f"a button that nobody sees: {label!r}"
    if isinstance(screen.keyboard, InlineKeyboardMarkup):
        for button in (button for row in screen.keyboard.inline_keyboard for button in row):
            if len(str(button.callback_data or "").encode()) > 64:
                yield f"callback data: {button.callback_data}"
            if button.copy_text and length(button.copy_text.text) > 256:
                yield f"to copy: {button.copy_text.text}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_breaks_a_screen(kind: str, language: str) -> None:
    typed = Typed(KINDS[kind], f"https://e.io/?a={'z' * 4000}")
    found = {}
    for shots in FEATURES.values():
        for shot in shots:
            if shot.values:
                found[heading(shot)] = list(refused(typed.drawn(shot, language), kind))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_breaks_a_question(kind: str, language: str) -> None:
    values: Values = defaultdict(lambda: KINDS[kind])
    for form in FORMS.values():
        for step in form.steps:
            wrong = list(refused(step.question(Translator(language), values), kind))
            assert wrong == [], f"{form.name}.{step.name}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_table_is_a_formula(language: str, start: str) -> None:
    formula = f'{start}HYPERLINK("//e.io";"x")'
    person = Participant(
        1, Conference(1, "c", formula), formula, formula, formula, moderator=False, added=None, removed=False
    )
    table = participants_csv(Translator(language), person.conference, [person]).content.decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(table, newline=""), delimiter=";" if language == "ru" else ",")
    assert [cell for cell in row if formula in cell] == [f"'{formula}"] * 3
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
