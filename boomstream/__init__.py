"""An asyncio client of the Boomstream conference API (https://boomstream.com/api, section Conference).

async with Boomstream() as boomstream:
    project = boomstream.project(api_key)
    code = await project.create(title="Open lecture")
    invitation = await project.invite(code, email="guest@example.com")
"""

from boomstream.client import Boomstream, Project
from boomstream.errors import (
    BoomstreamError,
    KeyRefused,
    NotConnected,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    UnreadableAnswer,
)
from boomstream.models import Client, Conference, ConferenceInfo, Invitation

__all__ = [
    "Boomstream",
    "BoomstreamError",
    "Client",
    "Conference",
    "ConferenceInfo",
    "Invitation",
    "KeyRefused",
    "NotConnected",
    "NotFound",
    "OutcomeUnknown",
    "Project",
    "RateLimited",
    "Rejected",
    "UnreadableAnswer",
]
