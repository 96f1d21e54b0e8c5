"""Offsets in UTF-16 code units and the entities that Telegram finds by itself (commands, mentions, links, e-mails)."""

import re
from collections.abc import Iterable
from typing import Any, Final

Json = dict[str, Any]

_FOUND_BY_ITSELF: Final = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")),
    (
        "url",
        re.compile(r"(?:https?://|www\.|(?<![\w.@/])(?:t|telegram)\.me/)[^\s<>\"]*[^\s<>\".,!?:;)]", re.IGNORECASE),
    ),
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]{4,32}(?![\w.@])")),
)
# Nothing is looked for inside these. https://core.telegram.org/bots/api#formatting-options
_OPAQUE: Final = frozenset({"code", "pre", "text_link", "text_mention"})


def utf16_length(text: str) -> int:
    """Telegram's measure of a text: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def slice_utf16(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity covers."""
    units = text.encode("utf-16-le")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le")


def detect_entities(text: str, given: Iterable[Json] = ()) -> list[Json]:
    """All entities of a text: the given ones and those that Telegram adds, in order of their offsets."""
    entities = list(given)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    for kind, pattern in _FOUND_BY_ITSELF:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            end = start + utf16_length(match.group())
            if all(end <= left or right <= start for left, right in taken):
                taken.append((start, end))
                entities.append({"type": kind, "offset": start, "length": end - start})
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def leading_command(text: str, entities: Iterable[Json]) -> str | None:
    """The command at the very beginning of a text (`/start@some_bot`), if any."""
    for entity in entities:
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return slice_utf16(text, 0, entity["length"])
    return None
