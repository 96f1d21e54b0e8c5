"""Everything that storage raises.

StorageError
├── StorageBusy        another process holds the file: worth a retry
├── ConstraintViolated a row that the schema does not allow
├── DatabaseInUse      another process runs on the file and keeps it to itself
├── MigrationFailed    an upgrade was undone; the file is as it was
├── SchemaTooNew       the file was written by a newer version of the product
└── SecretUnreadable   sealed with a key that we do not have
"""

# ruff: noqa: N818  # "Error" at the end of each would say nothing: they are told apart by what comes before it

import sqlite3


class StorageError(Exception):
    """The database can't do its work: the disk is full, the file is damaged, missing or closed."""


class StorageBusy(StorageError):
    """The file stayed locked by another process for the whole busy timeout."""


class DatabaseInUse(StorageError):
    """Another process runs on this database; see storage/lock.py."""


class ConstraintViolated(StorageError):
    """A uniqueness, foreign key, NOT NULL or CHECK rule refused the row."""


class MigrationFailed(StorageError):
    """A migration raised or left dangling references, and was rolled back."""


class SchemaTooNew(StorageError):
    """The schema's version is unknown to this code: refused, since old code could damage new data."""


class SecretUnreadable(StorageError):
    """The key that sealed this is lost or was changed, or the bytes are damaged."""


def translated(error: Exception) -> StorageError:
    """Turn an error of sqlite3 or aiosqlite into one of ours. SQLite's texts name tables and columns, never values."""
    if isinstance(error, sqlite3.IntegrityError):
        return ConstraintViolated(str(error))
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return StorageBusy(str(error))
    return StorageError(str(error))
