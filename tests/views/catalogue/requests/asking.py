"""What guests see."""

from dataclasses import replace

from services.requests.model import Ending, Offer, RequestStatus
from tests.views.catalogue.sample import DECLINED, FULL_LINK, LET_IN, LINK, NOW, REQUEST, SALES
from tests.views.catalogue.shot import shot
from views.requests import asking as view

_STARTS = replace(LET_IN, conference=replace(LET_IN.conference, starts_at=NOW))
_MINE = [REQUEST, LET_IN, replace(DECLINED, conference=SALES)]

SHOTS = [
    shot(view.offer, "with a start", Offer(LINK, NOW, None)),
    shot(view.offer, "full", Offer(FULL_LINK, None, None)),
    shot(
        view.summary,
        "with an answer",
        dialogue=7,
        step=3,
        conference=LINK.conference.title,
        email=REQUEST.email,
        name=REQUEST.name,
        answer=REQUEST.answer,
    ),
    shot(
        view.summary,
        "no question was asked",
        dialogue=7,
        step=2,
        conference=LINK.conference.title,
        email=REQUEST.email,
        name=REQUEST.name,
        answer="",
    ),
    shot(view.sent, "to the moderators", REQUEST),
    shot(view.sent, "let in at once", LET_IN),
    *(shot(view.standing, status.value, replace(REQUEST, status=status)) for status in RequestStatus),
    shot(view.standing, "let in, with the link", LET_IN),
    shot(view.standing, "let in, with a link that will lapse", replace(LET_IN, valid_until=NOW)),
    shot(view.standing, "let in, with a start", _STARTS),
    shot(view.standing, "in line", replace(REQUEST, status=RequestStatus.WAITING, place_in_line=3)),
    shot(
        view.standing,
        "the waiting list was closed",
        replace(REQUEST, status=RequestStatus.EXPIRED, problem=Ending.NO_PLACE),
    ),
    shot(view.standing, "declined with a reason", DECLINED),
    shot(view.standing, "a place is free", REQUEST, place_free=True),
    shot(view.mine, "a few", _MINE),
    shot(view.mine, "a link that lapsed", [replace(LET_IN, status=RequestStatus.LAPSED, invite_link=None)]),
    shot(view.mine, "with a start", [_STARTS]),
    shot(view.mine, "none", []),
    shot(view.privacy, "with requests", _MINE, request_days=180, person_days=90),
    shot(view.privacy, "without", [], request_days=180, person_days=1),
    shot(view.ask_forget, ""),
    shot(view.forgotten, ""),
]
