import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Connection, Database, fetch_all, fetch_one
from storage.errors import ConstraintViolated, StorageBusy, StorageError


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with await Database.open(tmp_path / "bot.db") as database:
        async with database.transaction() as connection:
            await connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)")
            await connection.execute("CREATE TABLE child (note_id INTEGER NOT NULL REFERENCES note (id))")
        yield database


async def add(connection: Connection, text: str) -> None:
    await connection.execute("INSERT INTO note (text) VALUES (?)", (text,))


async def texts(database: Database) -> list[str]:
    async with database.reading() as connection:
        return [row["text"] for row in await fetch_all(connection, "SELECT text FROM note ORDER BY id")]


async def test_a_transaction_is_seen_by_readers_once_it_is_over(database: Database) -> None:
    async with database.transaction() as connection:
        await add(connection, "one")
        assert await texts(database) == []
    assert await texts(database) == ["one"]


async def test_an_exception_rolls_back_and_comes_through(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as connection:
            await add(connection, "one")
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert await texts(database) == []


async def test_cancellation_rolls_back_and_frees_the_writer(database: Database) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with database.transaction() as connection:
            await add(connection, "one")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as connection:
        await add(connection, "two")
    assert await texts(database) == ["two"]


async def test_cancellation_at_any_statement_leaves_no_open_transaction(database: Database) -> None:
    async def write(text: str) -> None:
        async with database.transaction() as connection:
            await add(connection, text)
            await add(connection, f"{text}, again")

    for step in range(12):
        task = asyncio.create_task(write(str(step)))
        for _ in range(step):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with database.transaction() as connection:
            await add(connection, f"after {step}")
    written = await texts(database)
    assert [text for text in written if text.startswith("after")] == [f"after {step}" for step in range(12)]
    assert all((str(step) in written) == (f"{step}, again" in written) for step in range(12))


async def test_transactions_of_many_tasks_do_not_mix(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.transaction() as connection:
            row = await fetch_one(connection, "SELECT count(*) AS n FROM note")
            assert row is not None
            await add(connection, f"{row['n']}")
            if number % 3 == 0:
                raise LookupError

    results = await asyncio.gather(*(write(number) for number in range(30)), return_exceptions=True)
    assert sum(isinstance(result, LookupError) for result in results) == 10
    assert await texts(database) == [str(number) for number in range(20)]


async def test_a_transaction_inside_a_transaction_is_refused_instead_of_hanging(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside"):
        async with database.transaction(), database.transaction():
            pass
    assert await texts(database) == []


async def test_readers_can_not_write(database: Database) -> None:
    with pytest.raises(StorageError, match="readonly"):
        async with database.reading() as connection:
            await add(connection, "one")


async def test_more_reading_tasks_than_readers_take_turns(database: Database) -> None:
    assert await asyncio.gather(*(texts(database) for _ in range(20))) == [[]] * 20


async def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(ConstraintViolated, match="FOREIGN KEY"):
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO child VALUES (1)")


async def test_a_violated_constraint_does_not_show_the_value(database: Database) -> None:
    async def add_twice() -> None:
        async with database.transaction() as connection:
            await add(connection, "secret")
            await add(connection, "secret")

    with pytest.raises(ConstraintViolated, match="UNIQUE") as caught:
        await add_twice()
    assert "secret" not in str(caught.value)
    assert await texts(database) == []


async def test_pragmas_are_set_on_every_connection(database: Database) -> None:
    async with database.transaction() as writer, database.reading() as one, database.reading() as two:
        for connection in (writer, one, two):
            values = [
                (await fetch_all(connection, f"PRAGMA {name}"))[0][0]
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            ]
            assert values == ["wal", 1, 1, 5000]


async def test_a_file_held_by_another_process_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.BUSY_TIMEOUT", 0.01)
    async with await Database.open(tmp_path / "bot.db") as database:
        other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageBusy):
            async with database.transaction():
                pass
        other.close()
        async with database.transaction():
            pass


async def test_a_full_disk_is_told_and_the_transaction_undone(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute_fetchall("PRAGMA max_page_count = 8")
    with pytest.raises(StorageError, match="full"):
        async with database.transaction() as connection:
            await add(connection, "x" * 100_000)
    async with database.transaction() as connection:
        await add(connection, "small")
    assert await texts(database) == ["small"]


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("this is not a database, it is a text that is long enough" * 10)
    with pytest.raises(StorageError, match="not a database"):
        await Database.open(tmp_path / "bot.db")


async def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="can't be made"):
        await Database.open(tmp_path / "file" / "bot.db")


async def test_a_new_file_and_its_companions_are_private(tmp_path: Path) -> None:
    async with await Database.open(tmp_path / "folder" / "bot.db") as database:
        async with database.transaction() as connection:
            await connection.execute("CREATE TABLE note (id INTEGER)")
        files = sorted((tmp_path / "folder").iterdir())
        assert [file.name for file in files] == ["bot.db", "bot.db-shm", "bot.db-wal"]
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bot.db")
    await database.close()
    await database.close()
    with pytest.raises(StorageError, match="closed"):
        async with database.transaction():
            pass
    with pytest.raises(StorageError, match="closed"):
        async with database.reading():
            pass
