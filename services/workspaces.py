"""The workspace's key: connect, test, replace, forget."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from services.access import Permission, can, require
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import Actor, KeyTest, LogAction, Role
from services.projects import Projects, read
from storage import allowlist, conferences, watches, workspaces
from storage.database import Database
from storage.secrets import Vault

# The vendor's examples are 32 hexadecimal digits; the length may change, so anything of this shape is tried.
_KEY = re.compile(r"[0-9A-Za-z_-]{16,128}")
# After a slash it is the path of an address: pictures are often called like that. Words may stick to it: /apikey<key>.
_KEY_IN_TEXT = re.compile(r"(?<![0-9A-Fa-f_/-])[0-9A-Fa-f]{32}(?![0-9A-Za-z_-])")
TAIL = 4


def contains_key(text: str) -> bool:
    """Whether a text looks as if it gave a key away."""
    return _KEY_IN_TEXT.search(text) is not None


def key_in(text: str) -> str:
    """The key that `contains_key` sees; empty when there is none."""
    found = _KEY_IN_TEXT.search(text)
    return found[0] if found else ""


def may_be_key(text: str) -> bool:
    """Whether a text that ought to be a key, as one after /apikey, gives one away: it can be of any shape there."""
    return contains_key(text) or any(_KEY.fullmatch(word) for word in text.split())


class Workspaces:
    """Connects workspaces with Boomstream projects."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        projects: Projects,
        log: Log,
        *,
        open_registration: bool,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._projects = projects
        self._log = log
        self._open_registration = open_registration
        self._now = now

    def may_register(self, actor: Actor, *, created_this_group: bool) -> bool:
        """Whether open registration lets somebody without rights connect a key here."""
        mine = actor.in_private or created_this_group
        own = actor.workspace.chat_id == actor.chat_id  # a moderators' group serves the workspace of others
        return self._open_registration and mine and own and not can(actor, Permission.ADMINISTER)

    async def register(self, actor: Actor, *, created_this_group: bool) -> Actor:
        """Make the actor the admin of this workspace by open registration; raises AppError(NOT_ALLOWED)."""
        if can(actor, Permission.ADMINISTER):
            return actor
        if not self.may_register(actor, created_this_group=created_this_group):
            raise AppError(ErrorCode.NOT_ALLOWED)
        async with self._database.transaction() as connection:
            await allowlist.add(
                connection,
                workspace_id=actor.workspace.id,
                user_id=actor.user_id,
                added_by=actor.user_id,
                now=self._now(),
            )
            await self._log.record(connection, actor, LogAction.ADMIN_REGISTERED)
        return replace(actor, role=Role.ADMIN)

    async def connect(self, actor: Actor, text: str) -> KeyTest:
        """Test a key and store it for the actor's workspace; nothing changes when the test fails.

        Words around a key of the usual shape are left out.
        Raises AppError(KEY_MALFORMED), AppError(KEY_REFUSED) or what reading from Boomstream raises.
        """
        require(actor, Permission.ADMINISTER)
        found = _KEY_IN_TEXT.search(text)
        key = found[0] if found else text.strip()
        if not _KEY.fullmatch(key):
            raise AppError(ErrorCode.KEY_MALFORMED)
        listed = await read(self._projects.with_key(key).conferences(fresh=True))
        async with self._database.transaction() as connection:
            await workspaces.set_key(
                connection,
                workspace_id=actor.workspace.id,
                key_sealed=self._vault.seal(key),
                key_tail=key[-TAIL:],
            )
            await workspaces.settle_language(connection, chat_id=actor.workspace.chat_id, language=actor.language)
            await conferences.listed(
                connection, workspace_id=actor.workspace.id, seen=[(c.code, c.title) for c in listed]
            )
            await watches.stop_all(connection, workspace_id=actor.workspace.id)  # it may open another project
            await self._log.record(connection, actor, LogAction.KEY_CONNECTED, detail=f"…{key[-TAIL:]}")
        return KeyTest(key[-TAIL:], len(listed))

    async def test(self, actor: Actor) -> KeyTest:
        """Ask Boomstream with the stored key."""
        require(actor, Permission.ADMINISTER)
        project = await self._projects.of(actor.workspace)
        listed = await read(project.conferences(fresh=True))
        return KeyTest(actor.workspace.key_tail or "", len(listed))

    async def forget(self, actor: Actor) -> None:
        """Erase the stored key."""
        require(actor, Permission.ADMINISTER)
        async with self._database.transaction() as connection:
            await workspaces.forget_key(connection, workspace_id=actor.workspace.id)
            tail = actor.workspace.key_tail or ""
            await self._log.record(connection, actor, LogAction.KEY_FORGOTTEN, detail=f"…{tail}")
