"""Every command and every handler on one screen; the fallback comes last."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Message
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers import (
    admins,
    answers,
    apikey,
    conferences,
    dialogue,
    invitations,
    log,
    membership,
    participants,
    pickers,
    routing,
    settings,
    start,
    typed_commands,
)
from handlers.context import Context
from handlers.gate import Callback, Feature, Gate, Opens, everybody, nobody
from handlers.picking import permission_of
from handlers.requests import (  # noqa: F401 (blocked and closing have buttons only)
    asking,
    blocked,
    closing,
    deciding,
    links,
    moderators,
)
from handlers.rights import Needs, demand
from services.access import Permission
from views.actions.conferences import Verb
from views.actions.start import ShowHelp


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what runs, who may, and the keys of its texts in the menu and in /help.

    `needs`: what may be asked of the sender where that is not simply the permission. `spoken`: its name in Russian, for
    those who type it; Telegram's own menu has Latin letters only.
    """

    names: tuple[str, ...]
    spoken: str
    run: Callable[[Context, str], Awaitable[None]]
    permission: Permission
    menu: str
    help: str
    needs: Needs[str] | None = None
    to_strangers: Opens = nobody  # in groups, when the sender has no role there


async def _cancel(context: Context, _: str) -> None:
    await dialogue.cancel_command(context)


async def _help(context: Context, _: str) -> None:
    await start.show_help(context, [(command.permission, command.help) for command in COMMANDS])


@routing.on(ShowHelp, Permission.ASK)
async def _help_button(context: Context, _: ShowHelp) -> None:
    await _help(context, "")


COMMANDS = (
    Command(("start",), "старт", start.start, Permission.ASK, "menu-start", "help-start", to_strangers=start.may_bind),
    Command(
        ("conferences", "list"),
        "конференции",
        conferences.list_command,
        Permission.MODERATE,
        "menu-conferences",
        "help-conferences",
    ),
    Command(
        ("conference", "info"),
        "конференция",
        conferences.card_command,
        permission_of(Verb.OPEN),
        "menu-conference",
        "help-conference-command",
    ),
    Command(("create",), "создать", conferences.create_command, Permission.ORGANIZE, "menu-create", "help-create"),
    Command(("invite",), "пригласить", invitations.command, permission_of(Verb.INVITE), "menu-invite", "help-invite"),
    Command(
        ("clients",),
        "участники",
        participants.list_command,
        permission_of(Verb.PARTICIPANTS),
        "menu-clients",
        "help-clients",
    ),
    Command(("client",), "участник", participants.card_command, Permission.MODERATE, "menu-client", "help-client"),
    Command(("edit",), "изменить", conferences.edit_command, permission_of(Verb.EDIT), "menu-edit", "help-edit"),
    Command(
        ("delete",), "удалить", conferences.delete_command, permission_of(Verb.DELETE), "menu-delete", "help-delete"
    ),
    Command(("use",), "текущая", conferences.use_command, permission_of(Verb.USE), "menu-use", "help-use"),
    Command(("alias",), "имя", conferences.alias_command, permission_of(Verb.ALIAS), "menu-alias", "help-alias"),
    Command(("open",), "открыть", links.open_command, permission_of(Verb.LINKS), "menu-open", "help-open"),
    Command(("close",), "закрыть", links.close_command, permission_of(Verb.CLOSE_LINKS), "menu-close", "help-close"),
    Command(
        ("requests",), "заявки", deciding.list_command, permission_of(Verb.REQUESTS), "menu-requests", "help-requests"
    ),
    Command(
        ("moderators",), "модераторы", moderators.command, Permission.ADMINISTER, "menu-moderators", "help-moderators"
    ),
    Command(("settings",), "настройки", settings.command, Permission.ADMINISTER, "menu-settings", "help-settings"),
    Command(
        ("apikey",),
        "ключ",
        apikey.command,
        Permission.ADMINISTER,
        "menu-apikey",
        "help-apikey",
        needs=Permission.ASK,  # open registration may let anybody; and whoever sends a key, it must not stay there
        to_strangers=everybody,
    ),
    Command(
        ("admins",),
        "админы",
        admins.command,
        Permission.ADMINISTER,
        "menu-admins",
        "help-admins",
        needs=admins.command_needs,
    ),
    Command(("log",), "журнал", log.command, Permission.ADMINISTER, "menu-log", "help-log"),
    Command(("my",), "мои", asking.mine_command, Permission.ASK, "menu-my", "help-my"),
    Command(("privacy",), "данные", asking.privacy_command, Permission.ASK, "menu-privacy", "help-privacy"),
    Command(("forget",), "забыть", asking.forget_command, Permission.ASK, "menu-forget", "help-forget"),
    Command(("language",), "язык", start.language_command, Permission.LANGUAGE, "menu-language", "help-language"),
    Command(("cancel",), "отмена", _cancel, Permission.ASK, "menu-cancel", "help-cancel"),
    Command(("help",), "помощь", _help, Permission.ASK, "menu-help", "help-help"),
)


BY_NAME = {name: command for command in COMMANDS for name in (*command.names, command.spoken)}

_PICKED = filters.StatusUpdate.USERS_SHARED | filters.StatusUpdate.CHAT_SHARED


class _GivesKeyAway(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return apikey.gives_key_away(message.text or message.caption or "")


class _TypedCommand(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return _typed(message) is not None


def _typed(message: Message) -> tuple[Command, str] | None:
    return typed_commands.find(
        message.text or message.caption or "", BY_NAME, bot_username=message.get_bot().username or ""
    )


def handlers(gate: Gate) -> list[BaseHandler[Any, Any, Any]]:
    """What PTB shall try, in this order; the first that fits takes the update."""
    new_messages = filters.UpdateType.MESSAGE  # an edited command is not run again
    talk = new_messages & (filters.TEXT | filters.ATTACHMENT)  # all that people say; the rest are service messages
    leak = filters.UpdateType.MESSAGES & filters.ChatType.GROUPS & _GivesKeyAway()  # by an edit, too
    return [
        MessageHandler(leak, gate.admit(apikey.warn, to_anonymous=True)),  # whoever wrote it, it must not stay there
        *(_command(gate, command, new_messages) for command in COMMANDS),
        CallbackQueryHandler(gate.admit(routing.press, to_strangers=moderators.answers_the_question)),
        MessageHandler(new_messages & _PICKED, gate.admit(pickers.shared)),
        MessageHandler(new_messages & filters.StatusUpdate.MIGRATE, gate.admit(membership.migrated)),
        ChatMemberHandler(gate.admit(membership.bot_moved), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(talk & _TypedCommand(), gate.admit(_run_typed, to_strangers=nobody)),
        MessageHandler(talk, gate.admit(answers.text, to_strangers=nobody)),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, gate.admit(_edited, to_strangers=nobody)),
    ]


def _command(gate: Gate, command: Command, only: filters.BaseFilter) -> CommandHandler[Any, Any]:
    callback: Callback = gate.admit(_feature(command), to_strangers=command.to_strangers)
    return CommandHandler(command.names, callback, filters=only)


def _feature(command: Command) -> Feature:
    async def run(context: Context) -> None:
        # All after the command, as it was typed: PTB's own `args` would lose spaces and line breaks.
        parts = context.said.split(maxsplit=1)
        await _run(context, command, parts[1] if len(parts) > 1 else "")

    return run


async def _run(context: Context, command: Command, arguments: str) -> None:
    demand(context.actor, command.needs or command.permission, arguments)
    await command.run(context, arguments)


async def _run_typed(context: Context) -> None:
    found = _typed(context.message) if context.message else None
    if found is not None:
        await _run(context, *found)


async def _edited(context: Context) -> None:
    """A command is not run again; in place of a refused answer it is the first time."""
    if await answers.awaits_correction(context):
        await (_run_typed(context) if context.message and _typed(context.message) else answers.text(context))
    elif context.actor.in_private:
        await answers.edited(context)
