"""From a button to Telegram's 64 bytes of callback data, and back.

Buttons stay clickable for months. When an action's fields change, its tag changes too, and `unpack` answers None for
the old one: the button is outdated. Fields are row ids, page numbers and short codes, never titles or rights.
"""

from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, ClassVar, dataclass_transform, get_type_hints

MAX_BYTES = 64
KEEPS = "+"  # before the data of a button whose message stays: what it leads to comes below
_BIGGEST = 2**63 - 1  # that the database could hold
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass_transform(frozen_default=True)
@dataclass(frozen=True)
class Action:
    """Base of all actions. A subclass becomes a frozen dataclass; `tag` begins its callback data.

    Fields are `int`, `bool`, `str`, a `StrEnum`, or a dataclass of such; anything else raises TypeError when the class
    is made, and so does a tag that is missing, malformed or another action's.
    """

    tag: ClassVar[str]

    def __init_subclass__(cls, *, tag: str) -> None:
        dataclass(frozen=True)(cls)
        if not (tag.isascii() and tag.isalnum()):
            raise TypeError(f"{cls.__name__}: not a tag: {tag!r}")
        if tag in ACTIONS:
            raise TypeError(f"{cls.__name__}: the tag {tag!r} is {ACTIONS[tag].__name__}'s")
        _check(cls)
        cls.tag = tag
        ACTIONS[tag] = cls


ACTIONS: dict[str, type[Action]] = {}


def pack(action: Action) -> str:
    """Callback data of 1–64 bytes; raises ValueError for what would not fit."""
    data = ":".join([action.tag, *_written(action)])
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"callback data too long: {data}")
    return data


def keeping(data: str) -> str:
    """The same callback data for a button of a message that stays; raises ValueError for what would not fit."""
    kept = KEEPS + data.removeprefix(KEEPS)
    if len(kept.encode()) > MAX_BYTES:
        raise ValueError(f"callback data too long: {kept}")
    return kept


def unpack(data: str) -> Action | None:
    """The action behind callback data; None for anything that is not exactly ours."""
    data = data.removeprefix(KEEPS)
    tag, *parts = data.split(":")
    action_type = ACTIONS.get(tag)
    if action_type is None:
        return None
    try:
        action = _read(action_type, parts)
        exactly = not parts and pack(action) == data
    except (ValueError, IndexError):
        return None
    return action if exactly else None


def _kinds(record_type: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(record_type)
    return {field.name: hints[field.name] for field in fields(record_type)}


def _check(record_type: type[Any]) -> None:
    for name, kind in _kinds(record_type).items():
        if isinstance(kind, type) and is_dataclass(kind):
            _check(kind)
        elif not (isinstance(kind, type) and (kind in (int, bool, str) or issubclass(kind, StrEnum))):
            raise TypeError(f"{record_type.__name__}.{name}: {kind} can't be packed")


def _written(value: Any) -> list[str]:
    if is_dataclass(value):
        return [part for field in fields(value) for part in _written(getattr(value, field.name))]
    if isinstance(value, bool):
        return ["1" if value else "0"]
    if isinstance(value, int):
        return [_base36(value)]
    if ":" in value:
        raise ValueError(f"a colon in callback data: {value}")
    return [str(value)]


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"negative number in callback data: {number}")
    digits = ""
    while number >= len(_DIGITS):
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits


def _read(kind: Any, parts: list[str]) -> Any:
    """Take a value of this kind off the front of `parts`; raises ValueError or IndexError."""
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _read(its_kind, parts) for name, its_kind in _kinds(kind).items()})
    part = parts.pop(0)
    if kind is bool:
        return part == "1"
    return _number(part) if kind is int else kind(part)


def _number(text: str) -> int:
    if not (text.isascii() and text.isalnum()) or (number := int(text, 36)) > _BIGGEST:
        raise ValueError(f"not a number of ours: {text}")
    return number
