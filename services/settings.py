"""The workspace's settings."""

import json
from dataclasses import fields, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from services.access import Permission, require
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import Actor, LogAction, Workspace, WorkspaceSettings
from storage import workspaces
from storage.database import Database

_SETTINGS = TypeAdapter(WorkspaceSettings)


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

    async def set(self, actor: Actor, **changed: Any) -> Workspace:
        """Change settings by their names; raises AppError(OUTDATED) for a value that can't be."""
        require(actor, Permission.ADMINISTER)
        workspace_id = actor.workspace.id
        async with self._database.transaction() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
            if row is None:
                raise AppError(ErrorCode.OUTDATED)
            try:
                settings = _SETTINGS.validate_python({**_values(read_settings(row.settings)), **changed})
            except ValueError:
                raise AppError(ErrorCode.OUTDATED) from None
            await workspaces.set_settings(
                connection, workspace_id=workspace_id, settings=_SETTINGS.dump_json(settings).decode()
            )
            await self._log.record_with(connection, actor, LogAction.SETTINGS_CHANGED, detail=", ".join(changed))
        return replace(actor.workspace, settings=settings)


def _values(settings: WorkspaceSettings) -> dict[str, Any]:
    return {field.name: getattr(settings, field.name) for field in fields(WorkspaceSettings)}
