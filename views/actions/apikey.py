"""Buttons about the project's key."""

from views.callback_data import Action


class ShowKey(Action, tag="k"):
    """The key's screen."""


class EnterKey(Action, tag="ke"):
    """Ask for a key."""


class CheckKey(Action, tag="kt"):
    """Ask Boomstream with the stored key."""


class AskForgetKey(Action, tag="kf"):
    """Confirm before the key is erased."""


class ForgetKey(Action, tag="kx"):
    """Erase the key."""


class ConnectMentioned(Action, tag="km"):
    """What somebody mentioned is a key: connect it. The phrase holds it, sealed."""

    phrase: int


class LeaveMentioned(Action, tag="kg"):
    """It is none, or not to be used: forget it."""

    phrase: int
