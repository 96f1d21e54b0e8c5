from pathlib import Path

from playwright.async_api import expect

from tests.browser.stage import ARTYOM, ENGLISH, RUSSIAN, Stage, left


async def test_an_organizer_creates_a_conference_and_opens_the_invite_link(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga = left(page)
    await theatre.connects(olga)
    assert theatre.key not in await page.locator(".messages").first.inner_text()
    await olga.sends("/create Планёрка в понедельник | Планы на неделю")
    await olga.sees("Конференция «Планёрка в понедельник» создана")
    await olga.sends("/invite понедельник anna@example.com Анна Смирнова ttl=2h")
    await olga.sees("Приглашение в конференцию «Планёрка в понедельник»")
    await olga.root.get_by_role("link", name="🔗 Личная ссылка").click()
    door = page.get_by_role("dialog")
    await expect(door).to_contain_text("Вы вошли бы как Анна Смирнова, участник")
    await page.keyboard.press("Escape")
    await expect(door).to_have_count(0)
    await page.get_by_role("tab", name="Boomstream").click()
    await expect(page.locator(".conference", has_text="Планёрка в понедельник")).to_contain_text("1 участник")


async def test_the_first_steps_lead_to_an_invite_link(theatre: Stage) -> None:
    page = await theatre.opens(locale=ENGLISH)
    olga = left(page)
    await olga.starts()
    for number in (1, 2, 3):
        step = page.locator(".steps li").nth(number)
        await step.get_by_role("button").click()
        before = await olga.bubbles.count()
        await olga.composer.press("Enter")
        await expect(olga.bubbles).not_to_have_count(before)
        await expect(step).to_have_class("done")
    await olga.sees("🔗 Personal link")


async def test_a_participant_is_promoted_and_removed(theatre: Stage) -> None:
    conference = theatre.world.boomstream.projects[0].conferences[0]
    conference.clients[1].name = "Grace Hopper"
    page = await theatre.opens(locale=RUSSIAN)
    olga = left(page)
    await theatre.connects(olga)
    await page.get_by_role("tab", name="Boomstream").click()
    await page.locator(".conference").first.click()
    await expect(page.locator(".clients .client")).to_have_count(60)
    await olga.sends("/clients осенний")
    await olga.sees("58 участников")
    await olga.root.get_by_role("button", name="☆", exact=True).first.click()
    await expect(page.locator(".client", has_text="Grace Hopper")).to_contain_text("⭐")
    assert conference.clients[1].moderator
    await olga.root.get_by_role("button", name="🗑", exact=True).nth(1).click()
    await olga.root.locator(".inline-button.danger").last.click()
    await expect(page.locator(".client.removed", has_text="Grace Hopper")).to_be_visible()
    assert conference.clients[1].deleted


async def test_a_file_goes_up_and_another_comes_down(theatre: Stage, tmp_path: Path) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga = left(page)
    await theatre.connects(olga)
    guests = tmp_path / "гости.csv"
    guests.write_text("email,name\nanna@example.com,Анна\n")
    await olga.composer.fill("Вот список")
    await olga.root.locator("input[type=file]").set_input_files(guests)
    await expect(olga.root.locator(".own .document")).to_contain_text("гости.csv")
    [sent] = [m for m in theatre.world.owner.private.messages if m.attachment]
    assert sent.attachment is not None
    assert (sent.text, sent.attachment.content.decode()) == ("Вот список", guests.read_text())

    await olga.sends("/delete board")
    await olga.root.locator(".inline-button.danger").last.click()
    async with page.expect_download() as download:
        await olga.root.locator(".other .document").click()
    fetched = await download.value
    assert fetched.suggested_filename.endswith(".csv")
    await fetched.save_as(tmp_path / "clients.csv")
    assert "chair@horizon.example" in (tmp_path / "clients.csv").read_text("utf-8-sig")


async def test_a_colleague_picked_from_the_people_becomes_an_admin(theatre: Stage) -> None:
    page = await theatre.opens(locale=RUSSIAN)
    olga = left(page)
    await theatre.connects(olga)
    await olga.sends("/admins")
    await olga.root.locator(".inline-button", has_text="Conference team").click()
    await olga.root.locator(".inline-button", has_text="Добавить").click()
    await olga.root.locator(".reply-keyboard").get_by_role("button").first.click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_role("button", name=ARTYOM).click()
    await sheet.get_by_role("button", name="Готово").click()
    await olga.sees("Артём Соколов")
    await expect(olga.root.locator(".reply-keyboard")).to_have_count(0)
    await expect(olga.root.locator(".service").last).to_contain_text("Артём Соколов")
