"""The rules of sending: what goes together in one message, and when it is tried again."""

from datetime import UTC, datetime, timedelta

from bot.delivery.batches import CARDS_A_MINUTE, NOTICES_AT_ONCE, Bursts, batches
from bot.delivery.dispatcher import TRIES, pause_after
from services.letters import CardChanged, CardDue, Letter, Nag, Notice, OutgoingMessage, WordToGuest
from services.model import LogAction
from tests.flows.world import Clock


def message(number: int, letter: Letter) -> OutgoingMessage:
    return OutgoingMessage(
        id=number, letter=letter, workspace_id=1, attempts=0, created_at=datetime(2026, 11, 24, tzinfo=UTC)
    )


# --- one message for several -----------------------------------------------------------------------------------------


def ids(*letters: Letter, crowded: bool = False) -> list[list[int]]:
    waiting = [message(number, letter) for number, letter in enumerate(letters, start=1)]
    return [[one.id for one in together] for together in batches(waiting, crowded=crowded)]


def test_changes_of_one_card_are_one_edit_and_others_keep_their_turn() -> None:
    assert ids(CardChanged(7), CardDue(8), CardChanged(9), CardChanged(7)) == [[1, 4], [2], [3]]


def test_words_to_a_guest_about_one_request_are_one_message() -> None:
    assert ids(*(WordToGuest(request, 100) for request in (7, 8, 7))) == [[1, 3], [2]]


def test_cards_are_one_each_until_there_are_too_many() -> None:
    assert ids(CardDue(1), Nag(1, 5), CardDue(2)) == [[1], [2], [3]]
    assert ids(CardDue(1), Nag(1, 5), CardDue(2), crowded=True) == [[1, 3], [2]]


def test_notices_go_by_the_page() -> None:
    count = NOTICES_AT_ONCE + 3
    pages = ids(*(Notice(1, who="", action=LogAction.INVITED) for _ in range(count)))
    assert [len(page) for page in pages] == [NOTICES_AT_ONCE, 3]
    assert sorted(number for page in pages for number in page) == list(range(1, count + 1))


def test_bursts_remember_nobody_who_had_no_card_for_a_minute() -> None:
    clock = Clock()
    bursts = Bursts(clock)
    for chat in range(1000):
        assert not bursts.crowded(chat)
        assert bursts.next(chat, [message(1, WordToGuest(7, chat))])
    assert not bursts._cards
    for _ in range(CARDS_A_MINUTE):
        bursts.posted(-1)
    bursts.digested(-1)
    bursts.forget_old()
    assert bursts.crowded(-1)
    clock.forward(minutes=1)
    bursts.forget_old()
    assert not bursts.crowded(-1)
    assert not bursts._cards
    assert not bursts._digests


def test_pauses_add_up_to_about_a_day() -> None:
    pauses = [pause_after(attempts) for attempts in range(TRIES - 1)]
    assert pauses[:4] == [timedelta(seconds=1), timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert timedelta(hours=20) < sum(pauses, timedelta()) < timedelta(hours=26)
