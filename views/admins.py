"""The allowlist's screens."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import (
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardRemove,
)

from services.model import Admin, Candidate, Page, Workspace
from views.actions.admins import AddAdmin, AskRemoveAdmin, ListAdmins, ManageAdmins, RemoveAdmin
from views.actions.dialogue import CancelDialogue, ConfirmDialogue
from views.format import reader_time
from views.i18n import Translator
from views.keyboards import PRIMARY, SUCCESS, Row, button, confirmation, keyboard, menu, pager, picker_keyboard
from views.screen import Screen
from views.typed import BUTTON, TITLE, as_html, named, one_line

OWNERS = 0
_MAX_PICKED = 10


def name(admin: Admin) -> str:
    """What an admin is called: name, else @username, else the id."""
    return one_line(admin.name or "", BUTTON) or (f"@{admin.username}" if admin.username else str(admin.user_id))


def _line(tr: Translator, admin: Admin) -> Markup:
    who = Markup('<a href="tg://user?id={}">{}</a>').format(admin.user_id, as_html(name(admin)))
    if admin.row_id is None:
        return tr("admin-line-fixed", who=who)
    return tr("admin-line", who=who, id=str(admin.user_id))


def overview(tr: Translator, groups: Page[Workspace], *, owner: bool) -> Screen:
    """In private: whose admins to manage."""
    rows: list[Row] = [[button(tr.plain("button-owners"), ListAdmins(OWNERS, 1), style=PRIMARY)]] if owner else []
    rows += [[button(named(group.title, BUTTON), ListAdmins(group.id, 1))] for group in groups.items]
    rows += [pager(groups, ManageAdmins), menu(tr)]
    return Screen(tr("admins-overview") if groups.total else tr("admins-overview-no-groups"), keyboard(*rows))


def admins(tr: Translator, workspace: Workspace, shown: Page[Admin]) -> Screen:
    """The admins of a workspace."""
    head = tr("admins-of", title=named(workspace.title, TITLE), count=shown.total)
    lines = [_line(tr, admin) for admin in shown.items]
    foot = tr("admins-how-to-add")
    return Screen(Markup("\n").join([head, *lines, Markup(""), foot]), _keyboard(tr, workspace.id, shown))


def owners(tr: Translator, shown: Page[Admin]) -> Screen:
    """Those who may administer every workspace."""
    lines = [_line(tr, admin) for admin in shown.items]
    return Screen(Markup("\n").join([tr("owners-list"), *lines]), _keyboard(tr, OWNERS, shown))


def _keyboard(tr: Translator, workspace: int, shown: Page[Admin]) -> InlineKeyboardMarkup:
    rows: list[Row] = [
        [button(tr.plain("button-remove-admin", name=name(admin)), AskRemoveAdmin(workspace, admin.row_id))]
        for admin in shown.items
        if admin.row_id is not None
    ]
    rows.append(pager(shown, lambda number: ListAdmins(workspace, number)))
    rows.append([button(tr.plain("button-add-admin"), AddAdmin(workspace), style=PRIMARY)])
    rows.append(menu(tr))
    return keyboard(*rows)


def question(tr: Translator, workspace: Workspace | None) -> Markup:
    """Ask whom to add."""
    if workspace is None:
        return tr("admins-ask-owner")
    return tr("admins-ask", title=named(workspace.title, TITLE))


def picker(tr: Translator, request_id: int, text: Markup) -> Screen:
    """Telegram's own people picker."""
    request = KeyboardButtonRequestUsers(
        request_id=request_id, user_is_bot=False, max_quantity=_MAX_PICKED, request_name=True, request_username=True
    )
    return Screen(text, picker_keyboard(tr, KeyboardButton(tr.plain("button-pick-people"), request_users=request)))


def picked(tr: Translator) -> Screen:
    """Somebody was chosen: the picker's keyboard goes away with this message."""
    return Screen(tr("admins-picked"), ReplyKeyboardRemove())


def ask_add(tr: Translator, workspace: Workspace | None, people: Sequence[Candidate], *, dialogue: int) -> Screen:
    """Who would get rights, with what tells people of one name apart."""
    where = tr("admins-add-ask", title=named(workspace.title, TITLE)) if workspace else tr("admins-add-ask-owner")
    lines = [where, *(_candidate(tr, one) for one in people), Markup(""), tr("admins-add-check")]
    return Screen(
        Markup("\n").join(lines),
        keyboard(
            [button(tr.plain("button-add-admin-really"), ConfirmDialogue(dialogue), style=SUCCESS)],
            [button(tr.plain("button-cancel"), CancelDialogue(dialogue))],
        ),
    )


def _candidate(tr: Translator, one: Candidate) -> Markup:
    who = Markup('<a href="tg://user?id={}">{}</a>').format(one.user_id, as_html(named(one.name, BUTTON)))
    if one.username:
        who = Markup("{} @{}").format(who, one.username)
    if one.seen_at is None:
        return tr("admin-candidate-unseen", who=who, id=str(one.user_id))
    return tr("admin-candidate", who=who, id=str(one.user_id), at=reader_time(tr, one.seen_at))


def added(tr: Translator, names: Sequence[str], *, known: bool) -> Screen:
    """Who was added."""
    text = tr("admins-known", names=", ".join(names)) if known else tr("admins-added", names=", ".join(names))
    return Screen(text)


def ask_remove(tr: Translator, workspace: int, admin: Admin) -> Screen:
    """Confirm before a permission is taken back."""
    return Screen(
        tr("admins-remove-ask", name=name(admin)),
        confirmation(
            tr.plain("button-remove-admin-really"),
            RemoveAdmin(workspace, admin.row_id or 0),
            tr.plain("button-keep"),
            ListAdmins(workspace, 1),
            dangerous=True,
        ),
    )


def removed(tr: Translator, admin: Admin) -> str:
    """A word for a toast."""
    return tr.plain("toast-admin-removed", name=name(admin))


def claimed(tr: Translator) -> Screen:
    """The first owner took the bot."""
    return Screen(tr("claim-done"))
