"""One invitation: the call whose answer must not get lost unnoticed."""

from collections.abc import Sequence

from boomstream import Client, Project
from services.model import Conference, Guest, InviteOptions
from services.projects import change, read


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
