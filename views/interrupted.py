"""A restart cut something off."""

from views.actions.interrupted import Retry
from views.i18n import Translator
from views.keyboards import PRIMARY, button, keyboard
from views.screen import Screen
from views.typed import named

_SHOWN = 200


def notice(tr: Translator, *, what: str, pressed: bool, update: int) -> Screen:
    """Say what was interrupted: a message that said `what`, a press, or something else without words.

    Nothing is repeated unless the person asks for it.
    """
    if what:
        text = tr("interrupted-message", what=named(what, _SHOWN))
    else:
        text = tr("interrupted-button") if pressed else tr("interrupted-other")
    return Screen(text, keyboard([button(tr.plain("button-retry"), Retry(update), style=PRIMARY)]))


def retrying(tr: Translator) -> Screen:
    """In place of the notice: the result comes as a message of its own."""
    return Screen(tr("interrupted-retrying"))
