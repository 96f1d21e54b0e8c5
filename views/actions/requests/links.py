"""Buttons about request links and their rules."""

from enum import StrEnum

from services.requests.model import Approval
from views.callback_data import Action


class LinkRule(StrEnum):
    """Rules of a request link that are typed."""

    CAPACITY = "c"
    CLOSING = "t"
    QUESTION = "q"
    NAME = "n"


class ListRequestLinks(Action, tag="rl"):
    """The request links of a conference."""

    conference: int


class AddRequestLink(Action, tag="ro"):
    """One more request link."""

    conference: int


class ShowRequestLink(Action, tag="rs"):
    """A request link with its rules."""

    link: int


class ShowQr(Action, tag="rq"):
    """The link as a QR picture."""

    link: int


class SetApproval(Action, tag="ra"):
    """Choose how a link lets people in."""

    link: int
    approval: Approval


class AskRule(Action, tag="rr"):
    """Ask for the value of a rule."""

    link: int
    rule: LinkRule


class AskRevoke(Action, tag="rv"):
    """Confirm before a link is closed."""

    link: int


class RevokeLink(Action, tag="rx"):
    """Close a link."""

    link: int
