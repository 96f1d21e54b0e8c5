"""What the fake Boomstream remembers: projects, their conferences and the clients of those."""

import base64
import hashlib
import hmac
import json
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final
from uuid import UUID

from sandbox.counter import Counter

InfoValue = str | int | None

INFO_FIELDS: Final = ("Public", "Lobby", "StartAt", "Timezone", "Duration", "ShowRecords")
"""What `info` adds on the vendor's newer servers, besides FolderCode; names as they travel."""

_CODE_ALPHABET: Final = string.ascii_letters + string.digits
_FIRST_NUMBER: Final = 198  # the internal number in the vendor's own example


class Mint:
    """Makes keys, codes and tokens that look like the vendor's; a seed makes the same ones again."""

    def __init__(self, seed: int | None) -> None:
        self._random = Random(seed)  # noqa: S311 - repeatable on purpose: these secrets guard toys
        self._signing_key = self._random.randbytes(32)
        self._numbers = Counter(_FIRST_NUMBER)

    def key(self) -> str:
        """Make a project key: 32 hexadecimal characters."""
        return self._random.randbytes(16).hex()

    def conference_code(self) -> str:
        """Make a UUID, which is what newer conferences have for a code."""
        return str(UUID(bytes=self._random.randbytes(16), version=4))

    def conference_number(self) -> int:
        """Count up what `invite` calls codeConference."""
        return next(self._numbers)

    def client_code(self) -> str:
        """Make eight letters and digits, such as `jJY1av1o`."""
        return "".join(self._random.choices(_CODE_ALPHABET, k=8))

    def token(self, claims: Mapping[str, object]) -> str:
        """Make a JWT (RFC 7519, HS256) that carries the claims and a unique `jti`."""
        claims = {**claims, "jti": self._random.randbytes(8).hex()}
        signed = f"{_base64url_json({'typ': 'JWT', 'alg': 'HS256'})}.{_base64url_json(claims)}"
        signature = hmac.digest(self._signing_key, signed.encode(), hashlib.sha256)
        return f"{signed}.{_base64url(signature)}"


def _base64url_json(value: Mapping[str, object]) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all projects of one sandbox share."""

    now: Callable[[], datetime]
    mint: Mint
    changed: Callable[[], None]


@dataclass(slots=True)
class ClientState:
    """A participant. `added` None travels as the vendor's empty date; a deleted client stays where it is."""

    email: str
    name: str
    code: str
    moderator: bool
    added: datetime | None
    deleted: bool = False
    notified: bool = False
    avatar_url: str = ""
    invite_link: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class ConferenceState:
    """A conference. With any `info` fields it answers `info` like a newer server, without them like an older one."""

    title: str
    description: str
    code: str
    number: int
    surroundings: Surroundings = field(repr=False)
    folder_code: str | None = None
    info: dict[str, InfoValue] = field(default_factory=dict)
    clients: list[ClientState] = field(default_factory=list)

    def add_client(
        self,
        email: str,
        name: str = "",
        *,
        moderator: bool = False,
        deleted: bool = False,
        added: datetime | None = None,
    ) -> ClientState:
        """Add a participant behind the API's back; `added` is an aware datetime, now when left out."""
        client = ClientState(
            email=email,
            name=name,
            code=self.surroundings.mint.client_code(),
            moderator=moderator,
            added=added or self.surroundings.now(),
            deleted=deleted,
        )
        self.clients.append(client)
        self.surroundings.changed()
        return client

    def active_client(self, email: str) -> ClientState | None:
        """Find who holds this e-mail (in any letter case) and was not deleted."""
        wanted = email.casefold()
        return next((one for one in self.clients if not one.deleted and one.email.casefold() == wanted), None)


@dataclass(slots=True)
class ProjectState:
    """One project: everything that its key opens, and nothing else."""

    key: str = field(repr=False)
    name: str
    surroundings: Surroundings = field(repr=False)
    conferences: list[ConferenceState] = field(default_factory=list)

    def add_conference(self, title: str, description: str = "", **info: InfoValue) -> ConferenceState:
        """Add a conference behind the API's back; `info` holds FolderCode and INFO_FIELDS under the vendor's names."""
        folder_code = info.pop("FolderCode", None)
        if unknown := info.keys() - set(INFO_FIELDS):
            raise TypeError(f"the vendor's info has no {', '.join(sorted(unknown))}")
        conference = ConferenceState(
            title=title,
            description=description,
            code=self.surroundings.mint.conference_code(),
            number=self.surroundings.mint.conference_number(),
            surroundings=self.surroundings,
            folder_code=None if folder_code is None else str(folder_code),
            info=info,
        )
        self.conferences.append(conference)
        self.surroundings.changed()
        return conference

    def conference(self, code: str) -> ConferenceState | None:
        """Find a conference of this project by its code."""
        return next((one for one in self.conferences if one.code == code), None)

    def client(self, code: str) -> tuple[ConferenceState, ClientState] | None:
        """Find a client of this project by its code, deleted ones included, and its conference."""
        return next(
            ((conference, one) for conference in self.conferences for one in conference.clients if one.code == code),
            None,
        )
