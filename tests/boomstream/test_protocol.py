"""Odd answers, read without any network."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from boomstream import BoomstreamError, Client, Conference, ConferenceInfo, Invitation, RateLimited, UnreadableAnswer
from boomstream._calls import pause
from boomstream._protocol import LONGEST_URL, Answer, Call, Fields, build, many, one, read
from boomstream.models import CreatedConference
from tests.boomstream.methods import CLIENT, CONFERENCE, INVITATION, KEY, LINK, success

PLAIN = Conference(title="Testik", code="xxx-xxxx-xxx", description="testovaya")


def fields_of(payload: Any) -> Fields:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return read(Answer(200, {}, body), key=KEY)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([CONFERENCE, CONFERENCE], 2),
        (CONFERENCE, 1),
        ({"Item": [CONFERENCE, CONFERENCE]}, 2),
        ({"Item": CONFERENCE}, 1),
        ({"0": CONFERENCE, "2": CONFERENCE}, 2),
        ([], 0),
        ({}, 0),
        ("", 0),
        ("\n  ", 0),
        (None, 0),
        ([None], 0),
    ],
)
def test_a_list_comes_in_many_shapes(rows: Any, expected: int) -> None:
    assert many(Conference, fields_of(success({"conferences": rows})), "conferences") == (PLAIN,) * expected


@pytest.mark.parametrize("name", ["conferences", "clients"])
def test_a_missing_list_is_unreadable_and_not_empty(name: str) -> None:
    with pytest.raises(UnreadableAnswer):
        many(Conference, fields_of(success({})), name)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Планёрка\ud83d", "Планёрка\ufffd"),
        ("\udc00", "\ufffd"),
        ("a\0b", "ab"),
        ("\ud83d\ude00", "😀"),
        (10**400, str(10**400)),
    ],
)
def test_texts_are_storable_whatever_was_sent(sent: Any, kept: str) -> None:
    title = many(Conference, fields_of(success({"conferences": [{**CONFERENCE, "title": sent}]})), "conferences")[
        0
    ].title
    assert title == kept
    title.encode()


@pytest.mark.parametrize(
    "text",
    [
        "999999999",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Fri, 31 Dec 99999 23:59:59 GMT",
        "Fri, 31 Dec 99999999999999999999 23:59:59 GMT",
    ],
)
def test_a_retry_after_beyond_all_calendars_is_just_a_long_one(text: str) -> None:
    headers = {"Retry-After": text, "Date": "Wed, 25 Nov 2026 12:00:00 GMT"}
    with pytest.raises(RateLimited) as caught:
        read(Answer(429, headers, b""), key=KEY)
    assert caught.value.retry_after in {None, 86_400.0}
    assert pause(caught.value) in {True, False}


@pytest.mark.parametrize("rows", [["text"], 5, [CONFERENCE, {"title": "no code"}], [{**CONFERENCE, "code": " "}]])
def test_a_list_of_something_else_is_unreadable(rows: Any) -> None:
    with pytest.raises(UnreadableAnswer):
        many(Conference, fields_of(success({"conferences": rows})), "conferences")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<conferences/>", 0),
        (b"<conferences>\n </conferences>", 0),
        (b"<conferences><Item><code>a</code></Item></conferences>", 1),
        (b"<conferences><Item><code>a</code></Item><Item><code>b</code></Item></conferences>", 2),
        (b"<conferences><code>a</code></conferences>", 1),
        (b"<conferences><code>a</code></conferences><conferences><code>b</code></conferences>", 2),
    ],
)
def test_an_xml_list_comes_in_many_shapes(body: bytes, expected: int) -> None:
    xml = b"\n<Response>" + body + b"<Status>Success</Status></Response>"
    rows = many(Conference, fields_of(xml), "conferences")
    assert [row.code for row in rows] == ["a", "b"][:expected]


@pytest.mark.parametrize(
    "body",
    [
        b"<Response><Status>Success</Status>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><Response><Status>Success</Status></Response>",
        b"<!DOCTYPE html><Response><Status>Success</Status></Response>",
        b"<a>" * 5000 + b"</a>" * 5000,
        b"[" * 100_000,
        b"9" * 5000,
        b'{"Status": ["Success"]}',
        b"<Response/>",
        b'"Success"',
    ],
)
def test_hostile_and_broken_bodies_are_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableAnswer) as caught:
        fields_of(body)
    assert caught.value.__context__ is None


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"<Response>{text}</Response>".encode()))
def test_no_body_raises_anything_foreign(body: bytes) -> None:
    with pytest.raises(BoomstreamError):
        fields_of(body)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_NAMES = st.sampled_from([*CONFERENCE, *CLIENT, *INVITATION, "StartAt", "Timezone", "Duration", "Public"])


@given(st.dictionaries(_NAMES, _JSON))
def test_no_value_of_a_known_field_raises_anything_foreign(values: dict[str, Any]) -> None:
    fields = fields_of(success(values))
    for model in (Conference, ConferenceInfo, Client, Invitation, CreatedConference):
        with suppress(UnreadableAnswer):
            one(model, fields)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("yes", True), ("No", False), (True, True), (0, False), ("1", True), (None, False), ("", False), ("TRUE", True)],
)
def test_yes_and_no_come_in_many_words(value: Any, expected: bool) -> None:
    assert one(Client, fields_of(success({**CLIENT, "moderator": value}))).moderator is expected


def test_another_word_than_yes_and_no_is_unreadable_where_it_matters_and_unknown_where_it_does_not() -> None:
    with pytest.raises(UnreadableAnswer, match="moderator"):
        one(Client, fields_of(success({**CLIENT, "moderator": "maybe"})))
    assert one(ConferenceInfo, fields_of(success({**FULL, "Public": "maybe"}))).public is None


def test_names_are_matched_in_any_case_and_the_one_that_says_something_wins() -> None:
    fields = fields_of(success({"CODE": "", "Code": "c1", "code": None, "TITLE": 2024, "Description": []}))
    assert one(Conference, fields) == Conference(code="c1", title="2024", description="")


def test_the_echo_of_the_request_is_dropped_at_any_depth() -> None:
    fields = fields_of(success({"inner": {"requestUri": KEY, "RequestURI": KEY}}))
    assert KEY not in repr(fields)


FULL = {
    **CONFERENCE,
    "FolderCode": "f1",
    "Public": "no",
    "Lobby": "yes",
    "StartAt": "2025-06-01 19:30:00",
    "Timezone": "Europe/Moscow",
    "Duration": "5400",
    "ShowRecords": 1,
}


def test_a_model_refuses_values_without_quoting_them() -> None:
    with pytest.raises(ValidationError) as caught:
        Invitation.model_validate({"link": LINK, "is_moderator": LINK})
    assert "jwt" not in str(caught.value)
    assert "https" not in str(caught.value).replace("https://errors.pydantic.dev", "")


def test_info_tells_all_that_a_newer_server_tells() -> None:
    assert one(ConferenceInfo, fields_of(success(FULL))) == ConferenceInfo(
        title="Testik",
        code="xxx-xxxx-xxx",
        description="testovaya",
        folder_code="f1",
        public=False,
        lobby=True,
        starts_at=datetime(2025, 6, 1, 16, 30, tzinfo=UTC),
        timezone="Europe/Moscow",
        duration=timedelta(minutes=90),
        show_records=True,
    )


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("UTC", 19), ("+03:00", 16), ("UTC+3", 16), ("gmt -2", 21), ("Asia/Kolkata", 14), ("+0530", 14)],
)
def test_a_start_is_read_in_the_zone_that_comes_with_it(zone: str, hour: int) -> None:
    info = one(ConferenceInfo, fields_of(success({**FULL, "Timezone": zone})))
    assert info.starts_at is not None
    assert (info.starts_at.hour, info.starts_at.utcoffset()) == (hour, timedelta(0))


@pytest.mark.parametrize("zone", [None, "", "Europe", "Nowhere/City", "../etc", "+99:00", 5])
def test_a_start_without_a_usable_zone_is_not_guessed(zone: Any) -> None:
    info = one(ConferenceInfo, fields_of(success({**FULL, "Timezone": zone})))
    assert info.starts_at is None


@pytest.mark.parametrize("value", ["0000-00-00 00:00:00", "-0001-11-30 00:00:00", "", None, "soon", 0, False])
def test_an_empty_date_is_none(value: Any) -> None:
    assert one(ConferenceInfo, fields_of(success({**FULL, "StartAt": value}))).starts_at is None
    assert one(Client, fields_of(success({**CLIENT, "added": value}))).added is None


@pytest.mark.parametrize("value", [None, "", "later", -5, "1e999", "nan"])
def test_an_unknown_duration_is_none(value: Any) -> None:
    assert one(ConferenceInfo, fields_of(success({**FULL, "Duration": value}))).duration is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": " 1.5 "}, 1.5),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:05 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 GMT"}, 5.0),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT", "Date": "Wed, 21 Oct 2015 07:29:00 GMT"}, 0.0),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:05 GMT"}, None),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:05 GMT", "Date": "Wed, 21 Oct 2015 07:28:00 -0000"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "inf"}, None),
        ({}, None),
    ],
)
def test_retry_after_comes_as_seconds_or_as_a_date(headers: dict[str, str], expected: float | None) -> None:
    with pytest.raises(RateLimited) as caught:
        read(Answer(429, headers, b""), key=KEY)
    assert caught.value.retry_after == expected


def test_a_read_waits_as_long_as_it_is_told_up_to_ten_seconds() -> None:
    assert 10.0 <= pause(RateLimited(10.0)) <= 10.5
    assert pause(RateLimited(10.1)) is False
    assert pause(RateLimited()) is True
    assert pause(UnreadableAnswer("a web page stays a web page")) is False


@given(st.text(max_size=3000), st.text(max_size=3000))
def test_every_text_can_be_sent_and_no_request_line_is_too_long(title: str, description: str) -> None:
    call = Call("create", {"title": title, "description": description})
    request = build(call, base_url="https://x.example/api", key=KEY, transport="get")
    assert len(request.url) <= LONGEST_URL
    assert (request.body is None) == (request.verb == "GET")
