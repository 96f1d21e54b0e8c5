"""Buttons of /settings."""

from enum import StrEnum

from views.callback_data import Action


class SettingName(StrEnum):
    """What /settings switches."""

    DECIDERS = "d"
    REQUESTS = "r"
    ACTIONS = "a"
    CHANGES = "c"
    LIFETIME = "l"
    GUESTS = "g"
    EXPIRY = "e"
    WATCH = "w"
    MINUTES = "m"


class ShowSettings(Action, tag="st"):
    """The settings."""


class SwitchSetting(Action, tag="ss"):
    """The next value of a setting."""

    setting: SettingName
