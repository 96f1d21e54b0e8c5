"""Buttons about the moderators' group."""

from views.callback_data import Action


class ShowModerators(Action, tag="mg"):
    """The moderators' group."""


class BindHere(Action, tag="mh"):
    """Make this group the moderators' group."""


class BindAsked(Action, tag="mb"):
    """Yes, this is the moderators' group of that workspace."""

    asked: int


class PickModerators(Action, tag="mp"):
    """Telegram's chat picker."""


class UnbindModerators(Action, tag="mu"):
    """Let the moderators' group go."""
