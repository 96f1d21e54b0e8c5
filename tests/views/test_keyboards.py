"""Keyboards: the pager leads to every page, and round."""

import pytest

from services.model import paginate
from views.actions.log import ShowLog
from views.callback_data import pack
from views.keyboards import pager


def _turned(number: int, pages: int, *, forward: bool) -> int:
    """The page that an arrow leads to."""
    row = pager(paginate(tuple(range(pages)), number, size=1), ShowLog)
    assert [button.text for button in row] == ["‹", f"{number}/{pages}", "›"]
    target = row[2 if forward else 0].callback_data
    return next(one for one in range(pages + 2) if pack(ShowLog(one)) == target)


@pytest.mark.parametrize("pages", [2, 3, 7])
def test_turning_pages_leads_round_in_both_directions(pages: int) -> None:
    numbers = range(1, pages + 1)
    assert [_turned(number, pages, forward=True) for number in numbers] == [*numbers[1:], 1]
    assert [_turned(number, pages, forward=False) for number in numbers] == [pages, *numbers[:-1]]


def test_a_single_page_is_not_turned() -> None:
    assert pager(paginate((1, 2), 1), ShowLog) == []
