from tests.views.catalogue.sample import ADMIN, ADMIN_IN_GROUP, TAXES
from tests.views.catalogue.shot import Shot, shot
from views import dialogue as view


def _question(case: str, *, in_private: bool, step: int, empty: str | None) -> Shot:
    actor = ADMIN if in_private else ADMIN_IN_GROUP
    return Shot(
        view.question,
        case,
        lambda tr: view.question(tr, actor, tr("create-ask-title"), dialogue=7, step=step, empty=empty),
    )


SHOTS = [
    _question("the first", in_private=True, step=0, empty=None),
    _question("a later one that may stay empty", in_private=True, step=1, empty="button-skip"),
    _question("in a group", in_private=False, step=0, empty=None),
    _question("in a group, may stay empty", in_private=False, step=1, empty="button-skip"),
    shot(
        view.confirm_create,
        "all",
        dialogue=7,
        step=3,
        title=TAXES.title,
        description=TAXES.description,
        folder="F-2027",
    ),
    shot(view.confirm_create, "a title only", dialogue=7, step=3, title=TAXES.title, description="", folder=""),
    shot(view.cancelled, ""),
    shot(view.nothing_to_cancel, ""),
]
