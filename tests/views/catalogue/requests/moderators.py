from tests.views.catalogue.sample import ADMIN, ADMIN_IN_GROUP, BOT
from tests.views.catalogue.shot import shot
from views import deep_links
from views.requests import moderators as view

_URL = deep_links.address(BOT, deep_links.BindModerators("TOKEN"))
_PICK = deep_links.address(BOT, deep_links.ChooseModeratorsGroup(1))

SHOTS = [
    shot(view.overview, "none, in private", ADMIN, group=None, bind_url=_URL, pick_url=_PICK),
    shot(view.overview, "none, in a group", ADMIN_IN_GROUP, group=None, bind_url=_URL, pick_url=_PICK),
    shot(view.overview, "bound", ADMIN, group="Moderators & co", bind_url=_URL, pick_url=_PICK),
    shot(view.picker, "", 1),
    shot(view.bound_here, "", "Events & Webinars"),
    shot(view.picked, "", "Moderators & co"),
    shot(view.unbound, ""),
    shot(view.lost, "", "Events & Webinars"),
]
