"""/open and /close: links, their rules, their pictures, their counts."""

import io

import pytest
import segno

from sandbox.telegram import Message
from tests.flows.requests_world import (
    Desk,
    address_of,
    buttons_of,
    card_of_link,
    cards,
    conference_of,
    open_link,
    payload_of,
    rows,
)
from tests.flows.world import User


def _picture(user: User) -> Message:
    return next(m for m in reversed(user.messages) if m.attachment and m.attachment.kind == "photo")


async def test_open_makes_the_first_link_and_later_shows_it(olga: User) -> None:
    await conference_of(olga)
    first = await open_link(olga)
    card = card_of_link(olga)
    assert "Решают модераторы" in card.text
    assert "Мест — без ограничений" in card.text
    assert "Открыта, пока не закроете" in card.text
    assert "Без вопроса" in card.text
    assert "Открыли 0 · заявок 0 · приглашено 0" in card.text
    assert await open_link(olga) == first
    assert len(rows(olga.world, "SELECT id FROM request_link")) == 1


async def test_open_in_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en")
    card = card_of_link(desk.olga)
    assert "Moderators decide" in card.text
    assert "Stays open until you close it" in card.text
    assert "✓ Moderators decide" in buttons_of(card)
    await desk.sets("🪑 Spots", "1")
    assert "Spots: 1, then a waiting list" in card_of_link(desk.olga).text


async def test_the_picture_is_the_link(desk: Desk) -> None:
    picture = _picture(desk.olga)
    assert picture.attachment
    content = picture.attachment.content
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    expected = io.BytesIO()
    url = f"https://t.me/conference_bot?start={desk.payload}"
    segno.make(url, error="m", micro=False).save(expected, kind="png", scale=10)
    assert content == expected.getvalue()
    assert "Заявка на конференцию «Планёрка»" in picture.text
    before = len(desk.olga.messages)
    await desk.olga.presses("▦ QR", card_of_link(desk.olga))
    assert len(desk.olga.messages) == before + 1
    assert _picture(desk.olga).attachment.content == content  # type: ignore[union-attr] # found above


@pytest.mark.parametrize(
    ("info", "warning"),
    [
        ({"Public": "yes", "Lobby": "yes"}, "Конференция открытая"),
        ({"Public": "no", "Lobby": "no"}, "нет зала ожидания"),
        ({"Public": "no", "Lobby": "yes"}, None),
        ({}, None),
    ],
)
async def test_a_conference_that_approval_does_not_protect_is_warned_about(
    olga: User, info: dict[str, str], warning: str | None
) -> None:
    desk = await Desk.opened(olga, info=info)
    text = card_of_link(desk.olga).text
    assert (warning in text) if warning else ("⚠️" not in text)


async def test_the_warning_in_english(olga: User) -> None:
    desk = await Desk.opened(olga, language="en", info={"Public": "yes"})
    assert "This conference is public" in card_of_link(desk.olga).text


async def test_several_links_have_names_and_counts_of_their_own(desk: Desk) -> None:
    await desk.sets("🏷 Название", "Афиша")
    card = card_of_link(desk.olga)
    assert "Планёрка · Афиша" in card.text
    await desk.olga.presses("🔗 Ссылки для заявок", card)
    await desk.olga.presses("➕ Ещё ссылка", card)
    second = payload_of(card)
    await desk.olga.presses("🏷 Название", card)
    await desk.olga.sends("Рассылка")
    petr, anna, boris = desk.guest("Petr"), desk.guest("Anna", "en"), desk.guest("Boris")
    await desk.asks(petr)
    await desk.asks(anna, payload=second)
    assert "🔗 Ссылка: Рассылка" in desk.card.text
    await desk.decides("✅ Одобрить")
    await boris.starts(second)
    await desk.olga.sends("/open план")
    assert "2 ссылки для заявок" in desk.olga.sees
    assert "Афиша: открыли 1, заявок 1, приглашено 0" in desk.olga.sees
    assert "Рассылка: открыли 2, заявок 1, приглашено 1" in desk.olga.sees
    await desk.olga.presses("Рассылка")
    assert "Открыли 2 · заявок 1 · приглашено 1" in desk.olga.sees


async def test_a_revoked_link_lets_nobody_ask_and_the_others_still_do(desk: Desk) -> None:
    await desk.sets("🏷 Название", "Афиша")
    card = card_of_link(desk.olga)
    await desk.olga.presses("🔗 Ссылки для заявок", card)
    await desk.olga.presses("➕ Ещё ссылка", card)
    second = payload_of(card)
    await desk.olga.sends("/close план")
    assert "какую ссылку закрыть" in desk.olga.sees
    await desk.olga.presses("Афиша")
    assert "Закрыть ссылку «Афиша» (конференция «Планёрка»)?" in desk.olga.sees
    await desk.olga.presses("Закрыть ссылку")
    assert "Ссылка «Афиша» закрыта" in desk.olga.sees
    petr = desk.guest()
    await petr.starts(desk.payload)
    assert "Приём заявок по этой ссылке закрыт" in petr.sees
    await desk.asks(petr, payload=second)
    assert desk.statuses() == ["pending"]


async def test_closing_can_be_thought_better_of(desk: Desk) -> None:
    await desk.olga.sends("/close план")
    await desk.olga.presses("Нет, оставить")
    assert desk.payload in desk.olga.sees
    assert (await desk.asks(desk.guest())).text.endswith("когда организаторы решат.")


async def test_after_the_last_link_is_closed_open_makes_a_new_one(desk: Desk) -> None:
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    await desk.olga.sends("/close план")
    assert "нет ссылки для заявок" in desk.olga.sees
    assert await open_link(desk.olga) != desk.payload


async def test_buttons_of_a_closed_link_are_outdated(desk: Desk) -> None:
    card = card_of_link(desk.olga)
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    press = await desk.olga.presses("Сразу всем", card)
    assert "устарела" in press.answer.text


@pytest.mark.parametrize("wrong", ["0", "-1", "много", "1000000", "1.5"])
async def test_a_wrong_number_of_places_is_asked_for_again(desk: Desk, wrong: str) -> None:
    await desk.sets("🪑 Места", wrong)
    assert f"«{wrong}» не подходит" in desk.olga.sees
    await desk.olga.sends("12")
    assert "Мест: 12" in card_of_link(desk.olga).text


async def test_a_rule_can_be_taken_back(desk: Desk) -> None:
    for rule, value, empty, shown in (
        ("🪑 Места", "5", "Без ограничения", "Мест — без ограничений"),
        ("⏰ Срок", "3d", "Никогда", "Открыта, пока не закроете"),
        ("💬 Вопрос", "Откуда вы?", "🧹 Убрать", "Без вопроса"),
    ):
        await desk.sets(rule, value)
        assert shown not in card_of_link(desk.olga).text
        await desk.olga.sends("/open план")
        await desk.olga.presses(rule)
        await desk.olga.presses(empty)
        assert shown in card_of_link(desk.olga).text


async def test_a_link_says_nothing_to_a_stranger_without_rights(desk: Desk) -> None:
    """Guests have no business with the rules, whatever their buttons say."""
    petr = desk.guest()
    await petr.starts()
    for data in [b.value for row in card_of_link(desk.olga).buttons for b in row if b.kind == "callback_data"]:
        press = petr.person.press(petr.screen, data=data)
        await desk.world.idle()
        assert "недоступно" in press.answer.text
    await petr.sends("/open план")
    assert "недоступно" in petr.sees
    assert "start=r_" not in petr.sees


async def test_organizers_in_a_group_choose_the_members_group_in_private(olga: User) -> None:
    """Telegram's chat picker works in private only; the answer is for the group's workspace."""
    world = olga.world
    petr = world.user("Petr")
    office = world.telegram.add_group("Office", olga.person, kind="supergroup")
    club = world.telegram.add_group("Club", olga.person, [petr.person])
    for group in (office, club):
        world.telegram.add_bot_to(group, olga.person)
    await world.idle()
    there = olga.within(office)
    await there.connects()
    await there.sends("/create@conference_bot Планёрка | Планы")
    await there.sends("/open@conference_bot план")
    card = card_of_link(there)
    payload = payload_of(card)
    await there.presses("Сразу участникам группы", card)
    assert "Выберите группу" in card.text
    url = next(str(b.value) for row in card.buttons for b in row if b.kind == "url")
    olga.person.open(url)
    await world.idle()
    olga.person.share_chat(olga.screen, "👥 Выбрать группу", club)
    await world.idle()
    assert "Сразу — участникам группы «Club»" in olga.sees
    await there.sends("/open@conference_bot план")
    assert "Сразу — участникам группы «Club»" in card_of_link(there).text
    desk = Desk(world, olga, there, office, world.project.conferences[-1], payload)
    await desk.asks(petr)
    assert address_of(petr.screen) == desk.conference.clients[0].invite_link
    assert cards(office) == []


async def test_a_stranger_can_not_choose_the_members_group(desk: Desk) -> None:
    petr = desk.guest()
    await petr.starts("g_1")
    assert "недоступно" in petr.sees
    await petr.starts("g_999")
    assert "ссылка не работает" in petr.sees


# --- closing ----------------------------------------------------------------------------------------------------------


async def test_a_link_closes_at_its_time(desk: Desk) -> None:
    await desk.sets("⏰ Срок", "2h")
    anna = desk.guest("Anna", "en")
    await anna.starts(desk.payload)
    await anna.sends("anna@example.com")
    desk.world.clock.forward(hours=2)
    await anna.presses("Anna")
    await anna.presses("✅ Send")
    assert "no longer takes requests" in anna.sees
    petr = desk.guest()
    await petr.starts(desk.payload)
    assert "Приём заявок по этой ссылке закрыт" in petr.sees
    assert desk.statuses() == []


async def test_what_was_asked_before_a_link_closed_is_still_decided(desk: Desk) -> None:
    petr = await desk.asked()
    await desk.olga.sends("/close план")
    await desk.olga.presses("Закрыть ссылку")
    await desk.decides("✅ Одобрить")
    assert "Вы приглашены" in petr.sees
