"""The table of transitions: spelled out once more by hand, and tried cell by cell on a real database."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.outbox import Outbox
from services.requests.events import TABLE, Event, possible
from services.requests.model import HOLDS_PLACE, NEEDS_A_PERSON, NEW, RequestStatus
from services.requests.transitions import Transitions
from storage import conferences, outbox, request_links, requests, workspaces
from storage.database import Database
from storage.migrate import migrate
from storage.records import RequestRecord
from storage.secrets import Vault, new_key

# Event: from which statuses -> to which; what the outbox gets; what the log gets.
BY_HAND = """
withdrawn               pending waiting failed unknown -> withdrawn                    | card-update       |
forgotten               pending waiting failed unknown -> withdrawn            | card-update       |
forgotten               invited -> undelivered                                 | card-update       |
forgotten               renewal -> lapsed                                      | card-update       |
withdrawn               renewal -> lapsed                                      | card-update       |
renewal-asked           lapsed -> renewal                                      | card              |
renewed-by-rule         lapsed -> claimed                                      | card-update       |
approved                pending renewal -> claimed                                     | card-update       |
retried                 failed -> claimed                                      | card-update       |
invited-again           unknown lapsed -> claimed                                     | card-update       |
declined pending waiting renewal failed unknown -> declined | guest card-update card-update | request-declined
blocked pending waiting renewal failed unknown -> declined | guest card-update card-update |
declined-undone         declined -> pending                                    | card-update       | decision-undone
let-in-after-all        declined removed -> claimed                            | card-update       |
approved-by-rule        pending -> claimed                                     | card-update       |
queued                  pending -> waiting                                     |                   |
moved-up                waiting -> pending                                     | guest card        |
invited                 claimed -> invited                                     | guest card-update | request-approved
invited-forgotten       claimed -> undelivered                                 | card-update       | request-approved
failed                  claimed -> failed                                      | card-update       |
failed-with-conference  claimed -> cancelled                                   | guest card-update |
doubted                 claimed -> unknown                                     | card-update       |
delivered               invited -> delivered                                   | card-update       |
undelivered             invited -> undelivered                                 | card-update       |
expired                 pending failed unknown -> expired                      | guest card-update |
expired                 renewal -> lapsed                                      | guest card-update |
line-closed             waiting -> expired                                     | guest card-update |
lapsed                  invited delivered undelivered -> lapsed                | card-update       |
removed claimed invited delivered undelivered lapsed renewal failed unknown -> removed | guest card-update |
conference-gone pending waiting renewal failed unknown -> cancelled | guest card-update |
conference-gone invited delivered undelivered lapsed -> cancelled | guest card-update |
"""
MODERATOR = 700_002
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def by_hand() -> dict[tuple[str, str], tuple[str, list[str], list[str]]]:
    """(event, status before) → status afterwards, kinds of letters, lines of the log."""
    cells = {}
    for line in BY_HAND.strip().splitlines():
        move, letters, lines = line.split("|")
        sources, _, target = move.partition("->")
        event, *befores = sources.split()
        for before in befores:
            cells[event, before] = (target.strip(), letters.split(), lines.split())
    return cells


CELLS = by_hand()


class Desk:
    """One request in a database of its own, and what is written about it."""

    def __init__(self, path: Path, database: Database, transitions: Transitions) -> None:
        self._path = path
        self.database = database
        self.transitions = transitions

    async def asked(self, status: str) -> RequestRecord:
        async with self.database.transaction() as connection:
            await workspaces.meet(connection, chat_id=-1, kind="group", title="Team", now=NOW)
            workspace = await workspaces.serving(connection, chat_id=-1)
            rows = await conferences.see(connection, workspace_id=workspace.id, seen=[("code", "Standup")])
            link_id = await request_links.add(
                connection, conference_id=rows["code"].id, token="t", name="", created_by=1, now=NOW
            )
            return await requests.add(
                connection,
                link_id=link_id,
                conference_id=rows["code"].id,
                workspace_id=workspace.id,
                user_id=900_001,
                status=status,
                email_sealed=b"",
                name_sealed=b"",
                question="",
                answer_sealed=None,
                now=NOW,
            )

    def written(self) -> tuple[list[str], list[str], list[str]]:
        """The status, the kinds in the outbox and the actions in the log, oldest first."""
        with closing(sqlite3.connect(self._path)) as connection:
            status, letters, lines = (
                [str(value) for (value,) in connection.execute(query)]
                for query in (
                    "SELECT status FROM request",
                    "SELECT kind FROM outbox ORDER BY id",
                    "SELECT action FROM audit ORDER BY id",
                )
            )
        return status, letters, lines


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    path = tmp_path / "bot.db"
    migrate(path)
    vault = Vault([new_key()])
    async with await Database.open(path) as database:
        outbox = Outbox(database, vault, now=lambda: NOW)
        yield Desk(path, database, Transitions(outbox, vault, now=lambda: NOW))


def test_the_table_is_the_one_that_was_decided() -> None:
    arrows = {(event, before): after for event in Event for before, after in TABLE[event].arrows.items()}
    assert arrows == {cell: after for cell, (after, _, _) in CELLS.items()}
    assert set(TABLE) == set(Event)


def test_every_status_is_reached_and_every_request_can_end() -> None:
    arrows = {(before, after) for event in Event for before, after in TABLE[event].arrows.items()}
    reached = set(NEW)
    while following := {after for before, after in arrows if before in reached} - reached:
        reached |= following
    assert reached == set(RequestStatus)
    ends = set(RequestStatus) - {before for before, _ in arrows}
    assert ends == {"withdrawn", "expired", "cancelled"}
    assert not ends & (HOLDS_PLACE | NEEDS_A_PERSON)


@pytest.mark.parametrize("status", RequestStatus)
async def test_what_happens_is_written_whole_or_not_at_all(desk: Desk, status: RequestStatus) -> None:
    before = await desk.asked(status)
    for event in Event:
        after, letters, lines = CELLS.get((event, status), (status, [], []))
        async with desk.database.transaction() as connection:
            moved = await desk.transitions.apply(connection, event, before, by=MODERATOR)
        assert (moved is not None) is possible(event, status) is ((event, status) in CELLS), event
        assert _sorted(desk.written()) == _sorted(([after], letters, lines)), event
        if moved is not None:
            assert moved.status == after
            assert moved.decided_by == (MODERATOR if TABLE[event].decides else None), event
            await _again(desk, status)


def _sorted(written: tuple[list[str], list[str], list[str]]) -> list[list[str]]:
    return [sorted(part) for part in written]


async def _again(desk: Desk, status: RequestStatus) -> None:
    """The request as it was before anything happened."""
    async with desk.database.transaction() as connection:
        await connection.execute("UPDATE request SET status = ?, decided_by = NULL, decided_at = NULL", (status,))
        await connection.execute("DELETE FROM outbox")
        await connection.execute("DELETE FROM audit")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pending", "pending"),
        ("waiting", "waiting"),
        ("renewal", "renewal"),
        ("failed", "failed"),
        ("unknown", "failed"),  # they were looked for: nobody is in
    ],
)
async def test_a_refusal_that_is_undone_leads_back_and_the_guest_never_hears_of_it(
    desk: Desk, before: str, after: str
) -> None:
    record = await desk.asked(before)
    async with desk.database.transaction() as connection:
        declined = await desk.transitions.apply(connection, Event.DECLINED, record, by=MODERATOR)
        assert declined
        undone = await desk.transitions.apply(connection, Event.DECLINED_UNDONE, declined, by=MODERATOR)
        assert undone
        assert undone.status == after
        kinds = {m.kind for m in await outbox.due(connection, now=NOW + timedelta(days=1), limit=9)}
        assert kinds == {"card-update"}


@pytest.mark.parametrize("rival", ["declined", "withdrawn"])
@pytest.mark.parametrize("event", ["approved", "declined", "expired"])
async def test_whoever_read_an_older_status_comes_too_late(desk: Desk, event: str, rival: str) -> None:
    record = await desk.asked("pending")
    async with desk.database.transaction() as connection:
        await desk.transitions.apply(connection, Event(rival), record, by=MODERATOR)
    written = desk.written()
    async with desk.database.transaction() as connection:
        assert await desk.transitions.apply(connection, Event(event), record, by=MODERATOR) is None
    assert desk.written() == written


async def test_a_move_that_is_not_finished_leaves_neither_letter_nor_line(desk: Desk) -> None:
    record = await desk.asked("pending")

    async def cut_off() -> None:
        async with desk.transitions.writing() as connection:
            assert await desk.transitions.apply(connection, Event.DECLINED, record, by=MODERATOR)
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await cut_off()
    assert desk.written() == (["pending"], [], [])
