"""The way of a guest's request to each status that it can have, as people go it."""

from collections.abc import Awaitable, Callable

from sandbox.boomstream import FaultKind
from services.requests.model import RequestStatus
from tests.flows.crowd import running
from tests.flows.requests_world import Desk
from tests.flows.world import User

EMAIL, NAME, ANSWER, REASON = "kolibri@zhar.example", "Аметист Гранатов", "Тверь-колокольная", "Грубил эксперту"

Step = Callable[[Desk, User], Awaitable[None]]


async def opened(olga: User) -> Desk:
    """Where the way begins: a link that asks a question."""
    desk = await Desk.opened(olga)
    await desk.sets("💬 Вопрос", "Откуда вы?")
    return desk


async def answers(desk: Desk, guest: User) -> None:
    """All questions are answered, nothing is sent."""
    await guest.starts(desk.payload)
    for answer in (EMAIL, NAME, ANSWER):
        await guest.sends(answer)


async def asks(desk: Desk, guest: User) -> None:
    await answers(desk, guest)
    await guest.presses("✅ Отправить")


async def waits(desk: Desk, guest: User) -> None:
    await desk.sets("🪑 Места", "1")
    await desk.asks(desk.guest("Anna"), answer="Москва")
    await desk.decides("✅ Одобрить")
    await asks(desk, guest)


async def is_being_invited(desk: Desk, guest: User) -> None:
    """Boomstream has made the invitation, and takes its time to answer with the link."""
    await asks(desk, guest)
    desk.world.boomstream.fail(FaultKind.SLOW, method="invite", seconds=0.6)
    desk.max.person.press(desk.card, "✅ Одобрить")
    await desk.world.boomstream_asked()


async def fails(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    desk.world.boomstream.fail(FaultKind.FAILED, method="invite")
    await desk.decides("✅ Одобрить")


async def is_unknown(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    desk.world.boomstream.fail(FaultKind.LOST_AFTER, method="invite")
    await desk.decides("✅ Одобрить")


async def is_invited(desk: Desk, guest: User) -> None:
    """The message with the link has not gone out yet."""
    await asks(desk, guest)
    desk.max.person.press(desk.card, "✅ Одобрить")
    await nothing_sent(desk)


async def has_the_link(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    await desk.decides("✅ Одобрить")


async def can_not_be_told(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    guest.person.block()
    await desk.decides("✅ Одобрить")
    guest.person.unblock()


async def is_declined(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    await desk.decides("✋ Отклонить с причиной")
    await desk.max.sends(REASON, reply_to=desk.max.screen)
    await desk.ten_seconds_pass()


async def withdraws(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    await guest.presses("↩️")


async def expires(desk: Desk, guest: User) -> None:
    await asks(desk, guest)
    desk.world.clock.forward(days=8)
    await desk.world.jobs()


async def lapses(desk: Desk, guest: User) -> None:
    """The personal link was asked for with a life of an hour."""
    await desk.olga.sends("/settings")
    while not any("1 час" in label for label in desk.olga.buttons):
        await desk.olga.presses("Срок личной ссылки")
    await has_the_link(desk, guest)
    desk.world.clock.forward(hours=1)
    await desk.world.jobs()


async def asks_for_a_new_link(desk: Desk, guest: User) -> None:
    await lapses(desk, guest)
    await guest.sends("/my")
    await guest.presses("🔗 Новая ссылка")


async def is_removed(desk: Desk, guest: User) -> None:
    await has_the_link(desk, guest)
    await desk.olga.sends("/clients план")
    await desk.olga.presses("🗑")
    await desk.olga.presses("Да, удалить")


async def is_cancelled(desk: Desk, guest: User) -> None:
    await has_the_link(desk, guest)
    await desk.olga.sends("/delete план")
    await desk.olga.presses("Да, удалить")


STEPS: dict[RequestStatus, Step] = {
    RequestStatus.PENDING: asks,
    RequestStatus.WAITING: waits,
    RequestStatus.CLAIMED: is_being_invited,
    RequestStatus.FAILED: fails,
    RequestStatus.UNKNOWN: is_unknown,
    RequestStatus.INVITED: is_invited,
    RequestStatus.DELIVERED: has_the_link,
    RequestStatus.UNDELIVERED: can_not_be_told,
    RequestStatus.DECLINED: is_declined,
    RequestStatus.WITHDRAWN: withdraws,
    RequestStatus.EXPIRED: expires,
    RequestStatus.LAPSED: lapses,
    RequestStatus.RENEWAL: asks_for_a_new_link,
    RequestStatus.REMOVED: is_removed,
    RequestStatus.CANCELLED: is_cancelled,
}


async def nothing_sent(desk: Desk) -> None:
    """The bot has done all that it was told, and nothing has gone out of its outbox."""
    await desk.world.delivered()
    await running(desk).processor.idle()
