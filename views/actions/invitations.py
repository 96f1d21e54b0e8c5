"""Buttons of an invitation."""

from enum import StrEnum

from views.callback_data import Action


class InviteOption(StrEnum):
    """What the invitation's summary can switch."""

    MODERATOR = "m"
    NOTIFY = "n"
    LIFETIME = "l"


class InviteAgain(Action, tag="ia"):
    """A new link for somebody who is in the conference already."""

    conference: int
    phrase: int


class SwitchOption(Action, tag="io"):
    """Switch an option on the invitation's summary."""

    dialogue: int
    option: InviteOption
