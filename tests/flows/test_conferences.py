"""Conferences: found, made, changed, told apart, gone."""

import time

import pytest

from sandbox.boomstream import ConferenceState, FaultKind
from sandbox.telegram.text import utf16_length
from tests.flows.odd import OURS, check_screens, odd
from tests.flows.world import User, World

UNCHANGED = "Ничего не изменилось"
SAVED = "✅ Сохранено"


# --- found ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("anna_in_retro")
@odd
async def test_any_search(world: World, olga: User, text: str) -> None:
    text = text[:3900]
    for command in ("/conferences", "/clients ретро", "/clients", "/conference", "/use", "/edit", "/invite", "/client"):
        await olga.sends(f"{command} {text}")
    await olga.sends("/use ретро")
    await olga.sends(f"/clients {text}")
    assert "Никого не нашлось" in olga.sees
    assert utf16_length(olga.sees) < 300  # what was looked for is shown shortened
    await olga.presses("👥 Все участники")
    assert "1. Анна" in olga.sees
    check_screens(olga)


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("command", ["/conference", "/edit", "/delete", "/use", "/clients", "/invite"])
async def test_an_unknown_conference_is_named_and_an_ambiguous_one_asked_about(
    world: World, olga: User, command: str
) -> None:
    await olga.sends(f"{command} зелёная дверь")
    assert "Не нахожу конференцию «зелёная дверь»" in olga.sees
    world.project.add_conference("Зелёная дверь")  # on Boomstream's own pages, just now
    world.project.add_conference("Зелёная комната")
    await olga.sends("/conferences зелёная")
    await olga.sends(f"{command} зелёная")
    assert olga.sees == "Под «зелёная» подходит несколько конференций. Какая нужна?"
    assert olga.buttons == ["Зелёная дверь", "Зелёная комната"]
    screen = olga.screen
    await olga.presses("Зелёная комната")
    assert "Зелёная комната" in olga.sees
    assert OURS not in screen.text


@pytest.mark.usefixtures("anna_in_retro")
async def test_a_conference_just_made_elsewhere_is_found(world: World, olga: User) -> None:
    await olga.sends("/conferences")
    world.project.add_conference("Свежая")
    await olga.sends("/conference свежая")
    assert olga.sees.startswith("🎥 Свежая")
    world.project.add_conference("Другая")
    await olga.sends("/clients другая")
    assert olga.sees.startswith("👥 Другая")


@pytest.mark.usefixtures("anna_in_retro")
async def test_titles_that_are_alike_are_told_apart_by_their_codes(world: World, olga: User) -> None:
    twins = [world.project.add_conference("Близнец") for _ in range(2)]
    await olga.sends("/conference близнец")
    assert olga.buttons == [f"Близнец · {twin.code[:8]}" for twin in twins]


@pytest.mark.usefixtures("anna_in_retro")
async def test_a_long_text_about_many_conferences_does_not_hold_everybody_up(world: World, olga: User) -> None:
    """Every beginning of the text might be a conference's name; one thread serves all people."""
    for number in range(300):
        world.project.add_conference(f"Урок {number}")
    await olga.sends("/conference урок 299")  # which makes the bot look again
    await olga.sends("/use ретро")
    started = time.process_time()
    await olga.sends("/clients " + "я " * 1900)
    assert "Никого не нашлось" in olga.sees
    assert time.process_time() - started < 3  # seconds; trying all beginnings takes some ten


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


# --- made -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("anna_in_retro")
@odd
async def test_any_title_and_description(world: World, olga: User, text: str) -> None:
    for answer in ("/create", text, text, "-"):
        await olga.sends(answer)
    await olga.presses("✅ Создать")
    assert olga.sees.startswith("✅ Конференция «")
    conference = world.project.conferences[-1]
    assert conference.title == text.strip()
    assert conference.description == text.strip()
    await olga.presses("🎥")  # the card
    await olga.presses("✏️ Изменить")
    await olga.presses("‹ Назад")
    await olga.presses("🗑 Удалить")
    await olga.presses("Нет, оставить")
    await olga.presses("👥 Участники")
    await olga.sends("/conferences")
    assert len([button for button in olga.buttons if button[0] not in "➕☰"]) == 2
    await olga.sends("/log")
    check_screens(olga)


@pytest.mark.usefixtures("anna_in_retro")
@odd
async def test_any_title_on_one_line(world: World, olga: User, text: str) -> None:
    await olga.sends(f"/create {text[:3900]}")
    title, _, description = text[:3900].partition("|")
    conference = world.project.conferences[-1]
    assert (conference.title, conference.description) == (title.strip(), description.strip())
    await olga.sends(f"/conference {conference.title[:3900]}")
    assert "🎥" in olga.sees
    check_screens(olga)


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("text", ["| описание", "|", " | | "])
async def test_a_title_is_needed(world: World, olga: User, text: str) -> None:
    await olga.sends(f"/create {text}")
    assert olga.sees == "Как назовём конференцию?"
    assert len(world.project.conferences) == 1


async def test_what_is_known_is_not_asked(world: World, olga: User) -> None:
    await olga.sends("/create | Планы на неделю")
    assert "Как назовём" in olga.sees
    await olga.sends("Планёрка")
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
    assert "Другие планы" in olga.sees


async def test_a_server_that_folds_spaces_does_not_hide_what_was_made(world: World, olga: User) -> None:
    def fold() -> None:
        for conference in world.project.conferences:
            conference.title = " ".join(conference.title.split())

    world.boomstream.listeners.append(fold)
    world.boomstream.fail(FaultKind.LOST_AFTER, method="create")
    await olga.sends("/create Большая  планёрка")
    assert "создана. Теперь пригласите людей" in olga.sees
    assert len(world.project.conferences) == 1


# --- changed ----------------------------------------------------------------------------------------------------------


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


async def test_a_failed_look_promises_nothing_and_a_refused_change_does(
    world: World, olga: User, retro: ConferenceState
) -> None:
    world.boomstream.fail(FaultKind.RATE_LIMITED, method="info", times=None)
    await olga.sends("/conference ретро")
    assert "просит подождать" in olga.sees
    assert UNCHANGED not in olga.sees
    world.boomstream.heal()
    await olga.sends("/edit ретро")
    await olga.presses("Название")
    world.boomstream.fail(FaultKind.RATE_LIMITED, method="update")
    await olga.sends("Летучка")
    assert "просит подождать" in olga.sees
    assert UNCHANGED in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
@odd
async def test_any_short_name_and_folder(world: World, olga: User, text: str) -> None:
    await olga.sends("/alias ретро")
    await olga.sends(text)
    assert "не подходит для короткого имени" in olga.sees
    await olga.sends("/cancel")
    await olga.sends("/edit ретро")
    await olga.presses("Папка")
    await olga.sends(text)
    assert world.project.conferences[0].folder_code == text.strip()
    check_screens(olga)


@pytest.mark.usefixtures("anna_in_retro")
async def test_many_short_names_fit_on_the_card(world: World, olga: User) -> None:
    world.project.conferences[0].description = "О" * 2400
    for number in range(60):
        await olga.sends(f"/alias ретро {'я' * 28}{number:04}")
    await olga.sends("/conference ретро")
    assert "🎥 Ретро" in olga.sees
    check_screens(olga)


# --- gone -------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("anna_in_retro")
async def test_old_buttons_of_a_deleted_conference_say_that_it_is_gone(world: World, olga: User) -> None:
    for command in ("/conference ретро", "/clients ретро", "/edit ретро", "/delete ретро"):
        await olga.sends(command)
    await olga.sends("/clients ретро")
    await olga.presses("1. Анна")
    screens = [message for message in olga.messages if message.from_bot and message.keyboard]
    world.project.conferences.clear()
    world.clock.forward(hours=1)
    await olga.sends("/conferences fresh")  # whatever was remembered of it is not what is tested here
    told = 0
    for screen in screens:
        for button in [button for row in screen.buttons for button in row if button.kind == "callback_data"]:
            before = olga.screen
            olga.person.press(screen, data=button.value)
            await world.idle()
            told += "Этого в Boomstream уже нет" in olga.sees and olga.screen is not before
            assert OURS not in olga.sees
    assert told > 10
    world.telegram.violations[:] = [v for v in world.telegram.violations if "not modified" not in v.description]
    check_screens(olga)


@pytest.mark.parametrize("typed", ["Вебинар для партнёров", "«Вебинар для партнёров»"])
async def test_a_title_of_several_words_gives_none_of_them_away_as_a_short_name(
    world: World, olga: User, typed: str
) -> None:
    world.project.add_conference("Вебинар для партнёров")
    await olga.sends(f"/alias {typed}")
    assert "партнёров»" not in olga.sees
    await olga.sends("вебинар-п")
    await olga.sends("/conference вебинар-п")
    assert "Вебинар для партнёров" in olga.sees
    await olga.sends(f"/alias {typed} внп")
    await olga.sends("/conference внп")
    assert "Вебинар для партнёров" in olga.sees


async def test_what_is_edited_is_there_to_copy(world: World, olga: User) -> None:
    world.project.add_conference("Ретро", "Что было <b>")
    for field, present in (("Название", "Ретро"), ("Описание", "Что было &lt;b&gt;")):
        await olga.sends("/edit ретро")
        await olga.presses(field)
        assert f"Сейчас: <pre>{present}</pre>" in olga.screen.html
        await olga.presses("Отмена")


async def test_what_boomstream_does_not_tell_just_now_can_be_edited_all_the_same(world: World, olga: User) -> None:
    world.project.add_conference("Ретро", "Что было")
    await olga.sends("/edit ретро")
    world.boomstream.fail(FaultKind.DOWN, method="info", times=None)
    await olga.presses("Название")
    assert "Пришлите новое название" in olga.sees
    assert "Сейчас" not in olga.sees
