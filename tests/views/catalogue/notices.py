"""What moderators are told of what others did."""

import json

from services.model import LogAction
from tests.views.catalogue.sample import SALES
from tests.views.catalogue.shot import shot
from views import notices as view


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
    shot(view.notices, "one of each", _NOTICES),
    shot(view.notices, "by rule", [{**_NOTICES[0], "who": ""}]),
    shot(view.changes, "of people", _changes(*_PEOPLE_CHANGED, more=2)),
    shot(view.changes, "without a name", _changes(_change("appeared", "", "g•••1@example.org", 31))),
    shot(view.changes, "the conference is gone", _changes(_change("deleted", "", "", 0))),
]
