"""Buttons about when a request link closes."""

from enum import StrEnum

from views.callback_data import Action


class Offered(StrEnum):
    """Moments that are offered."""

    DAY = "d"
    WEEK = "w"
    START = "s"


class UseMoment(Action, tag="rm"):
    """Answer the question when a link closes with what the bot offers."""

    dialogue: int
    offered: Offered
