"""The hourly tidying up: what is old goes, what is of use stays. docs/retention.md tells of it."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from storage.upkeep import BATCH, Ages
from tests.flows.requests_world import Desk, binding_token, rows
from tests.flows.world import World

AGES = Ages()
SEALED = "email_sealed, name_sealed, answer_sealed, link_sealed, reason_sealed"


async def later(world: World, span: timedelta) -> None:
    world.clock.forward(seconds=span.total_seconds())
    await world.jobs()


async def test_a_finished_request_loses_the_guest_and_keeps_what_became_of_it(desk: Desk) -> None:
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    await later(desk.world, AGES.requests - timedelta(hours=2))
    assert rows(desk.world, "SELECT user_id IS NULL, email_sealed IS NULL FROM request") == [(0, 0)]
    await later(desk.world, timedelta(hours=3))
    assert rows(desk.world, f"SELECT status, user_id, {SEALED} FROM request") == [  # noqa: S608 (constants)
        ("delivered", None, None, None, None, None, None)
    ]
    assert rows(desk.world, "SELECT detail FROM audit WHERE action = 'request-approved'") == [("•••",)]
    petr = desk.guest()
    await petr.sends("/my")
    assert "Заявок нет" in petr.sees


async def test_an_undecided_request_is_never_too_old_for_a_decision(desk: Desk) -> None:
    await desk.asked("Petr")
    with closing(sqlite3.connect(desk.world.settings.database)) as connection, connection:
        connection.execute("UPDATE request SET status = 'failed', changed_at = '2020-01-01'")  # since long ago
    await later(desk.world, timedelta(hours=2))
    assert rows(desk.world, "SELECT user_id IS NULL, email_sealed IS NULL FROM request") == [(0, 0)]


async def test_who_only_wrote_to_the_bot_is_forgotten_and_who_works_here_is_not(desk: Desk) -> None:
    stranger, anna = desk.world.user("Stranger"), desk.world.user("Anna")
    await stranger.starts()
    await anna.starts()
    await desk.olga.sends(f"/admins add {anna.id}")
    await desk.olga.presses("✅ Да, добавить")
    people = f"SELECT user_id FROM person WHERE user_id IN ({stranger.id}, {anna.id})"  # noqa: S608 (numbers)
    await later(desk.world, AGES.people - timedelta(hours=1))
    assert len(rows(desk.world, people)) == 2
    await later(desk.world, timedelta(hours=2))
    assert rows(desk.world, people) == [(anna.id,)]
    assert rows(desk.world, f"SELECT id FROM workspace WHERE chat_id = {stranger.id}") == []  # noqa: S608 (a number)
    await desk.olga.sends("/conference план")
    assert "🎥 Планёрка" in desk.olga.sees


async def test_the_log_forgets_after_a_year_in_small_steps(desk: Desk) -> None:
    await desk.olga.sends("/alias план п")
    with closing(sqlite3.connect(desk.world.settings.database)) as connection, connection:
        old = (desk.world.clock() - AGES.log - timedelta(hours=1)).isoformat()
        connection.executemany("INSERT INTO audit (at, action) VALUES (?, 'alias-set')", [(old,)] * (BATCH * 2 + 1))
    await later(desk.world, timedelta(hours=1))
    assert rows(desk.world, "SELECT count(*) FROM audit WHERE action = 'alias-set'") == [(1,)]


async def test_expired_tokens_dialogues_and_texts_behind_buttons_go(desk: Desk) -> None:
    await binding_token(desk.olga)
    await desk.olga.sends("/create")
    await desk.olga.sends("/conferences что-нибудь такое, что в кнопку не поместится")
    await later(desk.world, timedelta(hours=2))
    assert rows(desk.world, "SELECT count(*) FROM token") == [(0,)]
    await later(desk.world, AGES.phrases)
    assert rows(desk.world, "SELECT (SELECT count(*) FROM dialogue), (SELECT count(*) FROM phrase)") == [(0, 0)]
    assert rows(desk.world, "SELECT count(*) FROM inbox") == [(0,)]
    assert rows(desk.world, "SELECT count(*) FROM outbox WHERE done_at IS NOT NULL") == [(0,)]


async def test_participants_of_a_conference_that_is_gone_stay_a_month_in_case_it_comes_back(desk: Desk) -> None:
    await desk.asked("Petr")
    await desk.decides("✅ Одобрить")
    count = "SELECT count(*) FROM participant"
    assert rows(desk.world, count) == [(1,)]
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    await later(desk.world, timedelta(hours=1))
    await later(desk.world, AGES.participants - timedelta(hours=1))
    assert rows(desk.world, count) == [(1,)]
    await later(desk.world, timedelta(hours=2))
    assert rows(desk.world, count) == [(0,)]


async def test_privacy_tells_the_operators_spans(desk: Desk) -> None:
    petr = desk.guest()
    await petr.sends("/privacy")
    assert "через 180 дней после завершения заявки" in petr.sees
    assert "через 90 дней после вашего последнего сообщения" in petr.sees
