"""The settings of a workspace."""

from datetime import timedelta

from services.model import Actor, Deciders, Setting, Watch
from services.zones import city, zone_of
from views.actions.requests.blocked import ListBlocked
from views.actions.requests.moderators import ShowModerators
from views.actions.settings import AskZone, SwitchSetting
from views.actions.start import ShowLanguages, ShowMenu
from views.format import duration
from views.i18n import Translator
from views.keyboards import PRIMARY, Row, button, keyboard
from views.screen import Screen

_WATCH_TEXTS = {
    Watch.LINKS: "setting-watch-links",
    Watch.ALL: "setting-watch-all",
    Watch.NONE: "setting-watch-none",
}


def overview(tr: Translator, actor: Actor) -> Screen:
    """Every setting is a button that shows its value and switches it."""
    chosen = actor.workspace.settings
    on = {True: tr.plain("yes"), False: tr.plain("no")}
    lifetime = (
        duration(tr, timedelta(seconds=chosen.lifetime)) if chosen.lifetime else tr.plain("option-lifetime-default")
    )
    deciders = "setting-deciders-group" if chosen.deciders is Deciders.GROUP else "setting-deciders-allowlisted"
    labels = {
        Setting.DECIDERS: tr.plain(deciders),
        Setting.REQUESTS: tr.plain("setting-requests", value=on[chosen.notify_requests]),
        Setting.ACTIONS: tr.plain("setting-actions", value=on[chosen.notify_actions]),
        Setting.CHANGES: tr.plain("setting-changes", value=on[chosen.notify_changes]),
        Setting.LIFETIME: tr.plain("setting-lifetime", value=lifetime),
        Setting.GUESTS: tr.plain("setting-guests", value=on[chosen.notify_guests]),
        Setting.EXPIRY: tr.plain("setting-expiry", value=duration(tr, timedelta(days=chosen.expiry_days))),
        Setting.WATCH: tr.plain(_WATCH_TEXTS[chosen.watch]),
        Setting.MINUTES: tr.plain("setting-minutes", value=duration(tr, timedelta(minutes=chosen.watch_minutes))),
    }
    rows: list[Row] = [[button(label, SwitchSetting(name))] for name, label in labels.items()]
    zone = city(zone_of(actor).key, tr.language)
    said = zone if chosen.zone else tr.plain("zone-guessed", zone=zone)
    rows.append([button(tr.plain("setting-zone", value=said), AskZone())])
    rows.append([button(tr.plain("button-moderators"), ShowModerators(), style=PRIMARY)])
    rows.append([button(tr.plain("button-blocked"), ListBlocked(1))])
    rows.append([button(tr.plain("button-language"), ShowLanguages()), button(tr.plain("button-menu"), ShowMenu())])
    return Screen(tr("settings-head"), keyboard(*rows))
