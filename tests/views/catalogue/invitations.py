from datetime import timedelta

from services.errors import AppError, ErrorCode
from services.model import Guest, Invitation, Invited, InviteOptions, InviteRequest
from tests.views.catalogue.sample import ADMIN, ANNA, INVITE_LINK, MODERATOR, TAXES
from tests.views.catalogue.shot import shot
from views import invitations as view

_ANNA = Guest("anna.petrova@example.com", "Anna Petrova")
_NAMELESS = Guest("guest@example.org")
_PLAIN = InviteOptions()
_ALL = InviteOptions(moderator=True, notify=True, lifetime=timedelta(hours=2))
_FAILED = Invitation(_ANNA, error=AppError(ErrorCode.REJECTED, message="No licences left"), participant=ANNA)
_SEVERAL = (Invitation(_ANNA, link=INVITE_LINK), Invitation(_NAMELESS), _FAILED)
_LONG = tuple(Invitation(Guest(f"guest{n}@example.org"), link=f"{INVITE_LINK}&more={'x' * 1400}") for n in range(3))
_MANY = tuple(Invitation(Guest(f"guest{n}@example.org", f"=Guest {n}"), link=INVITE_LINK) for n in range(6))


def _one(options: InviteOptions, invitation: Invitation) -> Invited:
    return Invited(TAXES, options, (invitation,))


SHOTS = [
    shot(view.invited, "one", _one(_PLAIN, Invitation(_ANNA, link=INVITE_LINK, participant=ANNA)), again_phrase=0),
    shot(
        view.invited,
        "one, all options",
        _one(_ALL, Invitation(_NAMELESS, moderator=True, link=INVITE_LINK)),
        again_phrase=0,
    ),
    shot(
        view.invited,
        "one, no address for a link",
        _one(_PLAIN, Invitation(_ANNA, link="ask at the desk")),
        again_phrase=0,
    ),
    shot(view.invited, "one, its link was lost", _one(_PLAIN, Invitation(_ANNA, participant=ANNA)), again_phrase=6),
    shot(view.invited, "one, failed", _one(_PLAIN, _FAILED), again_phrase=6),
    shot(view.invited, "several", Invited(TAXES, _PLAIN, _SEVERAL), again_phrase=6),
    shot(view.invited, "more than a message holds", Invited(TAXES, _PLAIN, _LONG), again_phrase=0),
    shot(view.links_file, "", Invited(TAXES, _PLAIN, _MANY)),
    shot(view.lifetime, "Boomstream’s own", _PLAIN),
    shot(view.lifetime, "two hours", _ALL),
    shot(view.summary, "one guest", ADMIN, TAXES, InviteRequest((_ANNA,)), dialogue=7, step=2),
    shot(
        view.summary,
        "several, all options",
        ADMIN,
        TAXES,
        InviteRequest((_ANNA, _NAMELESS), _ALL),
        dialogue=7,
        step=2,
    ),
    shot(
        view.summary,
        "what is a guess and what can’t be read",
        ADMIN,
        TAXES,
        InviteRequest((_ANNA, _NAMELESS), _PLAIN, guessed=True, unread=("boris@", "the usual suspects")),
        dialogue=7,
        step=2,
    ),
    shot(
        view.summary,
        "much that can’t be read",
        ADMIN,
        TAXES,
        InviteRequest((_ANNA,), _PLAIN, unread=tuple(f"guest{n}@" for n in range(8))),
        dialogue=7,
        step=2,
    ),
    shot(view.summary, "for a moderator", MODERATOR, TAXES, InviteRequest((_ANNA,)), dialogue=7, step=2),
]
