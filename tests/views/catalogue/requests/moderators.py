from tests.views.catalogue.sample import ADMIN, ADMIN_IN_GROUP, BOT
from tests.views.catalogue.shot import shot
from views import deep_links
from views.requests import moderators as view

_URL = deep_links.address(BOT, deep_links.BindModerators("TOKEN"))

SHOTS = [
    shot(view.overview, "none, in private", ADMIN, group=None, url=_URL),
    shot(view.overview, "none, in a group", ADMIN_IN_GROUP, group=None, url=_URL),
    shot(view.overview, "bound", ADMIN, group="Moderators & co", url=_URL),
    shot(view.picker, "", 1),
    shot(view.bound_here, "", "Events & Webinars"),
    shot(view.picked, "", "Moderators & co"),
    shot(view.unbound, ""),
    shot(view.lost, "", "Events & Webinars"),
]
