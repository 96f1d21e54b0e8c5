"""Reading requests: a page costs as many trips to the database as one request."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.requests import reading
from storage import conferences, request_links, requests, workspaces
from storage.database import Database
from storage.migrate import migrate
from storage.records import RequestLinkRecord, RequestRecord
from storage.secrets import Vault, new_key

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
MANY = 8


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    migrate(tmp_path / "bot.db")
    async with await Database.open(tmp_path / "bot.db") as database:
        yield database


async def _asked(database: Database, vault: Vault) -> tuple[list[RequestRecord], list[RequestLinkRecord]]:
    """As many requests, each of another person, through another link, for another conference."""
    async with database.transaction() as connection:
        await workspaces.meet(connection, chat_id=-1, kind="group", title="Team", now=NOW)
        workspace = await workspaces.serving(connection, chat_id=-1)
        seen = [(f"code{number}", f"Standup {number}") for number in range(MANY)]
        rows = await conferences.see(connection, workspace_id=workspace.id, seen=seen)
        for number, row in enumerate(rows.values()):
            link_id = await request_links.add(
                connection, conference_id=row.id, token=f"t{number}", name="", created_by=1, now=NOW
            )
            await requests.add(
                connection,
                link_id=link_id,
                conference_id=row.id,
                workspace_id=workspace.id,
                user_id=900_000 + number,
                status="pending",
                email_sealed=vault.seal(f"guest{number}@example.com"),
                name_sealed=vault.seal(f"Guest {number}"),
                question="",
                answer_sealed=None,
                now=NOW,
            )
        records = await requests.of_workspace(connection, workspace_id=workspace.id, statuses=["pending"])
        links = [
            link
            for row in rows.values()
            for link in await request_links.of_conference(connection, conference_id=row.id)
        ]
    return records, links


async def test_a_page_takes_as_many_queries_as_one(database: Database) -> None:
    vault = Vault([new_key()])
    records, links = await _asked(database, vault)
    async with database.reading() as connection:
        statements: list[str] = []
        await connection.set_trace_callback(statements.append)
        counts = []
        for number in (1, MANY):
            opened = await reading.opened_all(connection, vault, records[:number])
            assert [request.email for request in opened] == [f"guest{n}@example.com" for n in range(number)]
            assert [request.conference.title for request in opened] == [f"Standup {n}" for n in range(number)]
            read = await reading.links(connection, links[:number])
            assert [(link.asked, link.number) for link in read] == [(1, 1)] * number
            counts.append(len(statements))
            statements.clear()
        await connection.set_trace_callback(None)  # type: ignore[arg-type] # aiosqlite's stub knows no end of it
    assert counts[0] == counts[1]
