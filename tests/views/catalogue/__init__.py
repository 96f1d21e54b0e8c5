"""Every screen of the bot by feature: its views called with plain data. Needs no database, network or bot."""

from tests.views.catalogue import (
    admins,
    apikey,
    cards,
    conferences,
    dialogue,
    errors,
    interrupted,
    invitations,
    log,
    moderators,
    participants,
    redraw,
    request_links,
    requests,
    settings,
    start,
)
from tests.views.catalogue.shot import Shot

FEATURES: dict[str, list[Shot]] = {
    "admins": admins.SHOTS,
    "apikey": apikey.SHOTS,
    "cards": cards.SHOTS,
    "conferences": conferences.SHOTS,
    "dialogue": dialogue.SHOTS,
    "errors": errors.SHOTS,
    "interrupted": interrupted.SHOTS,
    "invitations": invitations.SHOTS,
    "log": log.SHOTS,
    "moderators": moderators.SHOTS,
    "participants": participants.SHOTS,
    "redraw": redraw.SHOTS,
    "request_links": request_links.SHOTS,
    "requests": requests.SHOTS,
    "settings": settings.SHOTS,
    "start": start.SHOTS,
}
