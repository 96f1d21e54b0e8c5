"""Features in the situations in which they once did the wrong thing, or said it."""

import sqlite3
from contextlib import closing

import pytest

from sandbox.boomstream import ConferenceState, FaultKind
from sandbox.boomstream import methods as boomstream_methods
from sandbox.telegram import GroupChat
from services.errors import AppError, ErrorCode
from services.model import Role
from tests.flows.building import Building, Seat
from tests.flows.test_admins import may_create
from tests.flows.world import KEY, User, World

UNCHANGED = "Ничего не изменилось"
SAVED = "✅ Сохранено"


@pytest.fixture
async def retro(world: World, olga: User) -> ConferenceState:
    """A conference with Anna, who moderates it, and Boris."""
    conference = world.project.add_conference("Ретро")
    conference.add_client("anna@example.com", "Анна", moderator=True)
    conference.add_client("boris@example.com", "Борис")
    await olga.sends("/conference ретро")
    return conference


@pytest.fixture
async def team(world: World, olga: User) -> GroupChat:
    """A group with a project; Petr and Anna are there and have no rights."""
    petr, anna = world.user("Petr"), world.user("Anna")
    await petr.starts()
    await anna.starts()
    group = await world.add_group("Команда", olga, petr, anna)
    await olga.within(group).connects()
    return group


def calls(world: World, method: str) -> int:
    return sum(call.method == method for call in world.boomstream.calls)


# --- what a screen says after a change -------------------------------------------------------------------------------


async def test_a_saved_change_is_told_as_saved_when_the_card_cannot_be_shown(
    world: World, olga: User, retro: ConferenceState
) -> None:
    await olga.sends("/edit ретро")
    await olga.presses("Название")
    world.boomstream.fail(FaultKind.RATE_LIMITED, method="info", times=None)
    await olga.sends("Летучка")
    assert retro.title == "Летучка"
    assert olga.sees.startswith(SAVED)
    world.boomstream.heal()
    await olga.presses("‹ Назад")
    assert "🎥 Летучка" in olga.sees


@pytest.mark.parametrize("button", ["☆", "🗑"])
async def test_a_changed_participant_is_told_as_saved_when_the_list_cannot_be_shown(
    world: World, olga: User, retro: ConferenceState, button: str
) -> None:
    await olga.sends("/clients ретро борис")
    if button == "🗑":
        row = next(row for row in olga.screen.buttons if row[0].text == "1. Борис")
        olga.person.press(olga.screen, data=str(row[2].value))
        await world.idle()
        button = "Да, удалить"
    world.boomstream.fail(FaultKind.RATE_LIMITED, method="client/list", times=None)
    await olga.presses(button)
    assert (retro.clients[1].moderator, retro.clients[1].deleted) == (button == "☆", button == "Да, удалить")
    assert olga.sees.startswith(SAVED)
    world.boomstream.heal()
    await olga.presses("‹ Назад")
    assert "Ретро, «борис»" in olga.sees


async def test_an_edited_participant_is_not_asked_for_again(world: World, olga: User, retro: ConferenceState) -> None:
    await olga.sends("/clients ретро")
    await olga.presses("1. Анна")
    await olga.presses("✏️ Имя")
    asked = calls(world, "client/info")
    await olga.sends("Анна Смирнова")
    assert calls(world, "client/info") == asked + 1
    assert "👤 Анна Смирнова" in olga.sees


async def test_a_failed_look_promises_nothing_and_a_refused_change_does(
    world: World, olga: User, retro: ConferenceState
) -> None:
    world.boomstream.fail(FaultKind.RATE_LIMITED, method="info", times=None)
    await olga.sends("/conference ретро")
    assert "не торопиться" in olga.sees
    assert UNCHANGED not in olga.sees
    world.boomstream.heal()
    await olga.sends("/edit ретро")
    await olga.presses("Название")
    world.boomstream.fail(FaultKind.RATE_LIMITED, method="update")
    await olga.sends("Летучка")
    assert "не торопиться" in olga.sees
    assert UNCHANGED in olga.sees


# --- invitations -----------------------------------------------------------------------------------------------------


async def test_a_new_link_for_a_moderator_is_one_of_a_moderator(
    world: World, olga: User, retro: ConferenceState
) -> None:
    await olga.sends("/invite ретро anna@example.com boris@example.com")
    await olga.presses("✅ Пригласить: 2")
    await olga.presses("↻ Новая ссылка")
    assert [(one.name, one.moderator) for one in retro.clients[2:]] == [("Анна", True), ("Борис", False)]
    await olga.sends("/invite ретро anna@example.com")
    await olga.presses("↻ Новая ссылка")
    assert "⭐ Модератор" in olga.sees


async def test_somebody_removed_does_not_pass_for_somebody_invited(
    world: World, olga: User, retro: ConferenceState
) -> None:
    retro.add_client("vera@example.com", "Вера", deleted=True)

    def somebody_else_removes_her_again() -> None:
        if world.boomstream.calls[-1].method == "invite":
            world.boomstream.listeners.clear()
            retro.add_client("vera@example.com", "Вера", deleted=True)

    world.boomstream.listeners.append(somebody_else_removes_her_again)
    world.boomstream.fail(FaultKind.LOST_BEFORE, method="invite")
    await olga.sends("/invite ретро vera@example.com")
    assert "ничего не изменилось" in olga.sees


async def test_people_are_pasted_from_a_mail_program(world: World, olga: User, retro: ConferenceState) -> None:
    await olga.sends("/invite ретро")
    await olga.sends("Вера Белова <vera@example.com>, Глеб <gleb@example.com>")
    assert "Вера Белова · vera@example.com" in olga.sees
    await olga.presses("✅ Пригласить")
    assert [(one.name, one.email) for one in retro.clients[2:]] == [
        ("Вера Белова", "vera@example.com"),
        ("Глеб", "gleb@example.com"),
    ]


async def test_a_link_that_no_browser_opens_is_text(
    world: World, olga: User, retro: ConferenceState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boomstream_methods, "INVITE_PAGE", "boomstream:join?jwt=")
    await olga.sends("/invite ретро vera@example.com")
    assert "boomstream:join?jwt=" in olga.sees
    assert not [button for button in olga.buttons if button.startswith("🔗")]
    await olga.sends("/invite ретро gleb@example.com zoe@example.com")
    await olga.presses("✅ Пригласить: 2")
    assert olga.sees.count("boomstream:join?jwt=") == 2
    assert not [button for button in olga.buttons if button.startswith("🔗")]


# --- conferences -----------------------------------------------------------------------------------------------------


async def test_every_page_of_several_that_match_is_of_those_that_match(world: World, olga: User) -> None:
    lessons = [f"Урок {number:02}" for number in range(10)]
    for title in lessons:
        world.project.add_conference(title)
        world.project.add_conference(f"А это не {title[-2:]}", "урок")
    await olga.sends("/conference урок")
    first = olga.buttons[:8]
    await olga.presses("›")
    assert "«урок»" in olga.sees
    assert sorted(first + [button for button in olga.buttons if button[0] == "У"]) == lessons


async def test_what_is_known_is_not_asked(world: World, olga: User) -> None:
    await olga.sends("/create | Планы на неделю")
    assert "Как назовём" in olga.sees
    await olga.sends("Планёрка")
    assert "В какую папку" in olga.sees
    await olga.presses("Пропустить")
    assert "Планы на неделю" in olga.sees
    await olga.presses("✅ Создать")
    [conference] = world.project.conferences
    assert (conference.title, conference.description) == ("Планёрка", "Планы на неделю")


async def test_going_back_gives_later_answers_up(world: World, olga: User) -> None:
    for answer in ("/create | Планы", "Планёрка"):
        await olga.sends(answer)
    await olga.presses("‹ Назад")
    assert "пару слов" in olga.sees
    await olga.sends("Другие планы")
    await olga.sends("folder-7")
    assert "Другие планы" in olga.sees
    assert "folder-7" in olga.sees


async def test_a_server_that_folds_spaces_does_not_hide_what_was_made(world: World, olga: User) -> None:
    def fold() -> None:
        for conference in world.project.conferences:
            conference.title = " ".join(conference.title.split())

    world.boomstream.listeners.append(fold)
    world.boomstream.fail(FaultKind.LOST_AFTER, method="create")
    await olga.sends("/create Большая  планёрка")
    assert "✅ Создана" in olga.sees
    assert len(world.project.conferences) == 1


async def test_what_was_cut_off_before_anything_was_asked_is_not_taken_for_done(stopped_world: World) -> None:
    olga = stopped_world.user("Olga")
    update = {"admin_ids": frozenset({olga.id})}
    stopped_world.settings = stopped_world.settings.model_copy(update=update)
    async with stopped_world.running():
        for text in (f"/apikey {KEY}", "/create", "Планёрка", "-", "-"):
            await olga.sends(text)
        stopped_world.project.add_conference("Планёрка")  # on Boomstream's site; the bot has not seen it
        confirmation = olga.screen
        stopped_world.boomstream.fail(FaultKind.SLOW, method="list", seconds=60)
        olga.person.press(olga.screen, "✅ Создать")
        await stopped_world.boomstream_asked()
        await stopped_world.crash()
    async with stopped_world.running():
        await olga.presses("✅ Создать", confirmation)
        assert "✅ Создана" in olga.sees + confirmation.text
    assert [conference.title for conference in stopped_world.project.conferences] == ["Планёрка", "Планёрка"]


# --- participants ----------------------------------------------------------------------------------------------------


async def test_editing_leads_back_to_where_one_was(world: World, olga: User, retro: ConferenceState) -> None:
    for number in range(10):
        retro.add_client(f"guest{number}@example.com", f"Гость {number}", moderator=True)
    await olga.sends("/clients ретро гость")
    await olga.presses("⭐ 10")
    await olga.presses("›")
    await olga.presses("1. Гость 8")
    await olga.presses("✏️ Имя")
    await olga.sends("Гость 8 Иванов")
    await olga.presses("‹ Участники")
    assert "1. ⭐ Гость 8 Иванов" in olga.sees
    assert "• ⭐ 10" in olga.buttons
    assert "2/2" in olga.buttons


async def test_somebody_removed_is_not_edited(world: World, olga: User, retro: ConferenceState) -> None:
    code = retro.clients[1].code
    card = await olga.sends(f"/client {code}")
    await olga.sends(f"/client {code}")
    await olga.presses("✏️ Имя")
    retro.clients[1].deleted = True
    await olga.sends("Боря")
    assert "больше нет" in olga.sees
    await olga.sends("/cancel")
    await olga.presses("✏️ E-mail", card)
    assert "больше нет" in olga.sees
    assert retro.clients[1].name == "Борис"
    assert calls(world, "client/update") == 0


async def test_an_email_of_somebody_else_there_is_not_taken(world: World, olga: User, retro: ConferenceState) -> None:
    await olga.sends("/clients ретро")
    await olga.presses("2. Борис")
    await olga.presses("✏️ E-mail")
    await olga.sends("Anna@example.com")
    assert "уже есть в конференции" in olga.sees
    await olga.sends("Boris@example.com")  # one's own, in other letters
    assert retro.clients[1].email == "Boris@example.com"


async def test_a_line_without_details_ends_with_the_name(world: World, olga: User) -> None:
    conference = world.project.add_conference("Ретро")
    conference.add_client("anna@example.com").added = None
    await olga.sends("/clients ретро")
    assert olga.sees.endswith("1. anna@example.com")


# --- admins ----------------------------------------------------------------------------------------------------------


async def test_an_old_button_never_removes_somebody_added_later(world: World, olga: User, team: GroupChat) -> None:
    olga = olga.within(team)
    await olga.sends("/admins add @petr")
    await olga.sends("/admins")
    await olga.presses("🗑 Petr")
    old = olga.screen
    await olga.sends("/admins")
    await olga.presses("🗑 Petr")
    await olga.presses("Да, убрать")
    await olga.sends("/admins add @anna")
    press = await olga.presses("Да, убрать", old)
    assert "устарела" in press.answer.text
    assert await may_create(world.user("Anna").within(team))


async def test_the_picker_of_an_earlier_question_answers_no_later_one(
    world: World, olga: User, team: GroupChat
) -> None:
    anna = world.user("Anna")
    await olga.sends("/admins add")
    for_owners = olga.screen
    await olga.sends("/admins")
    await olga.presses("Команда")
    await olga.presses("➕ Добавить")
    for_the_team = olga.screen
    olga.person.share_users(for_owners, "👤 Выбрать людей", [anna.person])
    await world.idle()
    assert "уже закончен" in olga.sees
    await olga.sends("/admins add")
    olga.person.share_users(for_the_team, "👤 Выбрать людей", [anna.person])
    await world.idle()
    assert "уже закончен" in olga.sees
    assert not await may_create(anna.within(team))


@pytest.mark.parametrize("how", ["reply", "id", "username"])
async def test_ways_to_remove_an_admin_in_a_group(world: World, olga: User, team: GroupChat, how: str) -> None:
    olga, petr = olga.within(team), world.user("Petr").within(team)
    said = petr.person.send("Добрый день", team)
    await olga.sends("/admins remove @petr")
    assert "В списке нет такого человека: Petr" in olga.sees
    await olga.sends("/admins add @petr")
    if how == "reply":
        await olga.sends("/admins remove", reply_to=said)
    else:
        await olga.sends(f"/admins remove {petr.id if how == 'id' else '@petr'}")
    assert "Убрать из списка: Petr?" in olga.sees
    await olga.presses("Да, убрать")
    assert not await may_create(petr)
    await olga.sends("/admins remove")
    assert "Ответьте на сообщение человека" in olga.sees


async def test_owners_are_removed_by_a_command_in_private(world: World, olga: User) -> None:
    petr = world.user("Petr")
    await petr.starts()
    await olga.sends("/admins add @petr")
    await olga.sends(f"/admins remove {olga.id}")
    assert "в настройках бота" in olga.sees
    await olga.sends("/admins remove @petr")
    await olga.presses("Да, убрать")
    await petr.sends("/admins")
    assert "недоступно" in petr.sees


async def test_many_people_at_once_are_too_many(world: World, olga: User, team: GroupChat) -> None:
    ids = " ".join(str(700_000 + number) for number in range(21))
    await olga.within(team).sends(f"/admins add {ids}")
    assert "не больше 20" in olga.within(team).sees
    await olga.within(team).sends(f"/admins {ids[7:]}")
    assert "Теперь в списке: 700001" in olga.within(team).sees


async def test_many_groups_are_paged_and_told_short(world: World, olga: User) -> None:
    petr = world.user("Petr")
    await petr.starts()
    for number in range(12):
        group = await world.add_group(f"Группа {number:02}", olga, petr)
        await olga.within(group).connects()
        await olga.within(group).sends("/admins add @petr")
    await petr.sends("/start")
    assert petr.sees.count("• Группа") == 10
    assert "и ещё 2 группы" in petr.sees
    await olga.sends("/admins")
    assert len([button for button in olga.buttons if button.startswith("Группа")]) == 8
    await olga.presses("›")
    await olga.presses("Группа 11")
    assert "1 администратор" in olga.sees


# --- the log ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["/admins add @anna", "/alias ретро р", "forget", "connect"])
async def test_what_cannot_be_logged_is_not_done(
    world: World, olga: User, team: GroupChat, retro: ConferenceState, line: str
) -> None:
    group = olga.within(team)
    if line == "forget":
        await group.sends("/apikey")
        await group.presses("Забыть ключ")
    with closing(sqlite3.connect(world.settings.database)) as connection:
        connection.execute("ALTER TABLE audit RENAME TO lost")
        before = _state(connection)
        if line == "forget":
            await group.presses("Забыть ключ")
        elif line == "connect":
            await olga.sends(f"/apikey {world.boomstream.add_project(name='Other').key}")
        else:
            await group.sends(line)
        said = (group if line != "connect" else olga).sees
        assert "сломалось" in said
        assert _state(connection) == before


def _state(connection: sqlite3.Connection) -> list[object]:
    queries = ("SELECT * FROM allowlist", "SELECT * FROM alias", "SELECT id, key_tail FROM workspace")
    return [connection.execute(query).fetchall() for query in queries]


async def test_a_person_and_a_conference_are_looked_up_by_those_who_may(world: World) -> None:
    assert world.bot is not None
    building = Building(world, world.bot)
    await building.open()
    stranger = await building.actor(Seat("stranger", "office", Role.ANYONE))
    services = building.services
    for attempt in (
        services.admins.find(stranger, "@olga"),
        services.conferences.by_code(stranger, "code"),
        services.conferences.candidates(stranger, ""),
        services.conferences.namesakes(stranger, "Ретро"),
    ):
        with pytest.raises(AppError) as refused:
            await attempt
        assert refused.value.code is ErrorCode.NOT_ALLOWED
