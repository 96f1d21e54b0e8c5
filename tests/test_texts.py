"""What docs/style.md asks of the texts and a test can hold: over the files, and over every screen of the catalogue."""

import re
from collections.abc import Iterator

import pytest
from telegram import InlineKeyboardMarkup

from sandbox.telegram.html import parse_html
from services.model import LANGUAGES
from tests.test_locales import KEYS, example
from tests.views.catalogue import FEATURES
from tests.views.catalogue.pages import heading
from tests.views.catalogue.web_page import page
from views.i18n import Translator
from views.screen import Screen

NEVER = {
    "en": r"shall|whom|may|somebody|e-mail|cancelled|press|operator|alias|forgot|forget|(?:un)?bind|bound|licence"
    r"|dialogue|API|JWT|invite link|waiting room|at Boomstream|numeric|workspace|let in|meanwhile|places?",
    "ru": r"алиас|псевдоним|лобби|вместимость|ключ API|забыть ключ|забыл ключ|ссылка-приглашение|рабочий чат|клиент"
    r"|попросить приглашение|заявк\w+ в конференцию|Одобрение|пожалуйста, обратитесь|осуществля\w+|id",
}
COMMANDS_AND_CODE = re.compile(r"<code>.*?</code>|/\w+|https?://\S+", re.DOTALL)
QUOTED_BUTTON = {"en": re.compile(r"“([↻👥✅🔗➕][^”]*)”"), "ru": re.compile(r"«([↻👥✅🔗➕][^»]*)»")}
ONE, TWO = 36, 16
LONG = 200


def screens(language: str) -> Iterator[tuple[str, Screen]]:
    tr = Translator(language)
    for feature, shots in FEATURES.items():
        for shot in shots:
            drawn = shot.draw(tr)
            for screen in drawn if isinstance(drawn, list) else [drawn]:
                if isinstance(screen, Screen):
                    yield f"{feature}/{heading(shot)}", screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_never_said(language: str) -> None:
    never = re.compile(rf"\b(?:{NEVER[language]})\b")
    said = {key: never.findall(COMMANDS_AND_CODE.sub("", example(key, language))) for key in KEYS}
    assert {key: words for key, words in said.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_named_in_a_sentence_is_one_letter_by_letter(language: str) -> None:
    buttons = {example(key, language) for key in KEYS if key.startswith("button-")}
    texts = (example(key, language) for key in KEYS if not key.startswith("button-"))
    named = {name for text in texts for name in QUOTED_BUTTON[language].findall(text)}
    assert named, "the search for named buttons has lost its way"
    assert named - buttons == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_texts_has_every_screen(language: str) -> None:
    shown = page()
    assert shown.count(f'lang="{language}"') == sum(map(len, FEATURES.values()))
    assert all(str(screen.text) in shown for _, screen in screens(language))


# Views whose facts, lists or legal words need more than five phone lines, and why.
LONG_ONES = {
    "admins/admins": "a page of people",
    "admins/ask_add": "two kinds of strangers could share a name: who is who is looked at before it counts",
    "conferences/card": "facts, one a line, when there are all of them",
    "invitations/invited": "a list of links",
    "invitations/summary": "a list of guests, and what couldn't be read",
    "log/page": "a page of the log",
    "notices/changes": "a list of changes",
    "requests-asking/mine": "a list of requests",
    "requests-asking/privacy": "what is stored has to be told in full",
    "requests-deciding/card": "facts of a request and its outcome, one a line",
    "requests-links/card": "the rules of a link, one a line",
    "requests-moderators/overview": "what the group is for and how it is chosen: read once",
    "start/help_screen": "a list of commands",
    "start/welcome": "the first words to somebody new",
}
# One letter over, and seen whole on a phone of 390 pixels.
WIDE = {"Moderators decide", "Решают модераторы"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_of_ours_fit_a_phone(language: str) -> None:
    ours = {example(key, language) for key in KEYS if key.startswith("button-")}
    wide = set()
    for _, screen in screens(language):
        if isinstance(screen.keyboard, InlineKeyboardMarkup):
            for row in screen.keyboard.inline_keyboard:
                longest = {1: ONE, 2: TWO}.get(len(row), TWO)
                wide |= {
                    button.text
                    for button in row
                    if button.text in ours and len(button.text.replace("\ufe0f", "")) > longest
                }
    assert wide - WIDE == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_with_buttons_has_few_words_before_them(language: str) -> None:
    long = {
        heading_.split(":")[0]: len(parse_html(str(screen.text))[0])
        for heading_, screen in screens(language)
        if screen.keyboard and len(parse_html(str(screen.text))[0]) > LONG
    }
    assert {view: length for view, length in long.items() if view not in LONG_ONES} == {}
