from dataclasses import replace

from services.model import paginate
from tests.views.catalogue.sample import (
    ADMIN,
    ANNA,
    BORIS,
    CLARA,
    CONFERENCES,
    MANY_CONFERENCES,
    MODERATOR,
    NAMELESS_GUEST,
    NO_CONFERENCES,
    SALES,
    SALES_CARD,
    TAXES,
    TAXES_CARD,
)
from tests.views.catalogue.shot import shot
from views import conferences as view
from views.actions.conferences import Verb

SHOTS = [
    shot(view.page, "a few", ADMIN, CONFERENCES, search="", phrase=0),
    shot(view.page, "the second page of many", ADMIN, MANY_CONFERENCES, search="", phrase=0),
    shot(view.page, "found", ADMIN, paginate((SALES,), 1), search="sales", phrase=3),
    shot(view.page, "none found", ADMIN, NO_CONFERENCES, search="sales", phrase=3),
    shot(view.page, "none found, but near", ADMIN, replace(NO_CONFERENCES, nearest=(SALES,)), search="seles", phrase=3),
    shot(view.page, "none", ADMIN, NO_CONFERENCES, search="", phrase=0),
    shot(view.page, "for a moderator", MODERATOR, CONFERENCES, search="", phrase=0),
    shot(view.page, "none for a moderator", MODERATOR, NO_CONFERENCES, search="", phrase=0),
    shot(view.card, "all that is known", ADMIN, TAXES_CARD),
    shot(view.card, "little is known", ADMIN, SALES_CARD),
    shot(view.card, "for a moderator", MODERATOR, SALES_CARD),
    shot(view.created, "", TAXES),
    shot(view.edit_menu, "", TAXES),
    shot(view.ask_delete, "with participants", TAXES, 3),
    shot(view.ask_delete, "without", TAXES, 0),
    shot(view.deleted, "", TAXES),
    shot(view.used, "", TAXES),
    shot(view.alias_set, "", TAXES, "taxes"),
    shot(view.pick, "from all", ADMIN, Verb.INVITE, MANY_CONFERENCES, search="", phrase=0, searched=0),
    shot(view.pick, "ambiguous", ADMIN, Verb.OPEN, CONFERENCES, search="sales", phrase=0, searched=4),
    shot(
        view.pick,
        "near",
        ADMIN,
        Verb.OPEN,
        paginate((SALES,), 1),
        search="seles",
        phrase=0,
        searched=4,
        nearest=True,
    ),
    shot(view.pick, "from none", ADMIN, Verb.OPEN, NO_CONFERENCES, search="", phrase=0, searched=0),
    shot(
        view.pick, "from none, for a moderator", MODERATOR, Verb.OPEN, NO_CONFERENCES, search="", phrase=0, searched=0
    ),
    shot(view.participants_csv, "with a formula for a name", TAXES, (ANNA, BORIS, NAMELESS_GUEST, CLARA)),
]
