"""Telegram's limits: what letters ask first, and what answers are counted for."""

from datetime import timedelta

import pytest

from bot.telegram.limits import A_MINUTE_TO_GROUP, A_SECOND_IN_ALL, Limits
from tests.flows.world import Clock

PERSON, GROUP = 100_001, -4_000_001
NOW = timedelta(0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(clock)


def goes(limits: Limits, chat_id: int) -> bool:
    """A letter is sent, if it may be."""
    if limits.wait(chat_id):
        return False
    limits.note(chat_id, letter=True)
    return True


def test_a_chat_gets_one_message_a_second(limits: Limits, clock: Clock) -> None:
    assert goes(limits, PERSON)
    assert limits.wait(PERSON) == timedelta(seconds=1)
    clock.forward(seconds=0.75)
    assert limits.wait(PERSON) == timedelta(seconds=0.25)
    clock.forward(seconds=0.25)
    assert goes(limits, PERSON)


def test_an_answer_counts_against_the_second_of_its_chat(limits: Limits, clock: Clock) -> None:
    limits.note(PERSON)
    assert not goes(limits, PERSON)
    assert goes(limits, GROUP)
    clock.forward(seconds=1)
    assert goes(limits, PERSON)


def test_all_chats_together_get_thirty_a_second(limits: Limits, clock: Clock) -> None:
    assert sum(goes(limits, PERSON + number) for number in range(100)) == A_SECOND_IN_ALL
    clock.forward(seconds=1)
    assert goes(limits, PERSON + 100)


def test_answers_leave_half_of_the_thirty_to_letters(limits: Limits) -> None:
    for number in range(10):
        limits.note(PERSON + number)
    assert sum(goes(limits, PERSON + 100 + number) for number in range(100)) == A_SECOND_IN_ALL - 10
    for number in range(100):
        limits.note(PERSON + 300 + number)
    assert not goes(limits, PERSON + 500)


def test_however_many_answers_there_are_half_as_many_letters_go(limits: Limits) -> None:
    for number in range(1000):
        limits.note(PERSON + number)
    assert sum(goes(limits, PERSON + 2000 + number) for number in range(100)) == A_SECOND_IN_ALL // 2


def test_a_group_gets_twenty_a_minute_and_a_person_more(limits: Limits, clock: Clock) -> None:
    taken = {GROUP: 0, PERSON: 0}
    for _ in range(60):
        for chat in taken:
            taken[chat] += goes(limits, chat)
        clock.forward(seconds=1)
    assert taken == {GROUP: A_MINUTE_TO_GROUP, PERSON: 60}


def test_a_group_where_people_are_answered_all_the_time_still_gets_letters(limits: Limits, clock: Clock) -> None:
    taken = 0
    for _ in range(60):
        limits.note(GROUP)
        clock.forward(seconds=1)
        taken += goes(limits, GROUP)
        clock.forward(seconds=1)
    assert 2 * A_MINUTE_TO_GROUP // 2 <= taken < 60


def test_the_minute_of_a_group_slides(limits: Limits, clock: Clock) -> None:
    for _ in range(A_MINUTE_TO_GROUP):
        assert goes(limits, GROUP)
        clock.forward(seconds=2)
    assert limits.wait(GROUP) == timedelta(seconds=20)
    clock.forward(seconds=20)  # the first one was a minute ago
    assert goes(limits, GROUP)
    assert not goes(limits, GROUP)


def test_a_pause_concerns_one_chat_and_ends(limits: Limits, clock: Clock) -> None:
    limits.pause(PERSON, 30)
    assert limits.paused_until(PERSON) == clock() + timedelta(seconds=30)
    assert limits.wait(PERSON) == timedelta(seconds=30)
    assert limits.wait(GROUP) == NOW
    clock.forward(seconds=30)
    assert limits.paused_until(PERSON) is None
    assert goes(limits, PERSON)


def test_a_shorter_pause_does_not_end_a_longer_one(limits: Limits) -> None:
    limits.pause(PERSON, 30)
    limits.pause(PERSON, 5)
    assert limits.wait(PERSON) == timedelta(seconds=30)
    limits.pause(PERSON, 40)
    assert limits.wait(PERSON) == timedelta(seconds=40)


def test_chats_that_are_quiet_are_forgotten_and_their_limits_are_not(limits: Limits, clock: Clock) -> None:
    for number in range(100):
        limits.note(PERSON + number)
        limits.pause(PERSON + number, 30)
    for _ in range(A_MINUTE_TO_GROUP):
        limits.note(GROUP, letter=True)
        clock.forward(seconds=1)
    clock.forward(seconds=40)
    limits.pause(GROUP, 90)
    limits.note(PERSON)
    assert set(limits._chats) == {GROUP, PERSON}
    assert set(limits._pauses) == {GROUP}
    assert limits.wait(GROUP) == timedelta(seconds=90)
