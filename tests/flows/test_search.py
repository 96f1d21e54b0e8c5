"""Finding conferences and people: what looks alike is found, and near misses are offered."""

import pytest

from tests.flows.world import User, World


@pytest.fixture(autouse=True)
def conferences(world: World, olga: User) -> None:
    eagle = world.project.add_conference("Орёл")
    eagle.add_client("petr@example.com", "Пётр Королёв")
    eagle.add_client("vera@example.com", "Вера Белова")
    world.project.add_conference("Зарядка с йогой")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Орел", "Орёл"),
        ("ОРЁЛ", "Орёл"),
        ("«Орел»", "Орёл"),
        ('"Зарядка с йогой".', "Зарядка с йогой"),
        ("зарядка с йогой", "Зарядка с йогой"),
    ],
)
async def test_a_conference_is_found_however_it_is_typed(olga: User, said: str, title: str) -> None:
    await olga.sends(f"/conference {said}")
    assert f"🎥 {title}" in olga.sees
    await olga.sends(f"/conferences {said}")
    assert title in olga.buttons


async def test_a_short_name_is_found_however_it_is_typed(olga: User) -> None:
    await olga.sends("/alias Зарядка утренняя-ёлка")
    await olga.sends("/conference УТРЕННЯЯ–ЕЛКА")
    assert "🎥 Зарядка с йогой" in olga.sees


@pytest.mark.parametrize(
    "command", ["/use {}", "/alias {} птица", "/open {}", "/edit {}", "/delete {}", "/invite {} a@example.org"]
)
@pytest.mark.parametrize("said", ["ОРЕЛ", "«орел»"])
async def test_every_command_finds_it(olga: User, command: str, said: str) -> None:
    await olga.sends(command.format(said))
    texts = "\n".join(message.text for message in olga.messages[-3:])
    assert "«Орёл»" in texts or "✏️ Орёл" in texts
    assert "Не нахожу" not in texts


async def test_a_person_is_found_however_their_name_is_typed(olga: User) -> None:
    await olga.sends("/clients орел петр королев")
    assert "Пётр Королёв" in olga.sees


async def test_a_near_miss_is_offered_and_the_command_goes_on(olga: User) -> None:
    await olga.sends("/clients Зорядка")
    assert "Не нахожу конференцию «Зорядка». Может быть, одна из этих?" in olga.sees
    assert olga.buttons == ["Зарядка с йогой"]
    await olga.presses("Зарядка с йогой")
    assert "👥 Зарядка с йогой" in olga.sees


async def test_near_misses_in_lists_are_buttons(olga: User) -> None:
    await olga.sends("/conferences зорядка")
    assert "ничего не нашлось. Может быть, вот это?" in olga.sees
    await olga.presses("Зарядка с йогой")
    assert "🎥 Зарядка с йогой" in olga.sees
    await olga.sends("/clients орел каралёв")
    assert "Никого не нашлось. Может быть, это:" in olga.sees
    await olga.presses("Пётр Королёв")
    assert "petr@example.com" in olga.sees


async def test_nothing_like_it_is_said_so(olga: User) -> None:
    await olga.sends("/conference qqq")
    assert "Не нахожу конференцию «qqq». Посмотреть все: /conferences" in olga.sees
    await olga.sends("/clients орел qqq")
    assert "Никого не нашлось." in olga.sees


async def test_near_misses_in_english(olga: User) -> None:
    await olga.sends("/language")
    await olga.presses("English")
    await olga.sends("/conference Зорядка")
    assert "I can’t find a conference “Зорядка”. Did you mean one of these?" in olga.sees
