"""Inviting people and handing out their links."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from boomstream import Client, Project
from services.access import Permission, can, require
from services.addresses import is_web
from services.conferences import Conferences
from services.emails import mask, valid
from services.errors import AppError, ErrorCode
from services.log import Log
from services.model import Actor, Conference, Guest, Invitation, Invited, InviteOptions, LogAction
from services.outbox import Outbox
from services.participant_reading import seen
from services.projects import Projects, change, read
from storage import participants as participant_rows
from storage import watches
from storage.database import Database

MAX_GUESTS = 20
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=365)


# After one of these the next guest would only wait for the same failure.
_HITS_ALL = {ErrorCode.UNREACHABLE, ErrorCode.KEY_REFUSED, ErrorCode.BUSY, ErrorCode.UNCLEAR, ErrorCode.GONE}


def present(clients: Sequence[Client], email: str) -> Client | None:
    """Who is in the conference with this address and was not removed; of several the latest."""
    there = [c for c in clients if c.email.casefold() == email.casefold() and not c.is_deleted]
    return there[-1] if there else None


async def invite_one(
    project: Project, conference: Conference, guest: Guest, options: InviteOptions, before: Sequence[Client]
) -> str | None:
    """The link, or None when Boomstream made the invitation but its answer was lost.

    `before`: who was there before. Somebody among them keeps their name unless another is given; they are promoted only
    where that is asked for, and never demoted.
    """
    old = present(before, guest.email)
    known = {client.code for client in before if not client.is_deleted}

    async def call() -> str:
        invitation = await project.invite(
            conference.code,
            email=guest.email,
            name=guest.name or (old.name if old else "") or None,
            timeout=options.lifetime,
            notify_email=options.notify,
            moderator=options.moderator or (old is not None and old.moderator),
            avatar_url=options.avatar_url,
        )
        return invitation.link

    async def look() -> str | None:
        email = guest.email.casefold()
        clients = await read(project.clients(conference.code, fresh=True))
        new = (c for c in clients if c.email.casefold() == email and not c.is_deleted and c.code not in known)
        return "" if any(new) else None

    return await change(call(), look) or None


class Invitations:
    """Invites guests, one call each, and never twice by itself."""

    def __init__(
        self,
        database: Database,
        projects: Projects,
        conferences: Conferences,
        outbox: Outbox,
        log: Log,
    ) -> None:
        self._database = database
        self._projects = projects
        self._conferences = conferences
        self._outbox = outbox
        self._log = log

    async def invite(
        self,
        actor: Actor,
        conference_id: int,
        guests: Sequence[Guest],
        options: InviteOptions,
        *,
        again: bool = False,
    ) -> Invited:
        """Invite each guest; one that fails does not stop the others.

        Somebody who is in the conference already gets EMAIL_INVITED, unless `again` asks for a new link; one who
        moderates it gets MODERATORS_LINK from whoever may not promote: the new link would be a moderator's.
        Raises AppError for what concerns all of them: rights, key, options, an unknown conference.
        """
        require(actor, Permission.MODERATE)
        if options.moderator:
            require(actor, Permission.ORGANIZE)
        guests = checked_guests(guests)
        check_options(options)
        conference = await self._conferences.get(actor, conference_id)
        project = await self._projects.of(actor.workspace)
        with self._projects.changing(conference.id):
            made = await self._make(actor, project, conference, guests, options, again=again)
            if len(made) == 1 and made[0].error and made[0].error.code is not ErrorCode.EMAIL_INVITED:
                raise made[0].error  # a single failure is told like any other
            return Invited(conference, options, await self._placed(project, conference, made))

    async def _make(
        self,
        actor: Actor,
        project: Project,
        conference: Conference,
        guests: Sequence[Guest],
        options: InviteOptions,
        *,
        again: bool,
    ) -> list[Invitation]:
        before = await read(project.clients(conference.code, fresh=True))
        made: list[Invitation] = []
        stopped: AppError | None = None
        for guest in guests:
            old = present(before, guest.email)
            if old and old.moderator and not can(actor, Permission.ORGANIZE):
                made.append(Invitation(guest, error=AppError(ErrorCode.MODERATORS_LINK)))
                continue
            if old and not again:
                made.append(Invitation(guest, error=AppError(ErrorCode.EMAIL_INVITED, email=guest.email)))
                continue
            try:
                if stopped:
                    raise stopped
                link = await invite_one(project, conference, guest, options, before)
            except AppError as error:
                made.append(Invitation(guest, error=error))
                stopped = error if error.code in _HITS_ALL else None
                if error.code is ErrorCode.UNCLEAR:
                    await self._not_noted(conference)
            else:
                moderator = options.moderator or (old is not None and old.moderator)
                made.append(Invitation(guest, moderator=moderator, link=link))
                async with self._outbox.writing() as connection:
                    await self._log.record(
                        connection,
                        actor,
                        LogAction.INVITED,
                        conference.title,
                        detail=mask(guest.email),
                        participant_code=old.code if old else None,
                    )
        return made

    async def _not_noted(self, conference: Conference) -> None:
        """The watcher would take whom we invited for somebody else's doing: let it learn who is there."""
        async with self._database.transaction() as connection:
            await watches.relearn(connection, conference_id=conference.id)

    async def _placed(self, project: Project, conference: Conference, made: list[Invitation]) -> tuple[Invitation, ...]:
        """The invitations with their participants: Boomstream's answer to `invite` does not name the client's code."""
        try:
            clients = await read(project.clients(conference.code))
        except AppError:
            await self._not_noted(conference)
            return tuple(made)  # the links are what matters, and we have them
        people = await seen(self._database, conference, clients)
        emails = {one.guest.email.casefold() for one in made if one.error is None}
        async with self._database.transaction() as connection:
            await participant_rows.invited_by_hand(
                connection,
                conference_id=conference.id,
                codes=[person.code for person in people if person.email.casefold() in emails],
            )
        by_email = {person.email.casefold(): person for person in people if not person.removed}
        return tuple(replace(one, participant=by_email.get(one.guest.email.casefold())) for one in made)


def checked_guests(guests: Sequence[Guest]) -> list[Guest]:
    """The guests with valid addresses, each address once; raises AppError for none, too many or a malformed one."""
    if not guests:
        raise AppError(ErrorCode.EMAIL_MISSING)
    if len(guests) > MAX_GUESTS:
        raise AppError(ErrorCode.TOO_MANY_EMAILS, limit=MAX_GUESTS)
    once: dict[str, Guest] = {}
    for guest in guests:
        email = valid(guest.email)
        once.setdefault(email.casefold(), Guest(email, guest.name))
    return list(once.values())


def check_options(options: InviteOptions) -> None:
    """Raise AppError when the life of the link or the avatar's address can't be used."""
    if options.lifetime is not None and not SHORTEST <= options.lifetime <= LONGEST:
        raise AppError(ErrorCode.LIFETIME_MALFORMED, text=str(options.lifetime))
    if options.avatar_url is not None and not is_web(options.avatar_url):
        raise AppError(ErrorCode.AVATAR_MALFORMED, text=options.avatar_url)
