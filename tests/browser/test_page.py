import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.async_api import FloatRect, Locator, Page, expect

from demo.world import Character, seeded_world
from sandbox.telegram import ApiError
from tests.browser.stage import (
    ANNA,
    ENGLISH,
    MAX,
    OLGA,
    PETR,
    PHONE,
    RUSSIAN,
    Stage,
    eventually,
    left,
    right,
    stage,
)

HOSTILE = '<img src=x onerror="window.hacked=1">'


async def test_a_fault_switch_shows_the_error_of_the_bot(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga = left(page)
    await theatre.connects(olga)
    await page.get_by_role("tab", name="Сбои").click()
    await page.get_by_role("radio", name="«Failed»").check()
    await olga.sends("/create Планёрка")
    await olga.sees("Internal error")
    await page.get_by_role("tab", name="Вызовы").click()
    await expect(page.locator(".calls .bad").first).to_contain_text("failed: Internal error")
    await page.get_by_role("tab", name="Сбои").click()
    await page.get_by_role("radio", name="работает").check()
    await olga.sends("/create Планёрка")
    await olga.sees("создана")


async def test_the_page_speaks_the_language_of_the_browser_until_it_is_switched(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    await expect(page.locator("html")).to_have_attribute("lang", "ru")
    await expect(left(page).root.locator(".big-button")).to_have_text("Начать")
    await page.get_by_role("button", name="English").click()
    await expect(left(page).root.locator(".big-button")).to_have_text("Start")
    await page.reload()
    await expect(left(page).root.locator(".big-button")).to_have_text("Start")


async def test_the_bot_speaks_the_language_of_each_person_and_changes_it_on_demand(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga, anna = left(page), right(page)
    await anna.becomes(ANNA)
    await olga.starts()
    await anna.starts()
    await olga.sees("Здравствуйте")
    await expect(anna.newest).not_to_contain_text(re.compile("[а-яё]{4}"))
    await olga.sends("/language")
    await olga.presses("English")
    await olga.sends("/help")
    await expect(olga.newest).to_contain_text("conference")


async def test_the_owner_is_answered_in_the_language_of_the_page(theatre: Stage) -> None:
    page = await theatre.opens(locale=ENGLISH)
    olga = left(page)
    await olga.starts()
    await expect(olga.newest).not_to_contain_text(re.compile("[а-яё]{4}"))
    await page.get_by_role("button", name="Русский").click()
    await eventually(lambda: theatre.world.owner.user.language_code == "ru")
    await olga.sends("/help")
    await expect(olga.newest).to_contain_text("конференци")


async def test_a_crash_of_the_bot_is_told_and_nothing_is_lost(theatre: Stage) -> None:
    page = await theatre.opens()
    olga = left(page)
    await olga.starts()
    await page.get_by_role("tab", name="Bot").click()
    await page.get_by_role("button", name="Crash it").click()
    warning = page.get_by_role("alert")
    await expect(warning).to_contain_text("The bot has crashed")
    await olga.sends("/help")
    await warning.get_by_role("button", name="Start the bot").click()
    await expect(warning).to_have_count(0)
    await olga.answered()


async def test_two_pages_are_both_live_and_one_person_sees_what_the_other_sends(theatre: Stage) -> None:
    first = await theatre.opens()
    second = await theatre.opens(PHONE)
    await left(first).starts()
    await left(second).answered()
    olga, artyom = left(first), right(first)
    await artyom.becomes("Артём Соколов")
    for half in (olga, artyom):
        await half.root.get_by_role("button", name="Conference team").click()
    await olga.sends("Коллеги, начинаем")
    await expect(artyom.newest).to_contain_text("Коллеги, начинаем")
    await expect(artyom.root.locator(".sender").last).to_have_text(OLGA)


async def test_what_telegram_would_not_take_is_refused_and_kept(theatre: Stage, tmp_path: Path) -> None:
    page = await theatre.opens()
    olga = left(page)
    await olga.starts()
    await olga.sends("x" * 10_000)
    await expect(page.get_by_role("status")).to_contain_text("4,096 characters")
    await expect(olga.composer).to_have_value("x" * 10_000)
    big = tmp_path / "big.bin"
    with big.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    await olga.root.locator("input[type=file]").set_input_files(big)
    await expect(page.get_by_role("status")).to_contain_text("50 MB")
    assert len(theatre.world.owner.private.messages) == 2


async def test_names_and_texts_with_html_in_them_do_nothing() -> None:
    world = seeded_world()
    stranger = world.telegram.add_person(HOSTILE, None, "mallory", "en")
    group = world.telegram.add_group(HOSTILE, stranger, [world.owner])
    group.add_member(stranger.user)
    stranger.send(HOSTILE, group)
    stranger.send_document(f"{HOSTILE}.txt", b"x", group)
    world.boomstream.projects[0].add_conference(HOSTILE, HOSTILE).add_client("a@example.com", HOSTILE)
    hostile = Character(stranger, "stranger", "Europe/Vienna")
    async with stage(replace(world, characters=(*world.characters, hostile))) as built:
        page = await built.opens()
        olga = left(page)
        await olga.root.get_by_role("button", name=HOSTILE).last.click()
        await expect(olga.bubbles).to_have_count(2)
        await page.get_by_role("tab", name="Boomstream").click()
        await page.locator(".conference", has_text="onerror").click()
        assert await page.evaluate("window.hacked") is None
        assert await page.locator(".pane img, .panel img").count() == 0


async def test_a_deep_link_opens_the_private_chat_and_presses_start(theatre: Stage) -> None:
    page = await theatre.opens()
    petr = right(page)
    await page.get_by_role("button", name="Two people side by side").click()
    pane = left(page)
    await pane.becomes(PETR)
    await pane.root.get_by_role("searchbox").fill("t.me/conference_bot?start=r_abc")
    await pane.root.get_by_role("searchbox").press("Enter")
    await expect(pane.root.locator(".own .text")).to_have_text("/start r_abc")
    await expect(petr.root).to_have_count(0)


async def test_commands_are_completed_and_sent_from_the_keyboard(theatre: Stage) -> None:
    page = await theatre.opens()
    olga = left(page)
    await theatre.connects(olga)
    await olga.composer.press_sequentially("/co")
    await expect(olga.root.get_by_role("option", selected=True)).to_contain_text("/conferences")
    await olga.composer.press("ArrowDown")
    await olga.composer.press("Tab")
    await expect(olga.composer).to_have_value("/conference ")
    await olga.composer.fill("/confer")
    await olga.composer.press("Enter")
    await expect(olga.root.locator(".own .text").last).to_have_text("/conferences")
    await olga.composer.fill("one")
    await olga.composer.press("Shift+Enter")
    await olga.composer.press_sequentially("two")
    await olga.composer.press("Enter")
    await expect(olga.root.locator(".own .text").last).to_have_text("one\ntwo")


async def test_a_question_of_the_bot_is_answered_as_a_reply_and_escape_leaves_it(theatre: Stage) -> None:
    page = await theatre.opens()
    olga = left(page)
    await theatre.connects(olga)
    await olga.root.get_by_role("button", name="Conference team").click()
    tg, chat = theatre.world.telegram, theatre.world.owner.private
    await olga.root.get_by_role("button", name="Conference Bot").click()
    question = {"force_reply": True, "input_field_placeholder": "a title"}
    tg.call("sendMessage", {"chat_id": chat.id, "text": "What title?", "reply_markup": question})
    await expect(olga.composer).to_have_attribute("placeholder", "a title")
    await expect(olga.root.locator(".above")).to_contain_text("Conference Bot")
    await olga.composer.press("Escape")
    await expect(olga.root.locator(".above")).to_have_count(0)
    tg.call("sendMessage", {"chat_id": chat.id, "text": "And now?", "reply_markup": question})
    await expect(olga.root.locator(".above")).to_contain_text("And now?")
    await olga.sends("Weekly")
    await eventually(lambda: any(m.text == "Weekly" for m in chat.messages))
    answer = next(m for m in chat.messages if m.text == "Weekly")
    assert answer.reply_to is not None
    assert answer.reply_to.text == "And now?"


async def test_dates_are_shown_in_the_zone_of_the_reader(theatre: Stage) -> None:
    page = await theatre.opens()
    noon = int(datetime(2026, 11, 24, 12, 0, tzinfo=UTC).timestamp())
    text = f'At <tg-time unix="{noon}" format="t">12:00 UTC</tg-time>'
    for character in theatre.world.characters[:4]:
        character.person.start()
        theatre.world.telegram.call("sendMessage", {"chat_id": character.person.id, "text": text, "parse_mode": "HTML"})
    for person, time in ((OLGA, "15:00"), (MAX, "13:00"), (PETR, "22:00")):
        await left(page).becomes(person)
        await expect(left(page).root.locator(".text time").first).to_have_text(time)


async def test_pressed_buttons_spin_until_answered_and_alerts_must_be_closed(theatre: Stage) -> None:
    page = await theatre.opens()
    olga = left(page)
    await olga.starts()
    await theatre.demo.bot.stop()
    tg, chat = theatre.world.telegram, theatre.world.owner.private
    keyboard = {"inline_keyboard": [[{"text": "Press", "callback_data": "p", "style": "danger"}]]}
    tg.call("sendMessage", {"chat_id": chat.id, "text": "?", "reply_markup": keyboard})
    await olga.presses("Press")
    await expect(olga.button("Press")).to_have_attribute("aria-busy", "true")
    await eventually(lambda: bool(tg.presses))
    answer = {"callback_query_id": next(iter(tg.presses)), "text": "Sure?", "show_alert": True}
    tg.call("answerCallbackQuery", answer)
    await expect(page.get_by_role("alertdialog")).to_have_text(re.compile("Sure?"))
    await expect(olga.button("Press")).to_have_attribute("aria-busy", "false")
    await page.get_by_role("alertdialog").get_by_role("button").press("Enter")
    await expect(page.get_by_role("alertdialog")).to_have_count(0)


async def test_a_mistake_of_the_bot_shows_in_red() -> None:
    async with stage() as built:
        page = await built.opens()
        with pytest.raises(ApiError):
            built.world.telegram.call("sendMessage", {"chat_id": built.world.owner.id, "text": ""})
        await expect(page.get_by_role("alert")).to_contain_text("refuses as a mistake of the bot")


async def test_a_guest_blocks_the_bot_and_lets_it_in_again(theatre: Stage) -> None:
    page = await theatre.opens()
    petr = right(page)
    person = next(c.person for c in theatre.world.characters if c.person.user.name == PETR)
    await petr.starts()
    await petr.root.get_by_role("button", name="More").first.click()
    await page.get_by_role("menuitem", name="Stop and block the bot").click()
    await expect(petr.root.locator(".big-button")).to_have_text("Unblock the bot")
    assert person.private.blocked
    await petr.root.locator(".big-button").click()
    await expect(petr.composer).to_be_visible()
    assert not person.private.blocked


@pytest.mark.parametrize("locale", [RUSSIAN, ENGLISH])
async def test_nothing_is_cut_off_on_a_phone(theatre: Stage, locale: str) -> None:
    page = await theatre.opens(PHONE, locale=locale)
    olga = left(page)
    await theatre.connects(olga)
    await olga.sends("/clients осенний")
    await olga.sees("")
    await _fits(page)
    await olga.root.locator(".back").click()
    await expect(olga.root.get_by_role("button", name="Moderators")).to_be_visible()
    await _fits(page)
    await page.locator(".top .icon-button:visible").first.click()
    for tab in await page.get_by_role("tab").all():
        await tab.click()
        await _fits(page)


@pytest.mark.parametrize("width", [320, 390, 1010, 1440])
async def test_everybody_is_on_the_row_of_people(theatre: Stage, width: int) -> None:
    page = await theatre.opens((width, 800))
    row = await _box(left(page).root.locator(".people-row"))
    faces = [await _box(face) for face in await left(page).root.locator(".face").all()]
    assert len(faces) == len(theatre.world.characters)
    assert all(row["x"] <= face["x"] and face["x"] + face["width"] <= row["x"] + row["width"] for face in faces)


@pytest.mark.parametrize(("locale", "name"), [(RUSSIAN, "За кулисами"), (ENGLISH, "Behind the scenes")])
async def test_on_a_phone_the_way_behind_the_scenes_has_a_name(theatre: Stage, locale: str, name: str) -> None:
    page = await theatre.opens(PHONE, locale=locale)
    await expect(page.locator(".top").get_by_text(name, exact=True)).to_be_visible()


async def test_dates_never_lie_on_each_other(theatre: Stage) -> None:
    page = await theatre.opens(PHONE)
    await theatre.demo.bot.stop()
    for _ in range(4):
        for number in range(8):
            theatre.world.owner.send(f"line {number}")
        theatre.world.clock.skip(timedelta(days=1))
    olga = left(page)
    await expect(olga.bubbles).to_have_count(32)
    pills = olga.root.locator(".service.date span")
    for top in range(0, 1200, 60):
        await olga.root.locator(".messages").evaluate("(box, top) => (box.scrollTop = top)", top)
        boxes = [await _box(pill) for pill in await pills.all()]
        assert len(boxes) == 4
        assert all(one["y"] + one["height"] <= next_one["y"] for one, next_one in pairwise(boxes))


async def test_a_toast_lies_on_no_button(theatre: Stage) -> None:
    page = await theatre.opens(PHONE, locale=ENGLISH)
    olga = left(page)
    await theatre.connects(olga)
    await olga.root.locator(".text code").last.click()
    toast = page.get_by_role("status")
    await expect(toast).to_have_text("Copied")
    shown = await _box(toast)
    buttons = olga.root.locator(".chat-header button:visible, .inline-button, .composer button, .composer textarea")
    boxes = [await _box(button) for button in await buttons.all()]
    assert len(boxes) > 3
    assert not [box for box in boxes if _overlap(box, shown)]
    under = "([x, y]) => document.elementFromPoint(x, y).closest('.toast')"
    assert await page.evaluate(under, [shown["x"] + 5, shown["y"] + 5]) is None  # what it hides can still be pressed


async def test_the_field_is_a_few_presses_of_tab_away_and_arrows_read_the_messages(theatre: Stage) -> None:
    page = await theatre.opens(locale=ENGLISH)
    olga = left(page)
    await theatre.connects(olga)
    await theatre.demo.bot.stop()
    chat = theatre.world.owner.private
    keyboard = {"inline_keyboard": [[{"text": f"{n}", "callback_data": f"{n}"} for n in range(5)]]}
    for number in range(50):
        text = f"message {number}"
        theatre.world.telegram.call("sendMessage", {"chat_id": chat.id, "text": text, "reply_markup": keyboard})
    await olga.sees("message 49")
    await olga.root.locator(".chat-header").get_by_role("button", name="More").focus()
    presses = 0
    while not await olga.composer.evaluate("field => field === document.activeElement"):
        await page.keyboard.press("Tab")
        presses += 1
        assert presses < 15
    focused = page.locator("article:focus")
    await page.locator("article").last.focus()
    await expect(focused).to_contain_text("message 49")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await expect(focused).to_contain_text("message 47")
    await page.keyboard.press("Tab")
    await expect(page.locator("article", has_text="message 47").locator(".inline-button").first).to_be_focused()


async def _box(element: Locator) -> FloatRect:
    box = await element.bounding_box()
    assert box is not None
    return box


def _overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


async def _fits(page: Page) -> None:
    await asyncio.sleep(0.05)
    wide = """[...document.querySelectorAll('.app, .app *')].filter(e => e.getClientRects().length
        && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.people-row, .topics, .spoiler'))
        .map(e => e.className)"""
    assert await page.evaluate(wide) == []
