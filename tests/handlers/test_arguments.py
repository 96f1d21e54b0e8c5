"""Arguments of one-line commands."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import arguments
from services.errors import AppError, ErrorCode
from services.model import Guest, InviteOptions

WORDS = st.text(
    st.characters(exclude_categories=("Z", "C"), exclude_characters='"«»“”„@=<>,;()|'), min_size=1, max_size=9
)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(token, str) for token in arguments.tokens(text))
    try:
        conference, people, options = arguments.invite(text)
    except AppError as error:
        assert error.code is ErrorCode.LIFETIME_MALFORMED  # noqa: PT017 (the only error there may be)
    else:
        request = arguments.listed(people, options)
        assert arguments.load(arguments.dump(request)) == request
        assert "@" not in conference or not request.guests


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
        ("план\na@b.ru\nАнна c@d.ru", "план", [("a@b.ru", None), ("c@d.ru", "Анна")], InviteOptions()),
        ("план Анна <a@b.ru>", "план Анна", [("a@b.ru", None)], InviteOptions()),
        ("план «Анна Смирнова» <a@b.ru>", "план", [("a@b.ru", "Анна Смирнова")], InviteOptions()),
        (
            "план a@b.ru модератор срок=2ч",
            "план",
            [("a@b.ru", None)],
            InviteOptions(moderator=True, lifetime=timedelta(hours=2)),
        ),
        ("just words", "just words", [], InviteOptions()),
        ("", "", [], InviteOptions()),
    ],
)
def test_invite(text: str, conference: str, guests: list[tuple[str, str | None]], options: InviteOptions) -> None:
    before, people, asked = arguments.invite(text)
    assert (before, asked) == (conference, options)
    assert arguments.listed(people, asked).guests == tuple(Guest(*guest) for guest in guests)


@pytest.mark.parametrize(
    ("text", "guests", "options"),
    [
        ("Anna Smith <a@b.ru>, Bob <c@d.ru>", [("a@b.ru", "Anna Smith"), ("c@d.ru", "Bob")], InviteOptions()),
        ("a@b.ru Анна модератор", [("a@b.ru", "Анна")], InviteOptions(moderator=True)),
        ("a@b.ru, модератор; c@d.ru письмо", [("a@b.ru", None), ("c@d.ru", None)],
         InviteOptions(moderator=True, notify=True)),
        ("a@b.ru срок=2ч\nc@d.ru", [("a@b.ru", None), ("c@d.ru", None)], InviteOptions(lifetime=timedelta(hours=2))),
        ("a@b.ru аватар=https://x.ru/1.png", [("a@b.ru", None)], InviteOptions(avatar_url="https://x.ru/1.png")),
        ("Модератор a@b.ru", [("a@b.ru", "Модератор")], InviteOptions()),
        ("Anna", [], InviteOptions()),
    ],
)  # fmt: skip
def test_guests(text: str, guests: list[tuple[str, str | None]], options: InviteOptions) -> None:
    request = arguments.guests(text)
    assert request.guests == tuple(Guest(*guest) for guest in guests)
    assert request.options == options


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
