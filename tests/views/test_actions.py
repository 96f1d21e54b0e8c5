"""The codec of callback data."""

from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.actions import ACTIONS, MAX_BYTES, Action, ListConferences, Place, SetLanguage, pack, unpack

# A row id of a database that has been in use for a thousand years; page numbers and ids of updates are smaller.
NUMBERS = st.integers(0, 2**40)


def instances(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any instance of an action, by its fields: a new action is covered the day it appears."""
    values: dict[str, st.SearchStrategy[Any]] = {}
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint = hints[field.name]
        if hint is bool:
            values[field.name] = st.booleans()
        elif hint is int:
            values[field.name] = NUMBERS
        elif hint is Place:
            values[field.name] = instances(Place)
        elif issubclass(hint, StrEnum):
            values[field.name] = st.sampled_from(list(hint))
        else:
            values[field.name] = st.sampled_from(["en", "ru"])
    return st.builds(kind, **values)


@pytest.mark.parametrize("kind", ACTIONS.values(), ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_an_action_survives_packing_and_fits(kind: type[Action], data: st.DataObject) -> None:
    action = data.draw(instances(kind))
    packed = pack(action)
    assert 1 <= len(packed.encode()) <= MAX_BYTES
    assert unpack(packed) == action


@given(st.text(max_size=64))
def test_foreign_data_is_no_action(text: str) -> None:
    action = unpack(text)
    assert action is None or pack(action) == text


@pytest.mark.parametrize(
    "data", ["", "zz", "cl", "cl:1", "cl:1:2:3", "cl:x!:0", "cl:-1:0", "cl:01:0", "pl:1:q:1:0", "l:a:b"]
)
def test_damaged_data_is_no_action(data: str) -> None:
    assert unpack(data) is None


def test_what_does_not_fit_is_refused_when_the_screen_is_made() -> None:
    with pytest.raises(ValueError, match="too long"):
        pack(SetLanguage("x" * 64))
    with pytest.raises(ValueError, match="colon"):
        pack(SetLanguage("a:b"))
    with pytest.raises(ValueError, match="negative"):
        pack(ListConferences(-1, 0))


def test_tags_are_unique() -> None:
    tags = [kind.tag for kind in Action.__subclasses__() if kind in ACTIONS.values()]
    assert len(tags) == len(set(tags)) == len(ACTIONS)
