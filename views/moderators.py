"""The moderators' group and the settings."""

from datetime import timedelta

from markupsafe import Markup
from telegram import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from services.model import Actor, Deciders, Watch, Workspace
from views.actions import (
    BindHere,
    PickModerators,
    SettingName,
    ShowLanguages,
    ShowMenu,
    ShowModerators,
    ShowSettings,
    SwitchSetting,
    UnbindModerators,
)
from views.format import TITLE, duration, one_line
from views.i18n import Translator
from views.keyboards import DANGER, PRIMARY, Row, button, keyboard, link
from views.screen import Screen

_WATCH_TEXTS = {
    Watch.LINKS: "setting-watch-links",
    Watch.ALL: "setting-watch-all",
    Watch.NONE: "setting-watch-none",
}
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


def bind_link(bot_username: str, token: str) -> str:
    """The deep link that adds the bot to a group and binds it."""
    return f"https://t.me/{bot_username}?startgroup=m_{token}"


def overview(tr: Translator, actor: Actor, *, group: str | None, url: str) -> Screen:
    """Which group is bound, and the ways to bind one."""
    rows: list[Row] = [[link(tr.plain("button-bind-group"), url)]]
    if actor.in_private:
        rows.append([button(tr.plain("button-pick-group"), PickModerators())])
    elif group is None:
        rows.append([button(tr.plain("button-bind-here"), BindHere())])
    if group is not None:
        rows.append([button(tr.plain("button-unbind"), UnbindModerators(), style=DANGER)])
    rows.append([button(tr.plain("button-settings"), ShowSettings())])
    text = tr("moderators-bound", group=one_line(group, TITLE)) if group is not None else tr("moderators-none")
    return Screen(Markup("\n\n").join([text, tr("moderators-how")]), keyboard(*rows))


def picker(tr: Translator) -> Screen:
    """Telegram's own chat picker: works in private chats only."""
    request = KeyboardButtonRequestChat(
        request_id=1,
        chat_is_channel=False,
        bot_is_member=True,
        request_title=True,
        user_administrator_rights=_ADMINISTRATOR,  # who only writes in a group has no say in what it is for
    )
    keys = [
        [KeyboardButton(tr.plain("button-pick-group"), request_chat=request)],
        [KeyboardButton(tr.plain("button-cancel"))],
    ]
    return Screen(tr("moderators-pick"), ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True))


def bound_here(tr: Translator, workspace: str) -> Screen:
    """Said in the group."""
    return Screen(tr("moderators-bound-here", workspace=one_line(workspace, TITLE)))


def picked(tr: Translator, group: str) -> Screen:
    """Said where the group was picked; takes the picker's keyboard away."""
    return Screen(tr("moderators-bound", group=one_line(group, TITLE)), ReplyKeyboardRemove())


def unbound(tr: Translator) -> Screen:
    """There is no moderators' group any more."""
    return Screen(tr("moderators-unbound"), keyboard([button(tr.plain("button-bind-again"), ShowModerators())]))


def settings(tr: Translator, workspace: Workspace) -> Screen:
    """Every setting is a button that shows its value and switches it."""
    chosen = workspace.settings
    on = {True: tr.plain("yes"), False: tr.plain("no")}
    lifetime = (
        duration(tr, timedelta(seconds=chosen.lifetime)) if chosen.lifetime else tr.plain("option-lifetime-default")
    )
    deciders = "setting-deciders-group" if chosen.deciders is Deciders.GROUP else "setting-deciders-allowlisted"
    labels = {
        SettingName.DECIDERS: tr.plain(deciders),
        SettingName.REQUESTS: tr.plain("setting-requests", value=on[chosen.notify_requests]),
        SettingName.ACTIONS: tr.plain("setting-actions", value=on[chosen.notify_actions]),
        SettingName.CHANGES: tr.plain("setting-changes", value=on[chosen.notify_changes]),
        SettingName.LIFETIME: tr.plain("setting-lifetime", value=lifetime),
        SettingName.GUESTS: tr.plain("setting-guests", value=on[chosen.notify_guests]),
        SettingName.EXPIRY: tr.plain("setting-expiry", value=duration(tr, timedelta(days=chosen.expiry_days))),
        SettingName.WATCH: tr.plain(_WATCH_TEXTS[chosen.watch]),
        SettingName.MINUTES: tr.plain("setting-minutes", value=duration(tr, timedelta(minutes=chosen.watch_minutes))),
    }
    rows: list[Row] = [[button(label, SwitchSetting(name))] for name, label in labels.items()]
    rows.append([button(tr.plain("button-moderators"), ShowModerators(), style=PRIMARY)])
    rows.append([button(tr.plain("button-language"), ShowLanguages()), button(tr.plain("button-menu"), ShowMenu())])
    return Screen(tr("settings-head"), keyboard(*rows))
