"""How questions arrive and answers leave: keys, query strings, bodies, JSON, XML, long lines."""

import xml.etree.ElementTree as ET

import aiohttp
import pytest
from yarl import URL

from sandbox.boomstream import BoomstreamSandbox
from sandbox.boomstream.server import serve_boomstream
from tests.sandbox.boomstream.world import NOON, Caller, World

METHODS = ["info", "list", "create", "update", "invite", "client/list", "client/info", "client/update"]


def texts(element: ET.Element) -> dict[str, str | None]:
    return {child.tag: child.text for child in element}


async def xml(world: World, method: str, **params: str) -> ET.Element:
    query = {"apikey": world.project.key, **params}
    async with world.session.get(f"{world.base_url}/conference/{method}", params=query) as response:
        assert (response.status, response.content_type) == (200, "text/xml")
        return ET.fromstring(await response.text())  # noqa: S314 - our own fake wrote it


async def test_every_answer_names_the_versions_and_echoes_the_request_with_the_key(
    world: World, caller: Caller
) -> None:
    answer = await caller.ask("list")

    assert (answer["Status"], answer["Version"]) == ("Success", "1.0")
    assert [one["version"] for one in answer["Versions"]] == ["1.0", "1.1", "1.2"]
    assert answer["RequestURI"].startswith(f"/api/conference/list?apikey={world.project.key}")


async def test_a_get_is_echoed_letter_by_letter(world: World) -> None:
    line = f"/conference/list?x=%d0%9c+a&email=a@b.c&apikey={world.project.key}&format=json&"

    async with world.session.get(URL(world.base_url + line, encoded=True)) as response:
        assert (await response.json())["RequestURI"] == "/api" + line


async def test_failures_echo_the_request_too(caller: Caller) -> None:
    assert caller.key in (await caller.ask("info", code="nowhere"))["RequestURI"]


async def test_ver_picks_the_version(caller: Caller) -> None:
    assert (await caller.ask("list", ver="1.2"))["Version"] == "1.2"
    assert (await caller.ask("list", ver="9"))["Version"] == "1.0"


@pytest.mark.parametrize("transport", ["GET", "POST"])
@pytest.mark.parametrize("key", ["0" * 32, "нет"])
async def test_an_unknown_key_is_refused_with_http_200(world: World, transport: str, key: str) -> None:
    answer = await world.caller(transport, key).ask("list")

    assert (answer["Status"], answer["Message"]) == ("Failed", "Invalid API key")


async def test_a_get_without_a_key_is_refused(world: World) -> None:
    async with world.session.get(f"{world.base_url}/conference/list?format=json") as response:
        assert (await response.json())["Message"] == "Invalid API key"


async def test_a_key_shows_its_own_project_only(world: World, caller: Caller) -> None:
    mine = world.project.add_conference("Mine")
    client = mine.add_client("nik@example.com")
    other = world.sandbox.add_project(name="Other")
    other.add_conference("Theirs")
    stranger = world.caller(caller.transport, other.key)

    assert [one["title"] for one in (await stranger.ask("list"))["conferences"]] == ["Theirs"]
    for method, code in [("info", mine.code), ("delete", mine.code), ("client/delete", client.code)]:
        assert (await stranger.ask(method, code=code))["Message"] == "Media not found"
    assert (await caller.ask("client/info", code=client.code))["is_deleted"] == "no"


async def test_a_post_takes_the_key_as_a_bearer_token(world: World) -> None:
    world.project.add_conference("Mine")
    headers = {"Authorization": f"Bearer {world.project.key}"}

    async with world.session.post(f"{world.base_url}/conference/list", json={}, headers=headers) as response:
        answer = await response.json()

    assert [one["title"] for one in answer["conferences"]] == ["Mine"]


async def test_a_get_does_not_take_a_bearer_token(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.project.key}"}

    async with world.session.get(f"{world.base_url}/conference/list?format=json", headers=headers) as response:
        assert (await response.json())["Message"] == "Invalid API key"


async def test_a_post_is_answered_in_json_whatever_it_asks_for(world: World) -> None:
    assert (await world.caller("POST").ask("list", format="xml"))["Status"] == "Success"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
async def test_a_post_whose_body_is_no_object_has_no_key(world: World, body: bytes) -> None:
    async with world.session.post(f"{world.base_url}/conference/list", data=body) as response:
        assert (await response.json())["Message"] == "Invalid API key"


async def test_a_post_turns_numbers_and_booleans_into_text_as_php_does(world: World) -> None:
    conference = world.project.add_conference("Meetup")
    body = {
        "apikey": world.project.key,
        "code": conference.code,
        "email": "nik@example.com",
        "name": None,
        "timeout": 60,
        "moderator": True,
    }

    async with world.session.post(f"{world.base_url}/conference/invite", json=body) as response:
        answer = await response.json()

    assert (answer["Status"], answer["name"]) == ("Success", "")
    assert answer["isModerator"] is False, "only the word yes makes a moderator"


async def test_without_a_format_a_get_is_answered_in_xml(world: World) -> None:
    first = world.project.add_conference("One & <two>", "текст")
    world.project.add_conference("Two")

    root = await xml(world, "list")

    assert root.tag == "Response"
    assert [texts(item)["title"] for item in root.findall("conferences/Item")] == ["One & <two>", "Two"]
    assert texts(root.findall("conferences/Item")[0])["code"] == first.code
    assert [texts(item)["version"] for item in root.findall("Versions/Item")] == ["1.0", "1.1", "1.2"]
    assert (root.findtext("Status"), root.findtext("Version")) == ("Success", "1.0")
    assert root.findtext("RequestURI") == f"/api/conference/list?apikey={world.project.key}"


@pytest.mark.parametrize("method", [*METHODS, "client/delete", "delete"])
async def test_each_method_says_the_same_in_xml_and_in_json(world: World, method: str) -> None:
    conference = world.project.add_conference("Meetup")
    client = conference.add_client("nik@example.com", "Nik")
    spare = world.project.add_conference("Spare")
    codes = {"client/list": conference.code, "delete": spare.code}
    code = codes.get(method, client.code if method.startswith("client/") else conference.code)
    params = {"code": code, "title": "New", "email": "a@example.com"}

    root = await xml(world, method, format="xml", **params)

    assert root.findtext("Status") == "Success"
    if method == "delete":
        assert world.project.conferences == [conference]
        return
    answer = await world.caller().ask(method, **params)
    assert [child.tag for child in root] == list(answer)


async def test_a_failure_in_xml_has_status_and_message(world: World) -> None:
    root = await xml(world, "info", code="nowhere")

    assert (root.findtext("Status"), root.findtext("Message")) == ("Failed", "Media not found")


async def test_booleans_and_nulls_in_xml_are_written_as_php_does(world: World) -> None:
    conference = world.project.add_conference("Meetup", Public="yes")

    invited = await xml(world, "invite", code=conference.code, email="a@example.com", moderator="yes")
    info = await xml(world, "info", code=conference.code)

    assert invited.findtext("isModerator") == "1"
    assert (info.findtext("Public"), info.findtext("Duration")) == ("yes", "")


async def test_a_list_of_one_in_xml_is_an_item_or_bare(world: World) -> None:
    conference = world.project.add_conference("Only")

    wrapped = await xml(world, "list")
    world.sandbox.quirks.bare_lone_items = True
    bare = await xml(world, "list")

    assert wrapped.findtext("conferences/Item/code") == conference.code
    assert bare.find("conferences/Item") is None
    assert bare.findtext("conferences/code") == conference.code


async def test_an_empty_list_in_xml_is_an_empty_element(world: World) -> None:
    found = (await xml(world, "list")).find("conferences")

    assert found is not None
    assert (len(found), found.text) == (0, None)


async def test_json_escapes_what_is_not_ascii(world: World) -> None:
    world.project.add_conference("Митап")

    _, text = await world.caller().text("list")

    assert "\\u041c" in text


async def test_a_request_line_over_8_kb_is_too_long(world: World) -> None:
    response, text = await world.caller().text("create", title="t" * 9000)

    assert response.status == 414
    assert "<html>" in text
    assert world.project.conferences == []
    assert (await world.caller("POST").ask("create", title="t" * 9000))["Status"] == "Success"


async def test_the_limit_counts_the_whole_request_line(world: World) -> None:
    frame = len(f"GET /api/conference/create?apikey={world.project.key}&format=json&title= HTTP/1.1\r\n")
    longest = "t" * (8192 - frame)

    assert (await world.caller().ask("create", title=longest))["Status"] == "Success"
    response, _ = await world.caller().text("create", title=longest + "t")
    assert response.status == 414


async def test_a_server_can_accept_longer_lines() -> None:
    sandbox = BoomstreamSandbox(now=lambda: NOON)
    project = sandbox.add_project()
    async with (
        serve_boomstream(sandbox, request_line_limit=64 * 1024) as base_url,
        aiohttp.ClientSession() as session,
    ):
        answer = await Caller(session, base_url, "GET", project.key).ask("create", title="t" * 60_000)

    assert answer["Status"] == "Success"
    assert len(project.conferences[0].title) == 60_000


async def test_elsewhere_there_is_nothing(world: World) -> None:
    async with world.session.get(f"{world.base_url}/media/list") as response:
        assert response.status == 404
