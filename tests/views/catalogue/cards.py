"""What moderators see."""

import json
from dataclasses import replace

from services.errors import ErrorCode
from services.model import LogAction, RequestStatus, Unreachable, paginate
from services.notifications import Card
from tests.views.catalogue.sample import DECIDED, DECLINED, LET_IN, LINK, PLAIN_LINK, REQUEST, SALES
from tests.views.catalogue.shot import shot
from views import cards as view

_WAITING = replace(REQUEST, id=52, status=RequestStatus.WAITING, name="Борис", conference=SALES)
_UNDELIVERED = replace(LET_IN, status=RequestStatus.UNDELIVERED)
_UNKNOWN = replace(DECIDED, status=RequestStatus.UNKNOWN, problem=ErrorCode.UNCLEAR.value)
_BUSY = replace(DECIDED, status=RequestStatus.FAILED, problem=ErrorCode.BUSY.value)
_CLOSED = replace(DECIDED, status=RequestStatus.FAILED, problem=ErrorCode.KEY_REFUSED.value)
_FORGOTTEN = replace(
    DECIDED, status=RequestStatus.WITHDRAWN, user_id=None, person="", email="", name="", question="", answer=""
)
_BY_RULE = replace(LET_IN, decided_by="", as_moderator=True)


def _change(kind: str, person: str, email: str, participant: int) -> dict[str, str | int]:
    return {"kind": kind, "person": person, "email": email, "id": participant}


def _changes(*changes: dict[str, str | int], more: int = 0) -> dict[str, str]:
    return {"title": SALES.title, "conference": "12", "changes": json.dumps(changes), "more": str(more)}


_PEOPLE_CHANGED = [
    _change(kind, f"Guest <{number}>", f"g•••{number}@example.org", 30 + number)
    for number, kind in enumerate(("appeared", "removed", "returned", "promoted", "demoted", "renamed"), start=1)
]
_NOTICES = [
    {"who": "Vera <Orlova>", "action": action.value, "subject": SALES.title, "detail": "a•••a@example.com"}
    for action in LogAction
]

SHOTS = [
    *(
        shot(view.card, status.value, Card(replace(DECIDED, status=status), LINK, blocked=False))
        for status in RequestStatus
    ),
    *(
        shot(
            view.card, f"undelivered: {why.value}", Card(replace(_UNDELIVERED, problem=why.value), LINK, blocked=False)
        )
        for why in Unreachable
    ),
    shot(
        view.card,
        "undelivered, no address for a link",
        Card(replace(_UNDELIVERED, invite_link="at the desk"), LINK, blocked=False),
    ),
    shot(view.card, "new, without an answer", Card(replace(REQUEST, answer=""), PLAIN_LINK, blocked=False)),
    shot(view.card, "within the list", Card(REQUEST, LINK, blocked=False), listed=True),
    shot(view.card, "blocked", Card(DECLINED, LINK, blocked=True)),
    shot(view.card, "let in by rule, as a moderator", Card(_BY_RULE, LINK, blocked=False)),
    shot(view.card, "failed: busy", Card(_BUSY, LINK, blocked=False)),
    shot(view.card, "failed: key refused", Card(_CLOSED, LINK, blocked=False)),
    shot(view.card, "unknown: unclear", Card(_UNKNOWN, LINK, blocked=False)),
    shot(view.card, "forgotten", Card(_FORGOTTEN, LINK, blocked=False)),
    shot(view.decided, "declined", DECLINED),
    shot(view.decided, "by rule", _BY_RULE),
    shot(view.replaced, "", REQUEST),
    shot(view.email_alert, "", REQUEST),
    shot(view.email_alert, "forgotten", _FORGOTTEN),
    shot(view.pending, "a few", paginate((REQUEST, _WAITING), 1), 0),
    shot(view.pending, "only the waiting line", paginate((_WAITING,), 1), 0),
    shot(view.pending, "the first page of many", paginate((REQUEST,) * 20, 1), 0),
    shot(view.pending, "none", paginate((), 1), 0),
    shot(view.ask_approve_all, "", [REQUEST, replace(REQUEST, conference=SALES)], phrase=3, page=1, conference=0),
    shot(view.progress, "", 3, 8),
    shot(view.approved_all, "all", approved=8, failed=0, conference=0),
    shot(view.approved_all, "some failed", approved=5, failed=3, conference=0),
    shot(view.digest, "", 21),
    shot(view.nag, "", 3),
    shot(view.notices, "one of each", _NOTICES),
    shot(view.notices, "by rule", [{**_NOTICES[0], "who": ""}]),
    shot(view.changes, "of people", _changes(*_PEOPLE_CHANGED, more=2)),
    shot(view.changes, "without a name", _changes(_change("appeared", "", "g•••1@example.org", 31))),
    shot(view.changes, "the conference is gone", _changes(_change("deleted", "", "", 0))),
    shot(view.unbound, "", "Events & Webinars"),
]
