"""The start: the first steps, small talk, how the bot introduces itself."""

import itertools

import pytest

from tests.flows.odd import check_screens, odd
from tests.flows.world import User, World


async def test_create_invite_promote_remove_delete(olga: User, world: World) -> None:
    await olga.sends("/create Планёрка | Планы на неделю")
    assert "Конференция «Планёрка» создана" in olga.sees
    await olga.sends("/invite план anna@example.com Анна Смирнова ttl=2h")
    assert "Приглашение в конференцию «Планёрка»" in olga.sees
    await olga.sends("/clients план")
    assert "1. Анна Смирнова · 24 нояб. 2026\nanna@example.com" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
@odd
async def test_any_talk_to_the_bot(world: World, olga: User, text: str) -> None:
    stranger = world.user("Petr")
    for user, said in itertools.product((stranger, olga), (text, f"/start {text[:3900]}", f"/help {text[:3900]}")):
        await user.sends(said)
        check_screens(user)
    await olga.sends(f"/apikey {text[:3900]}")
    assert "Не похоже на ключ" in olga.sees
    await olga.sends(f"/admins add {text[:3900]}")
    assert "Не знаю" in olga.sees or "не больше 20 человек" in olga.sees
    await olga.sends(f"/unknown {text[:3900]}")
    assert "Такой команды нет" in olga.sees
    check_screens(olga)


# --- the profile and the menu -----------------------------------------------------------------------------------------


async def test_the_bot_introduces_itself_in_each_language(world: World) -> None:
    assert world.bot is not None
    await world.bot.menus.publish()
    profile = world.telegram.profile
    assert "Boomstream video conferences" in profile.text("description", "")
    assert "Видеоконференции Boomstream" in profile.text("description", "ru")
    assert "участники, заявки" in profile.text("short_description", "ru")


async def test_what_the_operator_wrote_about_the_bot_stays(world: World) -> None:
    assert world.bot is not None
    world.telegram.profile.set_text("description", "", "Ours")
    world.telegram.profile.set_text("description", "ru", "Наш")
    await world.bot.menus.publish()
    assert world.telegram.profile.text("description", "") == "Ours"
    assert world.telegram.profile.text("description", "ru") == "Наш"
    assert world.telegram.profile.text("short_description", "")


async def test_the_menu_speaks_the_new_language_at_once(world: World, olga: User) -> None:
    await olga.sends("/language")
    await olga.presses("English")
    assert {"command": "create", "description": "New conference"} in world.telegram.menu(olga.person)


async def test_half_a_character_in_a_name_is_no_reason_not_to_be_heard(world: World) -> None:
    petr = world.user("Petr\ud83d")
    await petr.starts()
    assert "Petr" in petr.person.user.first_name
    assert "❗" not in petr.sees
    assert petr.messages[-1].from_bot
