"""One invitation: the call whose answer must not get lost unnoticed."""

from boomstream import Project
from services.model import Conference, Guest, InviteOptions
from services.projects import change, read


async def invite_one(
    project: Project, conference: Conference, guest: Guest, options: InviteOptions, known: set[str]
) -> str | None:
    """The link, or None when Boomstream made the invitation but its answer was lost."""

    async def call() -> str:
        invitation = await project.invite(
            conference.code,
            email=guest.email,
            name=guest.name or None,
            timeout=options.lifetime,
            notify_email=options.notify,
            moderator=options.moderator,
            avatar_url=options.avatar_url,
        )
        return invitation.link

    async def look() -> str | None:
        clients = await read(project.clients(conference.code, fresh=True))
        email = guest.email.casefold()
        there = (c for c in clients if c.email.casefold() == email and not c.is_deleted)
        return "" if any(c.code not in known for c in there) else None

    return await change(call(), look) or None
