from dataclasses import replace

from services.model import Actor, Deciders, Watch, WorkspaceSettings
from tests.views.catalogue.sample import OWNER, PRIVATE
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
    zone="Asia/Yekaterinburg",
)


def _with(settings: WorkspaceSettings) -> Actor:
    return replace(OWNER, workspace=replace(PRIVATE, settings=settings))


SHOTS = [
    shot(view.overview, "at first", OWNER),
    shot(view.overview, "all otherwise", _with(_OTHERWISE)),
    shot(view.overview, "nothing is watched", _with(WorkspaceSettings(watch=Watch.NONE))),
]
