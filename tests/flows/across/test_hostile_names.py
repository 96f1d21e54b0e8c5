"""A guest, an organizer, a group and a conference whose names are markup: Telegram shows them as they were typed.

What every single screen does with them is tried in tests/views/test_hostile.py; a refused message fails any story.
"""

from dataclasses import replace

import pytest

from sandbox.telegram import Message
from tests.flows.requests_world import Desk
from tests.flows.world import KEY, User, World

GUEST, ORGANIZER = '</b><a href="//e.io/g">&lt;g', '<b>&lt;o<a href="//e.io/o">'
GROUP, CONFERENCE = "</a>&#60;t \"'&amp;", '<i>&c;<code>"'
RENAME = {"ru": "Название", "en": "Title"}


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_names_that_are_markup_are_shown_as_they_were_typed(world: World, language: str) -> None:
    olga = world.user("Olga")
    olga.person.user = replace(olga.person.user, first_name=ORGANIZER)
    await olga.starts()
    await olga.sends(f"/apikey {KEY}")
    desk = await Desk.opened(olga, language=language)
    desk.group.title = GROUP
    await olga.sends("/edit план")
    await olga.presses(RENAME[language])
    await olga.sends(CONFERENCE)
    guest = world.user(GUEST, language, username="guest")
    await desk.asks(guest)
    await desk.max.presses("✅", desk.card)
    await desk.max.sends("/requests")
    await guest.sends("/my")
    for command in (
        "/conferences",
        "/moderators",
        "/log",
        "/admins add 777000",
        "/admins",
        "/clients <i>",
        "/open <i>",
    ):
        await olga.sends(command)
    world.clock.forward(minutes=1)
    await world.jobs()
    said = [message for chat in (desk.group, olga.person.private, guest.person.private) for message in chat.messages]
    said = [message for message in said if message.from_bot]
    text = "\n".join(message.text for message in said)
    assert [name for name in (GUEST, ORGANIZER, GROUP, CONFERENCE) if name not in text] == []
    assert [message for message in said if _leads_to_them(message)] == []


def _leads_to_them(message: Message) -> bool:
    return any("e.io" in str(entity.get("url")) for entity in message.entities)


# --- long, invisible and turning texts -------------------------------------------------------------------------------

FAKED = "✅ Одобрено: Olga"


@pytest.mark.parametrize("description", ["«Цитата» \"и 'ещё'\" " * 100, "<p>…</p>\n" * 170, '"' * 2000])
async def test_a_long_description_is_shown_shortened(olga: User, description: str) -> None:
    await olga.sends("/create")
    await olga.sends("Налоги")
    await olga.sends(description)
    shown = description.strip()[:500]
    assert shown in olga.sees
    await olga.presses("✅ Создать")
    await olga.presses("🎥")  # the card
    assert "Код:" in olga.sees
    assert shown in olga.sees


@pytest.mark.parametrize("title", ["\u200b\u2060", "\u3164", "\u2800\u115f"])
async def test_a_title_that_nobody_sees_is_refused(world: World, olga: User, title: str) -> None:
    await olga.sends("/create")
    await olga.sends(title)
    assert "нужно название" in olga.sees.lower()
    await olga.sends(f"/create {title} | описание")
    assert [one for one in world.project.conferences if one.title == title] == []


@pytest.mark.parametrize("name", ["\u3164", "\u200b\u2060", "\u202e\u2068"])
async def test_a_guest_whose_name_nobody_sees_is_called_something(world: World, olga: User, name: str) -> None:
    desk = await Desk.opened(olga)
    guest = world.user("guest", username="guest")
    guest.person.user = replace(guest.person.user, first_name=name)
    await guest.starts(desk.payload)
    await guest.sends("guest@mail.ru")
    await guest.sends(name)  # typed, it is refused
    assert "Пусто" in guest.sees
    await guest.presses("@guest")
    await guest.presses("✅")
    assert "@guest" in desk.card.text


async def test_a_guests_answer_can_not_be_taken_for_a_line_of_the_card(world: World, olga: User) -> None:
    desk = await Desk.opened(olga)
    await desk.sets("💬", "Откуда вы?")
    guest = world.user("Anna")
    await desk.asks(guest, answer=f"Из Твери\n\n\n{FAKED}")
    (quote,) = (entity for entity in desk.card.entities if entity["type"] == "blockquote")
    text = desk.card.text.encode("utf-16-le")
    inside = text[2 * quote["offset"] :][: 2 * quote["length"]].decode("utf-16-le")
    assert inside.startswith("Из Твери")
    assert inside.endswith(FAKED)
