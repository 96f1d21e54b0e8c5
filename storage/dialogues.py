"""Unfinished forms: one a person and chat. They are rows so that a restart loses nothing."""

from datetime import datetime
from typing import Any

from storage.database import Connection, fetch_one
from storage.records import DialogueRecord

_COLUMNS = (
    "id, chat_id, user_id, form, step, values_sealed, message_id, refused_message_id, expires_at, claimed_at,"
    " claimed_by"
)


def _record(row: Any) -> DialogueRecord:
    values = dict(row)
    values["expires_at"] = datetime.fromisoformat(row["expires_at"])
    values["claimed_at"] = datetime.fromisoformat(row["claimed_at"]) if row["claimed_at"] else None
    return DialogueRecord(**values)


async def start(
    connection: Connection,
    *,
    chat_id: int,
    user_id: int,
    form: str,
    step: str,
    values_sealed: bytes,
    expires_at: datetime,
) -> int:
    """Begin a dialogue in place of the person's former one in this chat, and give its id."""
    await connection.execute("DELETE FROM dialogue WHERE chat_id = ? AND user_id = ?", (chat_id, user_id))
    row = await fetch_one(
        connection,
        "INSERT INTO dialogue (chat_id, user_id, form, step, values_sealed, expires_at) VALUES (?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        (chat_id, user_id, form, step, values_sealed, expires_at.isoformat()),
    )
    if row is None:
        raise LookupError("dialogue")
    return int(row["id"])


async def of_person(connection: Connection, *, chat_id: int, user_id: int) -> DialogueRecord | None:
    """The person's dialogue in a chat, expired or not."""
    query = f"SELECT {_COLUMNS} FROM dialogue WHERE chat_id = ? AND user_id = ?"  # noqa: S608 (constants)
    row = await fetch_one(connection, query, (chat_id, user_id))
    return _record(row) if row else None


async def get(connection: Connection, *, dialogue_id: int) -> DialogueRecord | None:
    """One dialogue by its id."""
    row = await fetch_one(connection, f"SELECT {_COLUMNS} FROM dialogue WHERE id = ?", (dialogue_id,))  # noqa: S608 (constants)
    return _record(row) if row else None


async def save(
    connection: Connection, *, dialogue_id: int, step: str, values_sealed: bytes, expires_at: datetime
) -> None:
    """Move a dialogue to a step."""
    await connection.execute(
        "UPDATE dialogue SET step = ?, values_sealed = ?, expires_at = ? WHERE id = ?",
        (step, values_sealed, expires_at.isoformat(), dialogue_id),
    )


async def set_message(
    connection: Connection, *, dialogue_id: int, message_id: int | None, refused_message_id: int | None
) -> None:
    """Remember which message asks the question: in groups only a reply to it is an answer."""
    await connection.execute(
        "UPDATE dialogue SET message_id = ?, refused_message_id = ? WHERE id = ?",
        (message_id, refused_message_id, dialogue_id),
    )


async def claim(connection: Connection, *, dialogue_id: int, run_id: str, now: datetime) -> bool:
    """Take the right to carry a dialogue out; False when this run of the bot has taken it already.

    A claim of an earlier run is taken over: its process is gone. The time of the first claim in doubt stays.
    """
    cursor = await connection.execute(
        "UPDATE dialogue SET claimed_at = coalesce(claimed_at, ?), claimed_by = ? WHERE id = ? AND claimed_by IS NOT ?",
        (now.isoformat(), run_id, dialogue_id, run_id),
    )
    return cursor.rowcount > 0


async def release(connection: Connection, *, dialogue_id: int, doubtful: bool) -> None:
    """Give the right back after a failure, so that the person can try again.

    `doubtful`: nobody knows what became of it, so the time of the claim stays, as after a run that was cut off.
    """
    change = "claimed_by = ''" if doubtful else "claimed_by = NULL, claimed_at = NULL"
    await connection.execute(f"UPDATE dialogue SET {change} WHERE id = ?", (dialogue_id,))  # noqa: S608 (constants)


async def end(connection: Connection, *, dialogue_id: int) -> None:
    """Forget a dialogue."""
    await connection.execute("DELETE FROM dialogue WHERE id = ?", (dialogue_id,))
