from dataclasses import replace

from services.model import ParticipantFilter
from tests.views.catalogue.sample import ADMIN, ANNA, BORIS, CLARA, MODERATOR, NAMELESS_GUEST, PEOPLE, people
from tests.views.catalogue.shot import shot
from views import participants as view
from views.participants import FIRST

_MANY = tuple(replace(ANNA, id=100 + n, name=f"Guest {n}") for n in range(1, 20))
_NONE = people(ParticipantFilter.PRESENT, (), search="anya")
_NEAR = replace(_NONE, page=replace(_NONE.page, nearest=(ANNA,)))

SHOTS = [
    shot(view.page, "present", ADMIN, people(ParticipantFilter.PRESENT, PEOPLE), 0),
    shot(view.page, "the last page of many", ADMIN, people(ParticipantFilter.PRESENT, _MANY, number=3), 0),
    shot(view.page, "moderators", ADMIN, people(ParticipantFilter.MODERATORS, (BORIS,)), 0),
    shot(view.page, "removed", ADMIN, people(ParticipantFilter.REMOVED, (CLARA,)), 0),
    shot(view.page, "none", ADMIN, people(ParticipantFilter.PRESENT, ()), 0),
    shot(view.page, "found", ADMIN, people(ParticipantFilter.PRESENT, (ANNA,), search="anna"), 5),
    shot(view.page, "none found", ADMIN, people(ParticipantFilter.PRESENT, (), search="anna"), 5),
    shot(view.page, "none found, but near", ADMIN, _NEAR, 5),
    shot(view.page, "for a moderator, e-mails masked", MODERATOR, people(ParticipantFilter.PRESENT, PEOPLE), 0),
    shot(view.card, "a participant", ADMIN, ANNA, FIRST),
    shot(view.card, "a moderator", ADMIN, BORIS, FIRST),
    shot(view.card, "without a name or a date", ADMIN, NAMELESS_GUEST, FIRST),
    shot(view.card, "removed", ADMIN, CLARA, FIRST),
    shot(view.card, "for a moderator, e-mail masked", MODERATOR, ANNA, FIRST),
    shot(view.ask_remove, "on the card", ADMIN, ANNA, on_card=True, place=FIRST),
    shot(view.ask_remove, "in the list", ADMIN, ANNA, on_card=False, place=FIRST),
    shot(view.promoted, "now a moderator", ADMIN, BORIS),
    shot(view.promoted, "no moderator any more", ADMIN, ANNA),
    shot(view.removed, "", ADMIN, CLARA),
]
