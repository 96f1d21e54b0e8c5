from dataclasses import replace

from services.model import KeyTest
from tests.views.catalogue.sample import ADMIN, ADMIN_IN_GROUP, BOT, GROUP, KEYLESS, KEYLESS_GROUP, PRIVATE
from tests.views.catalogue.shot import shot
from views import apikey as view

_TEST = KeyTest("9f3c", 21)

SHOTS = [
    shot(view.overview, "connected", ADMIN, BOT),
    shot(view.overview, "connected, in a group", ADMIN_IN_GROUP, BOT),
    shot(view.overview, "none", replace(ADMIN, workspace=KEYLESS), BOT),
    shot(view.overview, "none, in a group", replace(ADMIN_IN_GROUP, workspace=KEYLESS_GROUP), BOT),
    shot(view.question, "for oneself", PRIVATE),
    shot(view.question, "for a group", GROUP),
    shot(view.connected, "for oneself", _TEST, PRIVATE),
    shot(view.connected, "for a group", _TEST, GROUP),
    shot(view.tested, "", _TEST),
    shot(view.ask_forget, "", ADMIN),
    shot(view.forgotten, ""),
    shot(view.ask_whether_meant, "to replace one", ADMIN, "77aa", key=4, answer=0),
    shot(
        view.ask_whether_meant, "while a question is open", replace(ADMIN, workspace=KEYLESS), "77aa", key=4, answer=5
    ),
    shot(view.mentioned_left, ""),
    shot(view.dropped, "", dropped="77aa", kept="9f3c"),
    shot(view.leaked, "deleted", deleted=True),
    shot(view.leaked, "not deleted", deleted=False),
]
