"""What Telegram's refusals mean: it tells its reasons in English sentences only, and not always the same way.

The Bot API has no codes for them (https://core.telegram.org/bots/api#making-requests); PTB drops "Bad Request: " and
writes the next letter large. So everybody asks here.
"""

from datetime import timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from services.requests.model import Unreachable

_MAY_NOT_WRITE = ("not enough rights", "have no rights", "topic_closed", "chat_write_forbidden")
_MESSAGE_IS_GONE = ("message to edit not found", "message to delete not found", "message can't be edited")
_TOPIC_IS_GONE = ("thread not found", "topic_deleted")


def may_not_write(error: BaseException | None) -> bool:
    """Whether Telegram does not let the bot write into a chat or topic: up to the people there, and no mistake."""
    return isinstance(error, Forbidden) or _says(error, *_MAY_NOT_WRITE)


def is_hiccup(error: BaseException | None) -> bool:
    """Whether Telegram, or the way to it, is unwell for a moment: 5xx, no connection, no answer in time."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def passes(error: BaseException | None) -> bool:
    """Whether the same call may go through later."""
    return is_hiccup(error) or isinstance(error, RetryAfter)


def is_unchanged(error: BaseException | None) -> bool:
    """Whether the message shows just that already: nothing is wrong."""
    return _says(error, "message is not modified")


def message_is_gone(error: BaseException | None) -> bool:
    """Whether the message is there no more, or out of the bot's reach for good: what it has to say needs a new one."""
    return _says(error, *_MESSAGE_IS_GONE)


def topic_is_gone(error: BaseException | None) -> bool:
    """Whether the forum topic was deleted. A closed one may open again."""
    return _says(error, *_TOPIC_IS_GONE)


def why_unreachable(error: Forbidden | BadRequest) -> Unreachable:
    """Why nobody can be told; GIVEN_UP when it is about the message and not about the person."""
    if isinstance(error, BadRequest):
        return Unreachable.NO_CHAT if _says(error, "chat not found") else Unreachable.GIVEN_UP
    return Unreachable.DEACTIVATED if "deactivated" in error.message.lower() else Unreachable.BLOCKED


def pause_of(error: RetryAfter) -> float:
    """For how many seconds Telegram wants to be left alone."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def _says(error: BaseException | None, *sentences: str) -> bool:
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in sentences)
