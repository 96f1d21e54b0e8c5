"""No button takes a personal link away: what it leads to comes below the message that holds the link."""

from urllib.parse import quote

import pytest
from telegram import InlineKeyboardMarkup

from services.model import LANGUAGES
from tests.views.catalogue import FEATURES
from tests.views.catalogue.drawing import drawn
from tests.views.catalogue.pages import heading
from tests.views.catalogue.sample import INVITE_LINK
from views.actions.participants import OpenGuest
from views.actions.requests.deciding import BlockGuest, NewLinkFor, RemoveGuest, ShowEmail, UnblockGuest
from views.actions.start import ShowMenu
from views.callback_data import KEEPS, MAX_BYTES, keeping, unpack
from views.i18n import Translator
from views.keyboards import button, lasting_row
from views.links import passing_on
from views.screen import Screen

# They say something over or below the card, or draw the same card anew.
_STAYING = (OpenGuest, BlockGuest, UnblockGuest, ShowEmail, NewLinkFor, RemoveGuest)
_LINKS = (INVITE_LINK, quote(INVITE_LINK, safe=""))


def _screens() -> list[tuple[str, Screen]]:
    """What holds a personal link, for people to use: in its text, behind a word, on a button."""
    found = []
    for feature, shots in FEATURES.items():
        for shot in shots:
            for language in LANGUAGES:
                shown = shot.draw(Translator(language))
                screens = shown if isinstance(shown, list) else [shown]
                found += [
                    (f"{feature}, {heading(shot)}, {language}", one)
                    for one in screens
                    if isinstance(one, Screen) and any(link in drawn(one) for link in _LINKS)
                ]
    return found


def test_what_a_button_leads_to_comes_below_a_personal_link() -> None:
    screens = _screens()
    assert {name.partition(",")[0] for name, _ in screens} == {"invitations", "requests-asking", "requests-deciding"}
    taking = [
        f"{name}: {one.text}"
        for name, screen in screens
        if isinstance(screen.keyboard, InlineKeyboardMarkup)
        for row in screen.keyboard.inline_keyboard
        for one in row
        if isinstance(one.callback_data, str)
        and not one.callback_data.startswith(KEEPS)
        and not isinstance(unpack(one.callback_data), _STAYING)
    ]
    assert taking == []


def test_a_button_of_a_screen_that_stays_means_what_it_meant() -> None:
    row = [button("Menu", ShowMenu())]
    (kept,) = lasting_row(row)
    assert isinstance(kept.callback_data, str)
    assert kept.callback_data.startswith(KEEPS)
    assert unpack(kept.callback_data) == ShowMenu()
    assert lasting_row([kept])[0].callback_data == kept.callback_data


def test_data_that_would_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        keeping("x" * MAX_BYTES)


def test_a_link_that_can_be_shared_is_shared_and_copied_where_it_is_short() -> None:
    tr = Translator("en")
    assert [one.text for one in passing_on(tr, INVITE_LINK, "Taxes")] == ["📤 Pass on", "📋 Copy"]
    assert [one.text for one in passing_on(tr, INVITE_LINK + "x" * 256, "Taxes")] == ["📤 Pass on"]
    assert passing_on(tr, "boomstream:" + "x" * 300, "Taxes") == []
