"""The rules of sending: what goes together in one message, and when it is tried again."""

from datetime import UTC, datetime, timedelta

from bot.delivery.batches import NOTICES_AT_ONCE, batches
from bot.delivery.dispatcher import TRIES, pause_after
from services.model import MessageKind, OutgoingMessage


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
