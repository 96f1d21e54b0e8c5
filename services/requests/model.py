"""What a request and a request link are. How a request moves from status to status stands in `events`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.model import Conference


class Approval(StrEnum):
    """How a request link lets people in."""

    MODERATORS = "moderators"
    AUTOMATIC = "automatic"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class RequestLink:
    """A public deep link and its rules; the counts are of requests that came through it.

    `number` tells apart the links of a conference that have no name. `taken`: how many places are, by people.
    """

    id: int
    conference: Conference
    workspace_id: int
    token: str
    name: str
    number: int
    approval: Approval
    members_chat_id: int | None
    members_chat_title: str | None
    capacity: int | None
    closes_at: datetime | None
    question: str
    opened: int
    asked: int
    admitted: int
    taken: int
    waiting: int

    @property
    def is_full(self) -> bool:
        """Whether a newcomer has to wait: nobody jumps the queue of those who wait already."""
        return self.capacity is not None and (self.taken >= self.capacity or self.waiting > 0)

    def decides_itself(self, *, is_member: bool) -> bool:
        """Whether it lets a guest in without a moderator."""
        return self.approval is Approval.AUTOMATIC or (self.approval is Approval.MEMBERS and is_member)


class RequestStatus(StrEnum):
    """Where a request stands."""

    PENDING = "pending"
    WAITING = "waiting"
    CLAIMED = "claimed"
    INVITED = "invited"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LAPSED = "lapsed"  # let in, and the personal link does not work any more
    RENEWAL = "renewal"  # such a guest asks for a new one
    REMOVED = "removed"
    CANCELLED = "cancelled"


# Who was let in and has a link.
LET_IN = frozenset({RequestStatus.INVITED, RequestStatus.DELIVERED, RequestStatus.UNDELIVERED})


# Who was let in, whether or not the link still works.
ADMITTED = LET_IN | {RequestStatus.LAPSED, RequestStatus.RENEWAL}


# Who holds a place: from the decision on, whatever becomes of it.
HOLDS_PLACE = ADMITTED | {RequestStatus.CLAIMED, RequestStatus.FAILED, RequestStatus.UNKNOWN}


# What a guest asks for and nobody has done anything about.
NEW = frozenset({RequestStatus.PENDING, RequestStatus.WAITING, RequestStatus.RENEWAL})


# What can be declined, or left until it expires.
UNDECIDED = NEW | {RequestStatus.FAILED, RequestStatus.UNKNOWN}


# Whose guest can be blocked: what is under way comes to its end first, what went with its conference is over.
BLOCKABLE = frozenset(RequestStatus) - {RequestStatus.CLAIMED, RequestStatus.CANCELLED}


# Where nothing goes on unless a moderator does something.
NEEDS_A_PERSON = UNDECIDED | {RequestStatus.UNDELIVERED}


class GuestNews(StrEnum):
    """What a message tells a guest: where the request stands, and why they hear of it now."""

    STANDING = "standing"
    PLACE_FREE = "place-free"


class Ending(StrEnum):
    """Why a request expired, where it was not for want of an answer; its `problem` then."""

    NO_PLACE = "no-place"


class Aftermath(StrEnum):
    """What became of a participant whose request was declined or taken back; the request's `problem` then."""

    REMOVED = "removed-too"
    STAYS = "stays"


class ThoseIn(StrEnum):
    """What a block does with requests whose guest is in the conference."""

    ASK = "ask"
    REMOVE = "remove"
    KEEP = "keep"


class Unreachable(StrEnum):
    """Why a guest could not be told; the `problem` of an undelivered request."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NO_CHAT = "no-chat"
    GIVEN_UP = "given-up"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Request:
    """One person's asking. Personal data is empty once the person was forgotten. `problem` is an error code's value.

    `valid_until`: when the personal link stops working, None where it is not known. `place_in_line`: from 1, None for
    whoever does not wait in line.
    """

    id: int
    link_id: int
    conference: Conference
    workspace_id: int
    status: RequestStatus
    user_id: int | None
    person: str
    email: str = field(repr=False)
    name: str
    question: str
    answer: str = field(repr=False)
    invite_link: str | None = field(repr=False)
    reason: str = field(repr=False)
    as_moderator: bool
    decided_by: str
    decided_at: datetime | None
    problem: str
    created_at: datetime
    card: tuple[int, int] | None
    participant_id: int | None = None
    valid_until: datetime | None = None
    place_in_line: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a guest sees first: the conference, its start where Boomstream tells, and their own request, if any."""

    link: RequestLink
    starts_at: datetime | None
    standing: Request | None


@dataclass(frozen=True, slots=True)
class Card:
    """A request as moderators see it, with its link's numbers. `can_be_undone`: the guest has not been told yet."""

    request: Request
    link: RequestLink
    blocked: bool
    can_be_undone: bool = False


@dataclass(frozen=True, slots=True)
class ApprovedAll:
    """What came of letting in several at once: how many have a link, how many do not."""

    approved: int
    failed: int


@dataclass(frozen=True, slots=True)
class BlockedGuest:
    """Somebody who may not ask here; no name when the bot knows none (any more)."""

    user_id: int
    name: str | None
    at: datetime
