"""Buttons of the log."""

from views.callback_data import Action


class ShowLog(Action, tag="lg"):
    """A page of the audit log."""

    page: int
