"""Arguments of one-line commands."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handlers import arguments
from handlers.arguments import InviteRequest
from services.errors import AppError, ErrorCode
from services.model import Guest, InviteOptions

WORDS = st.text(
    st.characters(exclude_categories=("Z", "C"), exclude_characters='"«»“”„@=<>,;()|'), min_size=1, max_size=9
)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(token, str) for token in arguments.tokens(text))
    try:
        conference, request = arguments.invite(text)
    except AppError as error:
        assert error.code is ErrorCode.LIFETIME_MALFORMED  # noqa: PT017 (the only error there may be)
    else:
        assert arguments.load(arguments.dump(request)) == request
        assert isinstance(conference, str)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_words_come_back_as_they_were(words: list[str]) -> None:
    assert arguments.tokens("  ".join(words)) == words
    for left, right in ('""', "«»", "“”", "„“"):
        assert arguments.tokens(f"{left}{' '.join(words)}{right}") == [" ".join(words)]


@pytest.mark.parametrize(
    ("text", "conference", "guests", "options"),
    [
        ("план a@b.ru", "план", [("a@b.ru", None)], InviteOptions()),
        ("a@b.ru", "", [("a@b.ru", None)], InviteOptions()),
        ("Big plan a@b.ru Anna Smith", "Big plan", [("a@b.ru", "Anna Smith")], InviteOptions()),
        ("«Big plan» a@b.ru «Anna moderator»", "Big plan", [("a@b.ru", "Anna moderator")], InviteOptions()),
        ("p a@b.ru moderator notify", "p", [("a@b.ru", None)], InviteOptions(moderator=True, notify=True)),
        ("p a@b.ru Anna ttl=2h", "p", [("a@b.ru", "Anna")], InviteOptions(lifetime=timedelta(hours=2))),
        ("p a@b.ru, c@d.ru; <e@f.ru>", "p", [("a@b.ru", None), ("c@d.ru", None), ("e@f.ru", None)], InviteOptions()),
        ("p a@b.ru Anna c@d.ru Boris", "p", [("a@b.ru", "Anna"), ("c@d.ru", "Boris")], InviteOptions()),
        ("p a@b.ru avatar=https://x.ru/@me", "p", [("a@b.ru", None)], InviteOptions(avatar_url="https://x.ru/@me")),
        ("p <a@b.ru>, Anna Smith <c@d.ru>", "p", [("a@b.ru", None), ("c@d.ru", "Anna Smith")], InviteOptions()),
        ("p a@b.ru Anna, Boris <c@d.ru>", "p", [("a@b.ru", "Anna"), ("c@d.ru", "Boris")], InviteOptions()),
        ("p <a@b.ru> Anna, <c@d.ru> Boris", "p", [("a@b.ru", "Anna"), ("c@d.ru", "Boris")], InviteOptions()),
        ("moderator training a@b.ru", "moderator training", [("a@b.ru", None)], InviteOptions()),
        ("just words", "just words", [], InviteOptions()),
        ("", "", [], InviteOptions()),
    ],
)
def test_invite(text: str, conference: str, guests: list[tuple[str, str | None]], options: InviteOptions) -> None:
    assert arguments.invite(text) == (conference, InviteRequest(tuple(Guest(*guest) for guest in guests), options))


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.sampled_from([", ", "; ", "\n", " "]))
def test_what_a_mail_program_writes_comes_back_with_its_names(people: list[tuple[str, str]], between: str) -> None:
    assume(not any(arguments._option(InviteOptions(), word) for name in people for word in name))
    mailboxes = [f"{' '.join(name)} <guest{number}@b.ru>" for number, name in enumerate(people)]
    stray, request = arguments.guests(between.join(mailboxes))
    assert stray == ""
    assert request.guests == tuple(Guest(f"guest{n}@b.ru", " ".join(name)) for n, name in enumerate(people))


@pytest.mark.parametrize(
    ("text", "stray", "guests"),
    [
        ("Anna Smith <a@b.ru>, Bob <c@d.ru>", "", [("a@b.ru", "Anna Smith"), ("c@d.ru", "Bob")]),
        ("Smith, Anna <a@b.ru>; Doe, Bob <c@d.ru>", "", [("a@b.ru", "Smith, Anna"), ("c@d.ru", "Doe, Bob")]),
        ('"Smith, Anna" <a@b.ru>', "", [("a@b.ru", "Smith, Anna")]),
        ("Anna a@b.ru", "Anna", [("a@b.ru", None)]),
        ("Anna", "Anna", []),
        ("a@b.ru Anna", "", [("a@b.ru", "Anna")]),
    ],
)
def test_guests(text: str, stray: str, guests: list[tuple[str, str | None]]) -> None:
    assert arguments.guests(text) == (stray, InviteRequest(tuple(Guest(*guest) for guest in guests)))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90m", timedelta(minutes=90)),
        ("2h", timedelta(hours=2)),
        ("2ч", timedelta(hours=2)),
        ("30 мин.", timedelta(minutes=30)),
        ("3d", timedelta(days=3)),
        ("1w", timedelta(weeks=1)),
        ("3600", timedelta(hours=1)),
    ],
)
def test_lifetimes(text: str, span: timedelta) -> None:
    assert arguments.lifetime(text) == span


@pytest.mark.parametrize("text", ["", "h", "2 fortnights", "-1h", "1.5h", "9999999h"])
def test_no_lifetimes(text: str) -> None:
    with pytest.raises(AppError) as caught:
        arguments.lifetime(text)
    assert caught.value.code is ErrorCode.LIFETIME_MALFORMED


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [("A", "A", ""), ("A | b", "A", "b"), ("A|b|c", "A", "b|c"), ("|b", "", "b"), ("A |\n b\nc", "A", "b\nc")],
)
def test_title_and_description(text: str, title: str, description: str) -> None:
    assert arguments.title_and_description(text) == (title, description)
