"""Buttons that are old, forged, or about what is not there."""

import pytest

from tests.flows.odd import OURS, check_screens
from tests.flows.requests_world import Desk, buttons_of
from tests.flows.world import KEY, User, World
from views.actions.conferences import Do, Verb
from views.actions.log import ShowLog
from views.actions.participants import OpenParticipant
from views.callback_data import pack
from views.participants import FIRST


@pytest.mark.usefixtures("anna_in_retro")
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


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("action", [Do(Verb.OPEN, 999), OpenParticipant(999, FIRST), Do(Verb.OPEN, 0)])
async def test_buttons_about_rows_that_do_not_exist(world: World, olga: User, action: Do | OpenParticipant) -> None:
    await olga.sends("/help")
    press = olga.person.press(olga.screen, data=pack(action))
    await world.idle()
    assert "устарела" in press.answer.text
    assert "Всё готово" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize("page", [0, 1, 2**40])
async def test_pages_that_do_not_exist_are_the_nearest_ones(world: World, olga: User, page: int) -> None:
    await olga.sends("/help")
    olga.person.press(olga.screen, data=pack(ShowLog(page)))
    await world.idle()
    assert "📜 Журнал" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
async def test_a_button_of_a_message_that_was_deleted(world: World, olga: User) -> None:
    await olga.sends("/conference ретро")
    card = olga.screen
    card.chat.hide(card)
    press = olga.person.press(card, "👥 Участники")
    await world.idle()
    assert press.answers
    assert "1. Анна" in olga.sees


@pytest.mark.parametrize(
    ("language", "outdated", "menu"), [("ru", "устарела", "Всё готово"), ("en", "outdated", "All set")]
)
async def test_an_outdated_button_leaves_the_facts_and_the_card_gets_today_s_buttons(
    stopped_world: World, language: str, outdated: str, menu: str
) -> None:
    world = stopped_world
    olga = world.user("Olga", language)
    world.settings = world.settings.model_copy(update={"admin_ids": frozenset({olga.id})})
    async with world.running():
        await olga.starts()
        await olga.sends(f"/apikey {KEY}")
        desk = await Desk.opened(olga, language=language)
        await desk.asked("Petr", language)
        card = desk.card
        facts, buttons = card.text, buttons_of(card)
    assert card.markup is not None
    card.markup["inline_keyboard"] = [[{"text": "✅", "callback_data": "zz:1"}]]  # as an earlier version drew it
    async with world.running():
        press = await olga.within(desk.group).presses("✅", card)
        assert outdated in press.answer.text
        assert card.text == facts
        assert buttons_of(card) == buttons
        assert olga.within(desk.group).screen is not card
        await olga.sends("/conferences")
        listed = olga.screen
        before = listed.text
        olga.person.press(listed, data="zz:1")
        await world.idle()
        assert listed.text == before
        assert menu in olga.sees


@pytest.mark.parametrize("is_approved", [False, True])
async def test_an_outdated_button_leaves_a_guests_message_as_it_is(desk: Desk, is_approved: bool) -> None:
    guest = await desk.asked()
    if is_approved:
        await desk.decides("✅ Одобрить")
    told, before, buttons = guest.screen, guest.sees, guest.buttons
    guest.person.press(told, data="zz:1:2")
    await desk.world.idle()
    assert (told.text, buttons_of(told)) == (before, buttons)
    assert "🗂 Ваши заявки" in guest.sees
    assert guest.screen is not told
