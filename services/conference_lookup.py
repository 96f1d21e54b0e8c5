"""What `<conf>` in a command means: a code, the beginning of one, a short name, a title or words of it."""

from services.model import Conference

MIN_CODE_PREFIX = 4


class Ambiguous(Exception):  # noqa: N818 (a question to the person, not a failure)
    """Several conferences, or none in particular, may be meant."""

    def __init__(self, candidates: tuple[Conference, ...], text: str) -> None:
        super().__init__("ambiguous")
        self.candidates = candidates
        self.text = text


def meant(everything: tuple[Conference, ...], aliases: dict[str, int], text: str) -> Conference | None:
    """The one conference that a text means, None when it means none; raises Ambiguous."""
    found = candidates(everything, aliases, text) if text else ()
    if len(found) > 1:
        raise Ambiguous(found, text)
    return found[0] if found else None


def candidates(everything: tuple[Conference, ...], aliases: dict[str, int], text: str) -> tuple[Conference, ...]:
    """All that the text means in its most exact meaning."""
    return next((matching for matching in _matches(everything, aliases, text.casefold()) if matching), ())


def _matches(
    everything: tuple[Conference, ...], aliases: dict[str, int], wanted: str
) -> tuple[tuple[Conference, ...], ...]:
    """What a text may mean, the most exact meaning first."""
    words = wanted.split()
    by_code = tuple(c for c in everything if c.code.casefold() == wanted)
    by_alias = tuple(c for c in everything if c.id == aliases.get(wanted))
    by_title = tuple(c for c in everything if " ".join(c.title.casefold().split()) == " ".join(words))
    by_prefix = (
        tuple(c for c in everything if c.code.casefold().startswith(wanted)) if len(wanted) >= MIN_CODE_PREFIX else ()
    )
    by_words = tuple(c for c in everything if all(word in c.title.casefold() for word in words))
    return by_code, by_alias, by_title, by_prefix, by_words
