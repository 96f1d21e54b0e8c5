"""From a link to the bot to the payload of /start, and back.

Links outlive everything: they are on slides and posters, so the kinds stay as they are. A payload has 1–64 characters
of `A-Za-z0-9_-`; see https://core.telegram.org/bots/features#deep-linking.
"""

import re
from dataclasses import dataclass, field, fields
from typing import Any

_ROW = re.compile(r"[1-9][0-9]{0,15}")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class ClaimBot:
    """Makes the first owner."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnterKeyOf:
    """Leads from a group to the private chat, where its key may be sent."""

    workspace: int


@dataclass(frozen=True, slots=True)
class AskToJoin:
    """A request link: leads guests to their request."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChooseMembersGroup:
    """Leads from a group to the private chat, where a request link's group may be picked."""

    link: int


@dataclass(frozen=True, slots=True)
class BindModerators:
    """Adds the bot to a group and makes it the moderators' group."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChooseModeratorsGroup:
    """Leads from a group to the private chat, where its moderators' group may be picked."""

    workspace: int


DeepLink = ClaimBot | EnterKeyOf | AskToJoin | ChooseMembersGroup | BindModerators | ChooseModeratorsGroup

KINDS: dict[str, type[DeepLink]] = {
    "claim": ClaimBot,
    "key": EnterKeyOf,
    "r": AskToJoin,
    "g": ChooseMembersGroup,
    "m": BindModerators,
    "mg": ChooseModeratorsGroup,
}
_KIND_OF = {link_type: kind for kind, link_type in KINDS.items()}


def address(bot_username: str, link: DeepLink) -> str:
    """The link to tap; raises ValueError for what Telegram would not deliver."""
    parameter = "startgroup" if isinstance(link, BindModerators) else "start"
    return f"https://t.me/{bot_username}?{parameter}={pack(link)}"


def pack(link: DeepLink) -> str:
    """The payload; raises ValueError for one that would not be ours when it comes back."""
    kind, (value,) = _KIND_OF[type(link)], fields(link)
    payload = f"{kind}_{getattr(link, value.name)}"
    if unpack(payload) != link:
        raise ValueError(f"this deep link would not come back: {kind}")
    return payload


def unpack(payload: str) -> DeepLink | None:
    """What a payload means; None for anything that is not exactly ours: anybody can type one by hand."""
    kind, _, text = payload.partition("_")
    link_type: Any = KINDS.get(kind)
    if link_type is None or not text or not _PAYLOAD.fullmatch(payload):
        return None
    (value,) = fields(link_type)
    if value.type is int and not _ROW.fullmatch(text):
        return None
    link: DeepLink = link_type(int(text) if value.type is int else text)
    return link
