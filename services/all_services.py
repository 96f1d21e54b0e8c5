"""Every service in one place; bot/app.py builds them."""

import asyncio
from dataclasses import dataclass

from services.admins import Admins, Claims
from services.arrivals import Arrivals
from services.conferences import Conferences
from services.dialogues import Dialogues
from services.invitations import Invitations
from services.log import LogReader
from services.notifications import Notifications
from services.outbox import Outbox
from services.participants import Participants
from services.people import People
from services.requests.admitting import Admitting
from services.requests.asking import Asking
from services.requests.blocked import Blocked
from services.requests.deciding import Deciding
from services.requests.links import Links
from services.requests.moderators import Bindings, Moderators
from services.requests.queue import Queue
from services.settings import SettingsService
from services.upkeep import Upkeep
from services.watcher import Watcher
from services.workspaces import Workspaces


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may call: who acts comes first, and what they may not do raises AppError(NOT_ALLOWED).

    A dialogue stands for its owner: nobody else gets it.
    """

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
    links: Links
    asking: Asking
    deciding: Deciding
    blocked: Blocked


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
    bindings: Bindings
    admitting: Admitting
    queue: Queue
    upkeep: Upkeep
    watcher: Watcher
