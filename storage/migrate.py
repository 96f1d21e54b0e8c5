"""Brings the schema up to date: one transaction per migration, the version recorded in the same one.

Alembic does it, and costs 0.3 s and 20 MB to load: so whether there is anything to do is asked of sqlite3 alone.
Migrations are files named NNNN_what.py in storage/migrations, with `revision = "NNNN"`; they are never edited once
released.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.database import create_private, our_errors
from storage.errors import MigrationFailed, SchemaTooNew

if TYPE_CHECKING:
    import sqlalchemy

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
EMPTY = "base"  # Alembic's word for a database before its first migration

_LOCK_TIMEOUT = 60.0  # seconds that a second process waits for the first one's migration


def versions(migrations: Path = MIGRATIONS) -> list[str]:
    """Every version that the code knows, oldest first."""
    return sorted(file.name[:4] for file in migrations.glob("[0-9][0-9][0-9][0-9]_*.py"))


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
        while _version(connection) != newest:
            _upgrade_once(path, connection, migrations, back_up=first)
            first = False


def downgrade(path: Path, to: str, *, migrations: Path = MIGRATIONS) -> None:
    """Undo migrations until the schema has the version `to`, or is EMPTY. For tests: nobody's data goes this way."""
    known = [EMPTY, *versions(migrations)]
    with our_errors(), closing(_connect(path)) as connection:
        while (current := _version(connection) or EMPTY) != to:
            with _exclusive(connection) as alchemy:
                _run(alchemy, migrations, script=current, result=known[known.index(current) - 1], upwards=False)


def current_version(path: Path) -> str | None:
    """The version of a database file, None for one that was never migrated."""
    with our_errors(), closing(_connect(path)) as connection:
        return _version(connection)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_LOCK_TIMEOUT, isolation_level=None)
    # Off before BEGIN (inside a transaction the pragma does nothing): rebuilding a table drops the old one, and with
    # foreign keys on that deletes the rows that refer to it. `_run` checks the references itself.
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _version(connection: sqlite3.Connection) -> str | None:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
    return str(row[0]) if row else None


def _refuse_newer(current: str | None, newest: str) -> None:
    if current is not None and current > newest:
        message = (
            f"the database has schema {current}, but this version of the product knows {newest} at most:"
            " start the newer version, or go back to the copy made before its upgrade"
        )
        raise SchemaTooNew(message)


def _upgrade_once(path: Path, connection: sqlite3.Connection, migrations: Path, *, back_up: bool) -> None:
    with _exclusive(connection) as alchemy:
        current = _version(connection)  # anew: another process may have migrated while this one waited for the lock
        ahead = [known for known in versions(migrations) if current is None or known > current]
        if not ahead:
            return
        if back_up and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            _back_up(path, path.with_name(f"{path.name}.before-{ahead[0]}"))
        logger.info("The database's schema goes from %s to %s", current or EMPTY, ahead[0])
        _run(alchemy, migrations, script=ahead[0], result=ahead[0], upwards=True)


@contextmanager
def _exclusive(connection: sqlite3.Connection) -> Iterator["sqlalchemy.Connection"]:
    """One transaction on the connection, shown to Alembic as SQLAlchemy's: that commits it or rolls it back."""
    import sqlalchemy  # noqa: PLC0415  # see the module's docstring

    engine = sqlalchemy.create_engine(
        "sqlite://", creator=lambda: connection, poolclass=sqlalchemy.StaticPool, pool_reset_on_return=None
    )
    with engine.connect() as alchemy, alchemy.begin():
        connection.execute("BEGIN IMMEDIATE")  # SQLAlchemy leaves BEGIN to the driver, which was told not to
        yield alchemy


def _run(alchemy: "sqlalchemy.Connection", migrations: Path, *, script: str, result: str, upwards: bool) -> None:
    from alembic.operations import Operations  # noqa: PLC0415  # see the module's docstring
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 (see the module's docstring)
    from alembic.script import ScriptDirectory  # noqa: PLC0415 (see the module's docstring)

    scripts = ScriptDirectory(migrations, version_locations=[migrations])
    context = MigrationContext.configure(alchemy, opts={"transactional_ddl": True})
    try:
        module = scripts.get_revision(script).module
        with Operations.context(context):
            (module.upgrade if upwards else module.downgrade)()
        context.stamp(scripts, result)
    except Exception as error:
        message = f"migration {script} failed and was undone: {error}"
        raise MigrationFailed(message) from error
    dangling = {str(row[0]) for row in alchemy.exec_driver_sql("PRAGMA foreign_key_check")}
    if dangling:
        message = f"migration {script} was undone: it leaves dangling references in {', '.join(sorted(dangling))}"
        raise MigrationFailed(message)


def _back_up(path: Path, copy: Path) -> None:
    """Copy a consistent state, readable by the owner only. A copy of the same name is of a failed attempt: replaced."""
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    create_private(part)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)
    logger.info("The database was copied to %s before its upgrade", copy.name)
