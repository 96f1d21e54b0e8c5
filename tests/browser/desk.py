"""A moderator on the left, a guest on the right: what it takes to get there, in either language."""

from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.browser.stage import ANNA, ENGLISH, MAX, PETR, RUSSIAN, Half, Stage, left, right


@dataclass(frozen=True, slots=True)
class Words:
    """The buttons of the organizers' group, the guest who speaks the same language, and what they are told."""

    locale: str
    panel: str
    guest: str
    bind: str
    bound: str
    approve: str
    reason: str
    why: str
    send: str
    invited: str
    enter: str
    declined: str


WORDS = (
    Words(
        locale=RUSSIAN,
        panel="За кулисами",
        guest=PETR,
        bind="➕ Добавить меня в группу",
        bound="Теперь это группа модераторов",
        approve="✅ Одобрить",
        reason="✋ Отклонить с причиной",
        why="Что передать гостю",
        send="✅ Отправить",
        invited="Вы приглашены",
        enter="🔗 Войти",
        declined="организаторы отклонили",
    ),
    Words(
        locale=ENGLISH,
        panel="Behind the scenes",
        guest=ANNA,
        bind="➕ Add me to a group",
        bound="moderators’ group",
        approve="✅ Approve",
        reason="✋ Decline with reason",
        why="What should I tell them",
        send="✅ Send",
        invited="You’re in!",
        enter="🔗 Join",
        declined="organizers declined",
    ),
)


async def opens_for_requests(stage: Stage, page: Page, words: Words, *conferences: str) -> list[str]:
    """Olga binds the moderators' group and opens a link for each conference; then Max and the guest sit down."""
    moderator, guest = left(page), right(page)
    await stage.connects(moderator)
    await moderator.sends("/moderators")
    await moderator.presses(words.bind)
    await page.get_by_role("dialog").get_by_role("button", name="Moderators").click()
    await moderator.sees(words.bound)
    await moderator.root.locator(".chat-list button").first.click()
    for number, conference in enumerate(conferences, start=1):
        await moderator.sends(f"/open {conference}")
        await expect(moderator.root.locator(".photo")).to_have_count(number)
    await moderator.becomes(MAX)
    await moderator.root.get_by_role("button", name="Moderators").click()
    await guest.becomes(words.guest)
    said = [word for message in stage.world.owner.private.messages for word in message.text.split()]
    return [word for word in said if "?start=r_" in word]


async def asks_through(stage: Stage, guest: Half, words: Words, link: str) -> None:
    """From the link to the sent request."""
    people = {f"{one.person.user.first_name} {one.person.user.last_name}": one.person for one in stage.world.characters}
    people[words.guest].open(link)
    await guest.sees("✉️")
    await guest.sends("guest@mail.example")
    await guest.presses(words.guest)
    await guest.presses(words.send)
    await guest.sees("⏳")
