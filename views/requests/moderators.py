"""The moderators' group."""

from markupsafe import Markup
from telegram import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardRemove,
)

from services.model import Actor
from views.actions.requests.moderators import BindAsked, BindHere, PickModerators, ShowModerators, UnbindModerators
from views.actions.settings import ShowSettings
from views.i18n import Translator
from views.keyboards import DANGER, PRIMARY, Row, button, keyboard, link, picker_keyboard
from views.requests.deciding import to_requests
from views.screen import Screen
from views.typed import TITLE, named

_ADMINISTRATOR = ChatAdministratorRights(
    is_anonymous=False,
    can_manage_chat=True,  # what every administrator may, whatever else
    can_delete_messages=False,
    can_manage_video_chats=False,
    can_restrict_members=False,
    can_promote_members=False,
    can_change_info=False,
    can_invite_users=False,
    can_post_stories=False,
    can_edit_stories=False,
    can_delete_stories=False,
)


def overview(tr: Translator, actor: Actor, *, group: str | None, bind_url: str, pick_url: str) -> Screen:
    """Which group is bound, and the ways to bind one: the picker, which works in private, never loses its way."""
    pick = tr.plain("button-pick-group")
    rows: list[Row] = [[button(pick, PickModerators()) if actor.in_private else link(pick, pick_url)]]
    rows.append([link(tr.plain("button-bind-group"), bind_url)])
    if not actor.in_private and group is None:
        rows.append([button(tr.plain("button-bind-here"), BindHere())])
    if group is not None:
        rows.append([button(tr.plain("button-unbind"), UnbindModerators(), style=DANGER)])
    rows.append([button(tr.plain("button-settings"), ShowSettings())])
    text = tr("moderators-bound", group=named(group, TITLE)) if group is not None else tr("moderators-none")
    return Screen(Markup("\n\n").join([text, tr("moderators-how")]), keyboard(*rows))


def picker(tr: Translator, request_id: int) -> Screen:
    """Telegram's own chat picker."""
    request = KeyboardButtonRequestChat(
        request_id=request_id,
        chat_is_channel=False,
        bot_is_member=True,
        request_title=True,
        user_administrator_rights=_ADMINISTRATOR,  # who only writes in a group has no say in what it is for
    )
    key = KeyboardButton(tr.plain("button-pick-group"), request_chat=request)
    return Screen(tr("moderators-pick"), picker_keyboard(tr, key))


def bound_here(tr: Translator, workspace: str, *, by_group: bool) -> Screen:
    """Said in the group: what comes here, and who decides."""
    head = tr("moderators-bound-here", workspace=named(workspace, TITLE))
    return Screen(
        Markup("\n\n").join([head, tr("moderators-all-decide") if by_group else tr("moderators-admins-decide")])
    )


def question(tr: Translator, workspace_id: int, workspace: str) -> Screen:
    """Asked in a group to which the bot was added by whoever had asked to bind one."""
    text = tr("moderators-question", workspace=named(workspace, TITLE))
    return Screen(text, keyboard([button(tr.plain("button-bind-asked"), BindAsked(workspace_id), style=PRIMARY)]))


def ready(tr: Translator, group: str) -> Screen:
    """Said to the organizers, when a group was bound from within."""
    return Screen(tr("moderators-ready", group=named(group, TITLE)))


def topic_lost(tr: Translator, group: str) -> Screen:
    """The topic is gone; the group is still there."""
    return Screen(tr("moderators-topic-lost", group=named(group, TITLE)), to_requests(tr))


def given_up(tr: Translator, count: int, why: str) -> Screen:
    """The group could not be told something."""
    lines = [tr("moderators-given-up", count=count)]
    if why:
        lines.append(tr("moderators-given-up-why", why=named(why, TITLE)))
    return Screen(Markup("\n").join(lines), to_requests(tr))


def picked(tr: Translator, group: str) -> Screen:
    """Said where the group was picked; takes the picker's keyboard away."""
    return Screen(tr("moderators-bound", group=named(group, TITLE)), ReplyKeyboardRemove())


def unbound(tr: Translator) -> Screen:
    """There is no moderators' group any more."""
    return Screen(tr("moderators-unbound"), keyboard([button(tr.plain("button-bind-again"), ShowModerators())]))


def lost(tr: Translator, group: str) -> Screen:
    """The moderators' group is gone."""
    return Screen(tr("moderators-lost", group=named(group, TITLE)), to_requests(tr))
