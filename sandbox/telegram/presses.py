from dataclasses import dataclass, field
from datetime import datetime

from sandbox.telegram.messages import Message
from sandbox.telegram.model import User


@dataclass(frozen=True, slots=True)
class Answer:
    """What the presser sees: a toast, an alert that has to be closed, or a link that opens."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None


@dataclass(slots=True, eq=False)
class Press:
    """What pressing one button led to.

    A callback button has an `id` and gets `answers`; a link has `opened`; a copying button `copied`;
    a button of a reply keyboard `sent` the message that the press wrote.
    """

    user: User
    message: Message
    at: datetime
    id: str | None = None
    data: str | None = None
    answers: list[Answer] = field(default_factory=list)
    opened: str | None = None
    copied: str | None = None
    sent: Message | None = None

    @property
    def answer(self) -> Answer:
        """The answer of the bot. Raises LookupError while the button is still spinning."""
        if not self.answers:
            raise LookupError("the bot has not answered the press")
        return self.answers[0]
