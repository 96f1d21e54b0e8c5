from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import Clock

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_it_is_ahead_by_all_that_was_skipped_and_tells_each_time() -> None:
    clock = Clock(lambda: NOON)
    told: list[datetime] = []
    clock.listeners.append(lambda: told.append(clock()))
    clock.skip(timedelta(hours=1))
    clock.skip(timedelta(days=1))
    assert told == [NOON + timedelta(hours=1), NOON + timedelta(hours=25)]


def test_it_does_not_go_back() -> None:
    clock = Clock(lambda: NOON)
    with pytest.raises(ValueError, match="back"):
        clock.skip(timedelta(seconds=-1))
    assert clock() == NOON
