"""/moderators: the moderators' group."""

from telegram import ChatShared

from handlers import dialogue
from handlers.context import Context
from handlers.dialogue import WORKSPACE, Step, form
from handlers.pickers import PickerForm
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.model import Deciders, Workspace
from views import deep_links
from views.actions.requests.moderators import BindAsked, BindHere, PickModerators, ShowModerators, UnbindModerators
from views.callback_data import unpack
from views.deep_links import BindModerators, ChooseModeratorsGroup
from views.requests import moderators as view
from views.screen import Screen


async def command(context: Context, _: str) -> None:
    """/moderators."""
    asked = await context.services.moderators.asked_for(context.actor)
    if asked is not None:
        await context.show(view.question(context.tr, asked.id, asked.title))
        return
    token = await context.services.moderators.offer(context.actor)
    group = await context.services.moderators.group(context.actor)
    url = deep_links.address(context.bot.username, BindModerators(token))
    pick_url = deep_links.address(context.bot.username, ChooseModeratorsGroup(context.actor.workspace.id))
    await context.show(view.overview(context.tr, context.actor, group=group, bind_url=url, pick_url=pick_url))


@on(ShowModerators, Permission.ADMINISTER)
async def overview_button(context: Context, _: ShowModerators) -> None:
    """The same from a button."""
    await command(context, "")


async def bind_by_link(context: Context, token: str) -> None:
    """/start m_<token> in a group: Telegram sends it when the deep link is followed."""
    if context.actor.in_private:
        raise AppError(ErrorCode.LINK_INVALID)
    workspace = await context.services.moderators.bind_by_token(context.actor, token, thread_id=context.topic_id)
    await _welcome(context, workspace)


@on(BindHere, Permission.ADMINISTER)
async def bind_here(context: Context, _: BindHere) -> None:
    """The organizers' own group decides."""
    if context.actor.in_private:
        raise AppError(ErrorCode.GROUP_NEEDED)
    workspace = await context.services.moderators.bind(
        context.actor, chat_id=context.actor.chat_id, thread_id=context.topic_id
    )
    await _welcome(context, workspace)


@on(BindAsked, Permission.ASK)  # to the group they are a stranger yet: the service asks whose workspace it is
async def bind_asked(context: Context, action: BindAsked) -> None:
    """Yes: the payload of the link was lost, the person was not."""
    workspace = await context.services.moderators.bind_for(context.actor, action.asked, thread_id=context.topic_id)
    await _welcome(context, workspace)


async def _welcome(context: Context, workspace: Workspace) -> None:
    by_group = workspace.settings.deciders is Deciders.GROUP
    await context.show_result(view.bound_here(context.tr, workspace.title, by_group=by_group))


def answers_the_question(context: Context) -> bool:
    """Whoever was asked may be a stranger to the group."""
    return isinstance(unpack(context.click.data or "") if context.click else None, BindAsked)


@on(UnbindModerators, Permission.ADMINISTER)
async def unbind(context: Context, _: UnbindModerators) -> None:
    """Let the group go."""
    await context.services.moderators.unbind(context.actor)
    await context.show_result(view.unbound(context.tr))


@form(Permission.ADMINISTER)
class ModeratorsForm(PickerForm[ChatShared]):
    """Which group, of those that the person administers."""

    name = "moderators"
    answer = ChatShared
    steps = (Step("group", lambda tr, _: tr("moderators-pick")),)

    def picker(self, context: Context, dialogue: Dialogue, request_id: int) -> Screen:  # noqa: ARG002 (its signature)
        """Telegram's chat picker."""
        return view.picker(context.tr, request_id)

    async def picked(self, context: Context, dialogue: Dialogue, answer: ChatShared) -> None:  # noqa: ARG002 (same)
        """Bind the group."""
        await context.services.moderators.bind(context.actor, chat_id=answer.chat_id, thread_id=None)
        await context.show_result(view.picked(context.tr, answer.title or str(answer.chat_id)), anew=True)


@on(PickModerators, Permission.ADMINISTER)
async def pick(context: Context, _: PickModerators) -> None:
    """Telegram's chat picker, in private."""
    await _ask_group(context)


async def pick_for(context: Context, workspace_id: int) -> None:
    """/start mg_<workspace>: the button that leads from a group to the picker was pressed."""
    context.acting_as(await context.services.people.acting_in(context.actor, workspace_id))
    await _ask_group(context)


async def _ask_group(context: Context) -> None:
    if not context.actor.in_private:
        raise AppError(ErrorCode.PRIVATE_ONLY)
    await dialogue.start(context, ModeratorsForm.name, {WORKSPACE: str(context.actor.workspace.id)})
