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
from alembic import op
revision = "0001"
down_revision = None
def upgrade():
    op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    op.execute("CREATE TABLE child (parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE)")
def downgrade():
    op.execute("DROP TABLE child")
    op.execute("DROP TABLE parent")
"""
REBUILD = """
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    op.execute("CREATE TABLE anew (id INTEGER PRIMARY KEY, name TEXT)")
    op.execute("INSERT INTO anew (id) SELECT id FROM parent")
    op.execute("DROP TABLE parent")
    op.execute("ALTER TABLE anew RENAME TO parent")
def downgrade():
    op.execute("ALTER TABLE parent DROP COLUMN name")
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
    ours = "name NOT GLOB 'sqlite_*' AND tbl_name <> 'alembic_version'"
    return query(path, f"SELECT name, sql FROM sqlite_master WHERE {ours} ORDER BY name")  # noqa: S608  # a constant


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


def test_every_migration_is_numbered_and_follows_the_one_before() -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # only here

    scripts = ScriptDirectory(MIGRATIONS, version_locations=[MIGRATIONS])
    found = [(script.revision, Path(script.path).name[:4]) for script in scripts.walk_revisions()]
    assert sorted(found) == [(known, known) for known in versions()]


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
    assert current_version(copy) == "0001"
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
        assert current_version(path) == "0001"
    (migrations / "0002_rebuild.py").write_text(REBUILD)
    migrate(path, migrations=migrations)
    assert current_version(path) == "0002"
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
    assert (schema(path), current_version(path)) == (before, "0001")


def test_a_newer_schema_is_refused_untouched(path: Path) -> None:
    migrate(path)
    query(path, "UPDATE alembic_version SET version_num = '9999'")
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


def test_alembic_is_not_loaded_when_there_is_nothing_to_do(path: Path) -> None:
    migrate(path)
    script = (
        "import sys; from pathlib import Path; from storage.migrate import migrate\n"
        "migrate(Path(sys.argv[1])); print(sorted({'alembic', 'sqlalchemy'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, check=True, capture_output=True)  # noqa: S603 (a script of ours)
    assert said.stdout.decode().strip() == "[]"


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
    downgrade(path, "0002")
    columns = "(id, chat_id, kind, title, created_at, settings)"
    query(path, f"INSERT INTO workspace {columns} VALUES (1, 1, 'private', 'Olga', '2026-11-24', '{before}')")  # noqa: S608  # constants
    migrate(path)
    assert query(path, "SELECT settings FROM workspace") == [(after,)]
    downgrade(path, "0002")
    assert query(path, "SELECT settings FROM workspace") == [(before,)]


def test_old_requests_keep_the_question_of_their_link(path: Path) -> None:
    migrate(path)
    downgrade(path, "0002")
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
