"""Buttons of the start screen, of help and of the choice of languages."""

from views.callback_data import Action


class ShowMenu(Action, tag="m"):
    """The start screen."""


class ShowHelp(Action, tag="h"):
    """Help by role."""


class Nothing(Action, tag="n"):
    """A label among buttons, such as `2/5`."""


class ShowLanguages(Action, tag="ls"):
    """The choice of languages."""


class SetLanguage(Action, tag="l"):
    """Choose a language."""

    language: str
