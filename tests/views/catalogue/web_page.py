"""Every screen in both languages side by side, on one page to read (`make texts`)."""

from html import escape
from itertools import chain
from pathlib import Path

from telegram import ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup

from services.model import LANGUAGES
from tests.views.catalogue import FEATURES
from tests.views.catalogue.pages import heading
from tests.views.catalogue.shot import Drawn, Shot
from views.i18n import Translator
from views.screen import File, Screen

WIDTH = 390  # of a phone
PAGE = Path(__file__).resolve().parents[3] / "build" / "texts.html"
STYLE = """
body{margin:0;font:15px/1.35 -apple-system,"Segoe UI",Roboto,sans-serif;background:#dfe6ec;color:#111}
nav{position:sticky;top:0;background:#fff;padding:8px 16px;border-bottom:1px solid #ccd5dd;z-index:1}
nav a{margin-right:10px;color:#2678b6;text-decoration:none}
h2{margin:24px 16px 0}h3{margin:16px 16px 4px;font-size:13px;font-weight:500;color:#5b6b7a}
.pair{display:flex;gap:16px;padding:0 16px}.phone{width:WIDTHpx;flex:none;box-sizing:border-box}
.bubble{background:#fff;border-radius:12px;padding:7px 11px;max-width:330px;width:fit-content;white-space:pre-wrap;
overflow-wrap:anywhere;box-sizing:border-box;margin-top:6px}
.bubble code{color:#2678b6;font-size:.93em}
.bubble blockquote{margin:2px 0;padding:2px 8px;border-left:3px solid #4fa3e0;background:#eef6fc}
.row{display:flex;gap:4px;max-width:330px;margin-top:4px}
.row span{flex:1;min-width:0;background:#5b7d99cc;color:#fff;border-radius:8px;padding:7px 6px;
text-align:center;font-size:14px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.row .success{background:#3b9e5d}.row .danger{background:#c94b4b}.row .primary{background:#3a7fc4}
.toast{background:#333d;color:#fff}.note{font-size:12px;color:#5b6b7a;margin-top:3px}
""".replace("WIDTH", str(WIDTH))


def page() -> str:
    """The whole page; nothing in it comes from elsewhere."""
    links = " ".join(f'<a href="#{feature}">{feature}</a>' for feature in FEATURES)
    parts = chain.from_iterable(
        (f'<h2 id="{feature}">{feature}</h2>', *map(_pair, shots)) for feature, shots in FEATURES.items()
    )
    return (
        f'<!doctype html><meta charset="utf-8"><title>Texts</title><style>{STYLE}</style><nav>{links}</nav>'
        + "\n".join(parts)
        + "\n"
    )


def _pair(shot: Shot) -> str:
    phones = "".join(
        f'<div class="phone" lang="{language}">{_drawn(shot.draw(Translator(language)))}</div>'
        for language in reversed(LANGUAGES)
    )
    return f'<h3>{escape(heading(shot))}</h3><div class="pair">{phones}</div>'


def _drawn(what: Drawn) -> str:
    if isinstance(what, list):
        return "".join(map(_drawn, what))
    if isinstance(what, Screen):
        return f'<div class="bubble">{what.text}</div>{_keyboard(what)}'
    if isinstance(what, File):
        return f'<div class="bubble">📎 {escape(what.name)}\n{what.caption}</div>'
    if hasattr(what, "__html__"):
        return f'<div class="bubble">{what}</div>'
    return f'<div class="bubble toast">{escape(what)}</div>'


def _keyboard(screen: Screen) -> str:
    shown = screen.keyboard
    if isinstance(shown, ForceReply):
        return f'<div class="note">↩ {escape(shown.input_field_placeholder or "")}</div>'
    if isinstance(shown, InlineKeyboardMarkup):
        rows = [[(button.text, button.style or "") for button in row] for row in shown.inline_keyboard]
    elif isinstance(shown, ReplyKeyboardMarkup):
        rows = [[(key.text, "") for key in row] for row in shown.keyboard]
    else:
        return ""
    return "".join(
        '<div class="row">' + "".join(f'<span class="{style}">{escape(text)}</span>' for text, style in row) + "</div>"
        for row in rows
    )


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
