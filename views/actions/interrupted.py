"""The button below what a restart interrupted."""

from views.callback_data import Action


class Retry(Action, tag="rt"):
    """Do again what a restart interrupted."""

    update: int
