from dataclasses import replace

from services.model import Deciders, Watch, WorkspaceSettings
from tests.views.catalogue.sample import PRIVATE
from tests.views.catalogue.shot import shot
from views import settings as view

_OTHERWISE = WorkspaceSettings(
    deciders=Deciders.ALLOWLISTED,
    notify_requests=False,
    notify_actions=False,
    notify_changes=False,
    lifetime=7200,
    notify_guests=True,
    expiry_days=1,
    watch=Watch.ALL,
    watch_minutes=60,
)

SHOTS = [
    shot(view.overview, "at first", PRIVATE),
    shot(view.overview, "all otherwise", replace(PRIVATE, settings=_OTHERWISE)),
    shot(view.overview, "nothing is watched", replace(PRIVATE, settings=WorkspaceSettings(watch=Watch.NONE))),
]
