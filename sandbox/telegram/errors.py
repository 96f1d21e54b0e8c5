from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BAD_REQUEST = 400
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
TOO_LARGE = 413
TOO_MANY_REQUESTS = 429


class ApiError(Exception):
    """An answer with `ok: false`. https://core.telegram.org/bots/api#making-requests

    `bug` tells answers that a correct bot never gets (bad HTML) from the ones that life brings (blocked by the user).
    """

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, Any] | None = None, *, bug: bool = False
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})
        self.bug = bug

    def to_json(self) -> dict[str, Any]:
        """The body of the answer; `error_code` is the HTTP status too."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class AnswerLostError(Exception):
    """The call was carried out, but the connection broke before its answer: adapters drop the connection."""


class ConnectionDroppedError(Exception):
    """The connection broke before the call arrived: nothing was carried out, and adapters drop the connection."""


class NotVisibleError(LookupError):
    """The person's client does not offer that (no such button, not in that chat): a mistake of the story."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A call that only a defect of the bot explains."""

    method: str
    params: Mapping[str, Any]
    description: str


def bot_bug(reason: str) -> ApiError:
    """A 400 that a correct bot never gets; recorded as a violation."""
    return ApiError(BAD_REQUEST, f"Bad Request: {reason}", bug=True)


def bad_luck(reason: str, parameters: Mapping[str, Any] | None = None) -> ApiError:
    """A 400 that comes from what people did meanwhile."""
    return ApiError(BAD_REQUEST, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> ApiError:
    """A 403: the chat does not take messages of the bot."""
    return ApiError(FORBIDDEN, f"Forbidden: {reason}")
