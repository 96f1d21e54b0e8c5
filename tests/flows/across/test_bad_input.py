"""What people type and tap: nothing of it breaks a message, hides what is wrong, or loses what was said before."""

import itertools
import time

import pytest

from sandbox.telegram.text import utf16_length
from tests.flows.world import KEY, User, World
from views.actions.conferences import Do, Verb
from views.actions.log import ShowLog
from views.actions.participants import OpenParticipant
from views.callback_data import pack
from views.participants import FIRST

OURS = "сломалось"  # a word of the incident's text: a mistake of the bot's own

ODD = {
    "quotes": "«План» \"на\" 'год' “и” ещё",
    "newlines": "План\nна\r\nгод",
    "emoji": "🎉👩‍👩‍👧‍👦🏳️‍🌈 праздник",
    "markup": "<b>жирный</b> <script>alert(1)</script> <a href=",
    "entities": "Вопросы &amp; ответы &lt;3 &#1234;",
    "right to left": "פגישה שבועית",
    "override": "план\u202eтёркаТ",
    "bars": "a | b || c",
    "format": "{ $title } %s {0} \\n __ ** `",
    "sql": "'; DROP TABLE dialogue; --",
    "percent": "100% &apikey=1#?/..//",
    "words": "слово " * 650,
    "long": "Ж" * 4000,
    "long emoji": "😀" * 2000,
}
odd = pytest.mark.parametrize("text", ODD.values(), ids=ODD)


@pytest.fixture
async def olga(world: World) -> User:
    """The owner with a project of one conference with one participant."""
    world.project.add_conference("Ретро").add_client("anna@example.com", "Анна")
    user = world.user("Olga")
    await user.starts()
    await user.sends(f"/apikey {KEY}")
    return user


def check_screens(user: User) -> None:
    """Every message fits Telegram and none is an incident; the fake Telegram itself refuses what is malformed."""
    for message in user.messages:
        assert utf16_length(message.text) <= 4096
        assert OURS not in message.text
    user.world.check()


# --- any text anywhere -----------------------------------------------------------------------------------------------


@odd
async def test_any_title_and_description(world: World, olga: User, text: str) -> None:
    for answer in ("/create", text, text, "-"):
        await olga.sends(answer)
    await olga.presses("✅ Создать")
    assert olga.sees.startswith("✅ Создана: ")
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


@odd
async def test_any_title_on_one_line(world: World, olga: User, text: str) -> None:
    await olga.sends(f"/create {text[:3900]}")
    title, _, description = text[:3900].partition("|")
    conference = world.project.conferences[-1]
    assert (conference.title, conference.description) == (title.strip(), description.strip())
    await olga.sends(f"/conference {conference.title[:3900]}")
    assert "🎥" in olga.sees
    check_screens(olga)


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


@odd
async def test_any_name_of_a_participant(world: World, olga: User, text: str) -> None:
    [anna] = world.project.conferences[0].clients
    await olga.sends(f"/client {anna.code}")
    await olga.presses("✏️ Имя")
    await olga.sends(text)
    assert anna.name == text.strip()
    await olga.presses("‹ Участники")
    assert "1. " in olga.sees
    await olga.presses("🗑")
    await olga.presses("Да, удалить")
    await olga.presses("🗑 1")
    check_screens(olga)


@odd
async def test_any_name_of_a_guest(world: World, olga: User, text: str) -> None:
    await olga.sends(f"/invite ретро boris@example.com {text[:3900]}")
    check_screens(olga)
    if "✅ Пригласить: 1" in olga.buttons:  # a text of several lines or columns is shown first
        await olga.presses("✅ Пригласить: 1")
    await olga.sends("/invite ретро")
    await olga.sends(f"vera@example.com {text[:3900]}")
    await olga.presses("✅ Пригласить: 1")
    assert [client.email for client in world.project.conferences[0].clients][-2:] == [
        "boris@example.com",
        "vera@example.com",
    ]
    check_screens(olga)


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


@odd
async def test_anybody_and_any_group_may_be_called_anything(world: World, text: str) -> None:
    olga = world.user("Olga")
    await olga.starts()
    person = world.telegram.add_person(text.strip()[:64], None, "somebody")
    user = User(world, person)
    await user.starts()
    group = world.telegram.add_group(text.strip()[:128], olga.person, [person])
    world.telegram.add_bot_to(group, olga.person)
    await world.idle()
    await olga.within(group).connects()
    await olga.within(group).sends("/admins add @somebody")
    await olga.within(group).sends("/admins")
    await olga.within(group).presses(olga.within(group).buttons[0])
    await user.within(group).sends("/create Планёрка")
    await olga.within(group).sends("/log")
    for command in ("/admins", "/admins add @somebody", "/log"):
        await olga.sends(command)
    await user.sends("/start")
    await user.sends("/admins")
    await user.presses(user.buttons[0])
    for seen in (olga, user, olga.within(group)):
        check_screens(seen)


@odd
async def test_any_talk_to_the_bot(world: World, olga: User, text: str) -> None:
    stranger = world.user("Petr")
    for user, said in itertools.product((stranger, olga), (text, f"/start {text[:3900]}", f"/help {text[:3900]}")):
        await user.sends(said)
        check_screens(user)
    await olga.sends(f"/apikey {text[:3900]}")
    assert "не похоже на ключ API" in olga.sees
    await olga.sends(f"/admins add {text[:3900]}")
    assert "Не знаю, кто такой" in olga.sees or "не больше 20 человек" in olga.sees
    await olga.sends(f"/unknown {text[:3900]}")
    assert "Не знаю такой команды" in olga.sees
    check_screens(olga)


@pytest.mark.parametrize("nothing", [" ", "\u00a0", "\n \n"])
@pytest.mark.parametrize("command", ["/create", "/edit", "/alias", "/client"])
async def test_nothing_but_spaces_is_no_argument(olga: User, command: str, nothing: str) -> None:
    question = await olga.sends(command)
    assert (await olga.sends(f"{command} {nothing}")).text == question.text


@pytest.mark.parametrize("text", ["| описание", "|", " | | "])
async def test_a_title_is_needed(world: World, olga: User, text: str) -> None:
    await olga.sends(f"/create {text}")
    assert olga.sees == "Как назовём конференцию?"
    assert len(world.project.conferences) == 1


async def test_many_short_names_fit_on_the_card(world: World, olga: User) -> None:
    world.project.conferences[0].description = "О" * 2400
    for number in range(60):
        await olga.sends(f"/alias ретро {'я' * 28}{number:04}")
    await olga.sends("/conference ретро")
    assert "🎥 Ретро" in olga.sees
    check_screens(olga)


# --- invitations -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("boris@", "«boris@» — это не адрес e-mail"),
        ("@example.com", "«@example.com» — это не адрес e-mail"),
        ("boris@example", "«boris@example» — это не адрес e-mail"),
        ("a@b@example.com", "«a@b@example.com» — это не адрес e-mail"),
        ("boris@пример..рф", "«boris@пример..рф» — это не адрес e-mail"),
        (f"{'b' * 3000}@example.com", f"«{'b' * 23}…» — это не адрес e-mail"),
        (f"boris@{'b' * 3000}.com", "это не адрес e-mail"),
        (f"{'😀' * 1500}@example.com", "это не адрес e-mail"),
        ("boris@example.com ttl=soon", "Не понимаю, сколько должна действовать ссылка: «soon»"),
        ("boris@example.com ttl=", "Не понимаю, сколько должна действовать ссылка: «»"),
        ("boris@example.com ttl=0", "Не понимаю, сколько должна действовать ссылка: «0»"),
        ("boris@example.com ttl=59s", "Не понимаю, сколько должна действовать ссылка: «59s»"),
        ("boris@example.com ttl=2y", "Не понимаю, сколько должна действовать ссылка: «2y»"),
        ("boris@example.com ttl=999999w", "Не понимаю, сколько должна действовать ссылка: «999999w»"),
        ("boris@example.com avatar=me", "«me» — это не адрес картинки"),
        ("boris@example.com avatar=ftp://x.ru/a.png", "«ftp://x.ru/a.png» — это не адрес картинки"),
        ("boris@example.com avatar=https://", "«https://» — это не адрес картинки"),
        ("boris@example.com avatar=https://[", "«https://[» — это не адрес картинки"),
        ("boris@example.com avatar=", "«» — это не адрес картинки"),
        (" ".join(f"guest{number}@example.com" for number in range(21)), "не больше 20 адресов"),
    ],
)
@pytest.mark.parametrize("how", ["line", "current", "dialogue"])
async def test_what_is_wrong_with_an_invitation_is_named_at_once(
    world: World, olga: User, typed: str, told: str, how: str
) -> None:
    if how == "dialogue":
        await olga.sends("/invite ретро")
        await olga.sends(typed)
    else:
        await olga.sends(f"/invite {'ретро ' if how == 'line' else ''}{typed}")
    assert told in olga.sees
    assert len(world.project.conferences[0].clients) == 1
    if how == "dialogue":  # and it goes on where it was
        await olga.sends("boris@example.com Борис")
        await olga.presses("✅ Пригласить: 1")
        assert "Приглашение в конференцию Ретро" in olga.sees
    check_screens(olga)


async def test_words_without_an_address_are_taken_for_a_conference(olga: User) -> None:
    await olga.sends("/invite ретро Борис")
    assert "Не нахожу конференцию «ретро Борис»" in olga.sees


async def test_one_address_twice_is_one_guest(world: World, olga: User) -> None:
    await olga.sends("/invite ретро boris@example.com, BORIS@EXAMPLE.COM Борис")
    assert "Борис · boris@example.com" in olga.sees
    assert len(world.project.conferences[0].clients) == 2


# --- what does not exist ---------------------------------------------------------------------------------------------


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
    assert olga.sees == "По запросу «зелёная» нашлось несколько конференций. Какая нужна?"
    assert olga.buttons == ["Зелёная дверь", "Зелёная комната"]
    screen = olga.screen
    await olga.presses("Зелёная комната")
    assert "Зелёная комната" in olga.sees
    assert OURS not in screen.text


async def test_a_conference_just_made_elsewhere_is_found(world: World, olga: User) -> None:
    await olga.sends("/conferences")
    world.project.add_conference("Свежая")
    await olga.sends("/conference свежая")
    assert olga.sees.startswith("🎥 Свежая")
    world.project.add_conference("Другая")
    await olga.sends("/clients другая")
    assert olga.sees.startswith("👥 Другая")


async def test_titles_that_are_alike_are_told_apart_by_their_codes(world: World, olga: User) -> None:
    twins = [world.project.add_conference("Близнец") for _ in range(2)]
    await olga.sends("/conference близнец")
    assert olga.buttons == [f"Близнец · {twin.code[:8]}" for twin in twins]


@pytest.mark.parametrize("text", ["nonsense", "x" * 3000, "a b", "../list", "&code=1", "😀" * 900, "'"])
async def test_an_unknown_participant_is_named(olga: User, text: str) -> None:
    await olga.sends(f"/client {text}")
    assert f"Не нахожу участника с кодом «{text[:90]}" in olga.sees
    check_screens(olga)


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
            told += "В Boomstream этого больше нет" in olga.sees and olga.screen is not before
            assert OURS not in olga.sees
    assert told > 10
    world.telegram.violations[:] = [v for v in world.telegram.violations if "not modified" not in v.description]
    check_screens(olga)


async def test_buttons_of_a_removed_participant(world: World, olga: User) -> None:
    conference = world.project.conferences[0]
    await olga.sends("/clients ретро")
    people = olga.screen
    await olga.presses("1. Анна")
    conference.clients[0].deleted = True
    world.boomstream.changed()
    await olga.presses("⭐ Назначить модератором", people)
    assert "этого больше нет" in olga.sees
    assert conference.clients[0].moderator is False
    await olga.presses("🗑 Удалить", people)
    await olga.presses("Да, удалить", people)
    assert "Удалён из конференции" in people.text
    check_screens(olga)


# --- buttons that are not ours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    ["?", "zz:1", "co:", "co:!", "co:-1", "co:zzzzzzzzzzzzzzzzzzzz", "lg:zzzzzzzzzzzzzzzz", "rt:zzzzzzzzzzzzz", "l:xx",
     "pl:1:p:zzzzzzzzzzzzzz:zzzzzzzzzzzzzzz", "😀" * 16, "m:m", "al:zzzzzzzzzzzzz", "co:٣", " m", "M"],
)  # fmt: skip
async def test_unknown_data_leads_to_the_menu(world: World, olga: User, data: str) -> None:
    await olga.sends("/conference ретро")
    press = olga.person.press(olga.screen, data=data)
    await world.idle()
    assert press.answers
    assert OURS not in olga.sees
    check_screens(olga)


@pytest.mark.parametrize("action", [Do(Verb.OPEN, 999), OpenParticipant(999, FIRST), Do(Verb.OPEN, 0)])
async def test_buttons_about_rows_that_do_not_exist(world: World, olga: User, action: Do | OpenParticipant) -> None:
    await olga.sends("/help")
    press = olga.person.press(olga.screen, data=pack(action))
    await world.idle()
    assert "устарела" in press.answer.text
    assert "Всё готово" in olga.sees


@pytest.mark.parametrize("page", [0, 1, 2**40])
async def test_pages_that_do_not_exist_are_the_nearest_ones(world: World, olga: User, page: int) -> None:
    await olga.sends("/help")
    olga.person.press(olga.screen, data=pack(ShowLog(page)))
    await world.idle()
    assert "📜 Журнал" in olga.sees


async def test_a_button_of_a_message_that_was_deleted(world: World, olga: User) -> None:
    await olga.sends("/conference ретро")
    card = olga.screen
    card.chat.hide(card)
    press = olga.person.press(card, "👥 Участники")
    await world.idle()
    assert press.answers
    assert "1. Анна" in olga.sees


# --- messages of other kinds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialogue", ["/create", "/invite ретро", "/client", "/alias ретро"])
async def test_a_file_is_no_answer_and_the_question_waits(world: World, olga: User, dialogue: str) -> None:
    await olga.sends(dialogue)
    olga.person.send_document("plan.pdf", b"%PDF", caption="План")
    await world.idle()
    assert olga.sees == "Здесь нужен текст: ответьте, пожалуйста, словами."
    await olga.sends("/cancel")
    assert "Отменено" in olga.sees


async def test_a_file_that_nobody_waits_for(world: World, olga: User) -> None:
    for user in (olga, world.user("Petr")):
        user.person.send_document("plan.pdf", b"%PDF")
        await world.idle()
    assert "не жду ответа" in olga.sees
    assert "Управлять конференциями вы пока не можете" in world.user("Petr").sees


async def test_a_file_in_a_group_is_an_answer_only_as_a_reply(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    question = await olga.within(group).sends("/create")
    olga.person.send_document("plan.pdf", b"%PDF", group)
    await world.idle()
    assert group.last(from_bot=True) is question
    olga.person.send_document("plan.pdf", b"%PDF", group, reply_to=question)
    await world.idle()
    assert "Здесь нужен текст" in group.last(from_bot=True).text


async def test_a_key_under_a_picture_in_a_group_is_a_leak(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    leaked = olga.person.send_document("key.png", b"PNG", group, caption=f"вот ключ {KEY}")
    await world.idle()
    assert "Считайте его раскрытым" in olga.within(group).sees
    assert leaked.deleted


async def test_an_edited_message_is_not_heard_again(world: World, olga: User) -> None:
    message = olga.person.send("/create Первая")
    await world.idle()
    screen = olga.screen
    olga.person.edit(message, "/create Вторая")
    await world.idle()
    assert olga.screen is screen
    assert [one.title for one in world.project.conferences] == ["Ретро", "Первая"]


async def test_service_messages_are_left_alone(world: World, olga: User) -> None:
    screen = olga.screen
    world.telegram.say_service(olga.person.private, olga.person.user, {"pinned_message": screen.to_json()})
    await world.idle()
    assert olga.screen is screen


# --- how commands are written ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        "/CREATE Новая",
        "/Create@Conference_Bot Новая",
        "/create@conference_bot Новая",
        "/create\nНовая",
        "/create   Новая",
    ],
)
async def test_ways_to_write_a_command(world: World, olga: User, command: str) -> None:
    group = await world.add_group("Команда", olga)
    await olga.within(group).connects()
    for user in (olga, olga.within(group)):
        await user.sends(command)
        assert "Создана: Новая" in user.sees
    assert [one.title for one in world.project.conferences[1:]] == ["Новая", "Новая"]


@pytest.mark.parametrize("admin", [True, False])
async def test_another_bots_commands_are_not_ours(world: World, olga: User, admin: bool) -> None:
    group = await world.add_group("Команда", olga, admin=admin)
    await olga.within(group).connects()
    await olga.within(group).sends("/help")
    screen = olga.within(group).screen
    for command in ("/create@other_bot Новая", "/help@conference_bot2", "/nothing", "text /create Новая"):
        await olga.within(group).sends(command)
        assert olga.within(group).screen is screen
    await olga.sends("/create@other_bot Новая")
    assert "Не знаю такой команды" in olga.sees
    assert len(world.project.conferences) == 1
