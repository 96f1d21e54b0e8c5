"""/settings."""

from dataclasses import replace
from typing import Any

from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from services.model import Deciders, Watch, WorkspaceSettings
from views import settings as view
from views.actions.settings import SettingName, ShowSettings, SwitchSetting

_HOUR, _DAY = 3600, 86400
_LIFETIMES = (None, _HOUR, 2 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY)
_EXPIRIES = (1, 3, 7, 14, 30)
_MINUTES = (2, 5, 15, 60)


async def command(context: Context, _: str) -> None:
    """/settings."""
    await context.show(view.overview(context.tr, context.actor.workspace))


@on(ShowSettings, Permission.ADMINISTER)
async def button(context: Context, _: ShowSettings) -> None:
    """The same from a button."""
    await command(context, "")


@on(SwitchSetting, Permission.ADMINISTER)
async def switch(context: Context, action: SwitchSetting) -> None:
    """The next value."""
    name, value = following(context.actor.workspace.settings, action.setting)
    workspace = await context.services.settings.set(context.actor, **{name: value})
    context.acting_as(replace(context.actor, workspace=workspace))
    await context.show(view.overview(context.tr, workspace))


def following(settings: WorkspaceSettings, setting: SettingName) -> tuple[str, Any]:
    """The name of a setting and the value after the present one."""
    values: dict[SettingName, tuple[str, tuple[Any, ...]]] = {
        SettingName.DECIDERS: ("deciders", tuple(Deciders)),
        SettingName.REQUESTS: ("notify_requests", (True, False)),
        SettingName.ACTIONS: ("notify_actions", (True, False)),
        SettingName.CHANGES: ("notify_changes", (True, False)),
        SettingName.LIFETIME: ("lifetime", _LIFETIMES),
        SettingName.GUESTS: ("notify_guests", (False, True)),
        SettingName.EXPIRY: ("expiry_days", _EXPIRIES),
        SettingName.WATCH: ("watch", tuple(Watch)),
        SettingName.MINUTES: ("watch_minutes", _MINUTES),
    }
    name, offered = values[setting]
    present = getattr(settings, name)
    position = offered.index(present) + 1 if present in offered else 0
    return name, offered[position % len(offered)]
