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
    shot(view.bound_here, "all decide", "Events & Webinars", by_group=True),
    shot(view.bound_here, "admins decide", "Events & Webinars", by_group=False),
    shot(view.question, "", 1, "Events & Webinars"),
    shot(view.ready, "", "Moderators & co"),
    shot(view.topic_lost, "", "Moderators & co"),
    shot(view.given_up, "one", 1, "Message is too long"),
    shot(view.given_up, "several, of our own making", 7, ""),
    shot(view.picked, "", "Moderators & co"),
    shot(view.unbound, ""),
    shot(view.lost, "", "Events & Webinars"),
]
