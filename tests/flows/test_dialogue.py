"""Questions and answers: back, skip, cancel, type, tap twice, walk away, begin anew."""

import sqlite3
from contextlib import closing

import pytest

from sandbox.telegram import Message
from tests.flows.world import KEY, User, World
from views.actions.dialogue import ConfirmDialogue, SkipStep, StepBack
from views.callback_data import pack

OVER = "Уже сделано, отменено или устарело"
ANSWERED = "На этот вопрос вы уже ответили"


@pytest.fixture
async def olga(world: World) -> User:
    """The owner with a project of one conference with one participant."""
    world.project.add_conference("Ретро", "Что было", FolderCode="home").add_client("anna@example.com", "Анна")
    user = world.user("Olga")
    await user.starts()
    await user.sends(f"/apikey {KEY}")
    return user


def created(world: World) -> list[tuple[str, str, str | None]]:
    return [(one.title, one.description, one.folder_code) for one in world.project.conferences[1:]]


async def answers(user: User, *texts: str) -> Message:
    for text in texts:
        await user.sends(text)
    return user.screen


# --- the way through -------------------------------------------------------------------------------------------------


async def test_every_answer_counts(world: World, olga: User) -> None:
    await answers(olga, "/create", "Планёрка", "Планы\nна неделю")
    assert olga.sees == "Создать конференцию «Планёрка»?\nПланы\nна неделю"
    await olga.presses("✅ Создать")
    assert [one[:2] for one in created(world)] == [("Планёрка", "Планы\nна неделю")]


@pytest.mark.parametrize("how", ["button", "-", "—"])
async def test_what_is_optional_can_be_left_out(world: World, olga: User, how: str) -> None:
    await answers(olga, "/create", "Планёрка")
    if how == "button":
        await olga.presses("Пропустить")
    else:
        await olga.sends(how)
    await olga.presses("✅ Создать")
    [(title, description, folder)] = created(world)
    assert (title, description) == ("Планёрка", "")
    assert not folder


async def test_the_title_cannot_be_left_out(world: World, olga: User) -> None:
    question = await answers(olga, "/create")
    assert "Пропустить" not in olga.buttons
    assert "‹ Назад" not in olga.buttons
    await forged(olga, SkipStep(1, 0))
    assert question.text == "Как назовём конференцию?"


async def test_back_asks_again_and_the_new_answer_counts(world: World, olga: User) -> None:
    await answers(olga, "/create", "Планёрка", "Описание")
    for question in ("пару слов", "Как назовём"):
        await olga.presses("‹ Назад")
        assert question in olga.sees
    await answers(olga, "Другая", "Другое")
    await olga.presses("✅ Создать")
    assert created(world) == [("Другая", "Другое", created(world)[0][2])]


async def test_a_text_instead_of_the_confirmation_shows_the_buttons_again(world: World, olga: User) -> None:
    first = await answers(olga, "/create", "Планёрка", "-", "-")
    again = await olga.sends("да")
    assert again is not first
    assert again.text == first.text
    assert created(world) == []
    press = await olga.presses("✅ Создать", first)
    assert ANSWERED in press.answer.text  # only the newest buttons count
    await olga.presses("✅ Создать")
    assert "Конференция «Планёрка» создана" in again.text
    assert len(created(world)) == 1


# --- two taps --------------------------------------------------------------------------------------------------------


async def test_two_taps_create_once_and_the_card_stays(world: World, olga: User) -> None:
    confirmation = await answers(olga, "/create", "Планёрка", "-", "-")
    _, second = olga.person.press_twice(confirmation, "✅ Создать")
    await world.idle()
    assert len(created(world)) == 1
    assert olga.screen is confirmation
    assert "Конференция «Планёрка» создана" in confirmation.text
    assert OVER in second.answer.text
    assert not second.answer.show_alert  # nothing went wrong: it need not be closed


async def test_two_taps_on_skip_skip_one_question(world: World, olga: User) -> None:
    question = await answers(olga, "/create", "Планёрка")
    olga.person.press_twice(question, "Пропустить")
    await world.idle()
    assert "Создать конференцию" in olga.sees
    assert created(world) == []


async def test_two_taps_on_back_go_one_back(world: World, olga: User) -> None:
    question = await answers(olga, "/create", "Планёрка", "Описание")
    olga.person.press_twice(question, "‹ Назад")
    await world.idle()
    assert "пару слов" in olga.sees


async def test_two_taps_delete_once(world: World, olga: User) -> None:
    await olga.sends("/delete ретро")
    question = olga.screen
    olga.person.press_twice(question, "Да, удалить")
    await world.idle()
    assert world.project.conferences == []
    assert question.text.startswith("🗑 Конференция «Ретро» удалена")
    assert len([message for message in olga.messages if message.file_name]) == 1
    assert not any("уже нет" in message.text for message in olga.messages)  # the second tap says nothing new
    world.telegram.violations.clear()  # the same was shown twice: "message is not modified"


async def test_two_taps_invite_once(world: World, olga: User) -> None:
    await olga.sends("/invite ретро")
    await olga.sends("boris@example.com Борис")
    olga.person.press_twice(olga.screen, "✅ Пригласить: 1")
    await world.idle()
    emails = [client.email for client in world.project.conferences[0].clients]
    assert emails == ["anna@example.com", "boris@example.com"]
    assert "Приглашение в конференцию «Ретро»" in olga.sees


async def test_two_taps_promote_once(world: World, olga: User) -> None:
    await olga.sends("/clients ретро")
    before = len(world.boomstream.calls)
    first, _ = olga.person.press_twice(olga.screen, "☆")
    await world.idle()
    assert "теперь модератор" in first.answer.text
    assert [call.method for call in list(world.boomstream.calls)[before:]].count("client/update") == 1
    world.telegram.violations.clear()  # the list was drawn twice, the same both times: "message is not modified"


# --- ways out --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("how", ["button", "/cancel", "/CANCEL@conference_bot"])
async def test_cancel_ends_it_at_every_step(world: World, olga: User, step: int, how: str) -> None:
    question = await answers(olga, "/create", *["Планёрка", "-", "-"][:step])
    if how == "button":
        await olga.presses("Отмена")
    else:
        await olga.sends(how)
    assert olga.sees == "Отменено, ничего не изменилось."
    await olga.sends("Название")
    assert "ни о чём не спрашивал" in olga.sees
    if how != "button":
        press = await olga.presses("Отмена", question)
        assert OVER in press.answer.text
    assert created(world) == []


async def test_there_may_be_nothing_to_cancel(world: World, olga: User) -> None:
    assert (await olga.sends("/cancel")).text == "Отменять нечего."


async def test_other_commands_work_in_the_middle_and_the_question_waits(world: World, olga: User) -> None:
    await answers(olga, "/create", "Планёрка")
    await olga.sends("/conference ретро")
    assert "Что было" in olga.sees
    await answers(olga, "Описание", "-")
    await olga.presses("✅ Создать")
    assert [title for title, *_ in created(world)] == ["Планёрка"]


async def test_a_new_dialogue_takes_the_place_of_the_old_one(world: World, olga: User) -> None:
    old = await answers(olga, "/create", "Планёрка")
    await olga.sends("/client")
    assert "Пришлите код" in olga.sees
    press = await olga.presses("Пропустить", old)
    assert OVER in press.answer.text
    await olga.sends("/create")
    await answers(olga, "Другая", "-", "-")
    await olga.presses("✅ Создать")
    assert [title for title, *_ in created(world)] == ["Другая"]


async def test_a_dialogue_left_alone_for_a_day_is_over(world: World, olga: User) -> None:
    question = await answers(olga, "/create", "Планёрка")
    world.clock.forward(hours=23)
    await olga.sends("Описание")
    world.clock.forward(hours=24)
    press = await olga.presses("✅ Создать")
    assert OVER in press.answer.text
    await olga.sends("Ещё что-то")
    assert "ни о чём не спрашивал" in olga.sees
    press = await olga.presses("Пропустить", question)
    assert OVER in press.answer.text
    await olga.sends("/cancel")
    assert olga.sees == "Отменять нечего."
    assert created(world) == []


async def test_what_was_answered_in_a_dialogue_left_alone_is_erased(world: World, olga: User) -> None:
    await answers(olga, "/create", "Планёрка")
    world.clock.forward(hours=25)
    await world.jobs()
    with closing(sqlite3.connect(world.settings.database)) as connection:
        assert connection.execute("SELECT count(*) FROM dialogue").fetchone() == (0,)


async def test_dialogues_in_different_chats_do_not_mix(world: World, olga: User) -> None:
    group = await world.add_group("Команда", olga)
    inside = olga.within(group)
    await inside.connects()
    await olga.sends("/create")
    question = await inside.sends("/create")
    await inside.sends("В группе", reply_to=question)
    await olga.sends("В личном чате")
    for user in (inside, olga):
        for _ in range(2):
            await user.sends("-", reply_to=user.screen)
        await user.presses("✅ Создать")
    assert [title for title, *_ in created(world)] == ["В группе", "В личном чате"]


# --- one question ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "answer", "changed"),
    [
        ("Название", "Новое", ("Новое", "Что было", "home")),
        ("Описание", "Новое", ("Ретро", "Новое", "home")),
        ("Папка", "other", ("Ретро", "Что было", "other")),
    ],
)
async def test_each_field_of_a_conference_is_edited(
    world: World, olga: User, button: str, answer: str, changed: tuple[str, str, str]
) -> None:
    await olga.sends("/edit ретро")
    await olga.presses(button)
    await olga.sends(answer)
    [one] = world.project.conferences
    assert (one.title, one.description, one.folder_code) == changed
    assert olga.sees.startswith(f"🎥 {changed[0]}\n{changed[1]}\n")


@pytest.mark.parametrize("how", ["button", "-"])
async def test_a_description_is_cleared(world: World, olga: User, how: str) -> None:
    await olga.sends("/edit ретро")
    await olga.presses("Описание")
    if how == "button":
        await olga.presses(olga.buttons[0])
    else:
        await olga.sends("-")
    assert world.project.conferences[0].description == ""
    assert "Что было" not in olga.sees


async def test_a_participant_is_edited(world: World, olga: User) -> None:
    [anna] = world.project.conferences[0].clients
    await olga.sends(f"/client {anna.code}")
    await olga.presses("✏️ Имя")
    await olga.sends("Анна Смирнова")
    await olga.presses("✏️ E-mail")
    await olga.sends("не адрес")
    assert "«не адрес» не похоже на e-mail" in olga.sees
    await olga.sends("ANNA@Example.com")
    assert (anna.name, anna.email) == ("Анна Смирнова", "ANNA@example.com")
    assert "Анна Смирнова" in olga.sees


async def test_a_code_is_asked_for_until_it_fits(world: World, olga: User) -> None:
    [anna] = world.project.conferences[0].clients
    await olga.sends("/client")
    await olga.sends("nonsense")
    assert "Не нахожу участника с кодом «nonsense»" in olga.sees
    await olga.sends(anna.code)
    assert "👤 Анна" in olga.sees


async def test_a_short_name_is_asked_for_until_it_fits(world: World, olga: User) -> None:
    await olga.sends("/alias ретро")
    await olga.sends("с пробелом")
    assert "«с пробелом» не подходит" in olga.sees
    await olga.sends("Итоги_2")
    await olga.sends("/conference итоги_2")
    assert "Короткое имя: итоги_2" in olga.sees


async def test_the_switches_of_an_invitation(world: World, olga: User) -> None:
    await olga.sends("/invite ретро")
    await olga.sends("boris@example.com Борис, vera@example.com")
    assert "✉️ Приглашение в конференцию «Ретро»: 2 человека" in olga.sees
    await olga.presses("▫️ Модератор")
    await olga.presses("▫️ Письмо от Boomstream")
    for span in ("1 час", "2 часа", "1 день", "7 дней", "30 дней", "как в Boomstream", "1 час"):
        await olga.presses("⏳")
        assert any(span in button for button in olga.buttons)
    await olga.presses("✅ Пригласить: 2")
    clients = world.project.conferences[0].clients[1:]
    assert [(one.email, one.name, one.moderator, one.notified) for one in clients] == [
        ("boris@example.com", "Борис", True, True),
        ("vera@example.com", "", True, True),
    ]
    assert {call.params.get("timeout") for call in world.boomstream.calls if call.method == "invite"} == {"3600"}


async def test_the_rest_of_a_command_survives_the_choice_of_a_conference(world: World, olga: User) -> None:
    await olga.sends("/create Ретро 2")
    await olga.sends("/invite ретр boris@example.com Борис")
    assert "Какая нужна?" in olga.sees
    await olga.presses("Ретро 2")
    assert "Приглашение в конференцию «Ретро 2»" in olga.sees
    await olga.sends("/clients ретр борис")
    assert "Какая нужна?" in olga.sees
    await olga.presses("Ретро 2")
    assert "Ретро 2, «борис»: 1" in olga.sees


# --- forged ----------------------------------------------------------------------------------------------------------


async def forged(user: User, action: StepBack | SkipStep | ConfirmDialogue) -> str:
    press = user.person.press(user.screen, data=pack(action))
    await user.world.idle()
    return press.answer.text


async def test_a_dialogue_cannot_be_carried_out_before_its_end(world: World, olga: User) -> None:
    await answers(olga, "/create", "Планёрка")
    for number in range(5):
        await forged(olga, ConfirmDialogue(number))
    assert created(world) == []


async def test_a_dialogue_is_its_owners_in_its_own_chat(world: World, olga: User) -> None:
    await answers(olga, "/create", "Планёрка", "-", "-")
    petr = world.user("Petr")
    await petr.starts()
    for number in range(5):
        assert OVER in await forged(petr, ConfirmDialogue(number))
    group = await world.add_group("Команда", olga, petr)
    await olga.within(group).sends("/start")
    for number in range(1, 5):
        assert OVER in await forged(olga.within(group), ConfirmDialogue(number))
    assert created(world) == []
