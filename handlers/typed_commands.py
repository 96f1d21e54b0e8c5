"""Commands that Telegram does not mark as such: under a picture, typed on the other keyboard layout, in Russian."""

import re
from collections.abc import Mapping
from typing import TypeVar

# On the Russian layout the key of "/" types ".", and each letter its neighbour of the other alphabet.
_LAYOUT = str.maketrans("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm")
_COMMAND = re.compile(r"\s*(?P<sign>[/.])\s?(?P<word>[^\W\d]\w*)(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)

C = TypeVar("C")


def looks_like_one(text: str) -> bool:
    """Whether a text begins like a command: whatever it is, it is no answer."""
    return text.lstrip().startswith("/")


def find(text: str, commands: Mapping[str, C], *, bot_username: str) -> tuple[C, str] | None:
    """The command that a text is, and what stands behind it; None for other texts and other bots' commands.

    `commands`: by each of their names.
    """
    match = _COMMAND.fullmatch(text)
    if match is None or (match["bot"] or bot_username).casefold() != bot_username.casefold():
        return None
    word = match["word"].casefold()
    names = [word.translate(_LAYOUT)] if match["sign"] == "." else [word, word.translate(_LAYOUT)]
    command = next((commands[name] for name in names if name in commands), None)
    return (command, (match["rest"] or "").strip()) if command is not None else None
