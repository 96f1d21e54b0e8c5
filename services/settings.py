"""The workspace's settings."""

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from services.access import Permission, require
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import Actor, Deciders, LogAction, Setting, Watch, Workspace, WorkspaceSettings
from storage import workspaces
from storage.database import Database

T = TypeVar("T")

_SETTINGS = TypeAdapter(WorkspaceSettings)
_HOUR, _DAY = 3600, 86400
LIFETIMES = (None, _HOUR, 2 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY)
_EXPIRIES = (1, 3, 7, 14, 30)
_MINUTES = (2, 5, 15, 60)


def read_settings(text: str) -> WorkspaceSettings:
    """The stored settings; what another version wrote and we do not understand is left at its default."""
    stored = json.loads(text)
    known = {field.name for field in fields(WorkspaceSettings)} & stored.keys()
    try:
        return _SETTINGS.validate_python({name: stored[name] for name in known})
    except ValidationError as error:
        broken = {detail["loc"][0] for detail in error.errors()}
        return _SETTINGS.validate_python({name: stored[name] for name in known - broken})


class SettingsService:
    """Changes one setting at a time."""

    def __init__(self, database: Database, log: Log) -> None:
        self._database = database
        self._log = log

    async def switch(self, actor: Actor, setting: Setting) -> Workspace:
        """Give a setting the next of the values that are offered."""
        return await self._change(actor, lambda before: switched(before, setting))

    async def set_zone(self, actor: Actor, key: str) -> Workspace:
        """Say and read times in this zone (an IANA key); that confirms it."""
        return await self._change(actor, lambda before: replace(before, zone=key))

    async def _change(self, actor: Actor, change: Callable[[WorkspaceSettings], WorkspaceSettings]) -> Workspace:
        require(actor, Permission.ADMINISTER)
        async with self._database.transaction() as connection:
            row = await workspaces.get(connection, workspace_id=actor.workspace.id)
            if row is None:
                raise AppError(ErrorCode.OUTDATED)
            before = read_settings(row.settings)
            settings = change(before)
            await workspaces.set_settings(
                connection, workspace_id=row.id, settings=_SETTINGS.dump_json(settings).decode()
            )
            detail = _changed(settings, before)
            await self._log.record(connection, actor, LogAction.SETTINGS_CHANGED, detail=detail)
        return replace(actor.workspace, settings=settings)


def _changed(settings: WorkspaceSettings, before: WorkspaceSettings) -> str:
    """What the log shall know."""
    return ", ".join(f.name for f in fields(settings) if getattr(settings, f.name) != getattr(before, f.name))


def switched(settings: WorkspaceSettings, setting: Setting) -> WorkspaceSettings:
    """The settings with the next value of one of them."""
    match setting:
        case Setting.DECIDERS:
            chosen = replace(settings, deciders=following(settings.deciders, tuple(Deciders)))
        case Setting.REQUESTS:
            chosen = replace(settings, notify_requests=not settings.notify_requests)
        case Setting.ACTIONS:
            chosen = replace(settings, notify_actions=not settings.notify_actions)
        case Setting.CHANGES:
            chosen = replace(settings, notify_changes=not settings.notify_changes)
        case Setting.LIFETIME:
            chosen = replace(settings, lifetime=following(settings.lifetime, LIFETIMES))
        case Setting.GUESTS:
            chosen = replace(settings, notify_guests=not settings.notify_guests)
        case Setting.EXPIRY:
            chosen = replace(settings, expiry_days=following(settings.expiry_days, _EXPIRIES))
        case Setting.WATCH:
            chosen = replace(settings, watch=following(settings.watch, tuple(Watch)))
        case Setting.MINUTES:
            chosen = replace(settings, watch_minutes=following(settings.watch_minutes, _MINUTES))
    return chosen


def following(present: T, offered: Sequence[T]) -> T:
    """The value after the present one, round and round; the first when the present one is not offered."""
    position = offered.index(present) + 1 if present in offered else 0
    return offered[position % len(offered)]
