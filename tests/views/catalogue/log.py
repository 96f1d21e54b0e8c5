from services.model import LogAction, LogEntry, paginate
from tests.views.catalogue.sample import NOW, SALES
from tests.views.catalogue.shot import shot
from views import log as view

_ENTRIES = tuple(
    LogEntry(NOW, 700001, "Vera <Orlova>", action, SALES.title, "a•••a@example.com") for action in LogAction
)

SHOTS = [
    *(
        shot(view.page, f"one of each, page {number}", paginate(_ENTRIES, number))
        for number in range(1, paginate(_ENTRIES, 1).pages + 1)
    ),
    shot(view.page, "the second page of many", paginate(_ENTRIES, 2, size=3)),
    shot(
        view.page, "somebody without a name", paginate((LogEntry(NOW, 700001, None, LogAction.INVITED, "A", "b"),), 1)
    ),
    shot(view.page, "the bot by itself", paginate((LogEntry(NOW, None, None, LogAction.INVITED, "A", "b"),), 1)),
    shot(view.done, "a link without a name", LogAction.LINK_OPENED, "A", "", longest=80),
    shot(view.page, "empty", paginate((), 1)),
]
