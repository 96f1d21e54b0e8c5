"""A pasted line cut into addresses, words and the signs between them; see guest_lists for what they mean together."""

import re
import unicodedata
from dataclasses import dataclass
from email.header import decode_header, make_header
from enum import Enum, auto
from itertools import pairwise
from typing import TypeAlias

from services.emails import valid
from services.errors import AppError

_ADDRESS = r"[^\s<>()\[\],;:|«»“”„\"@]+@[^\s<>()\[\],;:|«»“”„\"@/?]++(?!@)"


def _mailto(group: str) -> str:
    """A pattern: an address, perhaps as the link that browsers and mail programs copy."""
    return rf"(?:mailto:)?(?P<{group}>{_ADDRESS})(?:\?[^\s>)\]]*)?"


_TOKEN = re.compile(
    rf"""
      [<(\[]\s*{_mailto("bracketed")}\s*[>)\]]
    | (?P<quoted>"(?:[^"\\]|\\.|"")*" | «[^»]*» | “[^”]*” | „[^“”]*[“”] | (?<!\S)'[^']*'(?=[\s,;<]|$))
    | {_mailto("bare")}
    | (?P<sign>[,|\t;])
    | (?P<word>[^\s,;|<"«“„]+ | \S)
    """,
    re.VERBOSE,
)
_QUOTED_ADDRESS = re.compile(_mailto("address"))
_ENCODED_WORDS = re.compile(r"=\?[^?\s]+\?[bqBQ]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[bqBQ]\?[^?\s]*\?=)*")
_LIST_MARK = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*•·–—▪●◦✓☐☑]|\d{1,4}[.)])\s+)?")
_TIMESTAMP = re.compile(  # of a message copied from a chat
    r"^\s*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\]?\s*[-–—]?\s*|^\s*\[\d{1,2}:\d{2}[^\]]*\]\s*"
)
_INVISIBLE = "".join(
    map(chr, (0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
)
_AROUND = "'`*.!?/&+-–—"  # what clings to an address in prose
_AND = {"and", "и", "&", "+", "/"}
_DASHES = {"-", "–", "—", ":", "=", "→", "->"}
_EMAIL = {"email", "e-mail", "mail", "почта", "имейл"}
_LABELS = _EMAIL | {
    "to", "cc", "bcc", "from", "reply-to", "кому", "копия", "от", "адрес",
    "name", "имя", "фио", "фамилия", "отчество", "first", "last", "surname",
}  # fmt: skip


def usual(text: str) -> str:
    """The text without what nobody sees, and with the usual blanks and signs."""
    text = text.translate(dict.fromkeys(map(ord, _INVISIBLE))).replace("＠", "@")
    text = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Address:
    """A valid address; `bracketed` as mail programs write it behind a name."""

    email: str
    bracketed: bool


class Quoted(str):
    """Words in quotation marks: whatever they are, they are a name and no sign or label."""

    __slots__ = ()


class Sign(Enum):
    """What stands between pieces."""

    COMMA = auto()  # it may stand within a name, as in "Smith, Anna"
    COLUMN = auto()  # of a table
    BREAK = auto()  # it stands between people


_SIGNS = {",": Sign.COMMA, ";": Sign.BREAK, "|": Sign.COLUMN, "\t": Sign.COLUMN}
Piece: TypeAlias = Address | Sign | str


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces of a line that mean something, and what was meant but can't be read."""

    pieces: tuple[Piece, ...]
    unread: tuple[str, ...]

    @property
    def addresses(self) -> int:
        """How many."""
        return sum(isinstance(piece, Address) for piece in self.pieces)

    @property
    def words(self) -> str:
        """All words, without addresses and signs."""
        return " ".join(piece for piece in self.pieces if isinstance(piece, str))

    @classmethod
    def of(cls, line: str) -> "Line":
        """A line cut into addresses, words and signs."""
        pieces: list[Piece] = []
        unread: list[str] = []
        for match in _TOKEN.finditer(_decoded(_TIMESTAMP.sub("", _LIST_MARK.sub("", line)))):
            given = _address_in(match)
            if given:
                _take_address(given, bracketed=bool(match["bracketed"]), pieces=pieces, unread=unread)
            elif match["sign"]:
                pieces.append(_SIGNS[match["sign"]])
            elif match["quoted"]:
                pieces.append(_unquoted(match["quoted"]))
            elif "@" in match["word"]:
                unread.append(match["word"])
            else:
                pieces.append(match["word"])
        kept = _meaningful(pieces)
        found = any(isinstance(piece, Address) for piece in kept)
        stray = " ".join(piece for piece in kept if isinstance(piece, str))
        return cls(tuple(kept), tuple(unread) if found or unread or not stray else (stray,))


def _address_in(match: re.Match[str]) -> str:
    """The address of a token, also of one in quotation marks; empty when it is none."""
    found = match["bracketed"] or match["bare"] or ""
    if match["quoted"]:
        inner = _QUOTED_ADDRESS.fullmatch(match["quoted"][1:-1].strip())
        found = inner["address"] if inner else ""
    return found.strip(_AROUND)


def _take_address(given: str, *, bracketed: bool, pieces: list[Piece], unread: list[str]) -> None:
    try:
        email = valid(given)
    except AppError:
        unread.append(given)
        return
    last = pieces[-1] if pieces else None
    if isinstance(last, Address) and last.email.casefold() == email.casefold():  # 'a@b.ru' <a@b.ru>
        pieces[-1] = Address(last.email, last.bracketed or bracketed)
    else:
        pieces.append(Address(email, bracketed))


def _decoded(line: str) -> str:
    """With the encoded words of mail headers (RFC 2047) as people read them."""

    def plain(match: re.Match[str]) -> str:
        try:
            name = str(make_header(decode_header(match[0])))
        except (LookupError, ValueError):
            return match[0]
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    return _ENCODED_WORDS.sub(plain, line)


def _unquoted(quoted: str) -> Quoted:
    inner = quoted[1:-1]
    if quoted[0] == '"':
        inner = re.sub(r"\\(.)", r"\1", inner.replace('""', '"'))
    return Quoted(inner.strip())


def _meaningful(pieces: list[Piece]) -> list[Piece]:
    """Without labels and dashes; an "and" beside an address is a break."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, Quoted) or not isinstance(piece, str):
            kept.append(piece)
            continue
        beside = pieces[max(0, place - 1) : place] + pieces[place + 1 : place + 2]
        by_address = any(isinstance(other, Address) for other in beside)
        word = piece.casefold()
        if word in _AND and by_address:
            kept.append(Sign.BREAK)
        elif not (word in _DASHES or (word.endswith(":") and _is_label(piece)) or (word in _EMAIL and by_address)):
            kept.append(piece.rstrip(":") if by_address else piece)
    return kept if any(isinstance(piece, Address) for piece in kept) else [p for p in kept if not _is_label(p)]


def _is_label(piece: Piece) -> bool:
    return isinstance(piece, str) and not isinstance(piece, Quoted) and piece.casefold().rstrip(":") in _LABELS


def start(text: str) -> int | None:
    """Where the first person begins: an address, or the quoted name before one in brackets; None when there is none."""
    for before, match in pairwise([None, *_TOKEN.finditer(text)]):
        if match is not None and _address_in(match):
            named = before is not None and before["quoted"] and match["bracketed"]
            return before.start() if before is not None and named else match.start()
    return None
