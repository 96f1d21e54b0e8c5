"""What a step of the tour is: who does what, what the bot shows then, and what Boomstream holds then.

olga.presses("☆", beside="Anna").sees("Anna is now a moderator").boomstream_has({"Weekly": ("⭐ Anna",)})
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from sandbox.boomstream import ClientState, ConferenceState, ProjectState

Holdings: TypeAlias = Mapping[str, tuple[str, ...]]
"""A project at a glance: `title | description` of each conference, and who is in it, moderators with a star."""


@dataclass(frozen=True, slots=True)
class Send:
    """A message."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button by its text or the beginning of it; `beside` is the beginning of another one in the same row."""

    button: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Forge:
    """A button of somebody else's chat: its callback data, sent by a tampered app."""

    button: str


@dataclass(frozen=True, slots=True)
class Step:
    """One action and what must come of it. `holds` None: Boomstream stays as it was after the step before."""

    who: str
    does: Send | Press | Forge
    shown: tuple[str, ...] = ()
    holds: Holdings | None = None
    link_of: str | None = None
    vanishes: bool = False

    def sees(self, *texts: str) -> "Step":
        """The bot's messages, alerts and toasts contain these."""
        return replace(self, shown=texts)

    def boomstream_has(self, holds: Holdings) -> "Step":
        """The project looks like this afterwards."""
        return replace(self, holds=holds)

    def gets_link_of(self, email: str) -> "Step":
        """The bot shows, or the button opens, the link that Boomstream made for this participant."""
        return replace(self, link_of=email)

    def own_message_vanishes(self) -> "Step":
        """The bot deletes what was sent."""
        return replace(self, vanishes=True)


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who acts in the tour."""

    name: str

    def sends(self, text: str) -> Step:
        """Write to the bot."""
        return Step(self.name, Send(text))

    def presses(self, button: str, *, beside: str = "") -> Step:
        """Press a button of the newest answer."""
        return Step(self.name, Press(button, beside))

    def forges(self, button: str) -> Step:
        """Press a button that only somebody else was shown."""
        return Step(self.name, Forge(button))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Steps that belong together."""

    heading: str
    steps: tuple[Step, ...]


def holdings(project: ProjectState) -> Holdings:
    """The project as it is now."""
    return {_conference(one): tuple(_client(c) for c in one.clients if not c.deleted) for one in project.conferences}


def _conference(conference: ConferenceState) -> str:
    return " | ".join(part for part in (conference.title, conference.description) if part)


def _client(client: ClientState) -> str:
    return f"⭐ {client.name}" if client.moderator else client.name
