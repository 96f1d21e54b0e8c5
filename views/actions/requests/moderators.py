"""Buttons about the moderators' group."""

from views.callback_data import Action


class ShowModerators(Action, tag="mg"):
    """The moderators' group."""


class BindHere(Action, tag="mh"):
    """Make this group the moderators' group."""


class PickModerators(Action, tag="mp"):
    """Telegram's chat picker."""


class UnbindModerators(Action, tag="mu"):
    """Let the moderators' group go."""
