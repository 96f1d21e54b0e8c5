"""Messages that must arrive: within Telegram's limits, in spite of trouble, at least once."""

import asyncio
import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from telegram.request import RequestData

from bot.delivery.batches import CARDS_A_MINUTE
from bot.delivery.dispatcher import TRIES
from sandbox.boomstream import FaultKind
from sandbox.telegram import Message
from sandbox.telegram.chats import Member
from services.letters import Nag
from services.requests import admitting
from tests.flows.crowd import ask, busiest, crowd, pass_time, running, sent, withdraw
from tests.flows.requests_world import (
    Desk,
    address_of,
    bind,
    buttons_of,
    card_of_link,
    cards,
    conference_of,
    open_link,
    rows,
)
from tests.flows.world import KEY, User, World
from tests.sandbox_request import SandboxRequest

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a guest hears of a refusal ten seconds later is a story of its own."""
    monkeypatch.setattr("services.requests.transitions.GRACE", timedelta(0))


def digests(desk: Desk) -> list[Message]:
    return [m for m in desk.group.messages if re.search(r"Приш\w+ ещё \d+ заяв", m.text)]


def told(digest: Message) -> int:
    return int(re.findall(r"\d+", digest.text)[0])


# --- many at once ----------------------------------------------------------------------------------------------------


async def test_two_hundred_requests_in_a_minute(desk: Desk, world: World) -> None:
    world.clock.forward(minutes=2)
    began = world.clock()
    for number in range(200):
        await ask(desk, world.user(f"Guest{number}"))
        if number % 10 == 9:
            await pass_time(desk, seconds=3, step=0.5)
    assert world.clock() - began == MINUTE
    await pass_time(desk, seconds=240)

    # None is lost: each has a card or was counted.
    assert len(cards(desk.group)) + sum(told(digest) for digest in digests(desk)) == 200
    assert not await running(desk).background.outbox.due()
    # A burst of requests is no burst of messages.
    assert len(digests(desk)) <= 3
    times = [digest.date for digest in digests(desk)]
    assert all(later - earlier >= MINUTE for earlier, later in pairwise(times))
    posted = [call for call in sent(desk, desk.group.id) if call.at >= began]
    assert busiest(posted, SECOND) == 1
    assert busiest(posted, MINUTE) <= 2 * CARDS_A_MINUTE
    # And all are found.
    await desk.max.sends("/requests")
    assert "Ждут решения: 200" in desk.max.sees
    names = set()
    for _ in range(25):
        names |= {text.split(" · ")[0] for text in desk.max.buttons if text.startswith("Guest")}
        if "›" in desk.max.buttons:
            await desk.max.presses("›")
    assert len(names) == 200


async def test_few_requests_are_cards_and_no_digest(desk: Desk, world: World) -> None:
    for number in range(12):
        await ask(desk, world.user(f"Guest{number}"))
        await pass_time(desk, seconds=20)
    assert len(cards(desk.group)) == 12
    assert digests(desk) == []


async def test_a_digest_leads_to_the_requests_and_all_shown_are_approved(desk: Desk, world: World) -> None:
    guests = await crowd(desk, 20)
    await world.idle()
    assert [told(digest) for digest in digests(desk)] == [20 - CARDS_A_MINUTE]
    await desk.max.presses("🙋 Заявки", digests(desk)[0])
    assert "Ждут решения: 20" in desk.max.sees
    await desk.max.presses("✅ Одобрить всех на экране")
    assert "Одобрить 8 заявок?" in desk.max.sees
    before = len(world.telegram.log)
    await desk.max.presses("✅ Одобрить всех на экране")
    assert desk.max.sees == "✅ Одобрено заявок: 8"
    progress = [c.params["text"] for c in list(world.telegram.log)[before:] if "⏳" in str(c.params.get("text"))]
    assert progress[0] == "⏳ 1 из 8…"
    assert progress[-1] == "⏳ 8 из 8…"
    assert sorted(desk.invited) == sorted(f"{guest.person.user.username}@mail.ru" for guest in guests[:8])
    assert all("Вы приглашены" in guest.sees for guest in guests[:8])
    assert all("Ссылка доставлена" in card.text for card in cards(desk.group))
    await desk.max.presses("‹ Заявки")
    assert "Ждут решения: 12" in desk.max.sees


async def test_approve_all_tells_what_did_not_work(desk: Desk, world: World) -> None:
    await crowd(desk, 3)
    await world.idle()
    await desk.max.sends("/requests")
    await desk.max.presses("✅ Одобрить всех на экране")
    world.boomstream.fail(FaultKind.FAILED, method="invite", message="Internal error")
    await desk.max.presses("✅ Одобрить всех на экране")
    assert desk.max.sees == "✅ Одобрено заявок: 2\n❗ Не получилось: 1. Подробности — на карточках."
    assert desk.statuses() == ["failed", "delivered", "delivered"]


async def test_one_who_surprises_keeps_no_other_from_being_approved_with_all(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crowd(desk, 3)
    await world.idle()
    invite = vars(admitting)["invite_one"]

    async def surprised(project: Any, conference: Any, guest: Any, *rest: Any) -> Any:
        if guest.email.startswith("guest1"):
            raise KeyError(guest.email)
        return await invite(project, conference, guest, *rest)

    await desk.max.sends("/requests")
    await desk.max.presses("✅ Одобрить всех на экране")
    with monkeypatch.context() as patch:
        patch.setattr(admitting, "invite_one", surprised)
        await desk.max.presses("✅ Одобрить всех на экране")
    assert desk.max.sees == "✅ Одобрено заявок: 2\n❗ Не получилось: 1. Подробности — на карточках."
    await world.jobs()  # what was begun is not left lying
    assert desk.statuses() == ["delivered"] * 3


@pytest.mark.parametrize("trouble", ["bad gateway", "flood"])
async def test_the_progress_that_cannot_be_shown_stops_nothing(desk: Desk, world: World, trouble: str) -> None:
    await crowd(desk, 3)
    await world.idle()
    await desk.max.sends("/requests")
    await desk.max.presses("✅ Одобрить всех на экране")
    if trouble == "flood":
        world.telegram.flood(desk.group, seconds=90, method="editMessageText")
    else:
        world.telegram.fail("editMessageText", chat=desk.group, times=2)
    await desk.max.presses("✅ Одобрить всех на экране")
    world.clock.forward(minutes=2)
    await world.idle()
    assert desk.statuses() == ["delivered"] * 3


async def test_a_digest_counts_only_what_still_waits(desk: Desk, world: World) -> None:
    guests = await crowd(desk, 10)
    await pass_time(desk, seconds=4)
    await withdraw(desk, guests[9])  # before a digest could tell of it
    await pass_time(desk, seconds=60)
    assert [told(digest) for digest in digests(desk)] == [4]
    assert len(cards(desk.group)) == CARDS_A_MINUTE


async def test_a_hundred_guests_are_told_within_the_limit_of_all(desk: Desk, world: World) -> None:
    guests = await crowd(desk, 100)
    await pass_time(desk, seconds=130)
    world.clock.forward(days=8)
    began = world.clock()
    await world.jobs()
    assert all("Организаторы не ответили вовремя" in guest.sees for guest in guests)
    assert all(len([m for m in guest.messages if m.from_bot]) == 1 for guest in guests)
    told_at_once = [call for call in sent(desk) if call.at >= began]
    assert busiest(told_at_once, SECOND) <= 30
    assert len(told_at_once) > 100


async def test_a_group_with_a_backlog_keeps_no_guest_waiting(desk: Desk, world: World) -> None:
    outbox = running(desk).background.outbox
    petr = await desk.asked()
    async with outbox.writing() as connection:
        for _ in range(700):
            await outbox.put(connection, Nag(1, count=1))
    desk.max.person.press(desk.card, "✋ Отклонить")
    await world.delivered()
    await running(desk).processor.idle()
    await pass_time(desk, seconds=2)  # Telegram's limit for one chat
    assert "отклонили заявку" in petr.sees


# --- trouble on the way ----------------------------------------------------------------------------------------------


async def test_telegram_s_pause_for_one_chat_stops_no_other(desk: Desk, world: World) -> None:
    petr, anna = await desk.asked(), await desk.asked("Anna", "en")
    world.telegram.flood(petr.person.private, seconds=600)
    async with asyncio.timeout(20):  # it is not waited for
        for card in cards(desk.group):
            desk.max.person.press(card, "✋ Отклонить")
        await world.delivered()
        await running(desk).processor.idle()
        await pass_time(desk, seconds=10)
    assert "declined" in anna.sees
    assert "отклонили" not in petr.sees
    attempts = len(sent(desk, petr.id))
    await pass_time(desk, seconds=580)
    assert len(sent(desk, petr.id)) == attempts  # and left alone till then
    await pass_time(desk, seconds=15)
    assert "отклонили" in petr.sees
    assert len(sent(desk, petr.id)) == attempts + 1


async def test_a_chat_that_telegram_wants_left_alone_gets_no_answers_either(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sleep(seconds: float) -> None:
        world.clock.forward(seconds=seconds)

    monkeypatch.setattr("bot.telegram.flood.sleep", sleep)
    petr, anna = await desk.asked(), await desk.asked("Anna", "en")
    world.clock.forward(minutes=1)
    world.telegram.flood(petr.person.private, seconds=45)
    desk.max.person.press(cards(desk.group)[0], "✋ Отклонить")
    await world.delivered()
    await running(desk).processor.idle()
    await running(desk).dispatcher.deliver()
    told = world.clock()
    assert sent(desk, petr.id)[-1].description  # the outbox was told, by a 429
    for guest in (anna, petr):
        guest.person.send("/my")
        await world.delivered()
        await running(desk).processor.idle()
    assert sent(desk, anna.id)[-1].at == told
    later = [call for call in sent(desk, petr.id) if call.at > told]
    assert [call.at - told for call in later] == [45 * SECOND]
    assert later[0].description is None


async def test_a_slow_chat_holds_up_itself_only_and_gets_everything_once(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    petr, anna, ivan = await desk.asked(), await desk.asked("Anna", "en"), await desk.asked("Ivan")
    world.clock.forward(minutes=1)
    asked, answered = asyncio.Event(), asyncio.Event()
    call = SandboxRequest._call

    async def slow_for_petr(self: SandboxRequest, method: str, data: RequestData | None) -> Any:
        if method == "sendMessage" and data is not None and data.parameters["chat_id"] == petr.id:
            asked.set()
            await answered.wait()
        return await call(self, method, data)

    monkeypatch.setattr(SandboxRequest, "_call", slow_for_petr)
    working = asyncio.create_task(running(desk).dispatcher.run())
    try:
        async with asyncio.timeout(20):
            desk.max.person.press(cards(desk.group)[0], "✋ Отклонить")
            await asked.wait()
            for number, guest in enumerate((anna, ivan), start=1):  # each by a look of its own
                desk.max.person.press(cards(desk.group)[number], "✋ Отклонить")
                while not any(word in guest.sees for word in ("declined", "отклонили")):
                    await asyncio.sleep(0.01)
                world.clock.forward(minutes=1)
            answered.set()
            while "отклонили" not in petr.sees:
                await asyncio.sleep(0.01)
            await running(desk).processor.idle()
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    await pass_time(desk, seconds=60)
    for guest in (petr, anna, ivan):
        assert len([m for m in guest.messages if "отклонили" in m.text or "declined" in m.text]) == 1


async def test_a_letter_comes_a_second_after_an_answer(desk: Desk, world: World) -> None:
    petr = await desk.asked()
    world.clock.forward(minutes=1)
    answered = world.clock()
    petr.person.send("/my")
    desk.max.person.press(desk.card, "✋ Отклонить")
    await world.delivered()
    await running(desk).processor.idle()
    await pass_time(desk, seconds=3, step=0.25)
    calls = [call for call in sent(desk, petr.id) if call.at >= answered]
    assert [call.at - answered for call in calls] == [0 * SECOND, 1 * SECOND]
    assert "отклонили" in petr.sees


async def test_a_card_that_could_not_be_changed_is_changed_later(desk: Desk, world: World) -> None:
    await desk.asked()
    world.telegram.fail("editMessageText", chat=desk.group, code=429, description="Too Many Requests: retry after 5")
    world.telegram.fail("editMessageText", chat=desk.group)
    await desk.decides("✋ Отклонить")
    await pass_time(desk, seconds=10)
    assert "Отклонено · Max" in desk.card.text


async def test_a_failing_network_is_tried_again_with_growing_pauses(desk: Desk, world: World) -> None:
    petr = await desk.asked()
    world.telegram.fail("sendMessage", chat=petr.person.private, times=4)
    before = len(sent(desk, petr.id))
    await desk.decides("✋ Отклонить")
    await pass_time(desk, seconds=30)
    times = [call.at for call in sent(desk, petr.id)[before:]]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert pauses == [1 * SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert "отклонили" in petr.sees


async def test_an_hour_without_telegram_loses_nothing(desk: Desk, world: World) -> None:
    petr = await desk.asked()
    world.telegram.fail("sendMessage", times=10_000)
    world.telegram.fail("editMessageText", times=10_000)
    await desk.decides("✅ Одобрить")
    await pass_time(desk, seconds=3600, step=20)
    world.telegram.heal()
    await pass_time(desk, seconds=1000, step=20)
    assert "Вы приглашены" in petr.sees
    assert "Ссылка доставлена" in desk.card.text


async def test_what_never_arrives_is_given_up_with_a_reason_on_the_card(desk: Desk, world: World) -> None:
    petr = await desk.asked()
    world.telegram.fail("sendMessage", chat=petr.person.private, times=10_000)
    before = len(sent(desk, petr.id))
    await desk.decides("✅ Одобрить")
    await pass_time(desk, seconds=(TRIES + 1) * 900, step=900)
    assert len(sent(desk, petr.id)) == before + TRIES
    assert "Доставить ссылку не удалось" in desk.card.text
    assert "📤 Передать" in buttons_of(desk.card)
    await pass_time(desk, seconds=9000, step=900)
    assert len(sent(desk, petr.id)) == before + TRIES


@pytest.mark.parametrize(
    ("what", "reason"),
    [("blocked", "Гость заблокировал бота"), ("deactivated", "Аккаунта гостя"), ("unknown", "Чата с гостем")],
)
async def test_a_guest_who_cannot_be_told(desk: Desk, world: World, what: str, reason: str) -> None:
    petr = await desk.asked()
    petr.person.private.blocked = what == "blocked"
    petr.person.private.deactivated = what == "deactivated"
    if what == "unknown":
        world.telegram.met.remove(petr.person.id)
    await desk.decides("✅ Одобрить")
    assert reason in desk.card.text
    assert "📤 Передать" in buttons_of(desk.card)
    link = address_of(desk.card)
    assert [b for row in desk.card.buttons for b in row if b.kind == "url" and b.value == link] == []
    assert desk.statuses() == ["undelivered"]
    petr.person.private.blocked = False
    world.telegram.met.add(petr.person.id)
    if what == "blocked":
        await petr.sends("/my")
        assert [b.value for row in petr.screen.buttons for b in row if b.kind == "url"] == [link]


async def test_a_guest_of_a_digest_who_cannot_be_told_gets_a_card(desk: Desk, world: World) -> None:
    guests = await crowd(desk, 8)
    await world.idle()
    assert len(cards(desk.group)) == CARDS_A_MINUTE
    guests[7].person.private.blocked = True
    await desk.max.sends("/requests")
    await desk.max.presses("Guest7")
    await desk.max.presses("✅ Одобрить")
    assert len(cards(desk.group)) == CARDS_A_MINUTE + 2  # the one within /requests and its own
    assert any(
        "Гость заблокировал бота" in card.text and "📤 Передать" in buttons_of(card) for card in cards(desk.group)
    )


async def test_an_answer_that_got_lost_means_twice_at_most(desk: Desk, world: World) -> None:
    petr = await desk.asked()
    world.telegram.lose_answer("sendMessage", chat=petr.person.private)
    await desk.decides("✅ Одобрить")
    await pass_time(desk, seconds=10)
    told_of_it = [m for m in petr.messages if "Вы приглашены" in m.text]
    assert len(told_of_it) == 2
    assert address_of(told_of_it[0]) == address_of(told_of_it[1])
    assert desk.statuses() == ["delivered"]
    assert desk.invited == ["petr@mail.ru"]


async def test_what_was_not_sent_is_sent_by_the_next_process(stopped_world: World) -> None:
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with stopped_world.running():
        await olga.starts()
        await olga.sends(f"/apikey {KEY}")
        desk = await Desk.opened(olga)
        await ask(desk, stopped_world.user("Petr"))
        assert cards(desk.group) == []
    async with stopped_world.running():
        await stopped_world.idle()
        assert len(cards(desk.group)) == 1
    async with stopped_world.running():
        await stopped_world.idle()
        assert len(cards(desk.group)) == 1


async def test_one_message_that_breaks_keeps_none_behind_it(
    desk: Desk, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    outbox = running(desk).background.outbox
    async with outbox.writing() as connection:
        await outbox.put(connection, Nag(1, count=1))
        await connection.execute(
            "UPDATE outbox SET data_sealed = NULL WHERE kind = 'nag'"
        )  # as when another key has sealed it
    petr = await desk.asked()
    await desk.decides("✋ Отклонить")
    assert "отклонили" in petr.sees
    await pass_time(desk, seconds=60)
    assert sum("could not be sent" in record.message for record in caplog.records) == 1  # it is the same each time
    [(attempts,)] = rows(world, "SELECT attempts FROM outbox WHERE kind = 'nag'")
    assert attempts in range(2, 10)  # with growing pauses


# --- where moderators are --------------------------------------------------------------------------------------------


async def test_a_group_that_threw_the_bot_out_is_found_out_when_a_card_is_due(desk: Desk, world: World) -> None:
    bot = world.telegram.bot
    desk.group.members[bot.id] = Member(bot, "kicked")  # and Telegram has not told it yet
    await desk.asked()
    olga = [message.text for message in desk.olga.messages[-2:]]
    assert any("удалили из группы модераторов «Modteam»" in text for text in olga)
    assert any("Заявка · Планёрка" in text for text in olga)
    await desk.olga.sends("/moderators")
    assert "Группы модераторов пока нет" in desk.olga.sees


async def test_a_topic_that_is_gone_gives_way_to_the_group(olga: User, world: World) -> None:
    desk = await Desk.opened(olga, forum=True)
    await desk.asked()
    topic = desk.card.thread_id
    assert topic is not None
    desk.group.topics.pop(topic)
    await desk.asked("Anna")
    await pass_time(desk, seconds=20)  # it is tried again for a while
    [_lost, *there] = cards(desk.group)
    assert sorted(("Petr" in card.text, card.thread_id) for card in there) == [(False, None), (True, None)]
    await desk.decides("✋ Отклонить")
    assert "Отклонено · Max" in desk.card.text


async def test_cards_follow_a_group_that_became_a_supergroup(olga: User, world: World) -> None:
    conference = await conference_of(olga)
    maks = world.user("Max")
    group = world.telegram.add_group("Modteam", olga.person, [maks.person])
    await bind(olga, group)
    desk = Desk(world, olga, maks.within(group), group, conference, await open_link(olga))
    await desk.asked()
    new = world.telegram.upgrade(group)
    await ask(desk, world.user("Anna"))
    for _ in range(5):  # before the bot has heard of it: the dispatcher finds out by itself
        await running(desk).dispatcher.deliver()
        world.clock.forward(seconds=1)
    await world.idle()
    assert sorted(re.findall("👤 (Petr|Anna)", " ".join(card.text for card in cards(new)))) == ["Anna", "Petr"]
    petr = next(card for card in cards(new) if "Petr" in card.text)
    await maks.within(new).presses("✅ Одобрить", petr)
    assert "Ссылка доставлена" in petr.text
    assert not await running(desk).background.outbox.due()


async def test_a_card_that_somebody_deleted_comes_back_when_it_is_needed(desk: Desk, world: World) -> None:
    await desk.asked()
    desk.olga.person.delete(desk.card)
    world.boomstream.fail(FaultKind.FAILED, method="invite", message="Internal error")
    await desk.max.sends("/requests")
    await desk.max.presses("Petr")
    listed = desk.max.screen
    await desk.max.presses("✅ Одобрить")
    (card,) = [one for one in cards(desk.group) if one is not listed]
    assert "не получилось" in card.text
    await desk.max.presses("↻ Повторить", card)
    assert "Ссылка доставлена" in card.text


# --- automatic links -------------------------------------------------------------------------------------------------


async def test_a_guest_let_in_by_the_link_needs_no_card(desk: Desk, world: World) -> None:
    await desk.olga.sends("/open план")
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    petr = await desk.asked()
    assert "Вы приглашены" in petr.sees
    await pass_time(desk, seconds=120)
    assert cards(desk.group) == []


async def test_a_guest_whom_the_link_could_not_let_in_gets_a_card(desk: Desk, world: World) -> None:
    await desk.olga.sends("/open план")
    await desk.olga.presses("Сразу всем", card_of_link(desk.olga))
    world.boomstream.fail(FaultKind.DOWN, method="invite")
    world.boomstream.fail(FaultKind.DOWN, method="client/list", times=6)
    await desk.asked()
    await pass_time(desk, seconds=120)
    assert len(cards(desk.group)) == 1
    world.boomstream.heal()
    await desk.decides(buttons_of(desk.card)[0])
    assert "Ссылка доставлена" in desk.card.text


async def test_a_letter_that_cannot_be_read_is_logged_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    outbox = running(desk).background.outbox
    async with outbox.writing() as connection:
        await connection.execute(
            "INSERT INTO outbox (kind, workspace_id, created_at, due_at) SELECT 'postcard', id, ?, ?"
            " FROM workspace LIMIT 1",
            (desk.world.clock().isoformat(), desk.world.clock().isoformat()),
        )
    for _ in range(5):
        await running(desk).dispatcher.deliver()
        desk.world.clock.forward(minutes=5)
    assert len([record for record in caplog.records if record.exc_info]) == 1
