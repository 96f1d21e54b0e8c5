"""Keyboards as the Bot API checks them. https://core.telegram.org/bots/api#inlinekeyboardmarkup

Error texts are those of tdlib where it has one, of Telegram's servers (in capitals) elsewhere.
"""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator
from pydantic_core import PydanticCustomError

_URL: Final = re.compile(r"(?:(?:https?://)[^\s/?#]+\S*|tg://\S+)", re.IGNORECASE)
_CALLBACK_DATA_LIMIT: Final = 64  # bytes
_COPY_TEXT_LIMIT: Final = 256
_PLACEHOLDER_LIMIT: Final = 64
_BUTTONS_LIMIT: Final = 100
_SHARED_USERS_LIMIT: Final = 10


def refuse(reason: str) -> PydanticCustomError:
    """An error whose text goes into the answer as it is."""
    return PydanticCustomError("telegram", "{reason}", {"reason": reason})


class Strict(BaseModel):
    """An object of the Bot API: fields that it does not have are a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def to_json(self) -> dict[str, Any]:
        """What Telegram would send back: only the fields that are set."""
        return self.model_dump(mode="json", exclude_none=True)


Style = Literal["danger", "success", "primary"]


class CopyTextButton(Strict):
    """https://core.telegram.org/bots/api#copytextbutton"""

    text: str

    @field_validator("text")
    @classmethod
    def _length(cls, text: str) -> str:
        if not 1 <= len(text) <= _COPY_TEXT_LIMIT:
            raise refuse("BUTTON_COPY_TEXT_INVALID")
        return text


class WebAppInfo(Strict):
    """https://core.telegram.org/bots/api#webappinfo"""

    url: str = Field(pattern=r"^https://")


class SwitchInlineQueryChosenChat(Strict):
    """https://core.telegram.org/bots/api#switchinlinequerychosenchat"""

    query: str | None = None
    allow_user_chats: bool | None = None
    allow_bot_chats: bool | None = None
    allow_group_chats: bool | None = None
    allow_channel_chats: bool | None = None


class InlineKeyboardButton(Strict):
    """Exactly one action a button. https://core.telegram.org/bots/api#inlinekeyboardbutton"""

    text: str
    icon_custom_emoji_id: str | None = None
    style: Style | None = None
    url: str | None = None
    callback_data: str | None = None
    web_app: WebAppInfo | None = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None
    switch_inline_query_chosen_chat: SwitchInlineQueryChosenChat | None = None
    copy_text: CopyTextButton | None = None

    @field_validator("text")
    @classmethod
    def _text(cls, text: str) -> str:
        if not text.strip():
            raise refuse("inline keyboard button text must be non-empty")
        return text

    @field_validator("callback_data")
    @classmethod
    def _callback_data(cls, data: str | None) -> str | None:
        if data is not None and not 1 <= len(data.encode()) <= _CALLBACK_DATA_LIMIT:
            raise refuse("BUTTON_DATA_INVALID")
        return data

    @field_validator("url")
    @classmethod
    def _url(cls, url: str | None) -> str | None:
        if url is None or _URL.fullmatch(url):
            return url
        reason = "Unsupported URL protocol" if "://" in url else "Wrong HTTP URL"
        raise refuse(f"inline keyboard button URL '{url}' is invalid: {reason}")

    @model_validator(mode="after")
    def _one_action(self) -> "InlineKeyboardButton":
        actions = self.model_fields_set - {"text", "style", "icon_custom_emoji_id"}
        set_actions = [name for name in actions if getattr(self, name) is not None]
        if not set_actions:
            raise refuse("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if len(set_actions) > 1:
            # The real one silently obeys one of them; a bot that sends two has lost the other.
            raise refuse(f"inline keyboard button has several actions: {', '.join(sorted(set_actions))}")
        return self


class InlineKeyboardMarkup(Strict):
    """https://core.telegram.org/bots/api#inlinekeyboardmarkup"""

    inline_keyboard: list[list[InlineKeyboardButton]]

    @field_validator("inline_keyboard")
    @classmethod
    def _size(cls, rows: list[list[InlineKeyboardButton]]) -> list[list[InlineKeyboardButton]]:
        if sum(map(len, rows)) > _BUTTONS_LIMIT:
            raise refuse("reply markup is too long")
        return rows


class KeyboardButtonRequestUsers(Strict):
    """https://core.telegram.org/bots/api#keyboardbuttonrequestusers"""

    request_id: int
    user_is_bot: bool | None = None
    user_is_premium: bool | None = None
    max_quantity: int | None = Field(default=None, ge=1, le=_SHARED_USERS_LIMIT)
    request_name: bool | None = None
    request_username: bool | None = None
    request_photo: bool | None = None


class ChatAdministratorRights(Strict):
    """https://core.telegram.org/bots/api#chatadministratorrights"""

    is_anonymous: bool
    can_manage_chat: bool
    can_delete_messages: bool
    can_manage_video_chats: bool
    can_restrict_members: bool
    can_promote_members: bool
    can_change_info: bool
    can_invite_users: bool
    can_post_stories: bool
    can_edit_stories: bool
    can_delete_stories: bool
    can_post_messages: bool | None = None
    can_edit_messages: bool | None = None
    can_pin_messages: bool | None = None
    can_manage_topics: bool | None = None
    can_manage_direct_messages: bool | None = None
    can_manage_tags: bool | None = None


class KeyboardButtonRequestChat(Strict):
    """https://core.telegram.org/bots/api#keyboardbuttonrequestchat"""

    request_id: int
    chat_is_channel: bool
    chat_is_forum: bool | None = None
    chat_has_username: bool | None = None
    chat_is_created: bool | None = None
    user_administrator_rights: ChatAdministratorRights | None = None
    bot_administrator_rights: ChatAdministratorRights | None = None
    bot_is_member: bool | None = None
    request_title: bool | None = None
    request_username: bool | None = None
    request_photo: bool | None = None


class KeyboardButton(Strict):
    """https://core.telegram.org/bots/api#keyboardbutton"""

    text: str
    icon_custom_emoji_id: str | None = None
    style: Style | None = None
    request_users: KeyboardButtonRequestUsers | None = None
    request_chat: KeyboardButtonRequestChat | None = None
    request_contact: bool | None = None
    request_location: bool | None = None
    web_app: WebAppInfo | None = None

    @field_validator("text")
    @classmethod
    def _text(cls, text: str) -> str:
        if not text.strip():
            raise refuse("keyboard button text must be non-empty")
        return text


def _wrap_text(button: Any) -> Any:
    """A reply-keyboard button may be a bare string."""
    return {"text": button} if isinstance(button, str) else button


class ReplyKeyboardMarkup(Strict):
    """https://core.telegram.org/bots/api#replykeyboardmarkup"""

    keyboard: list[list[KeyboardButton]] = Field(min_length=1)
    is_persistent: bool | None = None
    resize_keyboard: bool | None = None
    one_time_keyboard: bool | None = None
    input_field_placeholder: str | None = Field(default=None, max_length=_PLACEHOLDER_LIMIT)
    selective: bool | None = None

    @field_validator("keyboard", mode="before")
    @classmethod
    def _bare_strings(cls, rows: Any) -> Any:
        if not isinstance(rows, list):
            return rows
        return [[_wrap_text(button) for button in row] if isinstance(row, list) else row for row in rows]

    def private_chat_only(self) -> str | None:
        """What this keyboard asks for that only private chats may be asked for."""
        for row in self.keyboard:
            for button in row:
                if button.request_users:
                    return "users can be requested in private chats only"
                if button.request_chat:
                    return "chats can be requested in private chats only"
                if button.request_contact:
                    return "phone number can be requested in private chats only"
                if button.request_location:
                    return "location can be requested in private chats only"
                if button.web_app:
                    return "web App buttons can be used in private chats only"
        return None


class ReplyKeyboardRemove(Strict):
    """https://core.telegram.org/bots/api#replykeyboardremove"""

    remove_keyboard: Literal[True]
    selective: bool | None = None


class ForceReply(Strict):
    """https://core.telegram.org/bots/api#forcereply"""

    force_reply: Literal[True]
    input_field_placeholder: str | None = Field(default=None, min_length=1, max_length=_PLACEHOLDER_LIMIT)
    selective: bool | None = None


def _markup_kind(value: Any) -> str | None:
    fields = value if isinstance(value, dict) else getattr(value, "model_fields_set", ())
    kinds = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
    return next((kind for kind in kinds if kind in fields), None)


ReplyMarkup = Annotated[
    Annotated[InlineKeyboardMarkup, Tag("inline_keyboard")]
    | Annotated[ReplyKeyboardMarkup, Tag("keyboard")]
    | Annotated[ReplyKeyboardRemove, Tag("remove_keyboard")]
    | Annotated[ForceReply, Tag("force_reply")],
    Discriminator(_markup_kind, custom_error_type="telegram", custom_error_message="object expected as reply markup"),
]
