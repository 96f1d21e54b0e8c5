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

_ADDRESS = r"[^\s<>()\[\],;:=|«»“”„\"@]+@[^\s<>()\[\],;:|«»“”„\"@/?]++(?!@)"
_PHRASES = r"а\s+также | и\s+ещ[её] | as\s+well\s+as | and\s+also"  # more words than one that mean "and"


def _mailto(group: str) -> str:
    """A pattern: an address, perhaps as the link that browsers and mail programs copy."""
    return rf"(?:mailto:)?(?P<{group}>{_ADDRESS})(?:\?[^\s>)\]]*)?"


# An address that sticks to the word before it: почта:a@example.org, Anna(a@example.org), [Anna](mailto:a@example.org).
_STUCK = rf"(?:(?<=[:=])|[(\[])(?:mailto:)?{_ADDRESS}"
_TOKEN = re.compile(
    rf"""
      [<(\[]\s*{_mailto("bracketed")}\s*[>)\]]
    | (?P<phrase>(?<!\S)(?i:{_PHRASES})(?!\S))
    | (?P<quoted>"(?:[^"\\]|\\.|"")*" | «[^»]*» | “[^”]*” | „[^“”]*[“”] | (?<!\S)'[^']*'(?=[\s,;<]|$))
    | {_mailto("bare")}
    | (?P<sign>[,|\t;])
    | (?P<word>(?i:https?://)[^\s<>"«»]+ | (?:(?!{_STUCK})[^\s,;|<"«“„])+ | \S)
    """,
    re.VERBOSE,
)
_QUOTED_ADDRESS = re.compile(_mailto("address"))
_ENCODED_WORDS = re.compile(r"=\?[^?\s]+\?[bqBQ]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[bqBQ]\?[^?\s]*\?=)*")
_LIST_MARK = re.compile(
    r"^\s*(?:>\s*)*(?:(?:[-*•·–—▪●◦✓☐☑]|[№#]?\s?\d{1,4}[.)]|[№#]\s?\d{1,4}|\[[ xXхХ✓]?\]|\d{1,2}\ufe0f?\u20e3)\s+){0,2}"
)
_TIMESTAMP = re.compile(  # of a message copied from a chat, or quoted in a mail
    r"""
      ^\s*\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\]?\s*[-–—]?\s*
    | ^\s*\[\d{1,2}:\d{2}[^\]]*\]\s*
    | ,?\s*\[\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\]\s*$
    | ^\s*(?:On\s+)?\w{2,3}[.,]+\s+(?:\w{3,4}\.?\s+)?\d{1,2}[,\s][^<@]*?\d{1,2}:\d{2}(?:\s*[AP]M)?,?\s+(?=\S)
    """,
    re.VERBOSE,
)
_INVISIBLE = "".join(
    map(chr, (0x00AD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
)
_AROUND = "'`*.…!?/&+-–—"  # what clings to an address in prose
AND = {  # beside an address
    "and", "or", "also", "plus", "with", "then", "and also", "as well as", "и", "или", "плюс", "также", "потом", "та",
    "а также", "и еще", "и ещё", "&", "+", "/",
}  # fmt: skip
_COMMAS = str.maketrans("，、،；؛", ",,,;;")
_DASHES = {"-", "–", "—", ":", "=", "→", "->"}
_EMAIL = {"email", "e-mail", "mail", "почта", "имейл"}
_LABELS = _EMAIL | {
    "to", "cc", "bcc", "from", "reply-to", "кому", "копия", "от", "адрес",
    "name", "имя", "фио", "фамилия", "отчество", "first", "last", "surname",
}  # fmt: skip


_ABOUT_THE_MAIL = {"sent", "date", "subject", "отправлено", "дата", "тема"}  # and no label of people


def usual(text: str) -> str:
    """The text without what nobody sees, and with the usual blanks and signs."""
    text = text.translate(dict.fromkeys(map(ord, _INVISIBLE))).replace("＠", "@").translate(_COMMAS)
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
    names_columns: bool = False  # there is no address in it, but what tables call the column of addresses or names

    @property
    def addresses(self) -> int:
        """How many."""
        return sum(isinstance(piece, Address) for piece in self.pieces)

    @property
    def cells(self) -> int:
        """How many columns it would have as the row of a table."""
        return 1 + sum(isinstance(piece, Sign) for piece in self.pieces)

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
            elif match["phrase"]:
                pieces.append(" ".join(match["phrase"].split()))
            elif "@" in match["word"]:
                unread.append(match["word"])
            else:
                pieces.append(match["word"])
        kept = _meaningful(pieces)
        if any(isinstance(piece, Address) for piece in kept):
            return cls(tuple(kept), tuple(unread))
        if unread:  # the whole line: a piece of it alone would not be found again
            return cls(tuple(kept), (" ".join(line.split()),))
        stray = " ".join(piece for piece in pieces if isinstance(piece, str))
        return cls(tuple(kept), (stray,), any(map(_is_column, pieces))) if _says_something(kept) else cls((), ())


def _address_in(match: re.Match[str]) -> str:
    """The address of a token, also of one in quotation marks; empty when it is none."""
    found = match["bracketed"] or match["bare"] or ""
    if match["quoted"]:
        inner = _QUOTED_ADDRESS.fullmatch(match["quoted"][1:-1].strip())
        found = inner["address"] if inner else ""
    pictures = "".join(sign for sign in found if unicodedata.category(sign) in {"So", "Sk"} or sign == "\ufe0f")
    found = found.strip(_AROUND + pictures)
    return found.strip("_") if found.endswith("_") else found  # _italics_ of a chat


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
        if word in AND and by_address:
            kept.append(Sign.BREAK)
        elif not (word in _DASHES or (word.endswith(":") and _is_label(piece)) or (word in _EMAIL and by_address)):
            kept.append(piece.rstrip(":") if by_address else piece)
    return kept if any(isinstance(piece, Address) for piece in kept) else [p for p in kept if not _is_label(p)]


def _says_something(pieces: list[Piece]) -> bool:
    """Whether words without an address are meant for somebody: not a mail's date or subject, a lone "and", a rule."""
    words = [piece for piece in pieces if isinstance(piece, str)]
    if words and words[0].endswith(":") and words[0].casefold().rstrip(":") in _ABOUT_THE_MAIL:
        return False
    return any(word.casefold() not in AND and any(map(str.isalpha, word)) for word in words)


def _is_column(piece: Piece) -> bool:
    return isinstance(piece, str) and any(word in _LABELS for word in piece.casefold().split())


def _is_label(piece: Piece) -> bool:
    return isinstance(piece, str) and not isinstance(piece, Quoted) and piece.casefold().rstrip(":") in _LABELS


def start(text: str) -> int | None:
    """Where the first person begins: an address, or the quoted name before one in brackets; None when there is none."""
    for before, match in pairwise([None, *_TOKEN.finditer(text)]):
        if match is not None and _address_in(match):
            named = before is not None and before["quoted"] and match["bracketed"]
            return before.start() if before is not None and named else match.start()
    return None
