"""How a stranger's text becomes part of a screen: what a person, Boomstream or Telegram filled in.

`clip`, `one_line` and `quote` make it fit; the translator and the buttons take it through `inline`, whether it was made
to fit before or not.
"""

import re
import unicodedata

from markupsafe import Markup, escape

from services.names import is_blank

TITLE = 200
BUTTON = 40
DESCRIPTION = 2000
QUESTION = 500
TOAST = 200  # https://core.telegram.org/bots/api#answercallbackquery

_LONGEST = 500  # of what nobody made to fit: several names, a code
_NOTHING = "—"
_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
# Embeddings, overrides and isolates: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


def length(text: str) -> int:
    """Length as Telegram counts it, after its markup is read: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def unturned(text: str) -> str:
    """The text without invisible characters that turn what follows around; letters know their own direction.

    Halves of signs, which JSON can spell but nobody can send, are replaced by �.
    """
    return text.translate(_TURNS).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clip(text: str, limit: int) -> str:
    """The text, or its beginning with `…` when it is longer than `limit` UTF-16 units; nothing in it turns the rest."""
    text = unturned(text)
    if length(text) <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", errors="ignore") + "…"


def one_line(text: str, limit: int) -> str:
    """The text without line breaks, clipped; empty when there is nothing to see in it."""
    return "" if is_blank(text) else clip(" ".join(text.split()), limit)


def quote(text: str, limit: int) -> Markup:
    """A text of several lines as a block of its own, so that none of them is taken for a line of ours.

    `limit` in UTF-16 units.
    """
    return Markup("<blockquote>{}</blockquote>").format(_seen_apart(clip(text.strip(), limit)))


def named(text: str, limit: int) -> str:
    """What has to be called something: one line, a dash when there is nothing to see in it."""
    return one_line(text, limit) or _NOTHING


def inline(text: str) -> str:
    """The text within a sentence of ours: one line, never endless, never invisible, and turning nothing around it."""
    return _seen_apart(clip(_BREAKS.sub(" ", text), _LONGEST))


def _seen_apart(text: str) -> str:
    """Right-to-left text keeps to itself; other text stays as it is, as far as it can be seen."""
    if text and is_blank(text):
        return _NOTHING
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


def as_html(text: str) -> Markup:
    """The same for Telegram's HTML; markup of ours stays as it is."""
    return text if isinstance(text, Markup) else escape(inline(text))


def unlinked(text: str) -> str | Markup:
    """A text with a masked e-mail in it, of whose second half Telegram would make a link to somebody else."""
    text = unturned(text)
    return Markup("<code>{}</code>").format(inline(text)) if "•••" in text else text
