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


class RemoveAndDecline(Action, tag="qx"):
    """Say no to somebody who is in already; `phrase`: the number of the text that remembers the reason, 0 for none."""

    request: int
    phrase: int


class UndoDecline(Action, tag="qn"):
    """Take a refusal back before the guest hears of it."""

    request: int


class LetInAfterAll(Action, tag="qf"):
    """Let somebody in who was declined or removed."""

    request: int


class RemoveGuest(Action, tag="qm"):
    """Remove from the conference whom the request has let in."""

    request: int


class BlockGuest(Action, tag="qb"):
    """Say no for good."""

    request: int


class BlockOneInside(Action, tag="qk"):
    """Say no for good to somebody who is in the conference: with or without their removal."""

    request: int
    remove: bool


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


class ShowRequest(Action, tag="qs"):
    """A request's card as a new message: what is said of it stays."""

    request: int


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
