"""What is erased when it is old, table by table: docs/retention.md tells of it in words.

Each statement takes ?1, the moment before which it is old, and ?2, how many rows at most: small transactions, so that
nobody waits for a year's worth of tidying up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Connection

BATCH = 500


@dataclass(frozen=True, slots=True)
class Ages:
    """How long things are kept after they were of use last. The operator says it of the first three."""

    requests: timedelta = timedelta(days=180)  # what guests of finished requests told
    log: timedelta = timedelta(days=365)  # who did what
    people: timedelta = timedelta(days=90)  # who wrote to the bot, and nothing came of it
    updates: timedelta = timedelta(days=2)  # Telegram repeats an unconfirmed one for a day
    messages: timedelta = timedelta(days=7)  # sent ones, for whoever wonders what became of them
    phrases: timedelta = timedelta(days=90)  # texts behind buttons
    participants: timedelta = timedelta(days=30)  # of a conference that is gone; it may come back
    limits: timedelta = timedelta(days=1)  # what forgotten guests are known again by: as long as the longest limit
    lines: timedelta = timedelta(0)  # masked addresses in the log go with the request
    dialogues: timedelta = timedelta(0)  # they have an expiry of their own
    tokens: timedelta = timedelta(0)  # likewise


STATEMENTS: Mapping[str, str] = {
    "updates": "DELETE FROM inbox WHERE rowid IN (SELECT rowid FROM inbox WHERE done_at < ?1 LIMIT ?2)",
    "messages": "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE done_at < ?1 LIMIT ?2)",
    "tokens": "DELETE FROM token WHERE rowid IN (SELECT rowid FROM token WHERE expires_at <= ?1 LIMIT ?2)",
    "dialogues": "DELETE FROM dialogue WHERE id IN (SELECT id FROM dialogue WHERE expires_at <= ?1 LIMIT ?2)",
    "phrases": "DELETE FROM phrase WHERE id IN (SELECT id FROM phrase WHERE created_at < ?1 LIMIT ?2)",
    "log": "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ?1 LIMIT ?2)",
    "requests": (
        "UPDATE request SET user_id = NULL, email_sealed = NULL, name_sealed = NULL, answer_sealed = NULL,"
        " link_sealed = NULL, reason_sealed = NULL, forgotten_hash = NULL WHERE id IN (SELECT id FROM request"
        " WHERE status IN ('delivered', 'undelivered', 'lapsed', 'declined', 'withdrawn', 'expired',"
        " 'removed', 'cancelled')"
        " AND changed_at < ?1"
        " AND (user_id IS NOT NULL OR email_sealed IS NOT NULL OR forgotten_hash IS NOT NULL) LIMIT ?2)"
    ),
    "lines": (
        "UPDATE audit SET detail = '•••' WHERE id IN (SELECT a.id FROM audit a JOIN request r ON r.id = a.request_id"
        " WHERE r.email_sealed IS NULL AND a.detail <> '•••' AND a.at < ?1 LIMIT ?2)"
    ),
    # Who is in the conference is known again as long as they are: else one person takes place after place.
    "limits": (
        "UPDATE request SET forgotten_hash = NULL WHERE id IN (SELECT id FROM request WHERE forgotten_hash IS NOT NULL"
        " AND status NOT IN ('claimed', 'invited', 'delivered', 'undelivered', 'lapsed', 'unknown')"
        " AND created_at < ?1 AND changed_at < ?1 LIMIT ?2)"
    ),
    "people": (
        "DELETE FROM person WHERE user_id IN (SELECT user_id FROM person p WHERE seen_at < ?1"
        " AND NOT EXISTS (SELECT 1 FROM allowlist a WHERE a.user_id = p.user_id)"
        " AND NOT EXISTS (SELECT 1 FROM request r WHERE r.user_id = p.user_id) LIMIT ?2)"
    ),
    "participants": (
        "DELETE FROM participant WHERE id IN (SELECT p.id FROM participant p"
        " JOIN conference c ON c.id = p.conference_id WHERE c.gone_at < ?1 LIMIT ?2)"
    ),
}


async def erase(connection: Connection, what: str, *, before: datetime) -> int:
    """Erase up to BATCH of what is older than `before`; gives how many there were."""
    cursor = await connection.execute(STATEMENTS[what], (before.isoformat(), BATCH))
    return cursor.rowcount


async def note_gone(connection: Connection, *, now: datetime) -> None:
    """Remember since when conferences are gone, and forget it of those that came back."""
    await connection.execute("UPDATE conference SET gone_at = ? WHERE gone AND gone_at IS NULL", (now.isoformat(),))
    await connection.execute("UPDATE conference SET gone_at = NULL WHERE NOT gone AND gone_at IS NOT NULL")


async def forget_private_chats(connection: Connection) -> None:
    """A private chat's row has its person's name: it goes with the person, unless somebody works or worked in it."""
    await connection.execute(
        "DELETE FROM workspace WHERE kind = 'private' AND key_sealed IS NULL AND moderators_chat_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.user_id = workspace.chat_id)"
        " AND NOT EXISTS (SELECT 1 FROM conference c WHERE c.workspace_id = workspace.id)"
        " AND NOT EXISTS (SELECT 1 FROM allowlist a WHERE a.workspace_id = workspace.id)"
    )
