"""/start, /help, /language."""

from collections.abc import Sequence

from handlers import apikey
from handlers.context import Context
from handlers.requests import asking, links, moderators
from handlers.routing import on
from services.access import Permission
from services.errors import AppError, ErrorCode
from services.model import Role
from views import admins as admins_view
from views import deep_links
from views import start as view
from views.actions.start import Nothing, SetLanguage, ShowLanguages, ShowMenu
from views.deep_links import (
    AskToJoin,
    BindModerators,
    ChooseMembersGroup,
    ChooseModeratorsGroup,
    ClaimBot,
    EnterKeyOf,
)
from views.requests import asking as asking_view


async def start(context: Context, payload: str) -> None:
    """/start, with or without the payload of a deep link."""
    match deep_links.unpack(payload):
        case ClaimBot(token):
            await context.services.admins.claim(context.actor, token)
            await context.refresh()
            await context.show_result(admins_view.claimed(context.tr))
            await menu(context)
        case EnterKeyOf(workspace):
            await apikey.enter_for(context, workspace)
        case AskToJoin(token):
            await asking.opened(context, token)
        case ChooseMembersGroup(link):
            await links.choose_group(context, link)
        case BindModerators(token):
            await moderators.bind_by_link(context, token)
        case ChooseModeratorsGroup(workspace):
            await moderators.pick_for(context, workspace)
        case None if payload:
            raise AppError(ErrorCode.LINK_INVALID)
        case None:
            await greet(context)


async def greet(context: Context) -> None:
    """The first word in a chat: a question, where the payload that adds a moderators' group may have been lost."""
    if await context.services.moderators.ask(context.actor):
        return
    if context.is_stranger_in_group:
        raise AppError(ErrorCode.NOT_ALLOWED)
    await menu(context)


def may_bind(context: Context) -> bool:
    """Whoever binds a group administers another chat: to the group itself they are a stranger."""
    payload = context.said.partition(" ")[2].strip()
    return not payload or isinstance(deep_links.unpack(payload), BindModerators)


async def menu(context: Context, *, anew: bool = False) -> None:
    """The start screen that fits the person and the place; `anew`: below, and not in place of the pressed message."""
    elsewhere = [] if context.actor.role > Role.ANYONE else await context.services.people.workspaces_of(context.actor)
    if context.actor.role is Role.ANYONE and context.actor.in_private and not elsewhere:
        mine = await context.services.asking.mine(context.actor)
        if mine:
            await (context.send if anew else context.show)(asking_view.mine(context.tr, mine))
            return
    may_register = context.services.workspaces.may_register(context.actor, created_this_group=False)
    screen = view.welcome(
        context.tr,
        context.actor,
        elsewhere=elsewhere,
        may_register=may_register,
        bot_username=context.bot.username,
    )
    await (context.send if anew else context.show)(screen)


@on(ShowMenu, Permission.ASK)
async def menu_button(context: Context, _: ShowMenu) -> None:
    """Back to the start screen."""
    await menu(context)


async def show_help(context: Context, lines: Sequence[tuple[Permission, str]]) -> None:
    """/help: `lines` are the permission and the text key of each command."""
    await context.show(view.help_screen(context.tr, context.actor, lines))


async def language_command(context: Context, _: str) -> None:
    """/language."""
    await context.show(view.languages(context.tr, context.actor))


@on(ShowLanguages, Permission.LANGUAGE)
async def languages_button(context: Context, _: ShowLanguages) -> None:
    """The same from a button."""
    await language_command(context, "")


@on(SetLanguage, Permission.LANGUAGE)
async def set_language(context: Context, action: SetLanguage) -> None:
    """Choose, and answer in the new language."""
    await context.services.people.set_language(context.actor, action.language)
    await context.refresh()
    await context.show_result(view.language_set(context.tr))


@on(Nothing, Permission.ASK)
async def nothing(_context: Context, _: Nothing) -> None:
    """A label was pressed: the click is answered, nothing else happens."""
