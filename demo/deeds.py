"""What the guide's first steps ask for, noted when it happens: calls and messages pass, a tick stays.

A successful call of Boomstream's API is a deed by the method's name. The others are "group" (the bot has answered
somebody in a group without topics) and "faults" (trouble was switched on, or the clock put ahead).
"""

from collections.abc import Callable

from demo.world import DemoWorld
from sandbox.telegram import Change, GroupChat


class Deeds:
    """Notes in `world.done`; `noted` is told of each new deed."""

    def __init__(self, world: DemoWorld, noted: Callable[[], None]) -> None:
        self._world = world
        self._noted = noted
        world.boomstream.listeners.append(self._called)
        world.telegram.listeners.append(self._said)
        world.clock.listeners.append(self.make_trouble)

    def close(self) -> None:
        """Stops listening."""
        self._world.boomstream.listeners.remove(self._called)
        self._world.telegram.listeners.remove(self._said)
        self._world.clock.listeners.remove(self.make_trouble)

    def make_trouble(self) -> None:
        """A switch was turned on, or time goes by."""
        self._note("faults")

    def _called(self) -> None:
        newest = self._world.boomstream.calls[-1] if self._world.boomstream.calls else None
        if newest is not None and newest.outcome == "Success":
            self._note(newest.method)

    def _said(self, change: Change) -> None:
        group = self._world.telegram.groups.get(change.chat_id or 0)
        if change.kind == "message" and group is not None and not group.is_forum and _has_answered(group):
            self._note("group")

    def _note(self, deed: str) -> None:
        if deed not in self._world.done:
            self._world.done.add(deed)
            self._noted()


def _has_answered(group: GroupChat) -> bool:
    said = [message for message in group.messages if not message.service]
    return bool(said) and said[-1].from_bot and any(not message.from_bot for message in said)
