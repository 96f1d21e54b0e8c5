from services.model import paginate
from services.requests.model import BlockedGuest
from tests.views.catalogue.sample import NOW
from tests.views.catalogue.shot import shot
from views.requests import blocked as view

_SOME = (BlockedGuest(700005, "Petr <Ivanov>", NOW), BlockedGuest(700006, None, NOW))

SHOTS = [
    shot(view.page, "some", paginate(_SOME, 1)),
    shot(view.page, "none", paginate((), 1)),
]
