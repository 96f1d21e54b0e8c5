"""What Telegram's refusals mean: it tells its reasons in English sentences only."""

from telegram.error import BadRequest, Forbidden

from services.model import Unreachable


def why_unreachable(error: Forbidden | BadRequest) -> Unreachable:
    """Why nobody can be told; GIVEN_UP when it is about the message and not about the person."""
    if isinstance(error, BadRequest):
        return Unreachable.NO_CHAT if "chat not found" in error.message.lower() else Unreachable.GIVEN_UP
    return Unreachable.DEACTIVATED if "deactivated" in error.message else Unreachable.BLOCKED


def topic_is_gone(error: Forbidden | BadRequest) -> bool:
    """Whether the forum topic was deleted. A closed one may open again."""
    return "thread not found" in error.message or "topic_deleted" in error.message.lower()  # PTB writes it its own way
