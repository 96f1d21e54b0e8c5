"""The list of blocked people."""

from markupsafe import Markup

from services.model import Page
from services.requests.model import BlockedGuest
from views.actions.requests.blocked import ListBlocked, Unblock
from views.actions.settings import ShowSettings
from views.format import reader_time
from views.i18n import Translator
from views.keyboards import Row, button, keyboard, pager
from views.screen import Screen
from views.typed import BUTTON, TITLE, one_line


def page(tr: Translator, shown: Page[BlockedGuest]) -> Screen:
    """A page of them, each with a button that lifts the block."""
    lines = [tr("blocked-head", count=shown.total) if shown.total else tr("blocked-none")]
    lines += [_line(tr, one) for one in shown.items]
    rows: list[Row] = [
        [button(tr.plain("button-unblock-who", name=_name(one, BUTTON)), Unblock(one.user_id, shown.number))]
        for one in shown.items
    ]
    rows.append(pager(shown, ListBlocked))
    rows.append([button(tr.plain("button-settings"), ShowSettings())])
    return Screen(Markup("\n").join(lines), keyboard(*rows))


def _line(tr: Translator, one: BlockedGuest) -> Markup:
    if not one.name:
        return tr("blocked-line-nameless", id=str(one.user_id), at=reader_time(tr, one.at))
    return tr("blocked-line", name=_name(one, TITLE), id=str(one.user_id), at=reader_time(tr, one.at))


def _name(one: BlockedGuest, limit: int) -> str:
    """What they were called last; the id of whoever had everything else erased."""
    return one_line(one.name or "", limit) or str(one.user_id)
