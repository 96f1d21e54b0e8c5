"""Personal links: to pass on, to copy, to tap. They come from Boomstream and can be long, or no address at all."""

from urllib.parse import quote, urlencode

from markupsafe import Markup

from services.addresses import is_web
from views.i18n import Translator
from views.keyboards import Row, copy, link
from views.typed import clip, unturned

_MAX_URL = 2000


def link_button(text: str, url: str | None) -> Row:
    """A button that opens it; none for what Telegram would refuse as an address, and the whole message with it."""
    return [link(text, url)] if url and is_web(url) and len(url) <= _MAX_URL else []


def share_button(text: str, url: str, word: str) -> Row:
    """A button that lets choose whom to send the link, with a word to it; like `link_button` for an odd one.

    https://core.telegram.org/widgets/share
    """
    if not is_web(url):
        return []
    handed_over = urlencode({"url": unturned(url), "text": unturned(word)}, quote_via=quote)
    return link_button(text, f"https://t.me/share/url?{handed_over}")


def passing_on(tr: Translator, url: str, conference: str) -> Row:
    """To hand a personal link to whom it is for: share it, or copy it where it is short enough for that."""
    word = tr.plain("share-personal-link", title=conference)
    return [*share_button(tr.plain("button-share-link"), url, word), *copy(tr.plain("button-copy-link"), url)]


def link_word(tr: Translator, url: str) -> Markup:
    """The link behind a word; what is no address is shown as it is."""
    if not is_web(url):
        return link_text(url)
    return Markup('<a href="{}">{}</a>').format(url, tr("personal-link"))


def link_text(url: str, limit: int = _MAX_URL) -> Markup:
    """The link as text to copy, up to `limit` characters; a very long one as a sign to tap, which adds none."""
    if is_web(url) and len(url) > _MAX_URL:
        return Markup('<a href="{}">🔗</a>').format(url)
    return Markup("<code>{}</code>").format(clip(url, limit))
