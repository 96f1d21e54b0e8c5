"""The ten methods of the vendor's conference API as functions: project, parameters → the fields of the answer.

The names and their letter case are those of the examples on https://boomstream.com/api/conference: they differ from
method to method there, so they do here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, Literal

from sandbox.boomstream.state import INFO_FIELDS, ClientState, ConferenceState, ProjectState

Params = Mapping[str, str]
Fields = dict[str, object]

EMPTY_DATE: Final = "0000-00-00 00:00:00"
INVITE_PAGE: Final = "https://conf.boomstream.com/invite.html?jwt="


class RefusedError(Exception):
    """The method answers `Status: Failed` with this text as its Message."""


class MediaNotFoundError(RefusedError):
    """No conference or client of this project has the code."""

    def __init__(self) -> None:
        super().__init__("Media not found")


@dataclass(slots=True)
class Quirks:
    """How to behave where the vendor's documentation is silent; may be changed at any time.

    `same_email`: what inviting an e-mail again does. `invite_code`: whose code `invite` gives as `code`.
    `bare_lone_items`: in XML a list of one is written without its `<Item>`. `zone`: the time zone of `added`.
    """

    same_email: Literal["second", "same", "rejected"] = "second"
    invite_code: Literal["conference", "client"] = "conference"
    bare_lone_items: bool = False
    zone: tzinfo = UTC


def _info(project: ProjectState, params: Params, _quirks: Quirks) -> Fields:
    conference = _conference(project, params)
    fields = _conference_fields(conference)
    if conference.info:
        fields["FolderCode"] = conference.folder_code
        fields.update({name: conference.info.get(name) for name in INFO_FIELDS})
    return fields


def _list(project: ProjectState, _params: Params, _quirks: Quirks) -> Fields:
    return {"conferences": [_conference_fields(conference) for conference in project.conferences]}


def _create(project: ProjectState, params: Params, _quirks: Quirks) -> Fields:
    title = _required(params, "title")
    conference = project.add_conference(title, params.get("description", ""))
    conference.folder_code = params.get("folderCode") or None
    return {"Code": conference.code}


def _update(project: ProjectState, params: Params, _quirks: Quirks) -> Fields:
    conference = _conference(project, params)
    if "title" in params:
        conference.title = _required(params, "title")
    conference.description = params.get("description", conference.description)
    conference.folder_code = params.get("folderCode", conference.folder_code) or None
    return {
        "title": conference.title,
        "code": conference.code,
        "folderCode": conference.folder_code,
        "description": conference.description,
    }


def _invite(project: ProjectState, params: Params, quirks: Quirks) -> Fields:
    conference = _conference(project, params)
    email = _email(params)
    lifetime = _seconds(params, "timeout")
    client = _invited_client(conference, email, params, quirks)
    client.avatar_url = params.get("avatarUrl", client.avatar_url)
    client.notified = client.notified or params.get("notifyEmail") == "yes"
    token = _invite_token(conference, client, lifetime)
    client.invite_link = INVITE_PAGE + token
    return {
        "name": client.name,
        "email": client.email,
        "codeConference": conference.number,
        "code": conference.code if quirks.invite_code == "conference" else client.code,
        "isModerator": client.moderator,
        "token": token,
        "inviteLink": client.invite_link,
    }


def _invited_client(conference: ConferenceState, email: str, params: Params, quirks: Quirks) -> ClientState:
    known = conference.active_client(email)
    if known is None or quirks.same_email == "second":
        return conference.add_client(email, params.get("name", ""), moderator=params.get("moderator") == "yes")
    if quirks.same_email == "rejected":
        raise RefusedError("Client already exists")
    known.name = params.get("name") or known.name
    known.moderator = params["moderator"] == "yes" if "moderator" in params else known.moderator
    return known


def _invite_token(conference: ConferenceState, client: ClientState, lifetime: timedelta | None) -> str:
    now = conference.surroundings.now()
    claims: dict[str, object] = {
        "conference": conference.number,
        "client": client.code,
        "moderator": client.moderator,
        "iat": int(now.timestamp()),
    }
    if lifetime is not None:
        claims["exp"] = int((now + lifetime).timestamp())
    return conference.surroundings.mint.token(claims)


def _client_list(project: ProjectState, params: Params, quirks: Quirks) -> Fields:
    conference = _conference(project, params)
    return {"Clients": [_client_fields(conference, client, quirks) for client in conference.clients]}


def _client_info(project: ProjectState, params: Params, quirks: Quirks) -> Fields:
    return _client_fields(*_client(project, params), quirks)


def _client_update(project: ProjectState, params: Params, _quirks: Quirks) -> Fields:
    _, client = _client(project, params)
    if "email" in params:
        client.email = _email(params)
    client.name = params.get("name", client.name)
    if "moderator" in params:
        client.moderator = params["moderator"] == "yes"
    return {"message": "Client changed successfully", "clientCode": client.code}


def _client_delete(project: ProjectState, params: Params, _quirks: Quirks) -> Fields:
    _, client = _client(project, params)
    client.deleted = True
    return {"message": "Client is deleted successful", "clientCode": client.code}


def _delete(project: ProjectState, params: Params, _quirks: Quirks) -> Fields:
    project.conferences.remove(_conference(project, params))
    return {"message": "Client is deleted successful"}  # sic: the vendor's example speaks of a client here too


METHODS: Final[Mapping[str, Callable[[ProjectState, Params, Quirks], Fields]]] = {
    "info": _info,
    "list": _list,
    "create": _create,
    "update": _update,
    "invite": _invite,
    "client/list": _client_list,
    "client/info": _client_info,
    "client/update": _client_update,
    "client/delete": _client_delete,
    "delete": _delete,
}
"""Each takes a project, the request's parameters and the quirks, changes the project, and raises RefusedError."""


def _conference(project: ProjectState, params: Params) -> ConferenceState:
    conference = project.conference(_required(params, "code"))
    if conference is None:
        raise MediaNotFoundError
    return conference


def _client(project: ProjectState, params: Params) -> tuple[ConferenceState, ClientState]:
    found = project.client(_required(params, "code"))
    if found is None:
        raise MediaNotFoundError
    return found


def _required(params: Params, name: str) -> str:
    value = params.get(name, "").strip()
    if not value:
        raise RefusedError(f"Parameter {name} is required")
    return value


def _email(params: Params) -> str:
    email = _required(params, "email")
    if "@" not in email:
        raise RefusedError("Parameter email is not valid")
    return email


def _seconds(params: Params, name: str) -> timedelta | None:
    value = params.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal()):
        raise RefusedError(f"Parameter {name} is not valid")
    return timedelta(seconds=int(value))


def _conference_fields(conference: ConferenceState) -> Fields:
    return {"title": conference.title, "code": conference.code, "description": conference.description}


def _client_fields(conference: ConferenceState, client: ClientState, quirks: Quirks) -> Fields:
    return {
        "email": client.email,
        "name": client.name,
        "code": client.code,
        "conferenceCode": conference.code,
        "moderator": _yes_no(value=client.moderator),
        "added": _date(client.added, quirks.zone),
        "is_deleted": _yes_no(value=client.deleted),
    }


def _yes_no(*, value: bool) -> str:
    return "yes" if value else "no"


def _date(moment: datetime | None, zone: tzinfo) -> str:
    return EMPTY_DATE if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
