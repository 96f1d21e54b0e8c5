"""How texts are compared when people look for something: one normal form, and what comes nearest."""

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from rapidfuzz import fuzz, process

_SAME = str.maketrans(
    {
        **dict.fromkeys("ё", "е"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′`", "'"),
    }
)
_AROUND = "\"'.,;:!?()"  # what stands around a word in a sentence
_NEAR = 60  # of 100: a letter or two missing, doubled or swapped
_OFFERED = 3


def normal(text: str) -> str:
    """A text as it is compared: no case, ё, accents or invisible signs, one kind of dash, quote and blank."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).translate(_SAME)
    plain = (_without_accents(sign) for sign in composed if unicodedata.category(sign) != "Cf")
    return " ".join("".join(plain).split())


def _without_accents(sign: str) -> str:
    """The letter without its marks; й is a letter of its own."""
    bare = "".join(part for part in unicodedata.normalize("NFD", sign) if not unicodedata.combining(part))
    return sign if sign == "й" else bare


def holds(text: str, search: str) -> bool:
    """Whether a text has every word of a search."""
    found = normal(text)
    return all((word.strip(_AROUND) or word) in found for word in normal(search).split())


Found = TypeVar("Found")


def nearest(search: str, among: Iterable[tuple[str, Found]]) -> tuple[Found, ...]:
    """The two or three whose names come nearest to a search that found nothing, the nearest first.

    `among`: pairs of a name and what it names; a thing may have several names.
    """
    pairs = list(among)
    names = [normal(name) for name, _ in pairs]
    ranked = process.extract(normal(search), names, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=None)
    once = dict.fromkeys(pairs[place][1] for _, _, place in ranked)
    return tuple(once)[:_OFFERED]
