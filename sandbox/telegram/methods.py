"""Parameters of the methods that the sandbox knows, checked as the Bot API declares them.

https://core.telegram.org/bots/api#available-methods
"""

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from sandbox.telegram.keyboards import InlineKeyboardMarkup, Strict
from sandbox.telegram.params import (
    JSON,
    ChatId,
    InputFile,
    LanguageCode,
    LinkPreviewOptions,
    OptionalEntities,
    OptionalMarkup,
    Params,
    ReplyParameters,
)

COMMANDS_LIMIT: Final = 100


class NoParams(Params):
    """getMe, getWebhookInfo, logOut, close."""


class Target(Params):
    """Where a message goes; shared by all methods that send."""

    chat_id: ChatId
    message_thread_id: int | None = None
    disable_notification: bool | None = None
    protect_content: bool | None = None
    message_effect_id: str | None = None


class Reply(Target):
    """Sending methods that can answer a message and show a keyboard."""

    allow_paid_broadcast: bool | None = None
    reply_parameters: Annotated[ReplyParameters | None, JSON] = None
    reply_markup: OptionalMarkup = None


class SendMessage(Reply):
    """https://core.telegram.org/bots/api#sendmessage"""

    text: str
    parse_mode: str | None = None
    entities: OptionalEntities = None
    link_preview_options: Annotated[LinkPreviewOptions | None, JSON] = None


class Captioned(Reply):
    """Files with a text under them."""

    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: OptionalEntities = None


class SendPhoto(Captioned):
    """https://core.telegram.org/bots/api#sendphoto"""

    photo: InputFile
    show_caption_above_media: bool | None = None
    has_spoiler: bool | None = None


class SendDocument(Captioned):
    """https://core.telegram.org/bots/api#senddocument"""

    document: InputFile
    thumbnail: InputFile | None = None
    disable_content_type_detection: bool | None = None


class ForwardMessage(Target):
    """https://core.telegram.org/bots/api#forwardmessage"""

    from_chat_id: ChatId
    message_id: int


class CopyMessage(Captioned):
    """https://core.telegram.org/bots/api#copymessage"""

    from_chat_id: ChatId
    message_id: int
    show_caption_above_media: bool | None = None


class SendChatAction(Params):
    """https://core.telegram.org/bots/api#sendchataction"""

    chat_id: ChatId
    message_thread_id: int | None = None
    action: Literal[
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]


class Edit(Params):
    """Messages sent through inline mode are beyond the sandbox, so chat and message are required."""

    chat_id: ChatId
    message_id: int
    reply_markup: Annotated[InlineKeyboardMarkup | None, JSON] = None


class EditMessageText(Edit):
    """https://core.telegram.org/bots/api#editmessagetext"""

    text: str
    parse_mode: str | None = None
    entities: OptionalEntities = None
    link_preview_options: Annotated[LinkPreviewOptions | None, JSON] = None


class EditMessageCaption(Edit):
    """https://core.telegram.org/bots/api#editmessagecaption"""

    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: OptionalEntities = None
    show_caption_above_media: bool | None = None


class DeleteMessage(Params):
    """https://core.telegram.org/bots/api#deletemessage"""

    chat_id: ChatId
    message_id: int


class DeleteMessages(Params):
    """https://core.telegram.org/bots/api#deletemessages"""

    chat_id: ChatId
    message_ids: Annotated[list[int], JSON, Field(min_length=1, max_length=100)]


class PinChatMessage(Params):
    """https://core.telegram.org/bots/api#pinchatmessage"""

    chat_id: ChatId
    message_id: int
    disable_notification: bool | None = None


class UnpinChatMessage(Params):
    """https://core.telegram.org/bots/api#unpinchatmessage"""

    chat_id: ChatId
    message_id: int | None = None


class AnswerCallbackQuery(Params):
    """https://core.telegram.org/bots/api#answercallbackquery"""

    callback_query_id: str
    text: str | None = None
    show_alert: bool = False
    url: str | None = None
    cache_time: int | None = None


class OfChat(Params):
    """getChat, leaveChat, getChatMemberCount."""

    chat_id: ChatId


class GetChatAdministrators(OfChat):
    """https://core.telegram.org/bots/api#getchatadministrators"""

    return_bots: bool | None = None


class GetChatMember(OfChat):
    """https://core.telegram.org/bots/api#getchatmember"""

    user_id: int


class GetFile(Params):
    """https://core.telegram.org/bots/api#getfile"""

    file_id: str


class BotCommandScope(Strict):
    """https://core.telegram.org/bots/api#botcommandscope"""

    type: Literal[
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ] = "default"
    chat_id: ChatId | None = None
    user_id: int | None = None


class BotCommand(Strict):
    """https://core.telegram.org/bots/api#botcommand; its limits are checked where the real one does it."""

    command: str
    description: str


class OfCommands(Params):
    """getMyCommands, deleteMyCommands."""

    scope: Annotated[BotCommandScope | None, JSON] = None
    language_code: LanguageCode = ""


class SetMyCommands(OfCommands):
    """https://core.telegram.org/bots/api#setmycommands"""

    commands: Annotated[list[BotCommand], JSON]


class InLanguage(Params):
    """getMyName, getMyDescription, getMyShortDescription."""

    language_code: LanguageCode = ""


class SetMyName(InLanguage):
    """https://core.telegram.org/bots/api#setmyname"""

    name: Annotated[str, Field(max_length=64)] = ""


class SetMyDescription(InLanguage):
    """https://core.telegram.org/bots/api#setmydescription"""

    description: Annotated[str, Field(max_length=512)] = ""


class SetMyShortDescription(InLanguage):
    """https://core.telegram.org/bots/api#setmyshortdescription"""

    short_description: Annotated[str, Field(max_length=120)] = ""


class GetChatMenuButton(Params):
    """https://core.telegram.org/bots/api#getchatmenubutton"""

    chat_id: int | None = None


class SetChatMenuButton(GetChatMenuButton):
    """https://core.telegram.org/bots/api#setchatmenubutton"""

    menu_button: Annotated[dict[str, Any] | None, JSON] = None


class GetUpdates(Params):
    """https://core.telegram.org/bots/api#getupdates"""

    offset: int = 0
    limit: int = Field(default=100, ge=1, le=100)
    timeout: int = Field(default=0, ge=0)  # seconds; waiting is the adapters' work
    allowed_updates: Annotated[list[str] | None, JSON] = None


class SetWebhook(Params):
    """https://core.telegram.org/bots/api#setwebhook"""

    url: str = ""
    certificate: InputFile | None = None
    ip_address: str | None = None
    max_connections: int = Field(default=40, ge=1, le=100)
    allowed_updates: Annotated[list[str] | None, JSON] = None
    drop_pending_updates: bool = False
    secret_token: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,256}$")


class DeleteWebhook(Params):
    """https://core.telegram.org/bots/api#deletewebhook"""

    drop_pending_updates: bool = False
