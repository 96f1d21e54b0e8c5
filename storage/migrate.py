"""Brings the schema up to date: one transaction per migration, the version recorded in the same one.

Migrations are files named NNNN_what.py in storage/migrations with the functions `upgrade` and `downgrade`, which take
the connection; they are never edited once released. `PRAGMA user_version` is the number of the last one: it is part of
the file's header, so it is committed and rolled back with everything else.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from storage.database import create_private, our_errors
from storage.errors import MigrationFailed, SchemaTooNew

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
EMPTY = 0  # the version of a database before its first migration

_LOCK_TIMEOUT = 60.0  # seconds that a second process waits for the first one's migration


def versions(migrations: Path = MIGRATIONS) -> list[int]:
    """Every version that the code knows, oldest first."""
    return sorted(_files(migrations))


def migrate(path: Path, *, migrations: Path = MIGRATIONS) -> None:
    """Make the database when there is none, and bring its schema up to date. Blocks: call it before the loop starts.

    A database that holds something is copied first, to `<name>.before-NNNN` beside it. Raises SchemaTooNew when a later
    version of the product has written it, MigrationFailed when a step was undone, StorageError otherwise.
    """
    create_private(path)
    newest = versions(migrations)[-1]
    with our_errors(), closing(_connect(path)) as connection:
        before = _version(connection)
        _refuse_newer(before, newest)
        first = True
        while _version(connection) < newest:
            _upgrade_once(path, connection, migrations, back_up=first)
            first = False


def downgrade(path: Path, to: int, *, migrations: Path = MIGRATIONS) -> None:
    """Undo migrations until the schema has the version `to`, or is EMPTY. For tests: nobody's data goes this way."""
    known = [EMPTY, *versions(migrations)]
    with our_errors(), closing(_connect(path)) as connection:
        while (current := _version(connection)) > to:
            below = known[known.index(current) - 1]
            with _transaction(connection):
                _run(connection, _files(migrations)[current], "downgrade", leads_to=below)


def current_version(path: Path) -> int:
    """The version of a database file, EMPTY for one that was never migrated."""
    with our_errors(), closing(_connect(path)) as connection:
        return _version(connection)


def _files(migrations: Path) -> dict[int, Path]:
    files = sorted(migrations.glob("[0-9][0-9][0-9][0-9]_*.py"))
    by_number = {int(file.name[:4]): file for file in files}
    if len(by_number) < len(files):  # one of them would never run
        twice = [file.stem for file in files if file not in by_number.values()]
        message = f"another migration has the number of {', '.join(twice)}: the younger one takes the next number"
        raise MigrationFailed(message)
    return by_number


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None)
    # Off before BEGIN (inside a transaction the pragma does nothing): rebuilding a table drops the old one, and with
    # foreign keys on that deletes the rows that refer to it. `_run` checks the references itself.
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) or _version_of_alembic(connection)


def _version_of_alembic(connection: sqlite3.Connection) -> int:
    """What version 0.1.0 recorded in a table of Alembic's; EMPTY when it never had the file."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return EMPTY
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return int(row[0]) if row else EMPTY


def _record(connection: sqlite3.Connection, version: int) -> None:
    connection.execute(f"PRAGMA user_version = {version:d}")
    if _version_of_alembic(connection):  # kept up, so that 0.1.0 refuses a newer file in its own words
        connection.execute("UPDATE alembic_version SET version_num = ?", (f"{version:04}",))


def _refuse_newer(current: int, newest: int) -> None:
    if current > newest:
        message = (
            f"the database has schema {current:04}, but this version of the product knows {newest:04} at most:"
            " start the newer version, or go back to the copy made before its upgrade"
        )
        raise SchemaTooNew(message)


def _upgrade_once(path: Path, connection: sqlite3.Connection, migrations: Path, *, back_up: bool) -> None:
    with _transaction(connection):
        current = _version(connection)  # anew: another process may have migrated while this one waited for the lock
        ahead = [version for version in versions(migrations) if version > current]
        if not ahead:
            return
        if back_up and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            _back_up(path, path.with_name(f"{path.name}.before-{ahead[0]:04}"))
        logger.info("The database's schema goes from %04d to %04d", current, ahead[0])
        _run(connection, _files(migrations)[ahead[0]], "upgrade", leads_to=ahead[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # commits, or rolls back after an exception
        yield


def _run(connection: sqlite3.Connection, file: Path, direction: str, *, leads_to: int) -> None:
    module = ModuleType(file.stem)
    try:
        SourceFileLoader(file.stem, str(file)).exec_module(module)
        getattr(module, direction)(connection)
    except Exception as error:
        message = f"migration {file.stem} failed and was undone: {error}"
        raise MigrationFailed(message) from error
    if not connection.in_transaction:  # executescript() and commit() do that
        message = f"migration {file.stem} ended its transaction itself: what it did can't be undone"
        raise MigrationFailed(message)
    dangling = {str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")}
    if dangling:
        message = f"migration {file.stem} was undone: it leaves dangling references in {', '.join(sorted(dangling))}"
        raise MigrationFailed(message)
    _record(connection, leads_to)


def _back_up(path: Path, copy: Path) -> None:
    """Copy a consistent state, readable by the owner only. A copy of the same name is of a failed attempt: replaced."""
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    create_private(part)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)
    logger.info("The database was copied to %s before its upgrade", copy.name)
