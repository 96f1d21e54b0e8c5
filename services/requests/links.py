"""Request links: open, set the rules, close."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime

from services.access import Permission, require
from services.conferences import Conferences
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import Actor, LogAction
from services.people import People
from services.requests import reading
from services.requests.model import Approval, RequestLink
from storage import conferences, request_links, requests
from storage.database import Database, Value

MAX_CAPACITY = 100_000


class Links:
    """The public ways to ask for an invitation, several a conference."""

    def __init__(
        self,
        database: Database,
        people: People,
        conferences: Conferences,
        log: Log,
        *,
        now: Callable[[], datetime],
        hurry: asyncio.Event,
    ) -> None:
        self._database = database
        self._people = people
        self._conferences = conferences
        self._log = log
        self.now = now
        self._hurry = hurry

    async def of_conference(self, actor: Actor, conference_id: int) -> tuple[RequestLink, ...]:
        """The open links of a conference."""
        require(actor, Permission.ORGANIZE)
        conference = await self._conferences.get(actor, conference_id)
        async with self._database.reading() as connection:
            records = await request_links.of_conference(connection, conference_id=conference.id)
            return await reading.links(connection, records)

    async def open(self, actor: Actor, conference_id: int, *, name: str = "") -> RequestLink:
        """Make a link with the default rules: approval by moderators, no limits."""
        require(actor, Permission.ORGANIZE)
        conference = await self._conferences.get(actor, conference_id)
        async with self._database.transaction() as connection:
            link_id = await request_links.add(
                connection,
                conference_id=conference.id,
                token=secrets.token_urlsafe(16),
                name=name.strip(),
                created_by=actor.user_id,
                now=self.now(),
            )
            await self._log.record(connection, actor, LogAction.LINK_OPENED, conference.title, name.strip())
        return await self.get(actor, link_id)

    async def get(self, actor: Actor, link_id: int) -> RequestLink:
        """One link; raises AppError(OUTDATED) when it is of another workspace or revoked."""
        require(actor, Permission.ORGANIZE)
        async with self._database.reading() as connection:
            record = await request_links.get(connection, link_id=link_id)
            if record is None or record.revoked_at is not None:
                raise AppError(ErrorCode.OUTDATED)
            (link,) = await reading.links(connection, (record,))
        if link.workspace_id != actor.workspace.id:
            raise AppError(ErrorCode.OUTDATED)
        return link

    async def acting_on(self, actor: Actor, link_id: int) -> Actor:
        """The same person acting for the workspace of a link; raises AppError: NOT_ALLOWED or LINK_INVALID."""
        async with self._database.reading() as connection:
            record = await request_links.get(connection, link_id=link_id)
            row = await conferences.get(connection, conference_id=record.conference_id) if record else None
        if row is None:
            raise AppError(ErrorCode.LINK_INVALID)
        return await self._people.acting_in(actor, row.workspace_id)

    async def set_approval(self, actor: Actor, link_id: int, approval: Approval) -> RequestLink:
        """Approval by moderators, automatic, or automatic for members of a group that was chosen before."""
        link = await self.get(actor, link_id)
        if approval is Approval.MEMBERS and link.members_chat_id is None:
            raise AppError(ErrorCode.GROUP_NEEDED)
        return await self._set(actor, link, LogAction.LINK_APPROVAL_SET, approval=approval.value)

    async def set_members_group(self, actor: Actor, link_id: int, *, chat_id: int, title: str) -> RequestLink:
        """Let members of this Telegram group in at once."""
        link = await self.get(actor, link_id)
        return await self._set(
            actor,
            link,
            LogAction.LINK_APPROVAL_SET,
            members_chat_id=chat_id,
            members_chat_title=title,
            approval=Approval.MEMBERS.value,
        )

    async def set_capacity(self, actor: Actor, link_id: int, capacity: int | None) -> RequestLink:
        """How many may be let in; None: no limit. More places let the waiting list move up."""
        link = await self.get(actor, link_id)
        if capacity is not None and not 1 <= capacity <= MAX_CAPACITY:
            raise AppError(ErrorCode.NUMBER_MALFORMED, text=str(capacity))
        changed = await self._set(actor, link, LogAction.LINK_CAPACITY_SET, capacity=capacity)
        self._hurry.set()
        return changed

    async def set_closing(self, actor: Actor, link_id: int, closes_at: datetime | None) -> RequestLink:
        """When the link closes by itself; None: it does not. Raises AppError(TIME_PAST)."""
        link = await self.get(actor, link_id)
        if closes_at is not None and closes_at <= self.now():
            raise AppError(ErrorCode.TIME_PAST, text=f"{closes_at:%d.%m.%Y %H:%M} UTC")
        value = closes_at.isoformat() if closes_at else None
        return await self._set(actor, link, LogAction.LINK_CLOSING_SET, closes_at=value)

    async def set_question(self, actor: Actor, link_id: int, question: str) -> RequestLink:
        """What to ask guests; empty: nothing."""
        link = await self.get(actor, link_id)
        return await self._set(actor, link, LogAction.LINK_QUESTION_SET, question=question.strip())

    async def set_name(self, actor: Actor, link_id: int, name: str) -> RequestLink:
        """What organizers call the link."""
        link = await self.get(actor, link_id)
        return await self._set(actor, link, LogAction.LINK_RENAMED, name=name.strip())

    async def revoke(self, actor: Actor, link_id: int) -> RequestLink:
        """Close a link for good."""
        link = await self.get(actor, link_id)
        async with self._database.transaction() as connection:
            await request_links.revoke(connection, link_id=link.id, now=self.now())
            await self._log.record(connection, actor, LogAction.LINK_CLOSED, link.conference.title, link.name)
        self._hurry.set()  # who waits in its line is told
        return link

    async def _set(self, actor: Actor, link: RequestLink, action: LogAction, **rules: Value) -> RequestLink:
        async with self._database.transaction() as connection:
            for rule, value in rules.items():
                await request_links.set_rule(connection, link_id=link.id, rule=rule, value=value)
            if rules.get("members_chat_id", link.members_chat_id) != link.members_chat_id:
                await requests.forget_members(connection, link_id=link.id)
            name = str(rules.get("name", link.name))
            await self._log.record(connection, actor, action, link.conference.title, name)
        return await self.get(actor, link.id)
