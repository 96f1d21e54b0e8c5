"""Keyboards: buttons, the pager, confirmations."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from services.model import Page
from views.actions.start import Nothing, ShowMenu
from views.callback_data import Action, keeping, pack
from views.i18n import Translator
from views.screen import Screen
from views.typed import inline

Row = list[InlineKeyboardButton]

MAX_COPY_TEXT = 256
DANGER = "danger"
PRIMARY = "primary"
SUCCESS = "success"


def button(text: str, action: Action, *, style: str | None = None) -> InlineKeyboardButton:
    """A button that means an action."""
    return InlineKeyboardButton(inline(text), callback_data=pack(action), style=style)


def link(text: str, url: str) -> InlineKeyboardButton:
    """A button that opens an address."""
    return InlineKeyboardButton(inline(text), url=url)


def copy(text: str, value: str) -> Row:
    """A button that copies a value; none when Telegram would refuse its length (256 characters)."""
    if len(value) > MAX_COPY_TEXT:
        return []
    return [InlineKeyboardButton(text, copy_text=CopyTextButton(value))]


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    """Rows of buttons; empty rows are left out."""
    return InlineKeyboardMarkup([row for row in rows if row])


def lasting(screen: Screen) -> Screen:
    """The same screen as one that no button takes away: it holds what is not shown again, such as a personal link."""
    if not isinstance(screen.keyboard, InlineKeyboardMarkup):
        return screen
    return replace(screen, keyboard=keyboard(*(lasting_row(row) for row in screen.keyboard.inline_keyboard)))


def lasting_row(row: Sequence[InlineKeyboardButton]) -> Row:
    """A row whose buttons show what they lead to below their own message."""
    return [
        InlineKeyboardButton(one.text, callback_data=keeping(one.callback_data), style=one.style)
        if isinstance(one.callback_data, str)
        else one
        for one in row
    ]


def pager(page: Page[Any], turn: Callable[[int], Action]) -> Row:
    """`‹ 2/5 ›`, or nothing when all fits on one page."""
    if page.pages == 1:
        return []
    # At either end the arrow stays, so that the buttons do not jump under the finger; it leads round.
    before = page.number - 1 or page.pages
    after = page.number % page.pages + 1
    return [
        button("‹", turn(before)),
        button(f"{page.number}/{page.pages}", Nothing()),
        button("›", turn(after)),
    ]


def confirmation(yes: str, action: Action, no: str, back: Action, *, dangerous: bool = False) -> InlineKeyboardMarkup:
    """One button that does it and one that leads back."""
    return keyboard([button(yes, action, style=DANGER if dangerous else SUCCESS)], [button(no, back)])


def picker_keyboard(tr: Translator, key: KeyboardButton) -> ReplyKeyboardMarkup:
    """A key that opens one of Telegram's pickers, and the way out; in private chats only."""
    cancel = KeyboardButton(tr.plain("button-cancel"))
    return ReplyKeyboardMarkup([[key], [cancel]], resize_keyboard=True, one_time_keyboard=True)


def with_row_above(screen: Screen, row: Row) -> Screen:
    """The same screen with one more row of buttons on top; a group's question has no room for it."""
    if not isinstance(screen.keyboard, InlineKeyboardMarkup):
        return screen
    return Screen(screen.text, keyboard(row, *(list(below) for below in screen.keyboard.inline_keyboard)))


def menu(tr: Translator) -> Row:
    """The way back to the start screen."""
    return [button(tr.plain("button-menu"), ShowMenu())]
