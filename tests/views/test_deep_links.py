"""The codec of deep links."""

import re
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.deep_links import KINDS, AskToJoin, BindModerators, ClaimBot, DeepLink, EnterKeyOf, address, pack, unpack

TOKENS = st.from_regex(r"[A-Za-z0-9_-]{1,43}", fullmatch=True)  # as secrets.token_urlsafe makes them, and longer
ROWS = st.integers(1, 10**15)


def links(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any link of a kind, by its field: a new kind is covered the day it appears."""
    (field,) = fields(kind)
    return st.builds(kind, TOKENS if field.type is str else ROWS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_link_comes_back_as_it_went(kind: type[DeepLink], data: st.DataObject) -> None:
    link = data.draw(links(kind))
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", pack(link))
    assert unpack(pack(link)) == link
    assert re.fullmatch(rf"https://t\.me/the_bot\?start(group)?={pack(link)}", address("the_bot", link))


def test_links_that_were_given_out_stay_as_they_are() -> None:
    assert unpack("r_5BRIzABZKxJaRhCHB9URtw") == AskToJoin("5BRIzABZKxJaRhCHB9URtw")
    assert address("the_bot", AskToJoin("a_-b")) == "https://t.me/the_bot?start=r_a_-b"
    assert address("the_bot", EnterKeyOf(12)) == "https://t.me/the_bot?start=key_12"
    assert address("the_bot", BindModerators("T")) == "https://t.me/the_bot?startgroup=m_T"


@given(st.text(max_size=70))
def test_foreign_payloads_mean_nothing(text: str) -> None:
    link = unpack(text)
    assert link is None or pack(link) == text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value",
    ["", "x" * 64, "а", "a b", "a:b", "a=b", "a.b", "<b>", "a\n", "²", "\u202e", "٣", "'; --", "1\0"],
)
def test_what_is_too_long_or_of_other_letters_means_nothing(kind: str, value: str) -> None:
    assert unpack(f"{kind}_{value}") is None


@pytest.mark.parametrize("kind", [kind for kind, its in KINDS.items() if fields(its)[0].type is int])
@pytest.mark.parametrize("value", ["0", "01", "-1", "+1", "1_0", "1e3", "9" * 17, "x"])
def test_what_is_no_row_s_number_means_nothing(kind: str, value: str) -> None:
    assert unpack(f"{kind}_{value}") is None


@pytest.mark.parametrize("payload", ["", "_", "_1", "r", "claim", "x_1", "R_abc", "claims_abc", "help"])
def test_an_unknown_kind_means_nothing(payload: str) -> None:
    assert unpack(payload) is None


@pytest.mark.parametrize("link", [ClaimBot("secret/1"), ClaimBot(""), AskToJoin("x" * 63), EnterKeyOf(0)])
def test_a_link_that_telegram_would_not_deliver_is_not_made_and_its_token_not_told(link: DeepLink) -> None:
    with pytest.raises(ValueError, match="would not come back") as caught:
        pack(link)
    assert "secret" not in f"{caught.value} {link!r}"
