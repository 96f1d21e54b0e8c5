"""The client and the project: the ten methods of the conference API."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Final, Self, get_args
from weakref import WeakValueDictionary

from aiohttp import ClientSession

from boomstream._cache import KeyLists, Shelf
from boomstream._calls import Caller, KeyCalls
from boomstream._protocol import Call, TransportName, many, one
from boomstream._transport import Transport
from boomstream.models import Client, Conference, ConferenceInfo, CreatedConference, Invitation

KEYS_KEPT: Final = 256


class Boomstream:
    """One connection pool for any number of project keys.

    `timeout` (seconds) is one deadline for connecting, sending and reading the whole body of one exchange. Waiting for
    a free slot is not part of it but takes at most as long again, then `NotConnected`. A session that is given is not
    closed here; its owner answers for cookies, and a timeout on it is always `OutcomeUnknown`. `proxy` is an `http://`
    or `socks5://` address; the environment is not asked.
    """

    def __init__(
        self,
        base_url: str = "https://boomstream.com/api",
        *,
        transport: TransportName = "get",
        timeout: float = 15.0,
        calls_per_key: int = 4,
        calls_in_all: int = 16,
        cache_seconds: float = 20.0,
        session: ClientSession | None = None,
        proxy: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`base_url` without `/conference`; `cache_seconds` on `clock`; raises ValueError for what cannot work."""
        if not base_url.startswith(("http://", "https://")) or transport not in get_args(TransportName):
            raise ValueError("base_url must be an http(s) address, transport 'get' or 'post'")
        self._transport = Transport(timeout=timeout, session=session, proxy=proxy)
        slots = asyncio.Semaphore(calls_in_all)
        self._caller = Caller(self._transport, base_url.rstrip("/"), transport, timeout, slots)
        self._calls_per_key = calls_per_key
        self._shelf = Shelf(seconds=cache_seconds, clock=clock)
        # Keys in use are found as long as anybody holds their project; the latest are kept between uses too.
        self._keys: WeakValueDictionary[str, KeyCalls] = WeakValueDictionary()
        self._latest: OrderedDict[str, KeyCalls] = OrderedDict()

    def project(self, api_key: str) -> "Project":
        """Return a handle on one key: equal keys share lists and limits. Never fails: a bad key fails in use."""
        key_id = sha256(api_key.encode(errors="replace")).hexdigest()
        calls = self._keys.get(key_id)
        if calls is None:
            lists = KeyLists(self._shelf, key_id)
            calls = KeyCalls(self._caller, key=api_key, calls_at_once=self._calls_per_key, lists=lists)
            self._keys[key_id] = calls
        self._latest[key_id] = calls
        self._latest.move_to_end(key_id)
        if len(self._latest) > KEYS_KEPT:
            self._latest.popitem(last=False)
        return Project(calls, key_id[:8])

    async def close(self) -> None:
        """Give up what is under way and close the connections; later calls raise `NotConnected`."""
        await self._transport.close()
        for calls in list(self._keys.values()):
            await calls.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class Project:
    """One Boomstream project (one API key). Every method raises `BoomstreamError` and nothing else.

    Reads are tried up to three times; changes are sent once: after `OutcomeUnknown` look up what became of them.
    """

    def __init__(self, calls: KeyCalls, fingerprint: str) -> None:
        self._calls = calls
        self._fingerprint = fingerprint

    def __repr__(self) -> str:
        return f"<Project {self._fingerprint}>"  # the beginning of the key's hash, not of the key

    async def conferences(self, fresh: bool = False) -> tuple[Conference, ...]:
        """Return the project's conferences; `fresh` asks the server whatever is remembered (vendor method `list`)."""

        async def ask() -> tuple[Conference, ...]:
            return many(Conference, await self._calls.read(Call("list")), "conferences")

        return await self._calls.remembered("conferences", "", ask, fresh=fresh)

    async def info(self, code: str) -> ConferenceInfo:
        """Return one conference with what the server tells about it (vendor method `info`)."""
        return one(ConferenceInfo, await self._calls.read(Call("info", {"code": code})))

    async def create(self, *, title: str, description: str | None = None, folder_code: str | None = None) -> str:
        """Make a conference and return its code (vendor method `create`)."""
        params = _given(title=title, description=description, folderCode=folder_code)
        return one(CreatedConference, await self._calls.change(Call("create", params), drops=("conferences",))).code

    async def update(
        self, code: str, *, title: str | None = None, description: str | None = None, folder_code: str | None = None
    ) -> None:
        """Change a conference: None leaves a value as it is, "" sends an empty one (vendor method `update`)."""
        params = _given(code=code, title=title, description=description, folderCode=folder_code)
        await self._calls.change(Call("update", params), drops=("conferences",))

    async def delete(self, code: str) -> None:
        """Delete a conference (vendor method `delete`)."""
        await self._calls.change(Call("delete", {"code": code}), drops=("conferences", "clients"))

    async def invite(
        self,
        code: str,
        *,
        email: str,
        name: str | None = None,
        timeout: timedelta | None = None,  # noqa: ASYNC109 # the vendor's word for the life of the link
        notify_email: bool | None = None,
        moderator: bool | None = None,
        avatar_url: str | None = None,
    ) -> Invitation:
        """Invite somebody into a conference; the link works for `timeout`, to the second (vendor method `invite`)."""
        params = _given(
            code=code,
            email=email,
            name=name,
            timeout=None if timeout is None else str(int(timeout.total_seconds())),
            notifyEmail=_yes_no(notify_email),
            moderator=_yes_no(moderator),
            avatarUrl=avatar_url,
        )
        return one(Invitation, await self._calls.change(Call("invite", params), drops=("clients",)))

    async def clients(self, code: str, fresh: bool = False) -> tuple[Client, ...]:
        """Return a conference's clients, removed ones too (vendor method `client/list`)."""

        async def ask() -> tuple[Client, ...]:
            return many(Client, await self._calls.read(Call("client/list", {"code": code})), "clients")

        return await self._calls.remembered("clients", code, ask, fresh=fresh)

    async def client(self, code: str) -> Client:
        """Return one client by the client's code (vendor method `client/info`)."""
        return one(Client, await self._calls.read(Call("client/info", {"code": code})))

    async def update_client(
        self, code: str, *, email: str | None = None, name: str | None = None, moderator: bool | None = None
    ) -> None:
        """Change a client: None leaves a value as it is (vendor method `client/update`)."""
        params = _given(code=code, email=email, name=name, moderator=_yes_no(moderator))
        await self._calls.change(Call("client/update", params), drops=("clients",))

    async def delete_client(self, code: str) -> None:
        """Remove a client, who stays in the list with `is_deleted` (vendor method `client/delete`)."""
        await self._calls.change(Call("client/delete", {"code": code}), drops=("clients",))


def _given(**params: str | None) -> dict[str, str]:
    return {name: value for name, value in params.items() if value is not None}


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
