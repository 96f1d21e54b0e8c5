"""The table of methods: name, parameters, what carries it out."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from sandbox.telegram import editing, lookups, polling, profile_methods, sending
from sandbox.telegram import methods as m
from sandbox.telegram.errors import NOT_FOUND, ApiError, bot_bug
from sandbox.telegram.files import Upload
from sandbox.telegram.params import Params, explain
from sandbox.telegram.world import World

_P = TypeVar("_P", bound=Params)
_Run = Callable[[World, Mapping[str, Any]], Any]
_ATTACHED: Final = "attach://"


def _method(model: type[_P], carry_out: Callable[[World, _P], Any]) -> _Run:
    def run(world: World, params: Mapping[str, Any]) -> Any:
        try:
            checked = model.model_validate(params)
        except ValidationError as error:
            raise explain(error) from None
        return carry_out(world, checked)

    return run


def _nothing(_world: World, _params: m.NoParams) -> bool:
    return True


METHODS: Final[Mapping[str, _Run]] = {
    "getMe": _method(m.NoParams, lookups.get_me),
    "logOut": _method(m.NoParams, _nothing),
    "close": _method(m.NoParams, _nothing),
    "getUpdates": _method(m.GetUpdates, polling.get_updates),
    "setWebhook": _method(m.SetWebhook, polling.set_webhook),
    "deleteWebhook": _method(m.DeleteWebhook, polling.delete_webhook),
    "getWebhookInfo": _method(m.NoParams, polling.get_webhook_info),
    "sendMessage": _method(m.SendMessage, sending.send_message),
    "sendPhoto": _method(m.SendPhoto, sending.send_photo),
    "sendDocument": _method(m.SendDocument, sending.send_document),
    "forwardMessage": _method(m.ForwardMessage, sending.forward_message),
    "copyMessage": _method(m.CopyMessage, sending.copy_message),
    "sendChatAction": _method(m.SendChatAction, sending.send_chat_action),
    "editMessageText": _method(m.EditMessageText, editing.edit_message_text),
    "editMessageCaption": _method(m.EditMessageCaption, editing.edit_message_caption),
    "editMessageReplyMarkup": _method(m.Edit, editing.edit_message_reply_markup),
    "deleteMessage": _method(m.DeleteMessage, editing.delete_message),
    "deleteMessages": _method(m.DeleteMessages, editing.delete_messages),
    "pinChatMessage": _method(m.PinChatMessage, editing.pin_chat_message),
    "unpinChatMessage": _method(m.UnpinChatMessage, editing.unpin_chat_message),
    "answerCallbackQuery": _method(m.AnswerCallbackQuery, editing.answer_callback_query),
    "getChat": _method(m.OfChat, lookups.get_chat),
    "getChatMember": _method(m.GetChatMember, lookups.get_chat_member),
    "getChatAdministrators": _method(m.GetChatAdministrators, lookups.get_chat_administrators),
    "getChatMemberCount": _method(m.OfChat, lookups.get_chat_member_count),
    "leaveChat": _method(m.OfChat, lookups.leave_chat),
    "getFile": _method(m.GetFile, lookups.get_file),
    "setMyCommands": _method(m.SetMyCommands, profile_methods.set_my_commands),
    "getMyCommands": _method(m.OfCommands, profile_methods.get_my_commands),
    "deleteMyCommands": _method(m.OfCommands, profile_methods.delete_my_commands),
    "setMyName": _method(m.SetMyName, profile_methods.set_my_name),
    "getMyName": _method(m.InLanguage, profile_methods.text_getter("name")),
    "setMyDescription": _method(m.SetMyDescription, profile_methods.set_my_description),
    "getMyDescription": _method(m.InLanguage, profile_methods.text_getter("description")),
    "setMyShortDescription": _method(m.SetMyShortDescription, profile_methods.set_my_short_description),
    "getMyShortDescription": _method(m.InLanguage, profile_methods.text_getter("short_description")),
    "setChatMenuButton": _method(m.SetChatMenuButton, profile_methods.set_chat_menu_button),
    "getChatMenuButton": _method(m.GetChatMenuButton, profile_methods.get_chat_menu_button),
}
_BY_LOWER_CASE: Final = {name.lower(): run for name, run in METHODS.items()}


def dispatch(world: World, method: str, params: Mapping[str, Any], files: Mapping[str, Upload]) -> Any:
    """Carries out one call; method names are case-insensitive, as in the real one. Raises ApiError."""
    run = _BY_LOWER_CASE.get(method.lower())
    if run is None:
        raise ApiError(NOT_FOUND, "Not Found: method not found", bug=True)
    return run(world, _with_files(params, files))


def _with_files(params: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
    """A file comes as a part with the parameter's name, or as any part that `attach://` names."""
    merged = dict(params)
    attached = set()
    for name, value in params.items():
        if isinstance(value, str) and value.startswith(_ATTACHED):
            part = value.removeprefix(_ATTACHED)
            if part not in files:
                raise bot_bug("wrong file identifier/HTTP URL specified")
            merged[name] = files[part]
            attached.add(part)
    return merged | {name: upload for name, upload in files.items() if name not in attached}
