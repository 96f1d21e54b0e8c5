"""Buttons of /settings."""

from services.model import Setting
from views.callback_data import Action


class ShowSettings(Action, tag="st"):
    """The settings."""


class SwitchSetting(Action, tag="ss"):
    """The next value of a setting."""

    setting: Setting
