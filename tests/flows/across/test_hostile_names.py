"""A guest, an organizer, a group and a conference whose names are markup: Telegram shows them as they were typed.

What every single screen does with them is tried in tests/views/test_hostile.py; a refused message fails any story.
"""

from dataclasses import replace

import pytest

from sandbox.telegram import Message
from tests.flows.requests_world import Desk
from tests.flows.world import KEY, World

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
