"""Buttons for those who decide on requests."""

from views.callback_data import Action


class Approve(Action, tag="qa"):
    """Let somebody in."""

    request: int
    moderator: bool


class Decline(Action, tag="qd"):
    """Say no."""

    request: int


class DeclineWithReason(Action, tag="qr"):
    """Say no, and why."""

    request: int


class BlockGuest(Action, tag="qb"):
    """Say no for good."""

    request: int


class UnblockGuest(Action, tag="qu"):
    """Let somebody ask again."""

    request: int


class ShowEmail(Action, tag="qe"):
    """Show the e-mail to the presser only."""

    request: int


class RetryRequest(Action, tag="qt"):
    """Try again what failed."""

    request: int


class NewLinkFor(Action, tag="qi"):
    """A new link for somebody who is in the conference already."""

    request: int


class ListRequests(Action, tag="ql"):
    """A page of pending requests; conference 0 means all."""

    page: int
    conference: int


class OpenRequest(Action, tag="qo"):
    """A request's card in the list."""

    request: int


class AskApproveAll(Action, tag="qp"):
    """Confirm before all that are shown are let in."""

    page: int
    conference: int


class ApproveAll(Action, tag="qz"):
    """Let all in that were named; `phrase` is the number of the text that remembers them."""

    phrase: int
    conference: int
