from tests.views.catalogue.shot import shot
from views import interrupted as view

SHOTS = [
    shot(view.notice, "a message", what="/invite sales\nanna@example.com", pressed=False, update=8),
    shot(view.notice, "a press", what="", pressed=True, update=8),
    shot(view.notice, "something else", what="", pressed=False, update=8),
    shot(view.retrying, ""),
]
