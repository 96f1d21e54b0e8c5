from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import inbox
from storage.database import Database, fetch_all
from storage.inbox import StoredUpdate
from storage.migrate import migrate
from storage.upkeep import erase

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    migrate(tmp_path / "bot.db")
    async with await Database.open(tmp_path / "bot.db") as database:
        yield database


async def store(database: Database, *ids: int, now: datetime = NOON) -> list[int]:
    async with database.transaction() as connection:
        updates = [StoredUpdate(update_id, b"sealed %d" % update_id) for update_id in ids]
        return [update.update_id for update in await inbox.store(connection, updates, now=now)]


async def begin(database: Database, update_id: int) -> bool:
    async with database.transaction() as connection:
        return await inbox.begin(connection, update_id, now=NOON)


async def done(database: Database, update_id: int, now: datetime = NOON) -> None:
    async with database.transaction() as connection:
        await inbox.done(connection, update_id, now=now)


async def states(database: Database) -> tuple[list[int], list[int]]:
    async with database.reading() as connection:
        return (
            [update.update_id for update in await inbox.waiting(connection)],
            [update.update_id for update in await inbox.interrupted(connection)],
        )


async def test_an_update_that_comes_twice_is_new_once(database: Database) -> None:
    assert await store(database, 3, 1, 1) == [3, 1]
    assert await store(database, 1, 2) == [2]
    assert await store(database) == []
    await begin(database, 1)
    await done(database, 1)
    assert await store(database, 1) == []
    assert await states(database) == ([2, 3], [])


async def test_older_updates_come_first_even_when_ids_began_anew(database: Database) -> None:
    await store(database, 900, 901)
    await store(database, 7, now=NOON + timedelta(days=8))
    assert await states(database) == ([900, 901, 7], [])


async def test_an_update_is_begun_once(database: Database) -> None:
    await store(database, 1)
    assert await begin(database, 1)
    assert not await begin(database, 1)
    assert not await begin(database, 404)
    assert await states(database) == ([], [1])


async def test_what_is_done_is_forgotten_but_its_id(database: Database) -> None:
    await store(database, 1)
    await begin(database, 1)
    await done(database, 1)
    assert await states(database) == ([], [])
    async with database.reading() as connection:
        rows = await fetch_all(connection, "SELECT update_id, payload FROM inbox")
    assert [tuple(row) for row in rows] == [(1, None)]


async def test_a_shelved_update_can_be_retried_once(database: Database) -> None:
    await store(database, 1, 2)
    await begin(database, 1)
    async with database.transaction() as connection:
        assert not await inbox.retry(connection, 1)
        await inbox.shelve(connection, 1, now=NOON)
        await inbox.shelve(connection, 2, now=NOON)  # not begun: stays waiting
        assert await inbox.shelved(connection, 1) == StoredUpdate(1, b"sealed 1")
        assert await inbox.shelved(connection, 2) is None
    assert await states(database) == ([2], [])
    async with database.transaction() as connection:
        assert await inbox.retry(connection, 1)
        assert not await inbox.retry(connection, 1)
        assert await inbox.shelved(connection, 1) is None
    assert await states(database) == ([1, 2], [])
    assert await begin(database, 1)


async def test_done_updates_can_not_be_retried(database: Database) -> None:
    await store(database, 1)
    await done(database, 1)
    async with database.transaction() as connection:
        assert not await inbox.retry(connection, 1)
    assert not await begin(database, 1)


async def test_only_what_is_over_is_erased(database: Database) -> None:
    await store(database, 1, 2, 3, 4, 5)
    await done(database, 1)
    await done(database, 2, now=NOON + timedelta(minutes=1))
    for update_id in (3, 4):
        await begin(database, update_id)
    async with database.transaction() as connection:
        await inbox.shelve(connection, 3, now=NOON)
        await erase(connection, "updates", before=NOON + timedelta(seconds=1))
        rows = await fetch_all(connection, "SELECT update_id FROM inbox ORDER BY update_id")
    assert [row["update_id"] for row in rows] == [2, 4, 5]


def test_a_payload_is_not_shown() -> None:
    assert "sealed" not in repr(StoredUpdate(1, b"sealed"))
