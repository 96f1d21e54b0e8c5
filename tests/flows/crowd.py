"""Many guests at once: they ask through the services, for a dialogue of each would only take time."""

from datetime import datetime, timedelta

from bot.app import Running
from sandbox.telegram.world import Call
from services.model import ChatKind, Sender
from services.requests.asking import Answers
from services.requests.model import Request
from tests.flows.requests_world import Desk
from tests.flows.world import User


async def ask(desk: Desk, guest: User, payload: str | None = None) -> Request:
    """What pressing Send does; nothing is sent yet."""
    guest.person.private.started = True
    desk.world.telegram.met.add(guest.person.id)
    services = running(desk).services
    actor = await running(desk).background.arrivals.meet(sender(guest))
    offer = await services.asking.offer(actor, (payload or desk.payload).removeprefix("r_"))
    user = guest.person.user
    return await services.asking.submit(
        actor, offer.link.id, Answers(f"{user.username}@mail.ru", user.name), is_in=nobody
    )


async def nobody(_: int) -> bool:
    """Telegram's answer: the guest is in no group."""
    return False


async def withdraw(desk: Desk, guest: User) -> None:
    """What pressing Take back does."""
    services = running(desk).services
    actor = await running(desk).background.arrivals.meet(sender(guest))
    await services.asking.withdraw(actor, (await services.asking.mine(actor))[0].id)


def running(desk: Desk) -> Running:
    """The bot, which runs."""
    assert desk.world.bot is not None
    return desk.world.bot


def sender(guest: User) -> Sender:
    user = guest.person.user
    return Sender(user.id, user.name, user.username, user.language_code, user.id, ChatKind.PRIVATE, user.name)


async def crowd(desk: Desk, count: int, *, language: str = "ru") -> list[User]:
    """So many guests who have asked at this moment."""
    guests = [desk.world.user(f"Guest{number}", language) for number in range(count)]
    for guest in guests:
        await ask(desk, guest)
    return guests


async def pass_time(desk: Desk, *, seconds: int, step: float = 1) -> None:
    """The dispatcher looks every `step` seconds."""
    for _ in range(int(seconds / step)):
        await running(desk).dispatcher.deliver()
        desk.world.clock.forward(seconds=step)


def sent(desk: Desk, chat_id: int | None = None) -> list[Call]:
    """Messages and edits that went out, to one chat or to all."""
    return [
        call
        for call in desk.world.telegram.log
        if call.method in {"sendMessage", "editMessageText"}
        and (chat_id is None or int(call.params["chat_id"]) == chat_id)
    ]


def busiest(calls: list[Call], span: timedelta) -> int:
    """The largest number of calls in any window of that length."""
    times: list[datetime] = [call.at for call in calls]
    return max((sum(start <= time < start + span for time in times) for start in times), default=0)
