"""What moderators see."""

from dataclasses import replace

from services.errors import ErrorCode
from services.model import paginate
from services.requests.model import Aftermath, ApprovedAll, Card, Ending, RequestStatus, Unreachable
from tests.views.catalogue.sample import DECIDED, DECLINED, LET_IN, LINK, NOW, PLAIN_LINK, REQUEST, SALES
from tests.views.catalogue.shot import shot
from views.requests import deciding as view

_WAITING = replace(REQUEST, id=52, status=RequestStatus.WAITING, name="Борис", conference=SALES)
_UNDELIVERED = replace(LET_IN, status=RequestStatus.UNDELIVERED)
_UNKNOWN = replace(DECIDED, status=RequestStatus.UNKNOWN, problem=ErrorCode.UNCLEAR.value)
_BUSY = replace(DECIDED, status=RequestStatus.FAILED, problem=ErrorCode.BUSY.value)
_CLOSED = replace(DECIDED, status=RequestStatus.FAILED, problem=ErrorCode.KEY_REFUSED.value)
_FORGOTTEN = replace(
    DECIDED, status=RequestStatus.WITHDRAWN, user_id=None, person="", email="", name="", question="", answer=""
)
_NO_PLACE = replace(_WAITING, status=RequestStatus.EXPIRED, problem=Ending.NO_PLACE)
_BY_RULE = replace(LET_IN, decided_by="", as_moderator=True)


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
    shot(view.card, "the waiting list was closed", Card(_NO_PLACE, LINK, blocked=False)),
    shot(view.card, "in line", Card(replace(_WAITING, place_in_line=3), LINK, blocked=False)),
    shot(view.card, "with a link that will lapse", Card(replace(LET_IN, valid_until=NOW), LINK, blocked=False)),
    shot(view.card, "forgotten", Card(_FORGOTTEN, LINK, blocked=False)),
    shot(view.card, "declined just now", Card(DECLINED, LINK, blocked=False, can_be_undone=True)),
    shot(view.card, "blocked just now", Card(DECLINED, LINK, blocked=True, can_be_undone=True)),
    *(
        shot(view.card, f"declined: {what.value}", Card(replace(DECLINED, problem=what), LINK, blocked=False))
        for what in Aftermath
    ),
    shot(view.ask_remove_and_decline, "", LET_IN),
    shot(view.ask_remove_and_decline, "with a reason", LET_IN, phrase=5),
    shot(view.ask_block_one_inside, "", LET_IN),
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
    shot(view.approved_all, "all", ApprovedAll(approved=8, failed=0), conference=0),
    shot(view.approved_all, "some failed", ApprovedAll(approved=5, failed=3), conference=0),
    shot(view.digest, "", 21),
    shot(view.nag, "", 3),
]
