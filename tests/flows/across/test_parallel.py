import asyncio

from sandbox.boomstream import FaultKind
from tests.flows.world import User, World


async def test_one_organizer_waiting_for_boomstream_delays_nobody_else(olga: User, world: World) -> None:
    artyom = world.user("Artyom")
    await artyom.starts()
    world.boomstream.fail(FaultKind.SLOW, method="list", seconds=1)
    olga.person.send("/conferences")
    await asyncio.sleep(0.1)  # she waits for Boomstream now
    before = len(olga.messages)
    artyom.person.send("/help")
    while "❔ Команды" not in artyom.sees:
        await asyncio.sleep(0.01)
    assert len(olga.messages) == before
    await world.idle()
    assert "Конференций пока нет" in olga.sees


async def test_what_one_person_sends_is_done_in_order(olga: User, world: World) -> None:
    world.boomstream.fail(FaultKind.SLOW, method="create", seconds=0.3)
    for text in ("/create Первая", "/create Вторая", "/conferences"):
        olga.person.send(text)
    await world.idle()
    answers = [message.text or "" for message in olga.messages if message.from_bot][-3:]
    assert "Первая" in answers[0]
    assert "Вторая" in answers[1]
    assert answers[2].endswith("2")
