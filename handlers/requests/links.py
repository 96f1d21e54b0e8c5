"""/open and /close: request links and their rules."""

from telegram import ChatShared

from handlers import dialogue
from handlers.context import Context
from handlers.dialogue import WORKSPACE, Form, Step, form
from handlers.pickers import PickerForm
from handlers.picking import verb, with_conference
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.model import Conference
from services.requests.model import Approval, RequestLink
from views.actions.conferences import Verb
from views.actions.requests.links import (
    AddRequestLink,
    AskRevoke,
    AskRule,
    LinkRule,
    ListRequestLinks,
    RevokeLink,
    SetApproval,
    ShowQr,
    ShowRequestLink,
)
from views.requests import links as view
from views.screen import Screen


async def open_command(context: Context, text: str) -> None:
    """/open <conf>."""
    await with_conference(context, Verb.LINKS, text)


@verb(Verb.LINKS, Permission.ORGANIZE)
async def open_picked(context: Context, conference: Conference, _: str) -> None:
    """The links; the first one is made at once."""
    links = await context.services.links.of_conference(context.actor, conference.id)
    if not links:
        await _show_new(context, conference.id)
    elif len(links) == 1:
        await _show(context, links[0])
    else:
        await context.show(view.overview(context.tr, conference, links))


async def _show_new(context: Context, conference_id: int) -> None:
    link = await context.services.links.open(context.actor, conference_id)
    await _show(context, link)
    await context.send_photo(view.qr(context.tr, link, context.bot.username))


async def _show(context: Context, link: RequestLink) -> None:
    try:
        conference = await context.services.conferences.card(context.actor, link.conference.id)
    except AppError:
        conference = None  # the link works without Boomstream; only the warning is missing
    await context.show_result(view.card(context.tr, link, bot_username=context.bot.username, conference=conference))


@on(ListRequestLinks, Permission.ORGANIZE)
async def list_button(context: Context, action: ListRequestLinks) -> None:
    """All links of a conference."""
    conference = await context.services.conferences.get(context.actor, action.conference)
    links = await context.services.links.of_conference(context.actor, conference.id)
    await context.show(view.overview(context.tr, conference, links))


@on(AddRequestLink, Permission.ORGANIZE)
async def add_button(context: Context, action: AddRequestLink) -> None:
    """One more."""
    await _show_new(context, action.conference)


@on(ShowRequestLink, Permission.ORGANIZE)
async def show_button(context: Context, action: ShowRequestLink) -> None:
    """A link with its rules."""
    await _show(context, await context.services.links.get(context.actor, action.link))


@on(ShowQr, Permission.ORGANIZE)
async def qr_button(context: Context, action: ShowQr) -> None:
    """The picture."""
    link = await context.services.links.get(context.actor, action.link)
    await context.send_photo(view.qr(context.tr, link, context.bot.username))


@on(SetApproval, Permission.ORGANIZE)
async def set_approval(context: Context, action: SetApproval) -> None:
    """Who is let in; for a group's members the group is asked for with Telegram's chat picker."""
    link = await context.services.links.get(context.actor, action.link)
    chosen = link.members_chat_id is not None and link.approval is not Approval.MEMBERS  # pressed again: another one
    if action.approval is Approval.MEMBERS and not chosen:
        await _ask_group(context, link)
        return
    await _show(context, await context.services.links.set_approval(context.actor, link.id, action.approval))


async def _ask_group(context: Context, link: RequestLink) -> None:
    """Telegram's chat picker works in private only: a button leads there from a group."""
    if context.actor.in_private:
        values = {"link": str(link.id), WORKSPACE: str(link.workspace_id)}
        await dialogue.start(context, MembersForm.name, values)
    else:
        await context.show(view.group_elsewhere(context.tr, link, context.bot.username))


async def choose_group(context: Context, link_id: int) -> None:
    """/start g_<link>: that button was pressed."""
    if not context.actor.in_private:
        raise AppError(ErrorCode.PRIVATE_ONLY)
    context.acting_as(await context.services.links.acting_on(context.actor, link_id))
    await _ask_group(context, await context.services.links.get(context.actor, link_id))


@form(Permission.ORGANIZE)
class MembersForm(PickerForm[ChatShared]):
    """Whose members are let in."""

    name = "link-members"
    answer = ChatShared
    steps = (Step("group", lambda tr, _: tr("link-ask-group")),)

    def picker(self, context: Context, dialogue: Dialogue, request_id: int) -> Screen:  # noqa: ARG002 (its signature)
        """Telegram's chat picker."""
        return view.group_picker(context.tr, request_id)

    async def picked(self, context: Context, dialogue: Dialogue, answer: ChatShared) -> None:
        """Let them in, and show the link where its buttons work."""
        title = answer.title or str(answer.chat_id)
        link = await context.services.links.set_members_group(
            context.actor, int(dialogue.values["link"]), chat_id=answer.chat_id, title=title
        )
        await context.show_result(view.group_chosen(context.tr, title), anew=True)
        if context.actor.workspace.chat_id == context.actor.chat_id:
            await _show(context, link)


class RuleForm(Form):
    """One question for one rule."""

    async def change(self, context: Context, link_id: int, value: str) -> RequestLink:
        """Set the rule."""
        raise NotImplementedError(self.name)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Set it and show the link."""
        await _show(context, await self.change(context, int(dialogue.values["link"]), dialogue.values["value"]))


def _read_number(text: str) -> str:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**6):
        raise AppError(ErrorCode.NUMBER_MALFORMED, text=text)
    return text


@form(Permission.ORGANIZE)
class CapacityForm(RuleForm):
    """How many places."""

    name = "link-capacity"
    steps = (Step("value", lambda tr, _: tr("link-ask-capacity"), empty="button-no-limit", read=_read_number),)

    async def change(self, context: Context, link_id: int, value: str) -> RequestLink:
        """A number, or none."""
        return await context.services.links.set_capacity(context.actor, link_id, int(value) if value else None)


@form(Permission.ORGANIZE)
class QuestionForm(RuleForm):
    """What guests are asked."""

    name = "link-question"
    steps = (Step("value", lambda tr, _: tr("link-ask-question"), empty="button-clear"),)

    async def change(self, context: Context, link_id: int, value: str) -> RequestLink:
        """A question, or none."""
        return await context.services.links.set_question(context.actor, link_id, value)


@form(Permission.ORGANIZE)
class NameForm(RuleForm):
    """What organizers call it."""

    name = "link-name"
    steps = (Step("value", lambda tr, _: tr("link-ask-name"), empty="button-clear"),)

    async def change(self, context: Context, link_id: int, value: str) -> RequestLink:
        """A name, or none."""
        return await context.services.links.set_name(context.actor, link_id, value)


_RULE_FORMS: dict[LinkRule, str] = {
    LinkRule.CAPACITY: CapacityForm.name,
    LinkRule.CLOSING: "link-closing",  # it has a module of its own, which builds on this one
    LinkRule.QUESTION: QuestionForm.name,
    LinkRule.NAME: NameForm.name,
}


@on(AskRule, Permission.ORGANIZE)
async def ask_rule(context: Context, action: AskRule) -> None:
    """Ask for the value."""
    link = await context.services.links.get(context.actor, action.link)
    await dialogue.start(context, _RULE_FORMS[action.rule], {"link": str(link.id)})


# --- closing ---------------------------------------------------------------------------------------------------------


async def close_command(context: Context, text: str) -> None:
    """/close <conf>."""
    await with_conference(context, Verb.CLOSE_LINKS, text)


@verb(Verb.CLOSE_LINKS, Permission.ORGANIZE)
async def close_picked(context: Context, conference: Conference, _: str) -> None:
    """Which link, or straight the question for the only one."""
    links = await context.services.links.of_conference(context.actor, conference.id)
    if len(links) == 1:
        await context.show(view.ask_revoke(context.tr, links[0]))
    else:
        await context.show(view.to_close(context.tr, conference, links))


@on(AskRevoke, Permission.ORGANIZE)
async def ask_revoke(context: Context, action: AskRevoke) -> None:
    """Confirm first."""
    link = await context.services.links.get(context.actor, action.link)
    await context.show(view.ask_revoke(context.tr, link))


@on(RevokeLink, Permission.ORGANIZE)
async def revoke(context: Context, action: RevokeLink) -> None:
    """Close it for good."""
    link = await context.services.links.revoke(context.actor, action.link)
    await context.show_result(view.revoked(context.tr, link))
