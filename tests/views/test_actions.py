"""The codec of callback data."""

import pkgutil
import types
from dataclasses import FrozenInstanceError, dataclass, fields
from enum import StrEnum
from importlib import import_module
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import actions
from views.actions.conferences import Do, ListConferences, Verb
from views.actions.participants import Place
from views.actions.start import SetLanguage, ShowMenu
from views.callback_data import ACTIONS, MAX_BYTES, Action, pack, unpack

for module in pkgutil.walk_packages(actions.__path__, f"{actions.__name__}."):
    import_module(module.name)

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


def test_a_tag_is_one_action_s_alone() -> None:
    with pytest.raises(TypeError, match=r"SecondMenu.*'m'.*ShowMenu"):

        class SecondMenu(Action, tag="m"):
            """Would take the start screen's buttons."""

    assert unpack("m") == ShowMenu()


def test_an_action_without_a_tag_of_use_is_refused() -> None:
    with pytest.raises(TypeError, match="'tag'"):

        class Untagged(Action):  # type: ignore[call-arg]  # this is what is refused
            """Could not be packed."""

    for tag in ("", "a:b", "да"):
        with pytest.raises(TypeError, match="not a tag"):
            types.new_class("Malformed", (Action,), {"tag": tag})


def test_a_field_that_can_t_be_packed_is_refused_when_the_class_is_made() -> None:
    @dataclass(frozen=True)
    class Spot:
        where: float

    with pytest.raises(TypeError, match=r"Listed\.names"):

        class Listed(Action, tag="zz1"):
            names: list[str]

    with pytest.raises(TypeError, match=r"Spot\.where"):

        class Nested(Action, tag="zz2"):
            spot: Spot

    assert not {"zz1", "zz2"} & ACTIONS.keys()


def test_an_action_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Do(Verb.OPEN, 1).conference = 2  # type: ignore[misc]  # this is what is refused


def test_what_can_be_done_with_a_conference_has_one_button_for_all_ways_there() -> None:
    assert pack(Do(Verb.OPEN, 36)) == "pk:o:10:0"
    assert unpack("pk:i:10:5") == Do(Verb.INVITE, 36, phrase=5)
    assert unpack("co:10") is None  # the card's button of the first version: outdated
