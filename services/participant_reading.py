"""From Boomstream's clients to our participants."""

import boomstream
from boomstream import Project
from services.model import Conference, Participant
from services.projects import read
from storage import participants
from storage.database import Database


async def everyone(
    database: Database, project: Project, conference: Conference, *, fresh: bool = False
) -> tuple[Participant, ...]:
    """All in a conference, removed ones too, in the order in which they were added."""
    return await seen(database, conference, await read(project.clients(conference.code, fresh=fresh)))


async def seen(
    database: Database, conference: Conference, clients: tuple[boomstream.Client, ...]
) -> tuple[Participant, ...]:
    """Our participants for Boomstream's clients: each gets a row id for buttons."""
    async with database.transaction() as connection:
        ids = await participants.see(connection, conference_id=conference.id, codes=[c.code for c in clients])
    return tuple(participant(client, conference, ids[client.code]) for client in clients)


def participant(client: boomstream.Client, conference: Conference, row_id: int) -> Participant:
    """One participant whose row id is known."""
    return Participant(
        id=row_id,
        conference=conference,
        code=client.code,
        email=client.email,
        name=client.name,
        moderator=client.moderator,
        added=client.added,
        removed=client.is_deleted,
    )
