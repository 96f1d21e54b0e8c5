"""In place of a screen that can't be drawn anew after a change that was made."""

from views.callback_data import Action
from views.i18n import Translator
from views.keyboards import button, keyboard
from views.screen import Screen


def saved(tr: Translator, back: Action) -> Screen:
    """The change is made; how things are now can be seen later."""
    return Screen(tr("saved"), keyboard([button(tr.plain("button-back"), back)]))
