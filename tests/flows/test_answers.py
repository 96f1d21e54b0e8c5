"""What people type while a question is open that is no answer to it."""

import pytest

from tests.flows.requests_world import Desk
from tests.flows.world import KEY, User, World

pytestmark = pytest.mark.usefixtures("anna_in_retro")

OTHER_KEY = "fedcba9876543210fedcba9876543210"
WORDS = [
    *("отмена", "Отменить", "стоп", "Отмена!", "cancel", "Stop", "не надо", "назад", "Back"),
    *("Отмена, пожалуйста", "ой, не нужно", "я передумала", "Cancel, please", "OK, cancel it", "сфтсуд", "Jnvtyf"),
]


def _titles(world: World) -> list[str]:
    return [conference.title for conference in world.project.conferences]


@pytest.fixture
async def renaming(olga: User) -> User:
    """Olga is asked for a new title."""
    await olga.sends("/edit ретро")
    await olga.presses("Название")
    return olga


# --- words of leaving ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", WORDS)
async def test_a_word_of_leaving_ends_the_dialogue(world: World, renaming: User, word: str) -> None:
    await renaming.sends(word)
    assert "Отменено, ничего не изменилось." in renaming.sees
    await renaming.sends("Планёрка")
    assert "ни о чём не спрашивал" in renaming.sees
    assert _titles(world) == ["Ретро"]


async def test_what_could_be_meant_is_one_press_away(world: World, renaming: User) -> None:
    await renaming.sends("Отмена")
    await renaming.presses("Нет, это ответ: «Отмена»")
    assert _titles(world) == ["Отмена"]


async def test_a_title_that_begins_with_such_a_word_is_one(world: World, renaming: User) -> None:
    await renaming.sends("Стоп-кадр, пожалуйста")
    assert _titles(world) == ["Стоп-кадр, пожалуйста"]


async def test_what_cannot_be_meant_is_not_offered(olga: User) -> None:
    await olga.sends("/invite ретро")
    await olga.sends("отмена")
    assert "Отменено" in olga.sees
    assert not [button for button in olga.buttons if button.startswith("Нет")]


async def test_only_who_was_asked_may_say_that_it_was_the_answer(world: World, olga: User) -> None:
    max_ = world.user("Max")
    group = await world.add_group("Команда", olga, max_, admin=True)
    await olga.within(group).sends("/create")
    question = group.last(from_bot=True)
    olga.person.send("Отмена", group, reply_to=question)
    await world.idle()
    left = group.last(from_bot=True)
    assert "Отменено" in left.text
    await max_.within(group).presses("Нет, это ответ", left)
    assert len(world.project.conferences) == 1


async def test_a_guest_is_not_declined_for_a_word_of_leaving(desk: Desk) -> None:
    await desk.asked("Petr")
    await desk.decides("✋ Отклонить с причиной")
    question = desk.group.last(from_bot=True)
    desk.max.person.send("Отмена", desk.group, reply_to=question)
    await desk.world.idle()
    assert desk.statuses() == ["pending"]


async def test_a_word_of_leaving_is_heard_in_a_topic(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True, forum=True)
    topic = group.add_topic("Планы", by=olga.person.user)
    asked = await olga.within(group).sends("/create", thread=topic)
    left = await olga.within(group).sends("отмена, пожалуйста", reply_to=asked, thread=topic)
    assert "Отменено" in left.text
    assert left.thread_id == topic


# --- commands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["/отмена", "/сфтсуд", "/CANCEL", "/ cancel", ".сфтсуд", "/Сфтсуд", "/jnvtyf", "/stop", "/стоп"]
)
async def test_cancel_is_understood_however_it_is_typed(world: World, renaming: User, typed: str) -> None:
    await renaming.sends(typed)
    assert "Отменено, ничего не изменилось." in renaming.sees
    assert _titles(world) == ["Ретро"]


@pytest.mark.parametrize("typed", ["/сщтаукутсуы", "/конференции", "/дшые"])
async def test_other_commands_too_also_while_a_question_is_open(world: World, renaming: User, typed: str) -> None:
    await renaming.sends(typed)
    assert "🎥 Конференции: 1" in renaming.sees
    assert _titles(world) == ["Ретро"]


@pytest.mark.parametrize("typed", ["/nonsense", "/чепуха", "//", "/5", "/"])
async def test_what_begins_with_a_slash_is_no_answer(world: World, renaming: User, typed: str) -> None:
    await renaming.sends(typed)
    assert "Такой команды нет" in renaming.sees
    assert "Отмена" in renaming.buttons  # the question is still open
    await renaming.sends("Итоги")
    assert _titles(world) == ["Итоги"]


async def test_a_command_under_a_picture_is_run(world: World, olga: User) -> None:
    olga.person.send_document("plan.png", b"PNG", caption="/invite ретро boris@example.com Борис")
    await world.idle()
    assert "Приглашение в конференцию «Ретро»" in olga.sees


async def test_a_command_under_a_picture_is_run_in_a_group(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    await olga.within(group).connects()
    olga.person.send_document("plan.png", b"PNG", group, caption="/clients ретро")
    await world.idle()
    assert "👥 Ретро" in group.last(from_bot=True).text


async def test_a_command_for_another_bot_is_not_ours(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    before = group.last(from_bot=True)
    for text in ("/отмена@other_bot", "/cancel@other_bot"):
        olga.person.send(text, group)
        await world.idle()
    assert group.last(from_bot=True) is before


@pytest.mark.parametrize("typed", ["/создать Новая", "/скуфеу Новая"])
async def test_rights_are_those_of_the_command(world: World, typed: str) -> None:
    petr = world.user("Petr")
    await petr.starts()
    await petr.sends(typed)
    assert _titles(world) == ["Ретро"]


# --- buttons by their names ------------------------------------------------------------------------------------------


async def test_the_name_of_a_button_does_what_the_button_does(world: World, olga: User) -> None:
    await olga.sends("/create")
    await olga.sends("Итоги")
    await olga.sends("пропустить")
    await olga.sends("назад")
    await olga.sends("Пропустить")
    await olga.sends("пропустить")
    await olga.sends("создать")
    assert _titles(world) == ["Ретро", "Итоги"]
    assert world.project.conferences[1].description == ""


# --- corrections -----------------------------------------------------------------------------------------------------


async def test_a_refused_answer_may_be_corrected_in_place(world: World, olga: User) -> None:
    await olga.sends("/invite ретро")
    wrong = olga.person.send("boris@")
    await world.idle()
    assert "не похоже на e-mail" in olga.sees
    olga.person.edit(wrong, "boris@example.com Борис")
    await world.idle()
    assert "1 человек" in olga.sees


async def test_a_correction_counts_only_while_its_question_is_open(world: World, olga: User) -> None:
    await olga.sends("/invite ретро")
    wrong = olga.person.send("boris@")
    await world.idle()
    await olga.sends("/cancel")
    screen = olga.screen
    olga.person.edit(wrong, "boris@example.com")
    await world.idle()
    assert olga.screen is screen


async def test_a_refused_answer_may_be_corrected_into_a_command(world: World, olga: User) -> None:
    await olga.sends("/invite ретро")
    wrong = olga.person.send("boris@")
    await world.idle()
    olga.person.edit(wrong, "/конференции")
    await world.idle()
    assert "🎥 Конференции: 1" in olga.sees


async def test_the_way_out_stays_in_sight_after_a_refusal(desk: Desk) -> None:
    petr = desk.guest("Petr")
    await petr.starts(desk.payload)
    await petr.sends("чепуха")
    assert "не похоже на e-mail" in petr.sees
    assert "Отмена" in petr.buttons
    await petr.presses("Отмена")
    assert "Отменено" in petr.sees


# --- keys ------------------------------------------------------------------------------------------------------------


async def test_a_key_in_talk_replaces_nothing_without_a_yes(world: World, olga: User) -> None:
    message = olga.person.send(f"новый ключ будет {OTHER_KEY}, не забудь")
    await world.idle()
    assert message not in olga.messages
    assert f"…{OTHER_KEY[-4:]}" in olga.sees
    assert f"Сейчас подключён …{KEY[-4:]}" in olga.sees
    await olga.presses("Нет, не нужно")
    assert "оставляю как есть" in olga.sees
    await olga.sends("/apikey")
    assert f"…{KEY[-4:]}" in olga.sees


async def test_a_guests_number_is_an_answer(desk: Desk) -> None:
    petr = desk.guest("Petr")
    await petr.starts(desk.payload)
    await petr.sends("petr@example.com")
    await petr.sends("0123456789abcdef0123456789abcdef")
    assert "0123456789abcdef0123456789abcdef · petr@example.com" in petr.sees


async def test_a_number_like_a_key_may_be_an_organizers_answer(world: World, renaming: User) -> None:
    await renaming.sends("0123456789abcdef0123456789abcdef")
    await renaming.presses("Нет, это ответ на вопрос")
    assert _titles(world) == ["0123456789abcdef0123456789abcdef"]


@pytest.mark.parametrize(
    "typed",
    [
        "/apikey{}",
        "/APIKEY {}",
        "/фзшлун{}",
        "/фзшлун {}",
        "/ключ {}",
        "/apikey@conference_bot\n{}",
        "/apikey:{}",
        "/apikey={}",
        "/apikey-{}",
        "/apikey@conference_bot{}",
        "/apikey: вот он: {}.",
    ],
)
async def test_a_key_behind_the_command_is_used_and_goes(world: World, olga: User, typed: str) -> None:
    message = olga.person.send(typed.format(KEY))
    await world.idle()
    assert message not in olga.messages
    assert f"Ключ …{KEY[-4:]} подходит" in olga.sees


@pytest.mark.parametrize("typed", ["/apikey{}", "/фзшлун{}", "ключ{}"])
async def test_a_key_stuck_to_a_word_in_a_group_is_warned_of(world: World, olga: User, typed: str) -> None:
    group = await world.add_group("Команда", olga, admin=True)
    message = olga.person.send(typed.format(OTHER_KEY), group)
    await world.idle()
    assert message not in group.messages
    assert "это был ключ" in group.last(from_bot=True).text


async def test_a_key_that_an_edit_brings_does_not_stay(world: World, olga: User) -> None:
    message = olga.person.send("ключ пришлю позже")
    await world.idle()
    olga.person.edit(message, f"вот ключ {OTHER_KEY}")
    await world.idle()
    assert message not in olga.messages
    assert f"…{OTHER_KEY[-4:]}" in olga.sees


async def test_a_key_that_an_edit_brings_into_a_group_is_warned_of(world: World, olga: User) -> None:
    steve = world.user("Steve")
    group = await world.add_group("Команда", olga, steve, admin=True)
    message = steve.person.send("ключ пришлю позже", group)
    await world.idle()
    steve.person.edit(message, f"вот ключ {OTHER_KEY}")
    await world.idle()
    assert message not in group.messages
    assert "это был ключ" in group.last(from_bot=True).text
