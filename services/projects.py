"""The way to Boomstream: opens a workspace's key and translates the vendor's errors into ours."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from boomstream import (
    Boomstream,
    KeyRefused,
    NotConnected,
    NotFound,
    OutcomeUnknown,
    Project,
    RateLimited,
    Rejected,
    UnreadableAnswer,
)
from services.errors import AppError, ErrorCode
from services.model import Workspace
from storage import workspaces
from storage.database import Database
from storage.errors import SecretUnreadable
from storage.secrets import Vault

T = TypeVar("T")


@contextmanager
def translated() -> Iterator[None]:
    """Raise AppError for everything that the API client raises."""
    try:
        yield
    except NotConnected:
        raise AppError(ErrorCode.UNREACHABLE) from None
    except RateLimited as error:
        raise AppError(ErrorCode.BUSY, seconds=max(1, round(error.retry_after or 30))) from None
    except KeyRefused:
        raise AppError(ErrorCode.KEY_REFUSED) from None
    except NotFound:
        raise AppError(ErrorCode.GONE) from None
    except Rejected as error:
        raise AppError(ErrorCode.REJECTED, message=error.message) from None
    except (OutcomeUnknown, UnreadableAnswer):
        raise AppError(ErrorCode.UNWELL) from None


async def read(call: Awaitable[T]) -> T:
    """Await a call that changes nothing."""
    with translated():
        return await call


async def change(call: Awaitable[T], look: Callable[[], Awaitable[T | None]]) -> T:
    """Await a call that changes something, once. When its answer is lost, look what became of it and tell the truth.

    `look` gives what the call would have given, or None when nothing was changed.
    Raises AppError(NOT_DONE) when it was surely not done, AppError(UNCLEAR) when looking failed too; what the call
    itself raises becomes an AppError that is `unchanged`.
    """
    try:
        with translated():
            return await call
    except AppError as error:
        if error.code is not ErrorCode.UNWELL:
            error.unchanged = error.code is not ErrorCode.GONE  # then there is nothing that could have been changed
            raise
    try:
        found = await look()
    except AppError:
        # Even a refusal says nothing of the change: whoever is told "nothing was changed" would do it twice.
        raise AppError(ErrorCode.UNCLEAR) from None
    if found is None:
        raise AppError(ErrorCode.NOT_DONE)
    return found


async def gone(look: Awaitable[bool]) -> bool | None:
    """For `change`: True when `look` finds a thing deleted or Boomstream does not know it any more, None when not."""
    try:
        return await look or None
    except AppError as error:
        if error.code is not ErrorCode.GONE:
            raise
        return True


class Projects:
    """Gives the project of a workspace, ready to be called."""

    def __init__(self, database: Database, vault: Vault, boomstream: Boomstream) -> None:
        self._database = database
        self._vault = vault
        self._boomstream = boomstream
        self._changing: Counter[int] = Counter()
        self._changed: Counter[int] = Counter()

    @contextmanager
    def changing(self, conference_id: int) -> Iterator[None]:
        """Around a change and the note of it: what the watcher sees meanwhile is our own doing."""
        self._changing[conference_id] += 1
        try:
            yield
        finally:
            self._changing[conference_id] -= 1
            self._changed[conference_id] += 1

    def changes(self, conference_id: int) -> int | None:
        """How many changes of ours there were in this process; None while one is being made."""
        return None if self._changing[conference_id] else self._changed[conference_id]

    async def of(self, workspace: Workspace) -> Project:
        """The workspace's project; raises AppError(NO_KEY) or AppError(KEY_UNREADABLE)."""
        async with self._database.reading() as connection:
            record = await workspaces.get(connection, workspace_id=workspace.id)
        if record is None or record.key_sealed is None:
            raise AppError(ErrorCode.NO_KEY)
        try:
            return self._boomstream.project(self._vault.open(record.key_sealed))
        except SecretUnreadable:
            raise AppError(ErrorCode.KEY_UNREADABLE) from None

    def with_key(self, key: str) -> Project:
        """A project by a key that is not stored (yet): to test it."""
        return self._boomstream.project(key)
