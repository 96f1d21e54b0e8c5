"""A restart cut something off."""

from views.actions import Retry
from views.format import one_line
from views.i18n import Translator
from views.keyboards import PRIMARY, button, keyboard
from views.screen import Screen

_SHOWN = 200


def notice(tr: Translator, *, what: str | None, update: int) -> Screen:
    """Say what was interrupted; nothing is repeated unless the person asks for it."""
    text = tr("interrupted-message", what=one_line(what, _SHOWN)) if what else tr("interrupted-button")
    return Screen(text, keyboard([button(tr.plain("button-retry"), Retry(update), style=PRIMARY)]))


def retrying(tr: Translator) -> Screen:
    """In place of the notice: the result comes as a message of its own."""
    return Screen(tr("interrupted-retrying"))
