"""Every command and every handler on one screen; the fallback comes last."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers import (
    admins,
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
)
from handlers.context import Context
from handlers.gate import Callback, Feature, Gate, Opens, everybody, nobody
from handlers.picking import permission_of
from handlers.requests import asking, blocked, deciding, links, moderators  # noqa: F401 (blocked has buttons only)
from handlers.rights import Needs, demand
from services.access import Permission
from views.actions.conferences import Verb
from views.actions.start import ShowHelp


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what runs, who may, and the keys of its texts in the menu and in /help.

    `needs`: what may be asked of the sender where that is not simply the permission.
    """

    names: tuple[str, ...]
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
    Command(
        ("start",), start.start, Permission.ASK, "menu-start", "help-start", to_strangers=start.follows_a_binding_link
    ),
    Command(
        ("conferences", "list"), conferences.list_command, Permission.MODERATE, "menu-conferences", "help-conferences"
    ),
    Command(
        ("conference", "info"),
        conferences.card_command,
        permission_of(Verb.OPEN),
        "menu-conference",
        "help-conference-command",
    ),
    Command(("create",), conferences.create_command, Permission.ORGANIZE, "menu-create", "help-create"),
    Command(("invite",), invitations.command, permission_of(Verb.INVITE), "menu-invite", "help-invite"),
    Command(("clients",), participants.list_command, permission_of(Verb.PARTICIPANTS), "menu-clients", "help-clients"),
    Command(("client",), participants.card_command, Permission.MODERATE, "menu-client", "help-client"),
    Command(("edit",), conferences.edit_command, permission_of(Verb.EDIT), "menu-edit", "help-edit"),
    Command(("delete",), conferences.delete_command, permission_of(Verb.DELETE), "menu-delete", "help-delete"),
    Command(("use",), conferences.use_command, permission_of(Verb.USE), "menu-use", "help-use"),
    Command(("alias",), conferences.alias_command, permission_of(Verb.ALIAS), "menu-alias", "help-alias"),
    Command(("open",), links.open_command, permission_of(Verb.LINKS), "menu-open", "help-open"),
    Command(("close",), links.close_command, permission_of(Verb.CLOSE_LINKS), "menu-close", "help-close"),
    Command(("requests",), deciding.list_command, permission_of(Verb.REQUESTS), "menu-requests", "help-requests"),
    Command(("moderators",), moderators.command, Permission.ADMINISTER, "menu-moderators", "help-moderators"),
    Command(("settings",), settings.command, Permission.ADMINISTER, "menu-settings", "help-settings"),
    Command(
        ("apikey",),
        apikey.command,
        Permission.ADMINISTER,
        "menu-apikey",
        "help-apikey",
        needs=Permission.ASK,  # open registration may let anybody; and whoever sends a key, it must not stay there
        to_strangers=everybody,
    ),
    Command(
        ("admins",), admins.command, Permission.ADMINISTER, "menu-admins", "help-admins", needs=admins.command_needs
    ),
    Command(("log",), log.command, Permission.ADMINISTER, "menu-log", "help-log"),
    Command(("my",), asking.mine_command, Permission.ASK, "menu-my", "help-my"),
    Command(("privacy",), asking.privacy_command, Permission.ASK, "menu-privacy", "help-privacy"),
    Command(("forget",), asking.forget_command, Permission.ASK, "menu-forget", "help-forget"),
    Command(("language",), start.language_command, Permission.LANGUAGE, "menu-language", "help-language"),
    Command(("cancel",), _cancel, Permission.ASK, "menu-cancel", "help-cancel"),
    Command(("help",), _help, Permission.ASK, "menu-help", "help-help"),
)


_PICKED = filters.StatusUpdate.USERS_SHARED | filters.StatusUpdate.CHAT_SHARED


class _GivesKeyAway(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return apikey.gives_key_away(message.text or message.caption or "")


def handlers(gate: Gate) -> list[BaseHandler[Any, Any, Any]]:
    """What PTB shall try, in this order; the first that fits takes the update."""
    new_messages = filters.UpdateType.MESSAGE  # an edited command is not run again
    talk = new_messages & (filters.TEXT | filters.ATTACHMENT)  # all that people say; the rest are service messages
    leak = new_messages & filters.ChatType.GROUPS & _GivesKeyAway()
    return [
        MessageHandler(leak, gate.admit(apikey.warn, to_anonymous=True)),  # whoever wrote it, it must not stay there
        *(_command(gate, command, new_messages) for command in COMMANDS),
        CallbackQueryHandler(gate.admit(routing.press, to_strangers=nobody)),
        MessageHandler(new_messages & _PICKED, gate.admit(pickers.shared)),
        MessageHandler(new_messages & filters.StatusUpdate.MIGRATE, gate.admit(membership.migrated)),
        ChatMemberHandler(gate.admit(membership.bot_moved), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(talk & ~filters.COMMAND, gate.admit(start.text, to_strangers=nobody)),
        MessageHandler(new_messages & filters.COMMAND & filters.ChatType.PRIVATE, gate.admit(start.unknown_command)),
    ]


def _command(gate: Gate, command: Command, only: filters.BaseFilter) -> CommandHandler[Any, Any]:
    callback: Callback = gate.admit(_feature(command), to_strangers=command.to_strangers)
    return CommandHandler(command.names, callback, filters=only)


def _feature(command: Command) -> Feature:
    async def run(context: Context) -> None:
        arguments = _arguments(context.update)
        demand(context.actor, command.needs or command.permission, arguments)
        await command.run(context, arguments)

    return run


def _arguments(update: Update) -> str:
    """All after the command, as it was typed: PTB's own `args` would lose spaces and line breaks."""
    text = update.message.text if update.message else None
    parts = (text or "").split(maxsplit=1)
    return parts[1] if len(parts) > 1 else ""
