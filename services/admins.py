"""The allowlist, and the claim by which the first owner takes the bot."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from services.access import Permission, require
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import Actor, Admin, Candidate, LogAction
from storage import allowlist, people, tokens
from storage.database import Connection, Database
from storage.records import AllowlistRecord
from storage.tokens import Purpose

CLAIM_LIFETIME = timedelta(hours=1)


class Claims:
    """The link by which the first owner takes the bot: whoever reads the server's log may have it."""

    def __init__(self, database: Database, *, admin_ids: Collection[int], now: Callable[[], datetime]) -> None:
        self._database = database
        self._admin_ids = tuple(admin_ids)
        self._now = now

    async def offer(self) -> str | None:
        """A one-time token, valid for an hour, while the bot has no owner; else None. Older ones end in either case."""
        async with self._database.transaction() as connection:
            await tokens.end(connection, Purpose.OWN)
            if self._admin_ids or await allowlist.has_owner(connection):
                return None
            return await tokens.offer(connection, Purpose.OWN, expires_at=self._now() + CLAIM_LIFETIME)


class Admins:
    """Adds and removes admins of a workspace and owners of the bot."""

    def __init__(
        self, database: Database, log: Log, *, admin_ids: Collection[int], now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._log = log
        self._admin_ids = tuple(dict.fromkeys(admin_ids))
        self._now = now

    async def claim(self, actor: Actor, token: str) -> None:
        """Become the first owner; raises AppError(CLAIM_INVALID)."""
        async with self._database.transaction() as connection:
            if not await tokens.use(connection, Purpose.OWN, token, now=self._now()):
                raise AppError(ErrorCode.CLAIM_INVALID)
            await allowlist.add(connection, workspace_id=None, user_id=actor.user_id, added_by=None, now=self._now())
            await self._log.record(connection, actor, LogAction.OWNER_CLAIMED)

    async def owners(self, actor: Actor) -> tuple[Admin, ...]:
        """The operator's ADMIN_IDS first, then those added in chats."""
        require(actor, Permission.OWN)
        async with self._database.reading() as connection:
            fixed = [await self._fixed(connection, user_id) for user_id in self._admin_ids]
            rows = await allowlist.of_workspace(connection, workspace_id=None)
        return (*fixed, *(_admin(row) for row in rows if row.user_id not in self._admin_ids))

    async def of_workspace(self, actor: Actor) -> tuple[Admin, ...]:
        """The admins of the actor's workspace."""
        require(actor, Permission.ADMINISTER)
        async with self._database.reading() as connection:
            rows = await allowlist.of_workspace(connection, workspace_id=actor.workspace.id)
        return tuple(_admin(row) for row in rows)

    async def find(self, actor: Actor, text: str) -> tuple[int, str]:
        """A person's id and name from an id or @username that the bot has seen; raises AppError(PERSON_UNKNOWN)."""
        require(actor, Permission.ADMINISTER)
        text = text.strip()
        async with self._database.reading() as connection:
            if text.isascii() and text.isdigit() and len(text) <= 16:  # noqa: PLR2004 (Telegram ids have up to 52 bits)
                person = await people.get(connection, user_id=int(text))
                return int(text), person.name if person else text
            person = await people.by_username(connection, username=text.removeprefix("@"))
        if person is None:
            raise AppError(ErrorCode.PERSON_UNKNOWN, text=text)
        return person.user_id, person.name

    async def candidates(self, actor: Actor, people_named: Sequence[tuple[int, str]]) -> tuple[Candidate, ...]:
        """What the bot knows of people, in their order; names and usernames change hands, ids do not.

        `people_named`: id and what somebody calls them now, which is all there is of whom the bot never met.
        """
        require(actor, Permission.ADMINISTER)
        async with self._database.reading() as connection:
            met = await people.acquaintances(connection, user_ids=[user_id for user_id, _ in people_named])
        return tuple(
            Candidate(user_id, met[user_id].name, met[user_id].username, met[user_id].seen_at)
            if user_id in met
            else Candidate(user_id, name)
            for user_id, name in people_named
        )

    async def add(self, actor: Actor, user_id: int, *, name: str, owner: bool = False) -> bool:
        """Allow somebody here, or everywhere as an owner; False when they were allowed already."""
        require(actor, Permission.OWN if owner else Permission.ADMINISTER)
        async with self._database.transaction() as connection:
            added = await allowlist.add(
                connection,
                workspace_id=None if owner else actor.workspace.id,
                user_id=user_id,
                added_by=actor.user_id,
                now=self._now(),
            )
            if added:
                if name != str(user_id):
                    await people.introduce(connection, user_id=user_id, name=name, now=self._now())
                if owner:
                    await tokens.end(connection, Purpose.OWN)
                await self._log.record(
                    connection, actor, LogAction.OWNER_ADDED if owner else LogAction.ADMIN_ADDED, name
                )
        return added

    async def get(self, actor: Actor, row_id: int) -> Admin:
        """One row that the actor may remove; raises AppError(OUTDATED) or AppError(NOT_ALLOWED)."""
        async with self._database.reading() as connection:
            return _admin(await self._removable(connection, actor, row_id))

    async def remove(self, actor: Actor, row_id: int) -> Admin:
        """Take a permission back; raises AppError(LAST_OWNER) when nobody would be left."""
        async with self._database.transaction() as connection:
            row = await self._removable(connection, actor, row_id)
            if row.workspace_id is None:
                owners = await allowlist.of_workspace(connection, workspace_id=None)
                if len({*self._admin_ids, *(owner.user_id for owner in owners)}) == 1:
                    raise AppError(ErrorCode.LAST_OWNER)
            await allowlist.remove(connection, row_id=row_id)
            what = LogAction.OWNER_REMOVED if row.workspace_id is None else LogAction.ADMIN_REMOVED
            await self._log.record(connection, actor, what, row.name or str(row.user_id))
        return _admin(row)

    async def _removable(self, connection: Connection, actor: Actor, row_id: int) -> AllowlistRecord:
        row = await allowlist.get(connection, row_id=row_id)
        if row is None:
            raise AppError(ErrorCode.OUTDATED)
        if row.workspace_id is None:
            require(actor, Permission.OWN)
        else:
            require(actor, Permission.ADMINISTER)
            if row.workspace_id != actor.workspace.id:
                raise AppError(ErrorCode.NOT_ALLOWED)
        return row

    async def _fixed(self, connection: Connection, user_id: int) -> Admin:
        person = await people.get(connection, user_id=user_id)
        return Admin(None, user_id, person.name if person else None, person.username if person else None)


def _admin(row: AllowlistRecord) -> Admin:
    return Admin(row.id, row.user_id, row.name, row.username)
