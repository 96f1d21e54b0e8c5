"""People as they are pasted into /invite: what is sure is done at once, the rest is shown first."""

import pytest

from sandbox.boomstream import ConferenceState
from tests.flows.world import User, World

A, B = "a@example.org", "b@example.org"


@pytest.fixture
def monday(world: World, olga: User) -> ConferenceState:
    return world.project.add_conference("Планёрка")


def _people(conference: ConferenceState) -> list[tuple[str, str]]:
    return [(client.email, client.name) for client in conference.clients]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{A},{B}", [(A, ""), (B, "")]),
        (f"{A} и {B}", [(A, ""), (B, "")]),
        (f"{A}\nБорис Петров {B}", [(A, ""), (B, "Борис Петров")]),
        (f"\nАнна Смирнова {A}\nБорис Петров {B}", [(A, "Анна Смирнова"), (B, "Борис Петров")]),
        (f"Анна <mailto:{A}>; {B}", [(A, "Анна"), (B, "")]),
        (f"Full name\tEmail address\nАнна Смирнова\t{A}\nБорис\t{B}", [(A, "Анна Смирнова"), (B, "Борис")]),
        (f"ФИО;Почта\n{A}\nБорис;{B}", [(A, ""), (B, "Борис")]),
        (f"Анна Смирнова\n{A}\nБорис\n{B}", [(A, "Анна Смирнова"), (B, "Борис")]),
    ],
)
@pytest.mark.parametrize("how", ["line", "dialogue"])
async def test_a_pasted_list_is_shown_before_anybody_is_invited(
    monday: ConferenceState, olga: User, text: str, people: list[tuple[str, str]], how: str
) -> None:
    if how == "line":
        await olga.sends(f"/invite план {text}")
    else:
        await olga.sends("/invite план")
        await olga.sends(text)
    assert "2 человека" in olga.sees
    assert not monday.clients
    await olga.presses("✅ Пригласить: 2")
    assert _people(monday) == people


async def test_one_person_without_a_doubt_is_invited_at_once(monday: ConferenceState, olga: User) -> None:
    await olga.sends(f"/invite план {A} Анна Смирнова модератор срок=2ч")
    assert _people(monday) == [(A, "Анна Смирнова")]
    assert monday.clients[0].moderator


async def test_words_between_the_title_and_the_address_are_a_name_to_look_at(
    monday: ConferenceState, olga: User
) -> None:
    await olga.sends(f"/invite план Анна Смирнова {A}")
    assert "Анна Смирнова · a@example.org" in olga.sees
    assert "Проверьте имена" in olga.sees
    assert not monday.clients
    await olga.presses("✅ Пригласить: 1")
    assert _people(monday) == [(A, "Анна Смирнова")]


async def test_a_name_is_kept_while_the_conference_is_asked(world: World, olga: User, monday: ConferenceState) -> None:
    world.project.add_conference("Планёрка 2")
    await olga.sends("/conferences")
    await olga.sends(f"/invite план Анна {A}")
    await olga.presses("Планёрка")
    await olga.presses("✅ Пригласить: 1")
    assert _people(monday) == [(A, "Анна")]


@pytest.mark.parametrize("how", ["line", "dialogue"])
async def test_what_cannot_be_read_is_named_and_may_be_sent_again(
    monday: ConferenceState, olga: User, how: str
) -> None:
    text = f"Анна {A}\nboris@\nсписок гостей"
    if how == "line":
        await olga.sends(f"/invite план\n{text}")
    else:
        await olga.sends("/invite план")
        await olga.sends(text)
    assert "Не удалось разобрать: «boris@», «список гостей»" in olga.sees
    await olga.sends("boris@@example.org")
    assert "«boris@@example.org» не похоже на e-mail" in olga.sees
    await olga.sends(f"Борис {B}")
    assert "Не удалось разобрать" not in olga.sees
    await olga.presses("✅ Пригласить: 2")
    assert _people(monday) == [(A, "Анна"), (B, "Борис")]


async def test_an_english_list_reads_english(world: World, monday: ConferenceState, olga: User) -> None:
    await olga.sends("/language")
    await olga.presses("English")
    await olga.sends(f"/invite план {A} and {B}\nboris@")
    assert "2 people" in olga.sees
    assert "I couldn’t read “boris@”." in olga.sees
