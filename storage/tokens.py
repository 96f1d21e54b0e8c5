"""One-time tokens: links that may be used once, for a while, for one purpose. Only hashes are kept.

A token also ends when the reason for it ends: `end` is called by whatever ends the reason.
"""

import hashlib
import secrets
from datetime import datetime
from enum import StrEnum

from storage.database import Connection, fetch_all, fetch_one


class Purpose(StrEnum):
    """What a token is good for. Values are stored."""

    OWN = "own"  # becoming the first owner; of no workspace
    MODERATORS = "moderators"  # becoming a workspace's moderators' group


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def offer(
    connection: Connection,
    purpose: Purpose,
    *,
    workspace_id: int | None = None,
    user_id: int | None = None,
    expires_at: datetime,
) -> str:
    """Make a token, URL-safe and of 32 characters. `user_id`: who asked for it."""
    token = secrets.token_urlsafe(24)
    await connection.execute(
        "INSERT INTO token (token_hash, purpose, workspace_id, user_id, expires_at) VALUES (?, ?, ?, ?, ?)",
        (_hash(token), purpose.value, workspace_id, user_id, expires_at.isoformat()),
    )
    return token


async def subject(connection: Connection, purpose: Purpose, token: str, *, now: datetime) -> int | None:
    """The workspace of a token that can still be used; None when it can't."""
    row = await fetch_one(
        connection,
        "SELECT workspace_id FROM token WHERE token_hash = ? AND purpose = ? AND expires_at > ? AND used_at IS NULL",
        (_hash(token), purpose.value, now.isoformat()),
    )
    return row["workspace_id"] if row else None


async def asked_for(connection: Connection, purpose: Purpose, *, user_id: int, now: datetime) -> list[int]:
    """The workspaces for which somebody asked for tokens that can still be used, the latest first."""
    rows = await fetch_all(
        connection,
        "SELECT workspace_id FROM token WHERE purpose = ? AND user_id = ? AND expires_at > ? AND used_at IS NULL"
        " AND workspace_id IS NOT NULL ORDER BY rowid DESC",
        (purpose.value, user_id, now.isoformat()),
    )
    return [row["workspace_id"] for row in rows]


async def use(connection: Connection, purpose: Purpose, token: str, *, now: datetime) -> bool:
    """Use a token up; False when it is unknown, used, ended or too old."""
    row = await fetch_one(
        connection,
        "UPDATE token SET used_at = ?1 WHERE token_hash = ?2 AND purpose = ?3 AND expires_at > ?1 AND used_at IS NULL"
        " RETURNING token_hash",
        (now.isoformat(), _hash(token), purpose.value),
    )
    return row is not None


async def end(connection: Connection, purpose: Purpose, *, workspace_id: int | None = None) -> None:
    """The reason is gone, and with it every token that was offered for it."""
    await connection.execute(
        "DELETE FROM token WHERE purpose = ? AND workspace_id IS ? AND used_at IS NULL", (purpose.value, workspace_id)
    )
