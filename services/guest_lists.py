"""Lists of people, however they were pasted: from mail programs, tables, chats, phones' keyboards.

A line is a person; a line with several addresses is divided as mail programs do. Pure text in, guests out: nothing here
knows whether a name is right, only whether it could stand for anybody else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from services.emails import valid
from services.guest_pieces import Address, Line, Piece, Sign, usual
from services.model import Guest


@dataclass(frozen=True, slots=True)
class GuestList:
    """Who was read, in the order of the text, each address once.

    `guessed`: at least one name could belong to somebody else, so people should see the list before it counts.
    `unread`: pieces that look as if they were meant but name nobody, as they were typed.
    """

    guests: tuple[Guest, ...] = ()
    guessed: bool = False
    unread: tuple[str, ...] = field(default=(), repr=False)


def read(text: str) -> GuestList:
    """Everybody whom a text names. Nothing is refused: what can't be read is in `unread`."""
    lines = [line for line in map(Line.of, usual(text).splitlines()) if line.pieces or line.unread]
    if _has_heading(lines):
        del lines[0]
    if _is_name_above_address(lines):
        lines = [_named_by(above, below) for above, below in zip(lines[::2], lines[1::2], strict=True)]
    people = [person for line in lines for person in _people(line)]
    unread = [piece for line in lines for piece in line.unread]
    once: dict[str, Guest] = {}
    for person in people:
        known = once.setdefault(person.email.casefold(), Guest(person.email))
        once[person.email.casefold()] = replace(known, name=known.name or person.name)
    return GuestList(tuple(once.values()), any(person.guessed for person in people), tuple(unread))


def address(text: str) -> str:
    """The one address in a text, whatever stands around it; raises AppError(EMAIL_MALFORMED) for none or several."""
    found = read(text).guests
    return found[0].email if len(found) == 1 else valid(text)


# --- from pieces to people -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Person:
    """An address with the groups of words that may be its name, as far as the line lets them be."""

    email: str
    bracketed: bool
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    guessed: bool = False

    @property
    def name(self) -> str | None:
        """What to call them; None when nothing tells."""
        return ", ".join(self.before if self.bracketed and self.before else self._groups[:1]) or None

    @property
    def _groups(self) -> list[str]:
        groups = [*self.before, *self.after]
        words = 2  # a first name and a surname in columns of their own
        if len(groups) == words and not any(" " in group for group in groups):
            return [" ".join(groups)]
        return groups

    def settle(self) -> "_Person":
        """Keep of the groups those that can be a name, and note whether it is a guess."""
        self.before = [group for group in map(_cleaned, self.before) if _can_be_name(group, self.email)]
        self.after = [group for group in map(_cleaned, self.after) if _can_be_name(group, self.email)]
        if self.bracketed:
            self.guessed |= bool(self.before and self.after)
        else:
            self.guessed |= len(self.before) + len(self.after) > 1
        self.guessed |= any(
            sign == ":" or sign.isdigit() for sign in self.name or ""
        )  # there is more in it than a name
        return self


def _has_heading(lines: list[Line]) -> bool:
    """Whether the first line names the columns of the table below it."""
    heading, *rows = lines or [Line((), ())]
    columns = rows[0].cells if rows else 1
    return (
        heading.names_columns and columns > 1 and heading.cells in {1, columns}
    )  # of a command only the words are left


def _cleaned(group: str) -> str:
    group = " ".join(group.split())
    name = group.strip(" ,;:()[]{}<>=-–—'\"«»“”„*_~`")
    opened = name.count("(") - name.count(")")
    if opened and (whole := f"{name})" if opened > 0 else f"({name}") in group:
        return whole
    return name


def _can_be_name(group: str, email: str) -> bool:
    return any(sign.isalpha() for sign in group) and group.casefold() != email.casefold()


def _people(line: Line) -> Iterator[_Person]:
    segments = list(_divided(line.pieces, Sign.BREAK))
    if not all(any(isinstance(piece, Address) for piece in segment) for segment in segments if segment):
        segments = [[Sign.COLUMN if piece is Sign.BREAK else piece for piece in line.pieces]]  # a table's semicolons
    for segment in segments:
        yield from _of_segment(segment)


def _divided(pieces: Sequence[Piece], sign: Sign) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        if piece is sign:
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def _of_segment(pieces: Sequence[Piece]) -> list[_Person]:
    """Give each group of words to the address before or after it."""
    people: list[_Person] = []
    gaps: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Address):
            people.append(_Person(piece.email, piece.bracketed))
            gaps.append([])
        else:
            gaps[-1].append(piece)
    if not people:
        return []
    divider = Sign.COLUMN if Sign.COLUMN in pieces else Sign.COMMA
    groups = [[_as_text(part) for part in _divided(gap, divider)] for gap in gaps]
    groups = [[group if any(map(str.isalpha, group)) else "" for group in gap] for gap in groups]
    people[0].before += [group for group in groups[0] if group]
    people[-1].after += [group for group in groups[-1] if group]
    names_follow = _names_follow(people, first=any(groups[0]), last=any(groups[-1]))
    for (left, right), between in zip(pairwise(people), groups[1:-1], strict=True):
        _share(left, right, between, names_follow=names_follow)
    return [person.settle() for person in people]


def _as_text(words: Sequence[Piece]) -> str:
    """Words as they were typed; a comma among them divides nothing here."""
    return " ".join("," if word is Sign.COMMA else str(word) for word in words).replace(" ,", ",")


def _names_follow(people: list[_Person], *, first: bool, last: bool) -> bool | None:
    """Whether names stand after their addresses in this line; None when it does not show."""
    if first != last:
        return last
    return False if all(person.bracketed for person in people) else None


def _share(left: _Person, right: _Person, between: list[str], *, names_follow: bool | None) -> None:
    """Divide what stands between two addresses."""
    if not any(between):
        return
    if len(between) == 1:
        if right.bracketed and not left.bracketed and names_follow is None:
            names_follow = False
        left.guessed |= names_follow is None
        (right.before if names_follow is False else left.after).extend(between)
        return
    first, *middle, last = between
    unclear = [group for group in middle if group]
    if right.bracketed and last:  # Doe, Bob <…>
        unclear, surname = [], unclear
    else:
        surname = []
    right.guessed |= right.bracketed and not left.bracketed and bool(first and last)
    left.after += [first] if first else []
    right.before += [*surname, last] if last else surname
    left.guessed |= bool(unclear) and names_follow is None
    if names_follow is False:
        right.before = [*unclear, *right.before]
    else:
        left.after += unclear


# --- a name on the line above ----------------------------------------------------------------------------------------


def _is_name_above_address(lines: list[Line]) -> bool:
    """Whether names and bare addresses take turns, line by line."""
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    return (
        bool(pairs)
        and len(lines) % 2 == 0
        and all(not above.addresses and above.words for above, _ in pairs)
        and all(below.addresses == 1 and not below.words for _, below in pairs)
    )


def _named_by(above: Line, below: Line) -> Line:
    """One line of the two."""
    return Line((above.words, *below.pieces), below.unread)
