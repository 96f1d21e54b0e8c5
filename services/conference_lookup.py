"""What `<conf>` in a command means: a code, the beginning of one, a short name, a title or words of it."""

from collections.abc import Iterator

from services.model import Conference
from services.search import holds, normal

MIN_CODE_PREFIX = 4


class Ambiguous(Exception):  # noqa: N818 (a question to the person, not a failure)
    """Several conferences, or none in particular, may be meant."""

    def __init__(self, candidates: tuple[Conference, ...], text: str, *, nearest: bool = False) -> None:
        super().__init__("ambiguous")
        self.candidates = candidates
        self.text = text
        self.nearest = nearest  # the text means none; these come near


def meant(everything: tuple[Conference, ...], aliases: dict[str, int], text: str) -> Conference | None:
    """The one conference that a text means, None when it means none; raises Ambiguous."""
    found = candidates(everything, aliases, text) if text else ()
    if len(found) > 1:
        raise Ambiguous(found, text)
    return found[0] if found else None


def candidates(everything: tuple[Conference, ...], aliases: dict[str, int], text: str) -> tuple[Conference, ...]:
    """All that the text means in its most exact meaning."""
    return next((matching for matching in _matches(everything, aliases, normal(text)) if matching), ())


def names(everything: tuple[Conference, ...], aliases: dict[str, int]) -> Iterator[tuple[str, Conference]]:
    """What conferences are called: titles and short names."""
    by_id = {conference.id: conference for conference in everything}
    yield from ((conference.title, conference) for conference in everything)
    yield from ((alias, by_id[row_id]) for alias, row_id in aliases.items() if row_id in by_id)


def _matches(
    everything: tuple[Conference, ...], aliases: dict[str, int], wanted: str
) -> tuple[tuple[Conference, ...], ...]:
    """What a text may mean, the most exact meaning first."""
    called = {row_id for alias, row_id in aliases.items() if normal(alias) == wanted}
    by_code = tuple(c for c in everything if normal(c.code) == wanted)
    by_alias = tuple(c for c in everything if c.id in called)
    by_title = tuple(c for c in everything if normal(c.title) == wanted)
    by_prefix = (
        tuple(c for c in everything if normal(c.code).startswith(wanted)) if len(wanted) >= MIN_CODE_PREFIX else ()
    )
    by_words = tuple(c for c in everything if holds(c.title, wanted))
    return by_code, by_alias, by_title, by_prefix, by_words
