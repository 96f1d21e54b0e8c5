import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from storage.errors import MigrationFailed, SchemaTooNew, StorageError
from storage.migrate import EMPTY, MIGRATIONS, current_version, downgrade, migrate, versions

ROOT = MIGRATIONS.parent.parent

FIRST = """
def upgrade(connection):
    connection.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE child (parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE)")
def downgrade(connection):
    connection.execute("DROP TABLE child")
    connection.execute("DROP TABLE parent")
"""
REBUILD = """
def upgrade(connection):
    connection.execute("CREATE TABLE anew (id INTEGER PRIMARY KEY, name TEXT)")
    connection.execute("INSERT INTO anew (id) SELECT id FROM parent")
    connection.execute("DROP TABLE parent")
    connection.execute("ALTER TABLE anew RENAME TO parent")
def downgrade(connection):
    connection.execute("ALTER TABLE parent DROP COLUMN name")
"""
RAISES = REBUILD.replace("def downgrade", '    raise LookupError("halfway")\ndef downgrade')
DANGLES = REBUILD.replace("SELECT id FROM parent", "SELECT id FROM parent WHERE id > 1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bot.db"


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.py").write_text(FIRST)
    return folder


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(sql).fetchall()
        connection.commit()
        return rows


def schema(path: Path) -> list[tuple[object, ...]]:
    return query(path, "SELECT name, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_*' ORDER BY name")


def tables(path: Path) -> dict[object, list[tuple[object, ...]]]:
    """Columns by table: the wording of CREATE TABLE depends on the way a table has come."""
    names = query(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
    return {name: query(path, f"SELECT * FROM pragma_table_info('{name}') ORDER BY name") for (name,) in names}  # noqa: S608 (names from the schema)


def family(path: Path, migrations: Path) -> None:
    migrate(path, migrations=migrations)
    query(path, "INSERT INTO parent VALUES (1), (2)")
    query(path, "INSERT INTO child VALUES (1), (1), (2)")


def test_every_migration_goes_up_down_and_up_again(path: Path) -> None:
    known = versions()
    assert known
    migrate(path)
    newest = schema(path)
    for goal in (*reversed(known[:-1]), EMPTY):
        downgrade(path, goal)
        below = schema(path)
        migrate(path)
        assert schema(path) == newest, f"down to {goal} and up again gives another schema"
        downgrade(path, goal)
        assert schema(path) == below
    assert schema(path) == []
    migrate(path)
    assert current_version(path) == known[-1]


def test_migrations_are_numbered_without_a_gap() -> None:
    assert versions() == list(range(1, len(list(MIGRATIONS.glob("*.py"))) + 1))


def test_two_migrations_of_one_number_are_refused(path: Path, migrations: Path) -> None:
    (migrations / "0001_also_first.py").write_text(FIRST)
    with pytest.raises(MigrationFailed, match="the number of 0001_also_first"):
        migrate(path, migrations=migrations)


def test_a_new_database_is_private_and_needs_no_copy(path: Path) -> None:
    migrate(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["bot.db"]


def test_a_database_with_something_in_it_is_copied_before_its_upgrade(path: Path, migrations: Path) -> None:
    family(path, migrations)
    (migrations / "0002_rebuild.py").write_text(REBUILD)
    migrate(path, migrations=migrations)
    copy = path.with_name("bot.db.before-0002")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert current_version(copy) == 1
    assert query(copy, "SELECT count(*) FROM child") == [(3,)]
    assert sorted(file.name for file in path.parent.iterdir()) == ["bot.db", "bot.db.before-0002"]


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(path: Path, migrations: Path) -> None:
    family(path, migrations)
    (migrations / "0002_rebuild.py").write_text(REBUILD)
    migrate(path, migrations=migrations)
    assert query(path, "SELECT id, name FROM parent") == [(1, None), (2, None)]
    assert query(path, "SELECT parent_id FROM child") == [(1,), (1,), (2,)]


@pytest.mark.parametrize(("broken", "said"), [(RAISES, "halfway"), (DANGLES, "dangling references in child")])
def test_a_migration_that_fails_leaves_nothing_and_can_be_repeated(
    path: Path, migrations: Path, broken: str, said: str
) -> None:
    family(path, migrations)
    before = schema(path)
    (migrations / "0002_rebuild.py").write_text(broken)
    for _ in range(2):
        with pytest.raises(MigrationFailed, match=said):
            migrate(path, migrations=migrations)
        assert schema(path) == before
        assert current_version(path) == 1
    (migrations / "0002_rebuild.py").write_text(REBUILD)
    migrate(path, migrations=migrations)
    assert current_version(path) == 2
    assert query(path, "SELECT count(*) FROM child") == [(3,)]


def test_a_process_killed_in_a_migration_leaves_nothing(path: Path, migrations: Path) -> None:
    family(path, migrations)
    before = schema(path)
    killed = REBUILD.replace("def downgrade", "    import os\n    os._exit(9)\ndef downgrade")
    (migrations / "0002_rebuild.py").write_text(killed)
    script = (
        "import sys; from pathlib import Path; from storage.migrate import migrate\n"
        "migrate(Path(sys.argv[1]), migrations=Path(sys.argv[2]))"
    )
    ended = subprocess.run([sys.executable, "-c", script, path, migrations], cwd=ROOT, check=False)  # noqa: S603 (a script of ours)
    assert ended.returncode == 9
    assert (schema(path), current_version(path)) == (before, 1)


def test_a_newer_schema_is_refused_untouched(path: Path) -> None:
    migrate(path)
    query(path, "PRAGMA user_version = 9999")
    content = path.read_bytes()
    with pytest.raises(SchemaTooNew, match="schema 9999"):
        migrate(path)
    assert path.read_bytes() == content


def test_two_processes_starting_at_once_migrate_once(path: Path, migrations: Path) -> None:
    family(path, migrations)
    (migrations / "0002_rebuild.py").write_text(REBUILD)
    failures: list[BaseException] = []

    def start() -> None:
        try:
            migrate(path, migrations=migrations)
        except BaseException as error:  # noqa: BLE001  # handed to the test
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert query(path, "SELECT count(*) FROM child") == [(3,)]


def test_a_file_that_is_no_database_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("this is a letter to a friend, and rather a long one at that" * 10)
    with pytest.raises(StorageError, match="not a database"):
        migrate(path)


@pytest.fixture
def version_0_1_0(path: Path) -> Path:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((Path(__file__).parent / "version_0_1_0.sql").read_text())
    return path


def test_a_database_of_version_0_1_0_is_taken_over_without_a_word(version_0_1_0: Path, tmp_path: Path) -> None:
    assert current_version(version_0_1_0) == 3
    migrate(version_0_1_0)
    migrate(tmp_path / "new.db")
    assert current_version(version_0_1_0) == versions()[-1]
    taken_over = {table: sql for table, sql in tables(version_0_1_0).items() if table != "alembic_version"}
    assert taken_over == tables(tmp_path / "new.db")
    assert query(version_0_1_0, "SELECT title, key_tail FROM workspace") == [("Olga", "7f3a")]
    assert query(version_0_1_0, "SELECT id, code FROM participant") == [(7, "anna")]


def test_version_0_1_0_refuses_a_file_that_was_upgraded(version_0_1_0: Path, migrations: Path) -> None:
    for number, what in ((2, "second"), (3, "third"), (4, "fourth")):
        nothing = "def upgrade(connection): pass\ndef downgrade(connection): pass\n"
        (migrations / f"{number:04}_{what}.py").write_text(nothing)
    migrate(version_0_1_0, migrations=migrations)
    assert current_version(version_0_1_0) == 4
    assert query(version_0_1_0, "SELECT version_num FROM alembic_version") == [
        ("0004",)
    ]  # it compares this with "0003"


def test_a_migration_that_ends_its_transaction_is_told(path: Path, migrations: Path) -> None:
    family(path, migrations)
    script = REBUILD.replace('connection.execute("CREATE', 'connection.executescript("CREATE')
    (migrations / "0002_rebuild.py").write_text(script)
    with pytest.raises(MigrationFailed, match="ended its transaction itself"):
        migrate(path, migrations=migrations)
    assert current_version(path) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"watch":false,"expiry_days":3}', '{"watch":"none","expiry_days":3}'),
        ('{"watch":true}', '{"watch":"links"}'),
        ("{}", "{}"),
    ],
)
def test_whoever_had_watching_off_keeps_it_off(path: Path, before: str, after: str) -> None:
    migrate(path)
    downgrade(path, 2)
    columns = "(id, chat_id, kind, title, created_at, settings)"
    query(path, f"INSERT INTO workspace {columns} VALUES (1, 1, 'private', 'Olga', '2026-11-24', '{before}')")  # noqa: S608 (constants)
    migrate(path)
    assert query(path, "SELECT settings FROM workspace") == [(after,)]
    downgrade(path, 2)
    assert query(path, "SELECT settings FROM workspace") == [(before,)]


def test_old_requests_keep_the_question_of_their_link(path: Path) -> None:
    migrate(path)
    downgrade(path, 2)
    for statement in (
        "INSERT INTO workspace (id, chat_id, kind, title, created_at) VALUES (1, 1, 'private', 'Olga', '2026-11-24')",
        "INSERT INTO conference (id, workspace_id, code, title) VALUES (1, 1, 'code', 'Forum')",
        "INSERT INTO request_link (id, conference_id, token, question, created_at) VALUES (1, 1, 't', 'Why?', '2026')",
        "INSERT INTO request (link_id, conference_id, workspace_id, status, created_at, changed_at)"
        " VALUES (1, 1, 1, 'pending', '2026', '2026')",
    ):
        query(path, statement)
    migrate(path)
    assert query(path, "SELECT question FROM request") == [("Why?",)]
