"""Telegram's HTML, read the way tdlib reads it, with its error texts and byte offsets.

https://core.telegram.org/bots/api#html-style
"""

import re
from dataclasses import dataclass, field
from typing import Final

from sandbox.telegram.errors import ApiError, bot_bug
from sandbox.telegram.text import Json, utf16_length

_TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-time": "date_time",
    "tg-emoji": "custom_emoji",
}
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));?")
_TIME_FORMAT: Final = re.compile(r"r|w?[dD]?[tT]?")
_LAST_CODE_POINT: Final = 0x10FFFF
_LINK: Final = re.compile(r"(?:(?:https?|tg|ton|tonsite)://)?[^\s/]+.*", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    text: str = ""
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def fail(self, reason: str, at: int, more: str = "") -> ApiError:
        where = f"at byte offset {len(self.source[:at].encode())}"
        return bot_bug(f"can't parse entities: {reason} {where}{more and ', '}{more}")

    def append(self, piece: str) -> None:
        self.text += piece
        self.length += utf16_length(piece)

    def skip(self, pattern: str) -> str:
        match = re.compile(pattern).match(self.source, self.at)
        piece = match.group() if match else ""
        self.at += len(piece)
        return piece

    def reference(self) -> None:
        match = _REFERENCE.match(self.source, self.at)
        decoded = _decode(match) if match else None
        if match is None or decoded is None:
            self.append("&")
            self.at += 1
        else:
            self.append(decoded)
            self.at = match.end()

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.skip(r"[^\s>]*").lower()
        if tag not in _TYPES:
            raise self.fail(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        while True:
            self.skip(r"\s*")
            if self.at >= len(self.source):
                raise self.fail(f'Unclosed start tag "{tag}"', begin)
            if self.source[self.at] == ">":
                break
            name, value = self.attribute(tag, begin)
            attributes.setdefault(name, value)
        self.at += 1
        self.check_attributes(tag, attributes, begin)
        self.stack.append(_Open(tag, self.length, attributes))

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self.skip(r"[^\s=>]*").lower()
        if not name:
            raise self.fail(f'Empty attribute name in the tag "{tag}"', begin)
        self.skip(r"\s*")
        if self.source[self.at : self.at + 1] != "=":
            return name, ""
        self.at += 1
        self.skip(r"\s*")
        quote = self.source[self.at : self.at + 1]
        if quote not in {'"', "'"}:
            value = self.skip(r"[A-Za-z0-9.\-]*").lower()
            if not re.match(r"[\s>]", self.source[self.at : self.at + 1]):
                raise self.fail("Unexpected end of name token", self.at)
            return name, value
        closing = self.source.find(quote, self.at + 1) if quote else -1
        if closing < 0:
            raise self.fail("Unclosed start tag", begin)
        raw = self.source[self.at + 1 : closing]
        self.at = closing + 1
        return name, _REFERENCE.sub(lambda match: _decode(match) or match.group(), raw)

    def check_attributes(self, tag: str, attributes: dict[str, str], begin: int) -> None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-time":
            if not attributes.get("unix", "").isdecimal() or int(attributes["unix"]) <= 0:
                raise self.fail('Tag "tg-time" must have a positive attribute "unix"', begin)
            if not _TIME_FORMAT.fullmatch(attributes.get("format", "")):
                raise self.fail("Invalid date-time format specified", begin)

    def end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise self.fail("Unexpected end tag", begin)
        self.at += 2
        name = self.skip(r"[^\s>]*").lower()
        self.skip(r"\s*")
        if self.source[self.at : self.at + 1] != ">":
            raise self.fail("Unclosed end tag", begin)
        self.at += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise self.fail("Unmatched end tag", begin, expected)
        if self.length > opened.start:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        entity: Json = {"type": _TYPES[opened.tag], "offset": opened.start, "length": self.length - opened.start}
        attributes = opened.attributes
        if opened.tag == "a":
            entity["url"] = attributes.get("href") or self.text[-entity["length"] :]
            if not _LINK.fullmatch(entity["url"]):
                return  # the real one shows such a link as plain text
        elif opened.tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-time":
            entity |= {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        elif opened.tag == "code" and attributes.get("class", "").startswith("language-"):
            if self.stack and self.stack[-1].tag == "pre" and self.stack[-1].start == opened.start:
                self.stack[-1].attributes["language"] = attributes["class"].removeprefix("language-")
        elif opened.tag == "pre" and "language" in attributes:
            entity["language"] = attributes["language"]
        self.entities.append(entity)


def _decode(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, named = match.groups()
    if named:
        return _NAMED.get(named)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code <= _LAST_CODE_POINT else None


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and its MessageEntity objects. Raises ApiError 400 "can't parse entities"."""
    reader = _Reader(source)
    while reader.at < len(source):
        if source[reader.at] == "&":
            reader.reference()
        elif source.startswith("</", reader.at):
            reader.end_tag()
        elif source[reader.at] == "<":
            reader.start_tag()
        else:
            reader.append(reader.skip(r"[^<&]+"))
    if reader.stack:
        unclosed = reader.stack[-1].tag
        raise bot_bug(f"can't parse entities: Can't find end tag corresponding to start tag \"{unclosed}\"")
    return _trim(reader.text, _nested(reader.entities))


def _nested(entities: list[Json]) -> list[Json]:
    """`pre` and `code` can't contain other entities, a quotation no other quotation: the real one drops the inner."""
    kept: list[Json] = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"], e["type"] != "pre")):
        outside = [e["type"] for e in kept if entity["offset"] < e["offset"] + e["length"]]
        quotation = entity["type"].endswith("blockquote") and any(kind.endswith("blockquote") for kind in outside)
        if "pre" not in outside and "code" not in outside and not quotation:
            kept.append(entity)
    return kept


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Blanks around a message are cut off, and entities shrink with them."""
    stripped = text.strip()
    lead = utf16_length(text) - utf16_length(text.lstrip())
    end = utf16_length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return stripped, kept
