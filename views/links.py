"""Invite links: to tap and to read. They come from Boomstream and can be long, or no address at all."""

from markupsafe import Markup

from services.addresses import is_web
from views.keyboards import Row, link
from views.typed import clip

_MAX_URL = 2000


def link_button(text: str, url: str | None) -> Row:
    """A button that opens it; none for what Telegram would refuse as an address, and the whole message with it."""
    return [link(text, url)] if url and is_web(url) and len(url) <= _MAX_URL else []


def link_text(url: str, limit: int = _MAX_URL) -> Markup:
    """The link as text to copy, up to `limit` characters; a very long one as a word to tap, which adds none."""
    if is_web(url) and len(url) > _MAX_URL:
        return Markup('<a href="{}">🔗</a>').format(url)
    return Markup("<code>{}</code>").format(clip(url, limit))
