"""Buttons of the list of blocked people."""

from views.callback_data import Action


class ListBlocked(Action, tag="kl"):
    """A page of the blocked."""

    page: int


class Unblock(Action, tag="ku"):
    """Let somebody ask again; `blocked` is their Telegram id."""

    blocked: int
    page: int
