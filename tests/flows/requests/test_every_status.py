"""What holds wherever a request stands: what old buttons do, and what is reminded of."""

import pytest

from services.requests.model import UNDECIDED, RequestStatus
from tests.flows.requests.steps import STEPS, nothing_sent, opened
from tests.flows.requests_world import Desk, rows
from tests.flows.world import User
from views.actions.requests.asking import WithdrawRequest
from views.actions.requests.deciding import Approve, BlockGuest, Decline, NewLinkFor, RetryRequest
from views.callback_data import Action, pack

AT_REST = [status for status in RequestStatus if status is not RequestStatus.CLAIMED]
CAN_BE_TAKEN_BACK = UNDECIDED
REMINDED_OF = {RequestStatus.PENDING, RequestStatus.FAILED, RequestStatus.UNKNOWN, RequestStatus.RENEWAL}


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await opened(olga)


@pytest.fixture
def petr(desk: Desk) -> User:
    return desk.guest()


@pytest.mark.parametrize("status", AT_REST)
async def test_buttons_that_are_not_on_the_card_any_more_change_nothing(
    desk: Desk, petr: User, status: RequestStatus
) -> None:
    await STEPS[status](desk, petr)
    before = _state(desk)
    request = len(desk.statuses())
    old: list[Action] = [
        Approve(request, moderator=False),
        Approve(request, moderator=True),
        RetryRequest(request),
        NewLinkFor(request),
        Decline(request),
        BlockGuest(request),
    ]
    shown = {button.value for row in desk.card.buttons for button in row}
    for action in old:
        if pack(action) not in shown:
            desk.max.person.press(desk.card, data=pack(action))
            await nothing_sent(desk)
            assert _state(desk) == before, type(action).__name__
    if status not in CAN_BE_TAKEN_BACK:
        petr.person.press(petr.screen, data=pack(WithdrawRequest(request)))
        await nothing_sent(desk)
        assert _state(desk) == before, "withdrawn"


async def test_buttons_pressed_while_somebody_is_being_invited_change_nothing(desk: Desk, petr: User) -> None:
    await STEPS[RequestStatus.CLAIMED](desk, petr)
    for action in (Approve(1, moderator=True), RetryRequest(1), NewLinkFor(1), Decline(1), BlockGuest(1)):
        desk.olga.within(desk.group).person.press(desk.card, data=pack(action))
    petr.person.press(petr.screen, data=pack(WithdrawRequest(1)))
    await desk.world.idle()
    assert desk.statuses() == ["delivered"]
    assert len(desk.conference.clients) == 1


@pytest.mark.parametrize("status", AT_REST)
async def test_moderators_are_reminded_of_what_waits_for_them_and_of_nothing_else(
    desk: Desk, petr: User, status: RequestStatus
) -> None:
    await STEPS[status](desk, petr)
    said = len(desk.group.messages)
    desk.world.clock.forward(days=1)
    await desk.world.jobs()
    reminders = [message.text for message in desk.group.messages[said:] if "больше суток" in message.text]
    assert reminders == (["⏰ 1 заявка ждёт больше суток. Ответьте гостям: /requests"] if status in REMINDED_OF else [])


def _state(desk: Desk) -> list[object]:
    """Where the requests and their guests stand, here and at Boomstream."""
    return [
        rows(desk.world, "SELECT id, status, decided_by, decided_at, as_moderator, problem FROM request"),
        rows(desk.world, "SELECT * FROM block"),
        [(client.email, client.code, client.moderator, client.deleted) for client in desk.conference.clients],
    ]
