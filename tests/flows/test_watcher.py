"""What changes at Boomstream behind the bot's back is reported; what the bot does itself is not."""

import asyncio
from itertools import pairwise

import pytest

from sandbox.boomstream import FaultKind
from sandbox.telegram import Message
from tests.flows.crowd import running
from tests.flows.requests_world import Desk, buttons_of
from tests.flows.world import KEY, User, World


@pytest.fixture
async def desk(olga: User) -> Desk:
    """A conference with an open link and one old participant, which the watcher has seen once."""
    desk = await Desk.opened(olga)
    desk.conference.add_client("old@example.com", "Старожил")
    await look(desk)
    assert reports(desk) == []
    return desk


async def look(desk: Desk, *, minutes: float = 6) -> None:
    """Time for one more look."""
    desk.world.clock.forward(minutes=minutes)
    await desk.world.jobs()  # begins watches
    desk.world.clock.forward(minutes=minutes)
    await desk.world.jobs()


def reports(desk: Desk) -> list[Message]:
    return [m for m in desk.group.messages if "изменения в Boomstream" in m.text]


def calls(desk: Desk, method: str = "client/list") -> int:
    return sum(call.method == method for call in desk.world.boomstream.calls)


# --- made elsewhere --------------------------------------------------------------------------------------------------


async def test_somebody_whom_nobody_approved(desk: Desk) -> None:
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    (report,) = reports(desk)
    assert report.text == (
        "👀 Планёрка — изменения в Boomstream:\n• новый участник, добавлен не через бота: Призрак (g•••t@example.com)"
    )
    assert buttons_of(report) == ["Призрак", "🗑", "🎥 Конференция"]
    await desk.olga.within(desk.group).presses("🗑", report)
    await desk.olga.within(desk.group).presses(next(text for text in desk.max.buttons if "далить" in text))
    assert "ghost@example.com" not in desk.invited
    await look(desk)
    assert reports(desk) in ([], [report])  # shown in its place; and our own removal is no news


async def test_a_moderator_sees_the_newcomer_and_removes_nobody(desk: Desk) -> None:
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    press = await desk.max.presses("🗑", reports(desk)[0])
    assert press.answer is not None
    assert press.answer.text
    assert "ghost@example.com" in desk.invited
    await desk.max.presses("Призрак", reports(desk)[0])
    assert "g•••t@example.com" in desk.max.sees


@pytest.mark.parametrize(
    ("change", "told", "button"),
    [
        ("removed", "больше не в конференции: Старожил (o•••d@example.com)", None),
        ("promoted", "теперь модератор: Старожил", "Старожил"),
        ("renamed", "новое название: «Летучка»", None),
    ],
)
async def test_each_change_is_told(desk: Desk, change: str, told: str, button: str | None) -> None:
    client = desk.conference.clients[0]
    client.deleted = change == "removed"
    client.moderator = change == "promoted"
    if change == "renamed":
        desk.conference.title = "Летучка"
    await look(desk)
    (report,) = reports(desk)
    assert told in report.text
    assert buttons_of(report) == [*([button] if button else []), "🎥 Конференция"]
    await look(desk)
    assert len(reports(desk)) == 1  # told once


async def test_there_and_back_again(desk: Desk) -> None:
    client = desk.conference.clients[0]
    for deleted, moderator, told in [
        (True, False, "больше не в конференции"),
        (False, False, "снова в конференции"),
        (False, True, "теперь модератор"),
        (False, False, "больше не модератор"),
    ]:
        client.deleted, client.moderator = deleted, moderator
        await look(desk)
        assert told in reports(desk)[-1].text


async def test_several_changes_are_one_message_in_english_too(desk: Desk) -> None:
    await desk.max.sends("/language")
    await desk.olga.within(desk.group).sends("/language")
    await desk.olga.within(desk.group).presses("English")
    desk.conference.clients[0].moderator = True
    for number in range(12):
        desk.conference.add_client(f"ghost{number}@example.com", f"Ghost {number}")
    await look(desk)
    (report,) = [m for m in desk.group.messages if "changes made in Boomstream" in m.text]
    assert "• Старожил (o•••d@example.com) is now a moderator" in report.text
    assert report.text.count("was added outside the bot") == 9
    assert report.text.endswith("…and 3 more")


async def test_a_conference_that_was_deleted_is_told_once_and_can_come_back(desk: Desk, world: World) -> None:
    world.project.conferences.remove(desk.conference)
    await look(desk)
    (report,) = reports(desk)
    assert report.text.endswith("• конференцию удалили")
    assert buttons_of(report) == []
    asked = calls(desk, "list")
    for _ in range(4):
        world.clock.forward(minutes=1)
        await world.jobs()
    assert calls(desk, "list") <= asked + 1
    world.project.conferences.append(desk.conference)
    await look(desk)
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    assert len(reports(desk)) == 2
    assert "Призрак" in reports(desk)[-1].text


@pytest.mark.parametrize("method", ["list", "client/list"])
async def test_an_answer_without_its_list_is_no_news(desk: Desk, world: World, method: str) -> None:
    petr = await desk.asked()
    world.boomstream.fail(FaultKind.BARE, method=method, times=None)
    await look(desk, minutes=20)
    assert reports(desk) == []
    world.boomstream.heal()
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["delivered"]
    assert "Вы приглашены" in petr.sees
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk, minutes=60)
    assert "Призрак" in reports(desk)[0].text


async def test_a_conference_that_a_list_leaves_out_is_asked_for_before_it_counts_as_deleted(
    desk: Desk, world: World
) -> None:
    """The server gives a list of others only, as one that is still loading; it knows the conference all the same."""
    petr = await desk.asked()
    others, hidden = world.project.conferences[:-1], world.project.conferences[-1:]

    def leave_out() -> None:
        world.project.conferences[:] = others + hidden if world.boomstream.calls[-1].method == "list" else others

    world.boomstream.listeners.append(leave_out)
    world.project.conferences[:] = others
    await look(desk)
    await look(desk)
    world.boomstream.listeners.remove(leave_out)
    world.project.conferences[:] = others + hidden
    assert reports(desk) == []
    world.boomstream.fail(FaultKind.FAILED, method="invite")
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["failed"]
    assert "удалили" not in petr.sees


async def test_another_project_s_key_deletes_nothing(desk: Desk, world: World) -> None:
    petr = await desk.asked()
    other = "f" * 32
    world.boomstream.add_project(other, name="Another")
    await desk.olga.sends("/apikey")
    await desk.olga.presses("Заменить")
    await desk.olga.sends(other)
    for _ in range(3):
        await look(desk)
    assert reports(desk) == []
    await desk.decides("✅ Одобрить")
    assert desk.statuses() == ["failed"]
    assert "удалили" not in petr.sees
    await desk.olga.sends("/apikey")
    await desk.olga.presses("Заменить")
    await desk.olga.sends(KEY)
    await desk.decides("↻")
    assert desk.statuses() == ["delivered"]


async def test_half_a_surrogate_in_one_title_blinds_nobody(desk: Desk, world: World) -> None:
    world.project.add_conference("Обед \ud83d")
    desk.conference.title = "Летучка \ud83d"
    desk.conference.add_client("ghost@example.com", "Призрак \ud83d")
    await look(desk)
    (report,) = reports(desk)
    assert "Призрак" in report.text
    assert "Летучка" in report.text


async def test_a_place_that_became_free_elsewhere_goes_to_the_next_in_line(desk: Desk, world: World) -> None:
    await desk.sets("🪑 Места", "1")
    petr = await desk.asked()
    await desk.decides("✅ Одобрить")
    anna, boris = await desk.asked("Anna"), await desk.asked("Boris")
    assert desk.statuses() == ["delivered", "waiting", "waiting"]
    await look(desk)
    next(client for client in desk.conference.clients if client.email == "petr@mail.ru").deleted = True
    await look(desk)
    assert desk.statuses() == ["removed", "pending", "waiting"]
    assert "Заявка отправлена" in anna.sees
    assert "листе ожидания" in boris.sees
    assert "Организаторы убрали вас" in petr.sees
    await petr.sends("/my")
    assert "Организаторы убрали вас" in petr.sees


async def test_a_guest_removed_before_the_watcher_ever_saw_them_frees_the_place_too(desk: Desk) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asked()
    await desk.decides("✅ Одобрить")
    await desk.asked("Anna")
    desk.conference.clients[-1].deleted = True
    await look(desk)
    assert desk.statuses() == ["removed", "pending"]
    assert "больше не в конференции: Petr" in reports(desk)[0].text


# --- made here -------------------------------------------------------------------------------------------------------


async def test_what_is_done_through_the_bot_is_no_news(desk: Desk) -> None:
    await desk.olga.sends("/invite план anna@example.com Анна")
    await desk.asked()
    await desk.decides("✅ Одобрить")
    await look(desk)
    for email in ("anna@example.com", "petr@mail.ru"):
        code = next(client.code for client in desk.conference.clients if client.email == email)
        await desk.olga.sends(f"/client {code}")
        await desk.olga.presses("⭐")
        await look(desk)
        assert next(client for client in desk.conference.clients if client.code == code).moderator
        await desk.olga.sends(f"/client {code}")
        await desk.olga.presses("🗑")
        await desk.olga.presses("Да, удалить")
        assert email not in desk.invited
        await look(desk)
    await desk.olga.sends("/edit план")
    await desk.olga.presses(next(text for text in desk.olga.buttons if "азвание" in text))
    await desk.olga.sends("Летучка")
    assert desk.conference.title == "Летучка"
    await look(desk)
    assert reports(desk) == []


@pytest.mark.parametrize("lost", [False, True])
async def test_an_invitation_that_could_not_be_noted_is_no_news(desk: Desk, lost: bool) -> None:
    """Boomstream goes down right after `invite`: nobody knows yet who of its list came through the bot."""
    boomstream = desk.world.boomstream

    def goes_down() -> None:
        if boomstream.calls[-1].method == "invite":
            boomstream.listeners.remove(goes_down)
            boomstream.fail(FaultKind.DOWN, method="client/list", times=None)

    boomstream.listeners.append(goes_down)
    if lost:
        boomstream.fail(FaultKind.LOST_AFTER, method="invite")
    await desk.olga.sends("/invite план anna@example.com")
    assert ("не дошёл" if lost else "📤") in desk.olga.sees
    assert desk.invited == ["old@example.com", "anna@example.com"]
    boomstream.heal()
    await look(desk)
    assert reports(desk) == []
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    assert "Призрак" in reports(desk)[0].text


async def test_a_conference_deleted_through_the_bot_is_no_news_and_its_links_are_closed(desk: Desk) -> None:
    petr = desk.guest()
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    assert desk.world.project.conferences == []
    await look(desk)
    assert reports(desk) == []
    await petr.starts(desk.payload)
    assert "закрыт" in petr.sees


async def test_a_look_in_the_middle_of_an_invitation_reports_nothing(desk: Desk, world: World) -> None:
    world.clock.forward(minutes=6)
    world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.4)
    desk.olga.person.send("/invite план anna@example.com Анна")
    while "anna@example.com" not in desk.invited:
        await asyncio.sleep(0.01)
    await running(desk).background.watcher.look()  # Boomstream has her, the bot does not know yet
    await world.idle()
    await look(desk)
    assert reports(desk) == []


async def test_what_was_invited_and_removed_here_between_two_looks_is_no_news(desk: Desk) -> None:
    await desk.olga.sends("/invite план anna@example.com Анна")
    await desk.olga.sends(f"/client {desk.conference.clients[-1].code}")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")
    assert desk.invited == ["old@example.com"]
    await look(desk)
    assert reports(desk) == []


async def test_a_list_that_is_older_than_what_was_done_here_is_not_believed(desk: Desk, world: World) -> None:
    await desk.olga.sends(f"/client {desk.conference.clients[0].code}")
    await desk.olga.presses("🗑")
    world.clock.forward(minutes=6)
    world.boomstream.fail(FaultKind.SLOW, method="client/list", seconds=0.5)
    looking = asyncio.create_task(running(desk).background.watcher.look())
    await world.boomstream_asked()  # he is still in this list
    await desk.olga.presses("Да, удалить")
    assert desk.invited == []
    assert not looking.done()
    await looking
    await look(desk)
    assert reports(desk) == []


@pytest.mark.parametrize("list_fails", [False, True])
async def test_an_approval_whose_answer_got_lost_is_not_somebody_else_s_doing(
    desk: Desk, world: World, *, list_fails: bool
) -> None:
    await desk.asked()
    world.boomstream.fail(FaultKind.LOST_AFTER, method="invite")
    if list_fails:  # before and after the invitation, and then not any more
        world.boomstream.fail(FaultKind.SLOW, method="client/list", seconds=0)
        world.boomstream.fail(FaultKind.DOWN, method="client/list", times=6)
    await desk.decides("✅ Одобрить")
    world.boomstream.heal()
    assert desk.statuses() == ["unknown"]
    await look(desk)
    assert reports(desk) == []


# --- when it looks ---------------------------------------------------------------------------------------------------


async def test_nobody_is_watched_without_an_open_link(olga: User, world: World) -> None:
    await olga.sends("/create Планёрка")
    before = len(world.boomstream.calls)
    for _ in range(3):
        world.clock.forward(minutes=10)
        await world.jobs()
    assert len(world.boomstream.calls) == before


async def test_it_stops_with_the_last_link(desk: Desk) -> None:
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    assert "закрыта · «" in desk.olga.sees
    asked = calls(desk)
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    await look(desk)
    assert calls(desk) == asked
    assert reports(desk) == []


async def test_it_stops_when_the_last_link_closes_by_itself(desk: Desk) -> None:
    await desk.sets("⏰ Срок", "1h")
    asked = calls(desk)
    await look(desk)
    assert calls(desk) > asked
    await look(desk, minutes=60)
    asked = calls(desk)
    await look(desk)
    assert calls(desk) == asked


async def test_it_is_off_by_setting_and_silent_when_it_is_on_again(desk: Desk) -> None:
    await desk.olga.sends("/settings")
    while "Не следить за изменениями" not in desk.olga.buttons:
        await desk.olga.presses("Следить: ")
    asked = calls(desk)
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    assert calls(desk) == asked
    await desk.olga.sends("/settings")
    await desk.olga.presses("Не следить")
    await look(desk)
    assert calls(desk) > asked
    assert reports(desk) == []  # what happened meanwhile is learnt, not reported
    desk.conference.add_client("ghost2@example.com", "Призрак 2")
    await look(desk)
    assert "Призрак 2" in reports(desk)[0].text


async def test_all_conferences_are_watched_by_setting(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.olga.sends("/settings")
    await desk.olga.presses("Следить: где открыт приём")
    assert "Следить: за всеми конференциями" in desk.olga.buttons
    await look(desk)  # learns of a conference that was made elsewhere, too
    other = desk.world.project.add_conference("Без ссылки")
    for _ in range(2):
        await look(desk)
    other.add_client("ghost@example.com", "Призрак")
    await look(desk)
    [report] = reports(desk)
    assert "Без ссылки" in report.text
    assert "Призрак" in report.text


async def test_with_all_conferences_watched_a_deletion_of_ours_is_no_news(olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.olga.sends("/settings")
    await desk.olga.presses("Следить: где открыт приём")
    await look(desk)
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")
    await look(desk)
    asked = calls(desk)
    await look(desk)
    assert reports(desk) == []
    assert calls(desk) == asked


async def test_with_all_conferences_watched_nobody_has_to_list_them_first(olga: User, world: World) -> None:
    world.project.add_conference("Давно здесь")
    await olga.sends(f"/apikey {KEY}")
    await olga.sends("/settings")
    await olga.presses("Следить: где открыт приём")
    for _ in range(2):
        world.clock.forward(minutes=6)
        await world.jobs()
    assert [call.method for call in world.boomstream.calls].count("client/list") >= 1


async def test_it_learns_in_silence_when_reports_are_off(desk: Desk) -> None:
    await desk.olga.sends("/settings")
    await desk.olga.presses("Сообщать, что сделано мимо бота: да")
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    await desk.olga.sends("/settings")
    await desk.olga.presses("Сообщать, что сделано мимо бота: нет")
    await look(desk)
    assert reports(desk) == []


async def test_the_interval_is_kept_and_a_shorter_one_holds_at_once(desk: Desk, world: World) -> None:
    asked = calls(desk)
    for _ in range(8):
        world.clock.forward(seconds=30)
        await world.jobs()
    assert calls(desk) == asked  # four minutes of five
    world.clock.forward(minutes=1)
    await world.jobs()
    assert calls(desk) == asked + 1
    await desk.olga.sends("/settings")
    for value in ("5 минут", "15 минут"):
        await desk.olga.presses(f"Между проверками: {value}")
    await world.jobs()
    world.clock.forward(minutes=6)
    await world.jobs()
    asked = calls(desk)
    await desk.olga.presses("Между проверками: 1 час")
    await world.jobs()
    world.clock.forward(minutes=2)
    await world.jobs()
    assert calls(desk) == asked + 1


async def test_many_conferences_are_not_asked_for_at_once(olga: User, world: World) -> None:
    for number in range(20):
        await olga.sends(f"/create Встреча-{number}")
        await olga.sends(f"/open Встреча-{number}")
    asked: list[int] = []
    await world.jobs()
    for _ in range(20):
        before = sum(call.method == "client/list" for call in world.boomstream.calls)
        world.clock.forward(seconds=15)
        await world.jobs()
        asked.append(sum(call.method == "client/list" for call in world.boomstream.calls) - before)
    assert sum(asked) >= 20
    assert max(asked) <= 5


async def test_it_backs_off_when_boomstream_is_unwell_and_recovers(
    desk: Desk, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.boomstream.fail(FaultKind.DOWN, times=None)
    looks = []
    before = len(world.boomstream.calls)
    for minute in range(240):
        world.clock.forward(minutes=1)
        await world.jobs()
        if len(world.boomstream.calls) != before:
            looks.append(minute)
            before = len(world.boomstream.calls)
    pauses = [later - earlier for earlier, later in pairwise(looks)]
    assert pauses[0] == 10
    assert pauses == sorted(pauses)
    assert pauses[-1] == 60
    assert {record.name for record in caplog.records} <= {"stamina"}  # nobody is woken for it
    world.boomstream.heal()
    desk.conference.add_client("ghost@example.com", "Призрак")
    world.clock.forward(minutes=60)
    await world.jobs()
    assert "Призрак" in reports(desk)[0].text
    asked = calls(desk)
    await look(desk, minutes=5)
    assert calls(desk) == asked + 2  # every five minutes again


async def test_a_refused_key_floods_no_log(desk: Desk, world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.boomstream.fail(FaultKind.KEY_REFUSED, times=None)
    for _ in range(30):
        world.clock.forward(minutes=10)
        await world.jobs()
    assert caplog.records == []
    assert reports(desk) == []


async def test_it_stops_when_the_key_is_disconnected(desk: Desk, world: World) -> None:
    await desk.olga.sends("/apikey")
    await desk.olga.presses(next(text for text in desk.olga.buttons if "тключить" in text))
    await desk.olga.presses(next(text for text in desk.olga.buttons if "тключить" in text))
    before = len(world.boomstream.calls)
    await look(desk)
    assert len(world.boomstream.calls) == before


async def test_the_report_goes_to_the_topic_where_the_group_was_bound(olga: User) -> None:
    desk = await Desk.opened(olga, forum=True)
    await look(desk)
    desk.conference.add_client("ghost@example.com", "Призрак")
    await look(desk)
    (report,) = reports(desk)
    assert report.thread_id in desk.group.topics
