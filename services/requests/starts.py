"""When conferences start, where Boomstream tells."""

from datetime import datetime

from services.arrivals import workspace_of
from services.errors import AppError, ErrorCode
from services.projects import Projects, read
from storage import workspaces
from storage.database import Database


class Starts:
    """Asks Boomstream."""

    def __init__(self, database: Database, projects: Projects) -> None:
        self._database = database
        self._projects = projects

    async def of(self, workspace_id: int, code: str) -> datetime | None:
        """The start of a conference by its code; None where this server does not tell. Raises AppError."""
        async with self._database.reading() as connection:
            row = await workspaces.get(connection, workspace_id=workspace_id)
        if row is None:
            raise AppError(ErrorCode.NO_KEY)
        project = await self._projects.of(workspace_of(row))
        return (await read(project.info(code))).starts_at
