"""Self-service requests by hand: two people side by side, the guide, time that passes, people who come and go."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.desk import WORDS, Words, asks_through, opens_for_requests
from tests.browser.stage import ENGLISH, MAX, PETR, PHONE, RUSSIAN, Half, Stage, left, right


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.locale)
async def test_a_guest_asks_and_a_moderator_decides_side_by_side(theatre: Stage, words: Words) -> None:
    page = await theatre.opens(locale=words.locale)
    moderator, guest = left(page), right(page)
    to_product, to_board = await opens_for_requests(theatre, page, words, "product", "board")

    await asks_through(theatre, guest, words, to_product)
    await moderator.sees("Product demo")
    await moderator.presses(words.approve)
    await guest.sees(words.invited)
    await guest.presses(words.enter)
    await expect(page.get_by_role("dialog")).to_contain_text(words.guest)
    await page.keyboard.press("Escape")

    await asks_through(theatre, guest, words, to_board)
    await moderator.sees("Board meeting")
    await moderator.presses(words.reason)
    await moderator.sees(words.why)
    await moderator.sends("Sold out")
    await guest.sees(words.declined)
    await expect(guest.newest).to_contain_text("Sold out")


async def test_the_first_steps_lead_a_guest_to_a_link(theatre: Stage) -> None:
    page = await theatre.opens(locale=ENGLISH)
    olga, petr = left(page), right(page)
    await petr.becomes("Anna Smith")
    await theatre.connects(olga)
    await expect(_step(page, "Ask as Petr").get_by_role("button")).to_be_disabled()
    await _opens_requests(page, olga)

    await _takes(page, "Ask as Petr")
    await _asks(petr)
    await expect(_step(page, "Ask as Petr")).to_have_class("done")

    await _takes(page, "Decide as Max")
    await left(page).presses("✅ Approve")
    await petr.sees("✅")
    await expect(_step(page, "Decide as Max")).to_have_class("done")
    await petr.presses("🔗 Войти")
    await expect(page.get_by_role("dialog")).to_contain_text("You would come in as Пётр")


async def test_on_a_phone_the_first_steps_change_the_person(theatre: Stage) -> None:
    page = await theatre.opens(PHONE, locale=ENGLISH)
    await theatre.connects(left(page))
    await _shows_guide(page)
    await _opens_requests(page, left(page))
    await _shows_guide(page)
    await _takes(page, "Ask as Petr")
    await expect(page.locator(".who")).to_contain_text(PETR)
    await _asks(left(page))
    await _shows_guide(page)
    await _takes(page, "Decide as Max")
    await expect(page.locator(".who")).to_contain_text(MAX)
    await expect(left(page).button("✅ Approve")).to_be_visible()


async def test_a_day_brings_the_reminder_and_a_week_the_end(theatre: Stage) -> None:
    page = await theatre.opens(locale=ENGLISH)
    petr = right(page)
    await _asks_for_the_first_time(theatre, page)
    await _takes(page, "Decide as Max")
    await expect(left(page).button("✅ Approve")).to_be_visible()

    await page.get_by_role("tab", name="Trouble").click()
    await page.get_by_role("button", name="+ 1 day").click()
    await left(page).sees("⏰")
    await expect(petr.root.locator(".service.date").first).to_have_text("Yesterday")
    clock = petr.root.locator(".who")
    before = await clock.inner_text()
    await page.get_by_role("button", name="+ 1 hour").click()
    await expect(clock).not_to_have_text(before)
    await page.get_by_role("button", name="+ 7 days").click()
    await petr.sees("⌛")


async def test_an_invite_link_ends_when_its_time_has_come(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga = left(page)
    await theatre.connects(olga)
    await page.get_by_role("tab", name="Сбои").click()
    await page.get_by_role("button", name="+ 1 день").click()
    await olga.sends("/invite Retrospective anna@example.com ttl=2h")
    door = page.get_by_role("dialog")
    await olga.root.get_by_role("link", name="🔗 Личная ссылка").click()
    await expect(door).to_contain_text("Ссылка действует до")
    await page.keyboard.press("Escape")
    for _ in range(2):
        await page.get_by_role("button", name="+ 1 час").click()
    await olga.root.get_by_role("link", name="🔗 Личная ссылка").click()
    await expect(door).to_contain_text("Срок этой ссылки истёк")


async def test_a_bot_that_was_stopped_starts_at_the_time_of_the_page(theatre: Stage) -> None:
    page = await theatre.opens(locale=ENGLISH)
    petr = right(page)
    await _asks_for_the_first_time(theatre, page)
    await theatre.demo.bot.kill()
    await page.get_by_role("tab", name="Trouble").click()
    await page.get_by_role("button", name="+ 7 days").click()
    await page.get_by_role("alert").get_by_role("button", name="Start the bot").click()
    await petr.sees("⌛")


async def test_a_guest_is_added_to_a_group_and_a_moderator_leaves(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga, other = left(page), right(page)
    await olga.root.get_by_role("button", name="Moderators").click()
    await _chooses(olga, "Участники…")
    sheet = page.get_by_role("dialog")
    await expect(sheet.locator(".choice", has_text=MAX)).to_contain_text("в группе")
    await sheet.get_by_role("button", name=f"Добавить: {PETR}").click()
    await sheet.get_by_role("button", name=f"Удалить: {PETR}").wait_for()
    await sheet.get_by_role("button", name="Готово").click()
    await expect(olga.root.locator(".service").last).to_contain_text(PETR)
    await other.root.get_by_role("button", name="Moderators").click()
    await expect(other.root.locator(".subtitle")).to_contain_text("3 участника")

    await other.becomes(MAX)
    await other.root.get_by_role("button", name="Moderators").click()
    await _chooses(other, "Покинуть группу")
    await expect(other.root.get_by_role("button", name="Moderators")).to_have_count(0)
    await expect(olga.root.locator(".service").last).to_contain_text("Max Weber больше не в группе")


def _step(page: Page, title: str) -> Locator:
    return page.locator(".steps li", has_text=title)


async def _takes(page: Page, title: str) -> None:
    await _step(page, title).get_by_role("button").click()


async def _shows_guide(page: Page) -> None:
    await page.locator(".top").get_by_role("button", name="Behind the scenes").click()


async def _opens_requests(page: Page, olga: Half) -> None:
    """Through the guide: the moderators' group is bound, the request link opened."""
    await _takes(page, "Bring in the moderators")
    await olga.composer.press("Enter")
    await olga.presses("➕ Add me to a group")
    await page.get_by_role("dialog").get_by_role("button", name="Moderators").click()
    await olga.sees("moderators’ group")
    if not await page.locator(".steps").is_visible():
        await _shows_guide(page)
    await expect(_step(page, "Bring in the moderators")).to_have_class("done")
    await _takes(page, "Let people ask to join")
    await olga.composer.press("Enter")
    await expect(olga.root.locator(".photo")).to_be_visible()


async def _asks_for_the_first_time(theatre: Stage, page: Page) -> None:
    """Olga has a key, a group and a link; Petr, on the right, has sent a request."""
    await theatre.connects(left(page))
    await _opens_requests(page, left(page))
    await _takes(page, "Ask as Petr")
    await _asks(right(page))


async def _asks(petr: Half) -> None:
    await petr.sees("e-mail")
    await petr.sends("petr@mail.example")
    await petr.presses(PETR)
    await petr.presses("✅ Отправить")
    await petr.sees("⏳")


async def _chooses(half: Half, item: str) -> None:
    await half.root.locator(".chat-header").get_by_role("button", name="Ещё").click()
    await half.root.get_by_role("menuitem", name=item).click()
