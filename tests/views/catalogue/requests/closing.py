from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.views.catalogue.sample import NOW
from tests.views.catalogue.shot import shot
from views.requests import closing as view

_MOSCOW, _FIVE, _UTC = ZoneInfo("Europe/Moscow"), ZoneInfo("Etc/GMT-5"), ZoneInfo("UTC")

SHOTS = [
    shot(view.confirm, "in some days", NOW + timedelta(days=3), now=NOW, zone=_MOSCOW, dialogue=7, step=1),
    shot(view.confirm, "next year", NOW + timedelta(days=60), now=NOW, zone=_FIVE, dialogue=7, step=1),
    shot(view.confirm, "in an hour", NOW + timedelta(hours=1), now=NOW, zone=_UTC, dialogue=7, step=1),
]
