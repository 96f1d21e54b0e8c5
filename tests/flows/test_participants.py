"""Participants: the list, the card, what is changed on them."""

import pytest

from sandbox.boomstream import ConferenceState, FaultKind
from tests.flows.odd import check_screens, odd
from tests.flows.world import User, World

SAVED = "✅ Сохранено"


def calls(world: World, method: str) -> int:
    return sum(call.method == method for call in world.boomstream.calls)


# --- the list and the card --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("anna_in_retro")
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


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("text", ["nonsense", "x" * 3000, "a b", "../list", "&code=1", "😀" * 900, "'"])
async def test_an_unknown_participant_is_named(olga: User, text: str) -> None:
    await olga.sends(f"/client {text}")
    assert f"Не нахожу участника с кодом «{text[:90]}" in olga.sees
    check_screens(olga)


async def test_a_line_without_details_ends_with_the_name(world: World, olga: User) -> None:
    conference = world.project.add_conference("Ретро")
    conference.add_client("anna@example.com").added = None
    await olga.sends("/clients ретро")
    assert olga.sees.endswith("1. anna@example.com")


# --- changes ----------------------------------------------------------------------------------------------------------


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
    assert "уже нет" in olga.sees
    await olga.sends("/cancel")
    await olga.presses("✏️ E-mail", card)
    assert "уже нет" in olga.sees
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


@pytest.mark.parametrize(
    "said", ["Борис <b@example.org>", "mailto:b@example.org", "новый адрес: b@example.org.", "Почта:b@example.org"]
)
async def test_a_new_email_is_taken_however_it_was_pasted(olga: User, retro: ConferenceState, said: str) -> None:
    await olga.sends("/clients ретро")
    await olga.presses("2. Борис")
    await olga.presses("✏️ E-mail")
    await olga.sends(said)
    assert retro.clients[1].email == "b@example.org"
    assert "b@example.org" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
async def test_buttons_of_a_removed_participant(world: World, olga: User) -> None:
    conference = world.project.conferences[0]
    await olga.sends("/clients ретро")
    people = olga.screen
    await olga.presses("1. Анна")
    conference.clients[0].deleted = True
    world.boomstream.changed()
    await olga.presses("⭐ Назначить модератором", people)
    assert "Этого в Boomstream уже нет" in olga.sees
    assert conference.clients[0].moderator is False
    await olga.presses("🗑 Удалить", people)
    await olga.presses("Да, удалить", people)
    assert "Больше не в конференции" in people.text
    check_screens(olga)
