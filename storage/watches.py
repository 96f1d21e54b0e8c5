"""Conferences that are watched for changes made elsewhere."""

from datetime import datetime

from storage.database import Connection, fetch_all
from storage.records import WatchCandidate, WatchRecord


async def due(connection: Connection, *, now: datetime, limit: int) -> list[WatchRecord]:
    """What to look at now, longest overdue first."""
    rows = await fetch_all(
        connection,
        "SELECT w.conference_id, c.workspace_id, c.code, w.title, w.looked_at, w.failures FROM watch w"
        " JOIN conference c ON c.id = w.conference_id WHERE w.due_at <= ? ORDER BY w.due_at LIMIT ?",
        (now.isoformat(), limit),
    )
    return [WatchRecord(**dict(row)) for row in rows]


async def start(connection: Connection, *, conference_id: int, title: str, due_at: datetime) -> None:
    """Watch a conference; one that is watched already stays as it is."""
    await connection.execute(
        "INSERT INTO watch (conference_id, title, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (conference_id, title, due_at.isoformat()),
    )


async def looked(connection: Connection, *, conference_id: int, title: str, due_at: datetime, now: datetime) -> None:
    """Remember the title that was seen and when to look again."""
    await connection.execute(
        "UPDATE watch SET title = ?, due_at = ?, looked_at = ?, failures = 0 WHERE conference_id = ?",
        (title, due_at.isoformat(), now.isoformat(), conference_id),
    )


async def failed(connection: Connection, *, conference_id: int, due_at: datetime) -> None:
    """Boomstream could not be asked: look again later."""
    await connection.execute(
        "UPDATE watch SET due_at = ?, failures = failures + 1 WHERE conference_id = ?",
        (due_at.isoformat(), conference_id),
    )


async def renamed_here(connection: Connection, *, conference_id: int, title: str) -> None:
    """A title given through the bot is no news."""
    await connection.execute("UPDATE watch SET title = ? WHERE conference_id = ?", (title, conference_id))


async def hasten(connection: Connection, *, conference_id: int, due_at: datetime) -> None:
    """Look at this time already, unless there is trouble: the interval became shorter."""
    await connection.execute(
        "UPDATE watch SET due_at = ? WHERE conference_id = ? AND due_at > ? AND failures = 0",
        (due_at.isoformat(), conference_id, due_at.isoformat()),
    )


async def relearn(connection: Connection, *, conference_id: int) -> None:
    """The next look only learns, as the first one does: something was done here that nobody could note."""
    await connection.execute("UPDATE watch SET looked_at = NULL WHERE conference_id = ?", (conference_id,))


async def stop(connection: Connection, *, conference_id: int) -> None:
    """Watch no longer."""
    await connection.execute("DELETE FROM watch WHERE conference_id = ?", (conference_id,))


async def stop_all(connection: Connection, *, workspace_id: int) -> None:
    """Watch nothing of a workspace, until the next round begins anew: what was known is of no use any more."""
    await connection.execute(
        "DELETE FROM watch WHERE conference_id IN (SELECT id FROM conference WHERE workspace_id = ?)", (workspace_id,)
    )


async def candidates(connection: Connection, *, now: datetime) -> list[WatchCandidate]:
    """Every conference of a workspace with a key that is there, or that guests wait for."""
    rows = await fetch_all(
        connection,
        "SELECT c.id AS conference_id, c.workspace_id, c.title,"
        " EXISTS (SELECT 1 FROM request_link l WHERE l.conference_id = c.id AND l.revoked_at IS NULL"
        "  AND (l.closes_at IS NULL OR l.closes_at > ?))"
        " OR EXISTS (SELECT 1 FROM request r WHERE r.conference_id = c.id AND r.status = 'waiting') AS has_guests"
        " FROM conference c JOIN workspace s ON s.id = c.workspace_id WHERE s.key_sealed IS NOT NULL"
        " AND (NOT c.gone OR has_guests)",
        (now.isoformat(),),
    )
    return [WatchCandidate(**{**dict(row), "has_guests": bool(row["has_guests"])}) for row in rows]


async def of_workspaces(connection: Connection) -> dict[int, dict[int, datetime | None]]:
    """Every watched conference by its workspace, with when its turn comes: None while there is trouble."""
    found: dict[int, dict[int, datetime | None]] = {}
    for row in await fetch_all(
        connection,
        "SELECT w.conference_id, iif(w.failures = 0, w.due_at, NULL) AS due_at, c.workspace_id FROM watch w"
        " JOIN conference c ON c.id = w.conference_id",
    ):
        found.setdefault(row["workspace_id"], {})[row["conference_id"]] = (
            datetime.fromisoformat(row["due_at"]) if row["due_at"] else None
        )
    return found
