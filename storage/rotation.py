"""Encrypting the whole database anew, after a key leaked or because it is time."""

from pathlib import Path

from storage import requests
from storage.database import Database, fetch_all
from storage.errors import SecretUnreadable
from storage.lock import only_process
from storage.migrate import migrate
from storage.secrets import Vault, load_keys, new_key, save_keys

# The one sealed column whose name does not end in `_sealed`.
_INBOX_PAYLOAD = ("inbox", "payload")


async def rotate(path: Path, secret_key: str | None) -> str:
    """Seal every secret with the newest key and tell how many there were. Raises DatabaseInUse while a bot runs.

    What none of the keys opens is lost anyway: it is counted, left as it is, and holds nothing up.

    With SECRET_KEY the operator has put the new key before the old one. With a key file a new key is made; the file
    holds both until all is sealed anew, so that a power cut loses nothing. Raises StorageError, ValueError.
    """
    with only_process(path):
        return await _rotate(path, secret_key)


async def _rotate(path: Path, secret_key: str | None) -> str:
    keys = load_keys(secret_key, path)
    migrate(path)
    if not secret_key:
        keys = [new_key(), *keys]
        save_keys(keys, path)
    async with await Database.open(path) as database:
        sealed, unreadable = await _reseal(database, Vault(keys))
        async with database.transaction() as connection:
            dropped = await requests.drop_hashes(connection)  # hashes can't be made anew: nobody knows of whom
    lost = f" {unreadable} could be opened with no key and were left as they are." if unreadable else ""
    if dropped:
        lost += f" {dropped} requests of people who had their data erased count for no limit of theirs any more."
    if not secret_key:
        save_keys(keys[:1], path)
        return f"{sealed} secrets are encrypted with a new key in {path.with_name('secret.key')}.{lost}"
    return f"{sealed} secrets are encrypted with the first key of SECRET_KEY; the others can be removed from it.{lost}"


async def _reseal(database: Database, vault: Vault) -> tuple[int, int]:
    """How many values were sealed anew, and how many can't be read."""
    done = unreadable = 0
    async with database.transaction() as connection:
        columns = await fetch_all(
            connection,
            "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table'",
        )
        for table, column in columns:
            if not (column.endswith("_sealed") or (table, column) == _INBOX_PAYLOAD):
                continue
            # Names come from the schema itself.
            rows = await fetch_all(connection, f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL")  # noqa: S608 (names of ours)
            for row_id, sealed in rows:
                try:
                    resealed = vault.reseal(sealed)
                except SecretUnreadable:
                    unreadable += 1
                    continue
                await connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (resealed, row_id))  # noqa: S608 (names of ours)
                done += 1
    return done, unreadable
