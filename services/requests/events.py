"""How a request moves from status to status, and what is written with each move: the table.

    waiting ⇄ pending → claimed → invited → delivered | undelivered
                           │                   └────→ lapsed → claimed again, or renewal → claimed
                           └────→ failed | unknown → claimed again, by a moderator

A new request is pending or waiting. It ends as declined, withdrawn, expired, cancelled or removed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from types import MappingProxyType

from services.model import LogAction
from services.requests.model import ADMITTED, HOLDS_PLACE, LET_IN, NEW, UNDECIDED, GuestNews, RequestStatus


class Event(StrEnum):
    """What can happen to a request once it is there."""

    # The guest
    WITHDRAWN = "withdrawn"
    FORGOTTEN = "forgotten"
    RENEWAL_ASKED = "renewal-asked"
    # A moderator
    APPROVED = "approved"
    RETRIED = "retried"
    INVITED_AGAIN = "invited-again"
    DECLINED = "declined"
    DECLINED_UNDONE = "declined-undone"
    LET_IN_AFTER_ALL = "let-in-after-all"
    BLOCKED = "blocked"
    # The link's rule and its places
    APPROVED_BY_RULE = "approved-by-rule"
    QUEUED = "queued"
    MOVED_UP = "moved-up"
    RENEWED_BY_RULE = "renewed-by-rule"
    # What became of a claim at Boomstream
    INVITED = "invited"
    INVITED_FORGOTTEN = "invited-forgotten"
    FAILED = "failed"
    FAILED_WITH_CONFERENCE = "failed-with-conference"
    DOUBTED = "doubted"
    # What became of the guest's message at Telegram
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    # Time, and what happens in the conference
    EXPIRED = "expired"
    LINE_CLOSED = "line-closed"
    LAPSED = "lapsed"
    REMOVED = "removed"
    CONFERENCE_GONE = "conference-gone"


class CardChange(Enum):
    """What becomes of the moderators' card."""

    NONE = "none"
    REDRAWN = "redrawn"
    POSTED = "posted"  # anew, below: somebody has to look at it


@dataclass(frozen=True, slots=True)
class Transition:
    """Where an event leads from each status in which it can happen, and what is written in the same transaction.

    `decides`: who decided, and when. `guest`: a message to the guest; with `grace` they hear it a moment later, until
    when it can be undone. `logged`: a line in the log. `back`: where it leads by the status before the present one,
    which it takes back. `looks`: before it happens to these, Boomstream is asked whether the guest is in.
    """

    arrows: Mapping[RequestStatus, RequestStatus]
    decides: bool = False
    guest: GuestNews | None = None
    card: CardChange = CardChange.REDRAWN
    logged: LogAction | None = None
    grace: bool = False
    back: Mapping[RequestStatus, RequestStatus] = field(default_factory=dict)
    looks: frozenset[RequestStatus] = frozenset()

    def target(self, status: RequestStatus, previous: str) -> RequestStatus | None:
        """Where it leads from a status; None where it can't happen. `previous`: the status before, if there was one."""
        if status not in self.arrows:
            return None
        return self.back.get(RequestStatus(previous), self.arrows[status]) if previous else self.arrows[status]


def _all(sources: Iterable[RequestStatus], target: RequestStatus) -> dict[RequestStatus, RequestStatus]:
    return dict.fromkeys(sources, target)


_S = RequestStatus

# Approved once, and nobody knows for sure what became of it: nobody hears "no" who is in.
_DOUBTFUL = frozenset({_S.FAILED, _S.UNKNOWN})

TABLE: Mapping[Event, Transition] = MappingProxyType({
    # The guest
    Event.WITHDRAWN: Transition(_all(UNDECIDED, _S.WITHDRAWN) | {_S.RENEWAL: _S.LAPSED}, looks=_DOUBTFUL),
    # The message with the link will not go out.
    Event.FORGOTTEN: Transition(
        _all(UNDECIDED, _S.WITHDRAWN) | {_S.INVITED: _S.UNDELIVERED, _S.RENEWAL: _S.LAPSED},
        looks=_DOUBTFUL,
    ),
    Event.RENEWAL_ASKED: Transition({_S.LAPSED: _S.RENEWAL}, card=CardChange.POSTED),
    # A moderator
    Event.APPROVED: Transition(_all({_S.PENDING, _S.RENEWAL}, _S.CLAIMED), decides=True),
    Event.RETRIED: Transition({_S.FAILED: _S.CLAIMED}, decides=True),
    Event.INVITED_AGAIN: Transition(_all({_S.UNKNOWN, _S.LAPSED}, _S.CLAIMED), decides=True),
    Event.DECLINED: Transition(
        _all(UNDECIDED, _S.DECLINED),
        decides=True,
        guest=GuestNews.STANDING,
        grace=True,
        logged=LogAction.REQUEST_DECLINED,
        looks=_DOUBTFUL | {_S.RENEWAL},
    ),
    # The block itself is logged, once for all of the guest's requests.
    Event.BLOCKED: Transition(
        _all(UNDECIDED, _S.DECLINED),
        decides=True,
        guest=GuestNews.STANDING,
        grace=True,
        looks=_DOUBTFUL | {_S.RENEWAL},
    ),
    # Whoever was in doubt is known not to be in by now.
    Event.DECLINED_UNDONE: Transition(
        {_S.DECLINED: _S.PENDING},
        back=MappingProxyType({one: one for one in NEW} | _all(_DOUBTFUL, _S.FAILED)),
        logged=LogAction.DECISION_UNDONE,
    ),
    Event.LET_IN_AFTER_ALL: Transition(_all({_S.DECLINED, _S.REMOVED}, _S.CLAIMED), decides=True),
    # The link's rule and its places
    Event.APPROVED_BY_RULE: Transition({_S.PENDING: _S.CLAIMED}, decides=True),
    # The last place was taken between asking and the rule; the card is on its way.
    Event.QUEUED: Transition({_S.PENDING: _S.WAITING}, card=CardChange.NONE),
    Event.MOVED_UP: Transition({_S.WAITING: _S.PENDING}, guest=GuestNews.PLACE_FREE, card=CardChange.POSTED),
    Event.RENEWED_BY_RULE: Transition({_S.LAPSED: _S.CLAIMED}, decides=True),
    # What became of a claim at Boomstream
    Event.INVITED: Transition(
        {_S.CLAIMED: _S.INVITED}, guest=GuestNews.STANDING, logged=LogAction.REQUEST_APPROVED
    ),
    Event.INVITED_FORGOTTEN: Transition({_S.CLAIMED: _S.UNDELIVERED}, logged=LogAction.REQUEST_APPROVED),
    Event.FAILED: Transition({_S.CLAIMED: _S.FAILED}),
    Event.FAILED_WITH_CONFERENCE: Transition({_S.CLAIMED: _S.CANCELLED}, guest=GuestNews.STANDING),
    Event.DOUBTED: Transition({_S.CLAIMED: _S.UNKNOWN}),
    # What became of the guest's message at Telegram
    Event.DELIVERED: Transition({_S.INVITED: _S.DELIVERED}),
    Event.UNDELIVERED: Transition({_S.INVITED: _S.UNDELIVERED}),
    # Time, and what happens in the conference
    # Who waits in line waits for a place and not for an answer; who has been let in stays so.
    Event.EXPIRED: Transition(
        _all(UNDECIDED - {_S.WAITING}, _S.EXPIRED) | {_S.RENEWAL: _S.LAPSED},
        guest=GuestNews.STANDING,
        looks=_DOUBTFUL,
    ),
    Event.LINE_CLOSED: Transition({_S.WAITING: _S.EXPIRED}, guest=GuestNews.STANDING),
    Event.LAPSED: Transition(_all(LET_IN, _S.LAPSED)),
    Event.REMOVED: Transition(_all(HOLDS_PLACE, _S.REMOVED), guest=GuestNews.STANDING),
    # A claim under way comes to its end by itself.
    Event.CONFERENCE_GONE: Transition(_all(UNDECIDED | ADMITTED, _S.CANCELLED), guest=GuestNews.STANDING),
})  # fmt: skip


def possible(event: Event, status: RequestStatus) -> bool:
    """Whether something can happen to a request in this status."""
    return status in TABLE[event].arrows
