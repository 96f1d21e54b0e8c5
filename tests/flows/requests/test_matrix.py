"""Who may do what to a request in which status: every button by everybody, with its outcome. New ones need a line."""

from collections.abc import Callable

import pytest

from services.requests.model import RequestStatus
from tests.flows.requests.steps import STEPS, nothing_sent, opened
from tests.flows.requests_world import Desk, rows
from tests.flows.world import User
from views.actions.requests.asking import RenewLink, WithdrawRequest
from views.actions.requests.deciding import (
    Approve,
    BlockGuest,
    Decline,
    LetInAfterAll,
    NewLinkFor,
    RemoveGuest,
    RetryRequest,
    UndoDecline,
)
from views.callback_data import Action, pack

BUTTONS: dict[str, Callable[[int], Action]] = {
    "approve": lambda request: Approve(request, moderator=False),
    "retry": RetryRequest,
    "new link": NewLinkFor,
    "decline": Decline,
    "undo": UndoDecline,
    "let in": LetInAfterAll,
    "remove": RemoveGuest,
    "block": BlockGuest,
    "withdraw": WithdrawRequest,
    "renew": RenewLink,
}
GUESTS_OWN = {"withdraw", "renew"}

# Status: what a button leads to; what is not named changes nothing. Where somebody is in, a refusal asks first.
OUTCOMES = {
    "pending": "approve>delivered decline>declined block>declined withdraw>withdrawn",
    "waiting": "decline>declined block>declined withdraw>withdrawn",
    "claimed": "",
    "invited": "remove>removed",
    "delivered": "remove>removed",
    "undelivered": "remove>removed",
    "failed": "retry>delivered decline>declined block>declined withdraw>withdrawn",
    "unknown": "new_link>delivered withdraw>withdrawn",
    "declined": "let_in>delivered block>declined",
    "withdrawn": "block>withdrawn",
    "expired": "block>expired",
    "lapsed": "new_link>delivered remove>removed renew>renewal",
    "renewal": "approve>delivered remove>removed withdraw>lapsed",
    "removed": "let_in>delivered block>removed",
    "cancelled": "",
}
CELLS = {
    (status, *cell.replace("_", " ").split(">")): None for status, line in OUTCOMES.items() for cell in line.split()
}


@pytest.fixture
async def desk(olga: User) -> Desk:
    return await opened(olga)


def test_every_status_has_its_line() -> None:
    assert OUTCOMES.keys() == {str(status) for status in RequestStatus}


@pytest.mark.parametrize("status", [status for status in RequestStatus if status is not RequestStatus.CLAIMED])
async def test_nobody_else_changes_anything(desk: Desk, status: RequestStatus) -> None:
    petr = desk.guest()
    await STEPS[status](desk, petr)
    other, stranger = desk.guest("Vera"), desk.world.user("Zoe")
    for somebody in (other, stranger, desk.max.within(None)):
        await somebody.starts()
    before, request = _state(desk), len(desk.statuses())
    allowed = {button for one, button, _ in CELLS if one == status}
    for name, button in BUTTONS.items():
        action = button(request)
        own = name in GUESTS_OWN
        refused = [other, stranger, *([desk.max.within(None), desk.olga.within(None)] if own else [petr])]
        if name not in allowed and name != "block" and not own:
            refused += [desk.max, desk.olga.within(desk.group)]
        for who in refused:
            await _press(desk, who, action)
            assert _state(desk) == before, (name, who.person.user.first_name)


@pytest.mark.parametrize(("status", "button", "after"), CELLS)
async def test_whoever_may_does(desk: Desk, status: str, button: str, after: str) -> None:
    petr = desk.guest()
    await STEPS[RequestStatus(status)](desk, petr)
    request = len(desk.statuses())
    await _press(desk, petr if button in GUESTS_OWN else desk.max, BUTTONS[button](request))
    await desk.world.idle()
    assert desk.statuses()[-1] == after
    assert bool(rows(desk.world, "SELECT * FROM block")) is (button == "block")


async def _press(desk: Desk, who: User, action: Action) -> None:
    message = desk.card if who.chat is not None else who.screen
    who.person.press(message, data=pack(action))
    await nothing_sent(desk)


def _state(desk: Desk) -> list[object]:
    return [
        rows(desk.world, "SELECT id, status, decided_by, decided_at FROM request"),
        rows(desk.world, "SELECT * FROM block"),
        [(client.email, client.code, client.deleted) for client in desk.conference.clients],
    ]
