"""Buttons for guests: their requests and what is stored about them."""

from views.callback_data import Action


class UseSuggestion(Action, tag="gs"):
    """Answer a question with what the bot suggests."""

    dialogue: int


class ShowMine(Action, tag="gm"):
    """My requests."""


class WithdrawRequest(Action, tag="gw"):
    """Take a request back."""

    request: int


class RenewLink(Action, tag="gr"):
    """Ask for a new personal link in place of one that lapsed."""

    request: int


class AskAgain(Action, tag="ga"):
    """Send another request after one that came to nothing."""

    request: int


class ShowPrivacy(Action, tag="gp"):
    """What is stored."""


class AskForgetMe(Action, tag="gf"):
    """Confirm before somebody is forgotten."""


class ForgetMe(Action, tag="gx"):
    """Erase what is stored about the person."""
