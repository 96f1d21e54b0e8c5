"""Carrying out what the table of events says, with all that is written in the same transaction."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from services.arrivals import workspace_of
from services.emails import mask
from services.letters import CardChanged, CardDue, Notice, WordToGuest
from services.model import LogAction
from services.outbox import Outbox
from services.requests.events import TABLE, CardChange, Event
from services.requests.model import GuestNews, RequestStatus
from storage import audit, conferences, participants, requests, workspaces
from storage.database import Connection
from storage.records import RequestRecord
from storage.secrets import Vault

GRACE = timedelta(seconds=10)  # between a decision that can be undone and the guest's hearing of it


class Facts(TypedDict, total=False):
    """Columns that an event may write besides the status."""

    as_moderator: bool
    link_sealed: bytes | None
    participant_code: str | None
    problem: str
    reason_sealed: bytes | None
    there_before: str | None
    valid_until: str | None


class Transitions:
    """Carries out the table, in transactions that are opened with `writing`."""

    def __init__(self, outbox: Outbox, vault: Vault, *, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._vault = vault
        self._now = now

    def writing(self) -> AbstractAsyncContextManager[Connection]:
        """A transaction for changes and what goes with them."""
        return self._outbox.writing()

    async def apply(
        self,
        connection: Connection,
        event: Event,
        record: RequestRecord,
        *,
        by: int | None = None,
        delay: timedelta = timedelta(0),
        quietly: bool = False,
        **facts: Unpack[Facts],
    ) -> RequestRecord | None:
        """The request afterwards; None, with nothing written, where the event can't happen to it (any more).

        `by`: the moderator who decides. `delay`: of a new card and of the guest's message. `quietly`: the guest hears
        nothing.
        """
        transition = TABLE[event]
        source = RequestStatus(record.status)
        target = transition.target(source, record.previous)
        if target is None:
            return None
        values: dict[str, Any] = {**facts}
        if transition.decides:
            values |= {"decided_by": by, "decided_at": self._now().isoformat()}
        moved = await requests.move(
            connection, request_id=record.id, source=source, target=target, now=self._now(), **values
        )
        if moved is None:
            return None
        if source is RequestStatus.DECLINED:  # the guest hears the last word only
            await self._outbox.cancel(connection, WordToGuest, record.id)
        if transition.grace:
            delay = GRACE
            await self._outbox.put(connection, CardChanged(record.id), delay=GRACE)  # it can't be undone any more
        if transition.guest is not None and not quietly:
            await self._tell_guest(connection, moved, transition.guest, delay)
        if transition.logged is not None:
            await self.log(connection, moved, transition.logged, by=moved.decided_by if by is None else by)
        await self._change_card(connection, moved, transition.card, delay)
        return moved

    async def post_card(self, connection: Connection, record: RequestRecord, *, delay: timedelta) -> None:
        """Moderators see the request in a new message, unless what needs them is over until then."""
        await self._outbox.put(connection, CardDue(record.id), delay=delay)

    async def redraw_card(self, connection: Connection, record: RequestRecord) -> None:
        """Something on the card changed that is no change of the status."""
        await self._outbox.put(connection, CardChanged(record.id))

    async def log(self, connection: Connection, record: RequestRecord, action: LogAction, *, by: int | None) -> None:
        """A line in the log about a request; what nobody decided is told to the moderators, too."""
        conference = await conferences.get(connection, conference_id=record.conference_id)
        subject = conference.title if conference else ""
        detail = mask(self._vault.open_or_empty(record.email_sealed))
        await audit.add(
            connection,
            workspace_id=record.workspace_id,
            user_id=by,
            action=action.value,
            subject=subject,
            detail=detail,
            request_id=record.id,
            now=self._now(),
        )
        row = await workspaces.get(connection, workspace_id=record.workspace_id) if by is None else None
        if row and workspace_of(row).settings.notify_actions:
            notice = Notice(row.id, who="", action=action, subject=subject, detail=detail, request=record.id)
            await self._outbox.put(connection, notice)

    async def anonymise(self, connection: Connection, record: RequestRecord) -> None:
        """Take the guest's masked address out of the log, and out of what moderators are still to be told."""
        await audit.anonymise(
            connection,
            workspace_id=record.workspace_id,
            request_id=record.id,
            participant_code=record.participant_code,
            detail=mask(self._vault.open_or_empty(record.email_sealed)),
        )
        place = (record.conference_id, record.participant_code or "")
        await self._outbox.anonymise(
            connection,
            workspace_id=record.workspace_id,
            request_id=record.id,
            participant_code=record.participant_code,
            participant_id=(await participants.ids(connection, places=[place])).get(place),
        )

    async def _tell_guest(
        self, connection: Connection, record: RequestRecord, news: GuestNews, delay: timedelta
    ) -> None:
        if record.user_id is None:
            return
        await self._outbox.put(connection, WordToGuest(record.id, record.user_id, news), delay=delay)

    async def _change_card(
        self, connection: Connection, record: RequestRecord, change: CardChange, delay: timedelta
    ) -> None:
        if change is CardChange.POSTED:
            await self.post_card(connection, record, delay=delay)
            if record.card_chat_id is None:
                return
            # The old one is redrawn, too: a digest may come instead of a new one.
        if change is not CardChange.NONE:
            await self.redraw_card(connection, record)
