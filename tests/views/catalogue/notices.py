"""What moderators are told of what others did."""

from dataclasses import replace

from bot.delivery.batches import NOTICES_AT_ONCE
from services.letters import ConferenceChanged, Difference, Notice, StillFailing
from services.model import LogAction
from tests.views.catalogue.sample import SALES
from tests.views.catalogue.shot import shot
from views import notices as view


def _changes(*changes: Difference, more: int = 0) -> ConferenceChanged:
    return ConferenceChanged(1, conference=12, title=SALES.title, changes=changes, more=more)


_PEOPLE_CHANGED = [
    Difference(kind, f"Guest <{number}>", f"g•••{number}@example.org", 30 + number)
    for number, kind in enumerate(("appeared", "removed", "returned", "promoted", "demoted", "renamed"), start=1)
]
_NOTICES = [
    Notice(1, who="Vera <Orlova>", action=action, subject=SALES.title, detail="a•••a@example.com")
    for action in LogAction
]

SHOTS = [
    *(
        shot(view.notices, f"one of each, from {first + 1}", _NOTICES[first : first + NOTICES_AT_ONCE])
        for first in range(0, len(_NOTICES), NOTICES_AT_ONCE)
    ),
    shot(view.notices, "by rule", [replace(_NOTICES[0], who="", request=51)]),
    shot(view.changes, "of people", _changes(*_PEOPLE_CHANGED, more=2)),
    shot(view.changes, "without a name", _changes(Difference("appeared", "", "g•••1@example.org", 31))),
    shot(view.changes, "the conference is gone", _changes(Difference("deleted", "", "", 0))),
    shot(view.still_failing, "", StillFailing(1, job="look", workspace="Events & Webinars", conference=SALES.title)),
]
