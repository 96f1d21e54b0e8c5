"""Each of the ten methods, on both transports, as the vendor's page shows them."""

import base64
import json
from datetime import timedelta
from uuid import UUID

import pytest

from tests.sandbox.boomstream.world import NOON, Caller, World, own_fields


async def test_info_of_an_older_server_has_three_fields(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Митап", "весна")

    answer = await caller.ask("info", code=conference.code)

    assert own_fields(answer) == {"title": "Митап", "code": conference.code, "description": "весна"}
    assert str(UUID(conference.code)) == conference.code


async def test_info_of_a_newer_server_tells_when_and_how(world: World, caller: Caller) -> None:
    conference = world.project.add_conference(
        "Meetup",
        FolderCode="aB3",
        Public="no",
        Lobby="yes",
        StartAt="2026-10-09 12:00:00",
        Timezone="Europe/Moscow",
        Duration=5400,
        ShowRecords="no",
    )

    answer = await caller.ask("info", code=conference.code)

    assert own_fields(answer) == {
        "title": "Meetup",
        "code": conference.code,
        "description": "",
        "FolderCode": "aB3",
        "Public": "no",
        "Lobby": "yes",
        "StartAt": "2026-10-09 12:00:00",
        "Timezone": "Europe/Moscow",
        "Duration": 5400,
        "ShowRecords": "no",
    }


async def test_info_fields_that_were_not_given_are_null(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup", Public="yes")

    answer = await caller.ask("info", code=conference.code)

    assert (answer["Public"], answer["FolderCode"], answer["Duration"]) == ("yes", None, None)


async def test_list_shows_every_conference(world: World, caller: Caller) -> None:
    assert (await caller.ask("list"))["conferences"] == []
    first, second = world.project.add_conference("One"), world.project.add_conference("Two", "text")

    assert (await caller.ask("list"))["conferences"] == [
        {"title": "One", "code": first.code, "description": ""},
        {"title": "Two", "code": second.code, "description": "text"},
    ]


async def test_create_answers_with_a_capital_code(world: World, caller: Caller) -> None:
    answer = await caller.ask("create", title="Meetup & co", description="a\nb", folderCode="f1")

    (conference,) = world.project.conferences
    assert own_fields(answer) == {"Code": conference.code}
    assert (conference.title, conference.description, conference.folder_code) == ("Meetup & co", "a\nb", "f1")


async def test_update_changes_what_it_is_given(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Old", "kept", FolderCode="f1")

    answer = await caller.ask("update", code=conference.code, title="New")

    assert own_fields(answer) == {"title": "New", "code": conference.code, "folderCode": "f1", "description": "kept"}
    assert conference.title == "New"

    await caller.ask("update", code=conference.code, description="", folderCode="")

    assert (conference.title, conference.description, conference.folder_code) == ("New", "", None)


async def test_invite_gives_a_link_with_a_token_that_expires(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup")

    answer = await caller.ask(
        "invite",
        code=conference.code,
        email="nik@example.com",
        name="Nik",
        timeout="3600",
        notifyEmail="yes",
        moderator="yes",
        avatarUrl="",
    )

    token = answer["token"]
    assert own_fields(answer) == {
        "name": "Nik",
        "email": "nik@example.com",
        "codeConference": conference.number,
        "code": conference.code,
        "isModerator": True,
        "token": token,
        "inviteLink": f"https://conf.boomstream.com/invite.html?jwt={token}",
    }
    header, claims, signature = (base64.urlsafe_b64decode(part + "==") for part in token.split("."))
    assert json.loads(header) == {"typ": "JWT", "alg": "HS256"}
    assert json.loads(claims)["exp"] == (NOON + timedelta(hours=1)).timestamp()
    assert len(signature) == 32
    (client,) = conference.clients
    assert (client.moderator, client.notified, client.invite_link) == (True, True, answer["inviteLink"])


async def test_invite_needs_no_more_than_an_email(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup")

    answer = await caller.ask("invite", code=conference.code, email="nik@example.com")

    assert (answer["name"], answer["isModerator"]) == ("", False)
    assert not conference.clients[0].notified


async def test_client_list_shows_deleted_clients_too(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup")
    nik = conference.add_client("nik@example.com", "Nik", moderator=True)
    ann = conference.add_client("ann@example.com", "Ann", deleted=True, added=NOON - timedelta(days=1))
    old = conference.add_client("old@example.com")
    old.added = None

    answer = await caller.ask("client/list", code=conference.code)

    assert own_fields(answer).keys() == {"Clients"}
    assert answer["Clients"][:2] == [
        {
            "email": "nik@example.com",
            "name": "Nik",
            "code": nik.code,
            "conferenceCode": conference.code,
            "moderator": "yes",
            "added": "2026-03-04 12:00:05",
            "is_deleted": "no",
        },
        {
            "email": "ann@example.com",
            "name": "Ann",
            "code": ann.code,
            "conferenceCode": conference.code,
            "moderator": "no",
            "added": "2026-03-03 12:00:05",
            "is_deleted": "yes",
        },
    ]
    assert answer["Clients"][2]["added"] == "0000-00-00 00:00:00"
    assert len(nik.code) == 8


async def test_client_info_is_the_same_flat(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup")
    client = conference.add_client("nik@example.com", "Nik")

    flat = own_fields(await caller.ask("client/info", code=client.code))

    assert [flat] == (await caller.ask("client/list", code=conference.code))["Clients"]


async def test_client_update_changes_what_it_is_given(world: World, caller: Caller) -> None:
    client = world.project.add_conference("Meetup").add_client("nik@example.com", "Nik", moderator=True)

    answer = await caller.ask("client/update", code=client.code, name="Nikita")

    assert own_fields(answer) == {"message": "Client changed successfully", "clientCode": client.code}
    assert (client.email, client.name, client.moderator) == ("nik@example.com", "Nikita", True)

    await caller.ask("client/update", code=client.code, email="n@example.com", moderator="no")

    assert (client.email, client.name, client.moderator) == ("n@example.com", "Nikita", False)


async def test_a_deleted_client_stays_in_the_list(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup")
    client = conference.add_client("nik@example.com", "Nik")

    answer = await caller.ask("client/delete", code=client.code)

    assert own_fields(answer) == {"message": "Client is deleted successful", "clientCode": client.code}
    (listed,) = (await caller.ask("client/list", code=conference.code))["Clients"]
    assert listed["is_deleted"] == "yes"


async def test_delete_takes_the_conference_and_its_clients_and_speaks_of_a_client(world: World, caller: Caller) -> None:
    conference = world.project.add_conference("Meetup")
    client = conference.add_client("nik@example.com")

    assert own_fields(await caller.ask("delete", code=conference.code)) == {"message": "Client is deleted successful"}

    assert (await caller.ask("list"))["conferences"] == []
    assert (await caller.ask("client/info", code=client.code))["Message"] == "Media not found"


@pytest.mark.parametrize(
    "method", ["info", "update", "invite", "client/list", "client/info", "client/update", "client/delete", "delete"]
)
async def test_an_unknown_code_is_media_not_found_with_http_200(caller: Caller, method: str) -> None:
    answer = await caller.ask(method, code="nowhere", email="a@example.com")

    assert (answer["Status"], answer["Message"]) == ("Failed", "Media not found")


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("create", {"title": " "}, "Parameter title is required"),
        ("info", {}, "Parameter code is required"),
        ("invite", {"email": ""}, "Parameter email is required"),
        ("invite", {"email": "nobody"}, "Parameter email is not valid"),
        ("invite", {"email": "a@example.com", "timeout": "soon"}, "Parameter timeout is not valid"),
        ("update", {"title": ""}, "Parameter title is required"),
        ("clients", {}, "Method not found"),
    ],
)
async def test_bad_parameters_fail_with_http_200_and_change_nothing(
    world: World, caller: Caller, method: str, params: dict[str, str], message: str
) -> None:
    conference = world.project.add_conference("Meetup")
    code = {} if method == "info" else {"code": conference.code}

    answer = await caller.ask(method, **code, **params)

    assert (answer["Status"], answer["Message"]) == ("Failed", message)
    assert [one.title for one in world.project.conferences] == ["Meetup"]
    assert conference.clients == []
