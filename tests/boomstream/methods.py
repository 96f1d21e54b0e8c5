"""The ten methods, each with a call and the vendor's example answer: tables of tests are made of these."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from boomstream import Project

KEY = "0123456789abcdef0123456789abcdef"
JWT = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.secret"
LINK = f"https://conf.boomstream.com/invite.html?jwt={JWT}"
ANY_URL = re.compile(r"https://boomstream\.com/.*")

CONFERENCE = {"title": "Testik", "code": "xxx-xxxx-xxx", "description": "testovaya"}
CLIENT = {
    "email": "example@boomstream.com",
    "name": "Nik",
    "code": "jJY1av1o",
    "conferenceCode": "xxx-xxxx-xxx",
    "moderator": "yes",
    "added": "2024-01-19 12:14:27",
    "is_deleted": "no",
}
INVITATION = {
    "name": "Nik",
    "email": "example@boomstream.com",
    "codeConference": 198,
    "code": "xxx-xxxx-xxx",
    "isModerator": True,
    "token": JWT,
    "inviteLink": LINK,
}


@dataclass(frozen=True)
class Method:
    name: str
    ask: Callable[[Project], Awaitable[Any]]
    answer: dict[str, Any]
    changes: bool = True

    def __str__(self) -> str:
        return self.name.replace("/", "-")


METHODS = [
    Method("info", lambda p: p.info("c1"), CONFERENCE, changes=False),
    Method("list", lambda p: p.conferences(), {"conferences": [CONFERENCE]}, changes=False),
    Method("create", lambda p: p.create(title="Testik"), {"Code": "xxx-xxxx-xxx"}),
    Method("update", lambda p: p.update("c1", title="Konfa"), {**CONFERENCE, "folderCode": "xxxxxxxx"}),
    Method("invite", lambda p: p.invite("c1", email="example@boomstream.com"), INVITATION),
    Method("client/list", lambda p: p.clients("c1"), {"Clients": [CLIENT]}, changes=False),
    Method("client/info", lambda p: p.client("jJY1av1o"), CLIENT, changes=False),
    Method("client/update", lambda p: p.update_client("jJY1av1o", name="Nikita"), {"clientCode": "jJY1av1o"}),
    Method("client/delete", lambda p: p.delete_client("jJY1av1o"), {"clientCode": "jJY1av1o"}),
    Method("delete", lambda p: p.delete("c1"), {"message": "Client is deleted successful"}),
]


def success(fields: dict[str, Any], *, method: str = "list") -> dict[str, Any]:
    """What the vendor puts around every answer, the echo of the key included."""
    return {
        **fields,
        "Status": "Success",
        "Version": "1.0",
        "Versions": [{"version": "1.0", "description": "Boomstream API v.1.0 loads by default"}],
        "RequestURI": f"/api/conference/{method}?apikey={KEY}&format=json",
    }


def failure(message: str) -> dict[str, Any]:
    return {**success({}), "Status": "Failed", "Message": message}
