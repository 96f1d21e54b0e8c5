"""Every service in one place; bot/app.py builds it."""

import asyncio
from dataclasses import dataclass

from services.admins import Admins
from services.admissions import Admissions
from services.conferences import Conferences
from services.decisions import Decisions
from services.dialogues import Dialogues
from services.invitations import Invitations
from services.log import Log
from services.moderators import Moderators
from services.notifications import Notifications
from services.outbox import Outbox
from services.participants import Participants
from services.people import People
from services.request_links import RequestLinks
from services.requests import Requests
from services.settings import SettingsService
from services.watcher import Watcher
from services.workspaces import Workspaces


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may call. Setting `hurry` has the background jobs run at once."""

    hurry: asyncio.Event
    people: People
    workspaces: Workspaces
    admins: Admins
    conferences: Conferences
    participants: Participants
    invitations: Invitations
    dialogues: Dialogues
    log: Log
    moderators: Moderators
    settings: SettingsService
    request_links: RequestLinks
    requests: Requests
    admissions: Admissions
    decisions: Decisions
    outbox: Outbox
    notifications: Notifications
    watcher: Watcher
