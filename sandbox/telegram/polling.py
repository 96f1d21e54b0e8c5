"""Methods about updates. https://core.telegram.org/bots/api#getting-updates"""

from typing import Final
from urllib.parse import urlsplit

from sandbox.telegram import methods as m
from sandbox.telegram.errors import CONFLICT, ApiError, bot_bug
from sandbox.telegram.text import Json
from sandbox.telegram.world import World

_WEBHOOK_PORTS: Final = frozenset({443, 80, 88, 8443})


def two_pollers() -> ApiError:
    """What the older of two long polls gets."""
    reason = "terminated by other getUpdates request; make sure that only one bot instance is running"
    return ApiError(CONFLICT, f"Conflict: {reason}")


def get_updates(world: World, params: m.GetUpdates) -> list[Json]:
    """Returns at once whatever is there; adapters wait and ask again."""
    if world.updates.webhook:
        reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise ApiError(CONFLICT, f"Conflict: {reason}")
    world.updates.allow(params.allowed_updates)
    return world.updates.fetch(offset=params.offset, limit=params.limit)


def set_webhook(world: World, params: m.SetWebhook) -> bool:
    """Stores the settings; the sandbox does not push updates."""
    if params.drop_pending_updates:
        world.updates.drop()
    if not params.url:
        world.updates.webhook = {}
        return True
    parts = urlsplit(params.url)
    if parts.scheme != "https":
        raise bot_bug("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _WEBHOOK_PORTS:
        raise bot_bug("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    world.updates.allow(params.allowed_updates)
    world.updates.webhook = {
        "url": params.url,
        "has_custom_certificate": params.certificate is not None,
        "max_connections": params.max_connections,
    }
    return True


def delete_webhook(world: World, params: m.DeleteWebhook) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook"""
    if params.drop_pending_updates:
        world.updates.drop()
    world.updates.webhook = {}
    return True


def get_webhook_info(world: World, _params: m.NoParams) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    info: Json = {"url": "", "has_custom_certificate": False} | world.updates.webhook
    info["pending_update_count"] = world.updates.pending
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info
