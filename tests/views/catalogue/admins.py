from services.model import Admin, Candidate, paginate
from tests.views.catalogue.sample import GROUP, NOW, PRIVATE
from tests.views.catalogue.shot import Shot, shot
from views import admins as view

_FIXED = Admin(None, 700001, "Vera <Orlova>", "vera")
_MAX = Admin(61, 700002, None, "max")
_NUMBER = Admin(62, 700003, None, None)
_CANDIDATES = (Candidate(700002, "Max <b>", "max", NOW), Candidate(700003, "700003"))
_ADMINS = paginate((_FIXED, _MAX, _NUMBER), 1)
_MANY = paginate(tuple(Admin(70 + n, 710000 + n, f"Admin {n}", None) for n in range(1, 20)), 2)

SHOTS = [
    shot(view.overview, "for an owner", paginate((GROUP,), 1), owner=True),
    shot(view.overview, "for an admin", paginate((GROUP,), 1), owner=False),
    shot(view.overview, "no groups", paginate((), 1), owner=True),
    shot(view.admins, "a few", GROUP, _ADMINS),
    shot(view.admins, "the second page of many", GROUP, _MANY),
    shot(view.owners, "", _ADMINS),
    shot(view.question, "an owner", None),
    shot(view.question, "an admin", GROUP),
    Shot(view.picker, "", lambda tr: view.picker(tr, 1, view.question(tr, GROUP))),
    shot(view.picked, ""),
    shot(view.ask_add, "admins", GROUP, _CANDIDATES, dialogue=7),
    shot(view.ask_add, "an owner", None, _CANDIDATES[:1], dialogue=7),
    shot(view.added, "new", ["Max", "Anna & Boris"], known=False),
    shot(view.added, "known", ["Max"], known=True),
    shot(view.ask_remove, "", PRIVATE.id, _MAX),
    shot(view.removed, "", _MAX),
    shot(view.claimed, ""),
]
