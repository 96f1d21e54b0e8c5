"""The rules of sending: Telegram's limits, and what goes together in one message."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.batches import NOTICES_AT_ONCE, batches
from bot.delivery.dispatcher import TRIES
from bot.telegram.limits import A_MINUTE_TO_GROUP, A_SECOND_IN_ALL, Limits, pause_after
from services.model import MessageKind, OutgoingMessage
from tests.flows.world import Clock

PERSON, GROUP = 100_001, -4_000_001


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(clock)


def message(number: int, kind: MessageKind, *, request: int | None = None) -> OutgoingMessage:
    return OutgoingMessage(
        id=number,
        kind=kind,
        workspace_id=1,
        request_id=request,
        user_id=None,
        data={},
        attempts=0,
        created_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_chat_gets_one_message_a_second(limits: Limits, clock: Clock) -> None:
    assert limits.take(PERSON)
    assert not limits.take(PERSON)
    clock.forward(seconds=0.99)
    assert not limits.take(PERSON)
    clock.forward(seconds=0.01)
    assert limits.take(PERSON)


def test_all_chats_together_get_thirty_a_second(limits: Limits, clock: Clock) -> None:
    taken = sum(limits.take(PERSON + number) for number in range(100))
    assert taken == A_SECOND_IN_ALL
    clock.forward(seconds=1)
    assert limits.take(PERSON + 100)


def test_a_group_gets_twenty_a_minute_and_a_person_more(limits: Limits, clock: Clock) -> None:
    taken = {GROUP: 0, PERSON: 0}
    for _ in range(60):
        for chat in taken:
            taken[chat] += limits.take(chat)
        clock.forward(seconds=1)
    assert taken == {GROUP: A_MINUTE_TO_GROUP, PERSON: 60}


def test_the_minute_of_a_group_slides(limits: Limits, clock: Clock) -> None:
    for _ in range(A_MINUTE_TO_GROUP):
        assert limits.take(GROUP)
        clock.forward(seconds=2)
    assert not limits.take(GROUP)
    clock.forward(seconds=20)  # the first one was a minute ago
    assert limits.take(GROUP)
    assert not limits.take(GROUP)


def test_a_pause_concerns_one_chat_and_ends(limits: Limits, clock: Clock) -> None:
    limits.pause(PERSON, 30)
    assert not limits.take(PERSON)
    assert limits.take(GROUP)
    clock.forward(seconds=30)
    assert limits.take(PERSON)


def test_chats_that_are_quiet_are_forgotten_and_their_limits_are_not(limits: Limits, clock: Clock) -> None:
    for _ in range(A_MINUTE_TO_GROUP):
        limits.take(GROUP)
        clock.forward(seconds=1)
    limits.forget_idle()
    assert not limits.take(GROUP)
    clock.forward(minutes=2)
    limits.forget_idle()
    assert GROUP not in limits._to_chat
    assert limits.take(GROUP)


# --- one message for several -----------------------------------------------------------------------------------------


def ids(waiting: list[OutgoingMessage], *, crowded: bool = False) -> list[list[int]]:
    return [[one.id for one in together] for together in batches(waiting, crowded=crowded)]


def test_changes_of_one_card_are_one_edit_and_others_keep_their_turn() -> None:
    update, card = MessageKind.CARD_UPDATE, MessageKind.CARD
    waiting = [
        message(1, update, request=7),
        message(2, card, request=8),
        message(3, update, request=9),
        message(4, update, request=7),
    ]
    assert ids(waiting) == [[1, 4], [2], [3]]


def test_words_to_a_guest_about_one_request_are_one_message() -> None:
    guest = MessageKind.GUEST
    waiting = [message(1, guest, request=7), message(2, guest, request=8), message(3, guest, request=7)]
    assert ids(waiting) == [[1, 3], [2]]


def test_cards_are_one_each_until_there_are_too_many() -> None:
    waiting = [message(1, MessageKind.CARD, request=1), message(2, MessageKind.NAG), message(3, MessageKind.CARD)]
    assert ids(waiting) == [[1], [2], [3]]
    assert ids(waiting, crowded=True) == [[1, 3], [2]]


def test_notices_go_by_the_page() -> None:
    count = NOTICES_AT_ONCE + 3
    batches = ids([message(number, MessageKind.NOTICE) for number in range(count)])
    assert [len(batch) for batch in batches] == [NOTICES_AT_ONCE, 3]
    assert sorted(number for batch in batches for number in batch) == list(range(count))


def test_pauses_add_up_to_about_a_day() -> None:
    pauses = [pause_after(attempts) for attempts in range(TRIES - 1)]
    assert pauses[:4] == [timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert timedelta(hours=20) < sum(pauses, timedelta()) < timedelta(hours=26)
