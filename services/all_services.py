"""Every service in one place; bot/app.py builds them."""

import asyncio
from dataclasses import dataclass

from services.admins import Admins, Claims
from services.admissions import Admissions
from services.arrivals import Arrivals
from services.conferences import Conferences
from services.decisions import Decisions
from services.dialogues import Dialogues
from services.invitations import Invitations
from services.log import LogReader
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
    """What handlers may call: who acts comes first, and what they may not do raises AppError(NOT_ALLOWED)."""

    people: People
    workspaces: Workspaces
    admins: Admins
    conferences: Conferences
    participants: Participants
    invitations: Invitations
    dialogues: Dialogues
    log: LogReader
    moderators: Moderators
    settings: SettingsService
    request_links: RequestLinks
    requests: Requests
    decisions: Decisions
    notifications: Notifications


@dataclass(frozen=True, slots=True)
class Background:
    """What the jobs, the dispatcher of the outbox and the gate call: nobody acts there, so no right is asked for.

    Setting `hurry` has the jobs run at once.
    """

    hurry: asyncio.Event
    arrivals: Arrivals
    claims: Claims
    outbox: Outbox
    notifications: Notifications
    moderators: Moderators
    admissions: Admissions
    decisions: Decisions
    watcher: Watcher
