"""Methods that set command menus and the profile. https://core.telegram.org/bots/api#setmycommands"""

import re
from collections.abc import Callable
from typing import Any, Final

from sandbox.telegram import methods as m
from sandbox.telegram.errors import bot_bug
from sandbox.telegram.profile import Scope
from sandbox.telegram.sending import open_chat
from sandbox.telegram.text import Json
from sandbox.telegram.world import World

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_DESCRIPTION_LIMIT: Final = 256


def _read_scope(world: World, scope: m.BotCommandScope | None) -> Scope:
    if scope is None or not scope.type.startswith("chat"):
        return (scope.type if scope else "default", 0, 0)
    if scope.chat_id is None:
        raise bot_bug("can't parse BotCommandScope: Can't find field \"chat_id\"")
    chat = open_chat(world, scope.chat_id)
    if scope.type != "chat_member":
        return scope.type, chat.id, 0
    if scope.user_id is None:
        raise bot_bug("can't parse BotCommandScope: Can't find field \"user_id\"")
    return scope.type, chat.id, scope.user_id


def _check_command(command: m.BotCommand) -> None:
    if not command.command.removeprefix("/"):
        raise bot_bug("command must be non-empty")
    if not _COMMAND.fullmatch(command.command.removeprefix("/")):
        raise bot_bug("BOT_COMMAND_INVALID")
    if not command.description.strip():
        raise bot_bug("command description must be non-empty")
    if len(command.description) > _DESCRIPTION_LIMIT:
        raise bot_bug("BOT_COMMAND_DESCRIPTION_INVALID")


def set_my_commands(world: World, params: m.SetMyCommands) -> bool:
    """https://core.telegram.org/bots/api#setmycommands; an empty list is the same as deleting."""
    key = _read_scope(world, params.scope), params.language_code
    if len(params.commands) > m.COMMANDS_LIMIT:
        raise bot_bug("BOT_COMMANDS_TOO_MUCH")
    for command in params.commands:
        _check_command(command)
    world.profile.commands.pop(key, None)
    if params.commands:
        world.profile.commands[key] = [
            {"command": command.command.removeprefix("/"), "description": command.description}
            for command in params.commands
        ]
    world.announce("profile")
    return True


def get_my_commands(world: World, params: m.OfCommands) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands; exactly that scope and language, no fallback."""
    return world.profile.commands.get((_read_scope(world, params.scope), params.language_code), [])


def delete_my_commands(world: World, params: m.OfCommands) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands"""
    world.profile.commands.pop((_read_scope(world, params.scope), params.language_code), None)
    world.announce("profile")
    return True


def set_my_name(world: World, params: m.SetMyName) -> bool:
    """https://core.telegram.org/bots/api#setmyname"""
    return _set_text(world, "name", params.language_code, params.name)


def set_my_description(world: World, params: m.SetMyDescription) -> bool:
    """https://core.telegram.org/bots/api#setmydescription"""
    return _set_text(world, "description", params.language_code, params.description)


def set_my_short_description(world: World, params: m.SetMyShortDescription) -> bool:
    """https://core.telegram.org/bots/api#setmyshortdescription"""
    return _set_text(world, "short_description", params.language_code, params.short_description)


def _set_text(world: World, what: str, language: str, text: str) -> bool:
    world.profile.set_text(what, language, text)
    world.announce("profile")
    return True


def text_getter(what: str) -> Callable[[World, m.InLanguage], Json]:
    """getMyName, getMyDescription or getMyShortDescription."""

    def get(world: World, params: m.InLanguage) -> Json:
        text = world.profile.text(what, params.language_code)
        return {what: text or (world.bot.first_name if what == "name" else "")}

    return get


def set_chat_menu_button(world: World, params: m.SetChatMenuButton) -> bool:
    """https://core.telegram.org/bots/api#setchatmenubutton"""
    if params.chat_id is not None:
        open_chat(world, params.chat_id)
    world.profile.menu_buttons[params.chat_id or 0] = params.menu_button or {"type": "default"}
    return True


def get_chat_menu_button(world: World, params: m.GetChatMenuButton) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#getchatmenubutton"""
    buttons = world.profile.menu_buttons
    return buttons.get(params.chat_id or 0) or buttons.get(0, {"type": "commands"})
