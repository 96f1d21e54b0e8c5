"""Commands that Telegram does not mark as such: under a picture, typed on the other keyboard layout, in Russian."""

import re
from collections.abc import Mapping
from typing import TypeVar

# On the Russian layout the key of "/" types ".", and each letter its neighbour of the other alphabet.
_RUSSIAN, _ENGLISH = "йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"
_TO_ENGLISH, _TO_RUSSIAN = str.maketrans(_RUSSIAN, _ENGLISH), str.maketrans(_ENGLISH, _RUSSIAN)
_COMMAND = re.compile(r"\s*(?P<sign>[/.])\s?(?P<word>[^\W\d]\w*)(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)

C = TypeVar("C")


def looks_like_one(text: str) -> bool:
    """Whether a text begins like a command: whatever it is, it is no answer."""
    return text.lstrip().startswith("/")


def retyped(word: str) -> tuple[str, str, str]:
    """A word as it was typed, and what its keys type on the English and on the Russian layout."""
    return word, word.translate(_TO_ENGLISH), word.translate(_TO_RUSSIAN)


def find(text: str, commands: Mapping[str, C], *, bot_username: str) -> tuple[C, str] | None:
    """The command that a text is, and what stands behind it; None for other texts and other bots' commands.

    `commands`: by each of their names.
    """
    match = _COMMAND.fullmatch(text)
    if match is None or (match["bot"] or bot_username).casefold() != bot_username.casefold():
        return None
    word = match["word"].casefold()
    names = [word.translate(_TO_ENGLISH)] if match["sign"] == "." else retyped(word)
    command = next((commands[name] for name in names if name in commands), None)
    return (command, (match["rest"] or "").strip()) if command is not None else None
