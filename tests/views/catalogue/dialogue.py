"""Every question that any form puts, and what all of them share."""

from markupsafe import Markup

import handlers.commands  # noqa: F401 (so that every form is there)
from handlers.dialogue import FORMS, Form, Step
from tests.views.catalogue.sample import ADMIN, ADMIN_IN_GROUP, SALES, TAXES
from tests.views.catalogue.shot import Shot, shot
from views import dialogue as view


def _question(case: str, *, in_private: bool, step: int, empty: str | None) -> Shot:
    actor = ADMIN if in_private else ADMIN_IN_GROUP
    return Shot(
        view.question,
        case,
        lambda tr: view.question(tr, actor, tr("create-ask-title"), dialogue=7, step=step, empty=empty),
    )


# What forms know when they ask.
_KNOWN = {"guest": "Anna <3", "question": "Where do you work?", "title": SALES.title}


def _asked(form: Form, step: Step) -> Shot:
    number = form.number(step.name)
    return Shot(
        view.question,
        f"{form.name}, {step.name}",
        lambda tr: view.question(tr, ADMIN, step.question(tr, _KNOWN), dialogue=7, step=number, empty=step.empty),
    )


SHOTS = [
    *(_asked(form, step) for form in sorted(FORMS.values(), key=lambda form: form.name) for step in form.steps),
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
    ),
    shot(view.confirm_create, "a title only", dialogue=7, step=3, title=TAXES.title, description=""),
    shot(view.ask_anew, "with a value", Markup("Send the new title."), TAXES.title),
    shot(view.ask_anew, "empty so far", Markup("Send the new description."), ""),
    shot(view.cancelled, ""),
    shot(view.left, "a word that could be the answer", "Отмена", phrase=3),
    shot(view.nothing_to_cancel, ""),
]
