"""A chat as lines of text for a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TextIO

from sandbox.telegram import Message

WIDTH: Final = 100  # columns
_EMOJI_STYLE: Final = "\N{VARIATION SELECTOR-16}"
_STYLES: Final = {"bold": "1", "dim": "2", "red": "31", "green": "32", "cyan": "36"}


def wants_colour(out: TextIO, environ: Mapping[str, str]) -> bool:
    """Colours are for terminals that have some, unless declined: https://no-color.org"""
    return out.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def columns(text: str) -> int:
    """How wide a terminal shows a text."""
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if character == _EMOJI_STYLE:
        return 1  # it widens the character before it
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def shorten(text: str, width: int) -> str:
    """The text, or its beginning with `…` when it is wider."""
    if columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[:-1]
    return text + "…"


def wrap(text: str, width: int) -> Iterator[str]:
    """Lines no wider than `width`, broken between words; a word that fits no line, such as a link, is shortened."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and columns(word) <= width < columns(longer):
                yield line
                longer = word
            line = shorten(longer, width)
        yield line


@dataclass(slots=True)
class Chat:
    """Writes who says what, one under the other."""

    out: TextIO
    names_width: int  # columns
    colour: bool = False

    def title(self, text: str) -> None:
        """What all of it is about."""
        self._write(self._painted(text, "bold"))

    def heading(self, text: str) -> None:
        """A chapter begins."""
        self._write("")
        self._write(self._painted(f"── {text} " + "─" * max(0, WIDTH - columns(text) - 4), "bold", "cyan"))

    def person(self, name: str, text: str) -> None:
        """Somebody writes or presses."""
        self._write("")
        self._say(name, "▸", text)

    def bot(self, name: str, text: str) -> None:
        """The bot says something."""
        self._say(name, "◂", text)

    def message(self, name: str, message: Message) -> None:
        """The bot's message with its file and its buttons."""
        self.bot(name, "\n".join([f"📎 {message.file_name}"] * bool(message.file_name) + [message.text]))
        for row in message.keyboard:
            for line in wrap_buttons(row, WIDTH - self._margin):
                self._write(" " * self._margin + self._painted(line, "cyan"))

    def aside(self, text: str) -> None:
        """Something beside the conversation."""
        self._block(" " * self._margin, text, "dim")

    def good(self, label: str, text: str) -> None:
        """Something was checked and is right."""
        self._block(" " * self._margin + f"✓ {label} ", text, "green")

    def bad(self, label: str, text: str) -> None:
        """Something is wrong."""
        self._block(" " * self._margin + f"{label} ", text, "red")

    def closing(self, text: str, *, good: bool) -> None:
        """The last line."""
        self._write("")
        self._write(self._painted(text, "bold", "green" if good else "red"))

    @property
    def _margin(self) -> int:
        return self.names_width + 3

    def _say(self, name: str, arrow: str, text: str) -> None:
        padded = name + " " * (self.names_width - columns(name))
        self._block(f"{self._painted(padded, 'bold')} {arrow} ", text, margin=self._margin)

    def _block(self, head: str, text: str, *styles: str, margin: int | None = None) -> None:
        """A text with something before its first line; the others are set in as far, or by `margin` columns."""
        margin = columns(head) if margin is None else margin
        for line in wrap(text, WIDTH - margin):
            self._write(self._painted(head, *styles) + self._painted(line, *styles))
            head = " " * margin

    def _painted(self, text: str, *styles: str) -> str:
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    def _write(self, line: str) -> None:
        self.out.write(f"{line.rstrip()}\n")
        self.out.flush()


def wrap_buttons(texts: Iterable[str], width: int) -> Iterator[str]:
    """A row of buttons; on narrow paper several lines."""
    line = ""
    for text in texts:
        button = f"[ {shorten(text, width - 4)} ]"
        if line and columns(f"{line} {button}") > width:
            yield line
            line = ""
        line = f"{line} {button}".lstrip()
    yield line
