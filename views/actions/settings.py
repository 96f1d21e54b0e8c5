"""Buttons of /settings."""

from services.model import Setting
from views.callback_data import Action


class ShowSettings(Action, tag="st"):
    """The settings."""


class AskZone(Action, tag="sz"):
    """Choose the time zone."""


class SwitchSetting(Action, tag="ss"):
    """The next value of a setting."""

    setting: Setting
