"""The ten methods against every kind of answer."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

import aiohttp
import pytest
from aioresponses import aioresponses
from yarl import URL

from boomstream import (
    Boomstream,
    BoomstreamError,
    Client,
    Conference,
    ConferenceInfo,
    Invitation,
    KeyRefused,
    NotConnected,
    NotFound,
    OutcomeUnknown,
    Project,
    RateLimited,
    Rejected,
    UnreadableAnswer,
)
from tests.boomstream.methods import ANY_URL, KEY, LINK, METHODS, Method, failure, success

EXPECTED: dict[str, Any] = {
    "info": ConferenceInfo(title="Testik", code="xxx-xxxx-xxx", description="testovaya"),
    "list": (Conference(title="Testik", code="xxx-xxxx-xxx", description="testovaya"),),
    "create": "xxx-xxxx-xxx",
    "invite": Invitation(email="example@boomstream.com", name="Nik", code="xxx-xxxx-xxx", is_moderator=True, link=LINK),
    "client/info": Client(
        code="jJY1av1o",
        email="example@boomstream.com",
        name="Nik",
        conference_code="xxx-xxxx-xxx",
        moderator=True,
        added=datetime(2024, 1, 19, 12, 14, 27, tzinfo=UTC),
        is_deleted=False,
    ),
}
EXPECTED["client/list"] = (EXPECTED["client/info"],)

FAILURES: dict[str, tuple[dict[str, Any], type[BoomstreamError]]] = {
    "unknown code": ({"payload": failure("Media not found")}, NotFound),
    "unknown code, in Russian": ({"payload": failure("Конференция не найдена")}, NotFound),
    "refused key": ({"payload": failure("Invalid API key")}, KeyRefused),
    "refused key, shouted": ({"payload": failure("INVALID API KEY")}, KeyRefused),
    "refused key, in Russian": ({"payload": failure("Неверный API ключ")}, KeyRefused),
    "refused key, by HTTP": ({"status": 401}, KeyRefused),
    "forbidden": ({"status": 403, "body": "<html>no</html>", "content_type": "text/html"}, KeyRefused),
    "refused key, explained": ({"payload": failure("The API-key is unknown or blocked")}, KeyRefused),
    "refused key, in other words": ({"payload": failure("Ключ проекта не найден")}, KeyRefused),
    "a refusal that quotes the address": ({"payload": failure(f"Bad request /x?apikey={KEY}")}, Rejected),
    "another failure": ({"payload": failure("Превышен лимит участников")}, Rejected),
    "a failure without a text": ({"payload": {"Status": "Failed"}}, Rejected),
    "a failure with HTTP 400": ({"status": 400, "payload": failure("Bad e-mail")}, Rejected),
    "404 in the vendor's words": ({"status": 404, "payload": failure("Gone")}, NotFound),
    "404 in a web page": ({"status": 404, "body": "<html></html>"}, UnreadableAnswer),
    "too many calls": ({"status": 429}, RateLimited),
    "server error": ({"status": 500, "body": "oops"}, OutcomeUnknown),
    "bad gateway": ({"status": 502, "payload": failure("Media not found")}, OutcomeUnknown),
    "redirect": ({"status": 302, "headers": {"Location": "https://elsewhere.example/"}}, UnreadableAnswer),
    "web page": ({"body": "<!DOCTYPE html><html><body>Hi<br></body></html>"}, UnreadableAnswer),
    "empty body": ({"body": ""}, UnreadableAnswer),
    "cut JSON": ({"body": '{"Status": "Succ'}, UnreadableAnswer),
    "not an object": ({"body": "[]"}, UnreadableAnswer),
    "no status": ({"payload": {"code": "c1"}}, UnreadableAnswer),
    "unheard-of status": ({"payload": {"Status": "Pending"}}, UnreadableAnswer),
    "not text": ({"body": b"\xff\xfe\xfa"}, UnreadableAnswer),
    "no route": ({"exception": aiohttp.ClientConnectionError()}, OutcomeUnknown),
    "refused connection": (
        {"exception": aiohttp.ClientConnectorError(None, OSError(111, f"refused {KEY}"))},  # type: ignore[arg-type] # its str is not needed
        NotConnected,
    ),
    "connect timeout": ({"exception": aiohttp.ConnectionTimeoutError(f"host?apikey={KEY}")}, NotConnected),
    "timeout": ({"exception": TimeoutError(f"?apikey={KEY}")}, OutcomeUnknown),
    "disconnected": ({"exception": aiohttp.ServerDisconnectedError(f"?apikey={KEY}")}, OutcomeUnknown),
    "reset": ({"exception": ConnectionResetError(104, f"reset {KEY}")}, OutcomeUnknown),
    "cut body": ({"exception": aiohttp.ClientPayloadError(f"?apikey={KEY}")}, OutcomeUnknown),
}
RETRIED = (NotConnected, OutcomeUnknown, RateLimited)


def answer_all(vendor: aioresponses, **answer: Any) -> None:
    vendor.get(ANY_URL, repeat=True, **answer)
    vendor.post(ANY_URL, repeat=True, **answer)


def count(vendor: aioresponses) -> int:
    return sum(len(calls) for calls in vendor.requests.values())


def to_xml(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(f"<{name}>{to_xml(item)}</{name}>" for name, item in value.items())
    if isinstance(value, list):
        return "".join(f"<Item>{to_xml(item)}</Item>" for item in value)
    return escape({True: "1", False: "0"}.get(value, "" if value is None else str(value)))


@pytest.mark.parametrize("transport", ["get", "post"])
@pytest.mark.parametrize("method", METHODS, ids=str)
async def test_every_method_reads_the_vendors_example(method: Method, transport: Any, vendor: aioresponses) -> None:
    answer_all(vendor, payload=success(method.answer))
    async with Boomstream(transport=transport) as client:
        assert await method.ask(client.project(KEY)) == EXPECTED.get(method.name)
    ((verb, url),) = vendor.requests
    assert (verb, url.path) == (transport.upper(), f"/api/conference/{method.name}")


@pytest.mark.parametrize("method", METHODS, ids=str)
async def test_every_method_reads_xml_where_json_was_asked_for(
    method: Method, vendor: aioresponses, project: Project
) -> None:
    body = f"<?xml version='1.0'?>\n<Response>{to_xml(success(method.answer))}</Response>"
    answer_all(vendor, body=body, content_type="text/html")
    assert await method.ask(project) == EXPECTED.get(method.name)


@pytest.mark.parametrize("method", METHODS, ids=str)
@pytest.mark.parametrize("name", FAILURES)
async def test_every_failure_of_every_method_is_the_right_error(
    method: Method, name: str, vendor: aioresponses, project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answer, expected = FAILURES[name]
    answer_all(vendor, **answer)
    with pytest.raises(BoomstreamError) as caught:
        await method.ask(project)
    error = caught.value
    assert type(error) is expected
    assert KEY not in str(error) + repr(error)
    assert KEY not in caplog.text
    assert error.__cause__ is None
    assert error.__context__ is None
    tries = 3 if not method.changes and expected in RETRIED else 1
    assert count(vendor) == tries


@pytest.mark.parametrize("method", [m for m in METHODS if not m.changes], ids=str)
async def test_a_read_gets_over_two_failures(method: Method, vendor: aioresponses, project: Project) -> None:
    vendor.get(ANY_URL, exception=aiohttp.ServerDisconnectedError())
    vendor.get(ANY_URL, status=429, headers={"Retry-After": "1"})
    vendor.get(ANY_URL, payload=success(method.answer))
    assert await method.ask(project) == EXPECTED[method.name]


async def test_a_read_gives_up_when_it_is_told_to_wait_long(vendor: aioresponses, project: Project) -> None:
    answer_all(vendor, status=429, headers={"Retry-After": "11"})
    with pytest.raises(RateLimited) as caught:
        await project.conferences()
    assert caught.value.retry_after == 11
    assert count(vendor) == 1


async def test_the_get_transport_puts_everything_into_the_query(vendor: aioresponses, project: Project) -> None:
    answer_all(vendor, payload=success(METHODS[4].answer))
    await project.invite(
        "c1",
        email="a+b@example.com",
        name="Ник & Ко",
        timeout=timedelta(hours=2),
        notify_email=True,
        moderator=False,
        avatar_url="",
    )
    ((_, url),) = vendor.requests
    assert dict(url.query) == {
        "apikey": KEY,
        "code": "c1",
        "email": "a+b@example.com",
        "name": "Ник & Ко",
        "timeout": "7200",
        "notifyEmail": "yes",
        "moderator": "no",
        "avatarUrl": "",
        "format": "json",
    }


async def test_the_post_transport_keeps_the_key_in_a_header(vendor: aioresponses) -> None:
    answer_all(vendor, payload=success({}))
    async with Boomstream("https://boomstream.com/api/", transport="post") as client:
        await client.project(KEY).update("c1", title="Конфа", description="")
    ((_, url), calls) = next(iter(vendor.requests.items()))
    assert url == URL("https://boomstream.com/api/conference/update")
    assert calls[0].kwargs["headers"]["Authorization"] == f"Bearer {KEY}"
    assert json.loads(calls[0].kwargs["data"]) == {"code": "c1", "title": "Конфа", "description": ""}


async def test_a_call_too_long_for_a_request_line_goes_as_post(vendor: aioresponses, project: Project) -> None:
    answer_all(vendor, payload=success({"Code": "new"}))
    assert await project.create(title="я" * 2000) == "new"
    ((verb, url),) = vendor.requests
    assert (verb, url.query_string) == ("POST", "")


@pytest.mark.parametrize("key", ["", "мой ключ", "a b", "a\r\nX: y", "k" * 257])
async def test_a_text_that_cannot_be_a_key_is_refused_without_a_request(
    key: str, vendor: aioresponses, boomstream: Boomstream
) -> None:
    with pytest.raises(KeyRefused):
        await boomstream.project(key).conferences()
    assert not vendor.requests


async def test_an_empty_code_is_never_sent(vendor: aioresponses, project: Project) -> None:
    with pytest.raises(NotFound):
        await project.delete("")
    assert not vendor.requests


async def test_the_key_is_scrubbed_from_the_vendors_text(vendor: aioresponses, project: Project) -> None:
    answer_all(vendor, payload=failure(f"Bad call /x?apikey={KEY.upper()}&email=a and {KEY}"))
    with pytest.raises(Rejected) as caught:
        await project.create(title="x")
    assert caught.value.message == "Bad call /x?apikey=[hidden]&email=a and [key]"


async def test_a_closed_client_says_so(vendor: aioresponses, boomstream: Boomstream) -> None:
    await boomstream.close()
    with pytest.raises(NotConnected, match="closed"):
        await boomstream.project(KEY).create(title="x")
    assert not vendor.requests


@pytest.mark.parametrize("arguments", [{"base_url": "boomstream.com"}, {"transport": "put"}])
def test_settings_that_cannot_work_are_refused_at_once(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="base_url"):
        Boomstream(**arguments)
