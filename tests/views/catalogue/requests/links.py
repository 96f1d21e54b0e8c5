from dataclasses import replace

from services.requests.model import Approval
from tests.views.catalogue.sample import (
    BOT,
    LINK,
    MEMBERS_LINK,
    PLAIN_LINK,
    SALES_CARD,
    TAXES,
    TAXES_CARD,
)
from tests.views.catalogue.shot import shot
from views.requests import links as view

SHOTS = [
    shot(view.name, "named", LINK),
    shot(view.name, "nameless", PLAIN_LINK),
    shot(view.overview, "two", TAXES, [LINK, PLAIN_LINK]),
    shot(view.overview, "none", TAXES, []),
    shot(view.card, "all rules", LINK, bot_username=BOT, conference=TAXES_CARD),
    shot(view.card, "no rules", PLAIN_LINK, bot_username=BOT, conference=SALES_CARD),
    shot(view.card, "the conference is not known", PLAIN_LINK, bot_username=BOT, conference=None),
    shot(view.card, "automatic", replace(LINK, approval=Approval.AUTOMATIC), bot_username=BOT, conference=TAXES_CARD),
    shot(view.card, "members", MEMBERS_LINK, bot_username=BOT, conference=TAXES_CARD),
    shot(view.card, "a public conference", LINK, bot_username=BOT, conference=replace(TAXES_CARD, public=True)),
    shot(view.card, "no lobby", LINK, bot_username=BOT, conference=replace(TAXES_CARD, lobby=False)),
    shot(view.qr, "", LINK, BOT),
    shot(view.group_picker, "", 1),
    shot(view.group_elsewhere, "", LINK, BOT),
    shot(view.group_chosen, "", "Clients & friends"),
    shot(view.ask_revoke, "", LINK),
    shot(view.revoked, "", LINK),
    shot(view.to_close, "two", TAXES, [LINK, PLAIN_LINK]),
    shot(view.to_close, "none", TAXES, []),
]
