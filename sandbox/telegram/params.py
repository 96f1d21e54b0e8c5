"""How parameters are read, and objects that many methods share.

Values arrive as text (forms), as JSON text inside forms, or as JSON; all three are read.
"""

import json
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sandbox.telegram.errors import ApiError, bot_bug
from sandbox.telegram.files import Upload
from sandbox.telegram.keyboards import ReplyMarkup, Strict


def from_json(value: Any) -> Any:
    """Forms carry objects and arrays as JSON text."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        return value


JSON = BeforeValidator(from_json)
ChatId = int | str
LanguageCode = Annotated[str, Field(pattern=r"^([a-z]{2})?$")]
InputFile = Upload | str
OptionalMarkup = Annotated[ReplyMarkup | None, JSON]


class Params(BaseModel):
    """Of one call; an unknown name is a mistake here, though the real one ignores it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MessageEntity(Strict):
    """https://core.telegram.org/bots/api#messageentity"""

    type: str
    offset: int = Field(ge=0)
    length: int = Field(ge=1)
    url: str | None = None
    user: dict[str, Any] | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None


OptionalEntities = Annotated[list[MessageEntity] | None, JSON]


class ReplyParameters(Strict):
    """https://core.telegram.org/bots/api#replyparameters"""

    message_id: int
    chat_id: ChatId | None = None
    allow_sending_without_reply: bool | None = None
    quote: str | None = None
    quote_parse_mode: str | None = None
    quote_entities: list[MessageEntity] | None = None
    quote_position: int | None = None


class LinkPreviewOptions(Strict):
    """https://core.telegram.org/bots/api#linkpreviewoptions"""

    is_disabled: bool | None = None
    url: str | None = None
    prefer_small_media: bool | None = None
    prefer_large_media: bool | None = None
    show_above_text: bool | None = None


_MISSING: Final = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "file_id not specified",
}


def explain(error: ValidationError) -> ApiError:
    """The first mistake as an answer of the Bot API."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = [str(part) for part in first["loc"]]
    if first["type"] == "telegram":
        return bot_bug(first["msg"])
    if first["type"] == "missing" and len(where) == 1 and where[0] in _MISSING:
        return bot_bug(_MISSING[where[0]])
    if first["type"] == "extra_forbidden":
        return bot_bug(f'unknown parameter "{".".join(where)}"')
    return bot_bug(f'can\'t parse "{".".join(where)}": {first["msg"]}')
