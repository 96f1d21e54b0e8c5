"""Every service in one place; bot/app.py builds it."""

from dataclasses import dataclass

from services.admins import Admins
from services.conferences import Conferences
from services.dialogues import Dialogues
from services.invitations import Invitations
from services.log import Log
from services.participants import Participants
from services.people import People
from services.workspaces import Workspaces


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may call."""

    people: People
    workspaces: Workspaces
    admins: Admins
    conferences: Conferences
    participants: Participants
    invitations: Invitations
    dialogues: Dialogues
    log: Log
