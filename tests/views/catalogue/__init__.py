"""Every screen of the bot by feature: its views called with plain data. Needs no database, network or bot."""

from tests.views.catalogue import (
    admins,
    apikey,
    conferences,
    dialogue,
    errors,
    interrupted,
    invitations,
    log,
    notices,
    participants,
    redraw,
    settings,
    start,
)
from tests.views.catalogue.requests import asking, blocked, closing, deciding, links, moderators
from tests.views.catalogue.shot import Shot

FEATURES: dict[str, list[Shot]] = {
    "admins": admins.SHOTS,
    "apikey": apikey.SHOTS,
    "conferences": conferences.SHOTS,
    "dialogue": dialogue.SHOTS,
    "errors": errors.SHOTS,
    "interrupted": interrupted.SHOTS,
    "invitations": invitations.SHOTS,
    "log": log.SHOTS,
    "notices": notices.SHOTS,
    "participants": participants.SHOTS,
    "redraw": redraw.SHOTS,
    "requests-asking": asking.SHOTS,
    "requests-blocked": blocked.SHOTS,
    "requests-closing": closing.SHOTS,
    "requests-deciding": deciding.SHOTS,
    "requests-links": links.SHOTS,
    "requests-moderators": moderators.SHOTS,
    "settings": settings.SHOTS,
    "start": start.SHOTS,
}
