"""/invite: invite people and get their links."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from handlers import arguments, dialogue
from handlers.arguments import InviteRequest
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.picking import verb, with_conference, with_row
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.invitations import check_options, checked_guests
from services.model import Actor, Conference, InviteOptions
from views import invitations as view
from views.actions import InviteAgain, InviteOption, InviteTo, SwitchOption, Verb
from views.format import title
from views.screen import Screen

# What the switch on the summary offers, in turn.
_LIFETIMES = (None, timedelta(hours=1), timedelta(hours=2), timedelta(days=1), timedelta(days=7), timedelta(days=30))


async def command(context: Context, text: str) -> None:
    """/invite <conf> <email> [name] [moderator] [notify] [ttl=2h] [avatar=https://…]."""
    conference_text, request = arguments.invite(text)
    if request.guests:
        # Before a conference is asked for, so that a typing error shows at once.
        checked_guests(request.guests)
        check_options(request.options)
    rest = arguments.dump(request) if request.guests else ""
    await with_conference(context, Verb.INVITE, conference_text, rest)


@verb(Verb.INVITE, Permission.MODERATE)
async def picked(context: Context, conference: Conference, rest: str) -> None:
    """Invite those named in the command, or ask whom."""
    if rest:
        await _invite(context, conference.id, arguments.load(rest))
    else:
        values = {"conference": str(conference.id), "title": title(conference)}
        await dialogue.start(context, InviteForm.name, values)


@on(InviteTo, Permission.MODERATE)
async def button(context: Context, action: InviteTo) -> None:
    """Ask whom to invite."""
    await with_row(context, Verb.INVITE, action.conference)


async def _invite(context: Context, conference_id: int, request: InviteRequest, *, again: bool = False) -> None:
    invited = await context.services.invitations.invite(
        context.actor, conference_id, request.guests, request.options, again=again
    )
    before = [
        one.guest
        for one in invited.invitations
        if one.link is None and (one.error is None or one.error.code is ErrorCode.EMAIL_INVITED)
    ]
    phrase = 0
    if before:
        remembered = InviteRequest(tuple(before), request.options)
        phrase = await context.services.dialogues.remember(context.actor, arguments.dump(remembered))
    first, *others = view.invited(context.tr, invited, again_phrase=phrase)
    await context.show(first)
    for screen in others:
        await context.send(screen)


@on(InviteAgain, Permission.MODERATE)
async def again(context: Context, action: InviteAgain) -> None:
    """A new link for those who were invited before."""
    remembered = await context.services.dialogues.recall(context.actor, action.phrase)
    if not remembered:
        raise AppError(ErrorCode.OUTDATED)
    await _invite(context, action.conference, arguments.load(remembered), again=True)


def _read_guests(text: str) -> str:
    """The answer as a request, checked; options may be typed here too."""
    stray, request = arguments.guests(text)
    if stray or not request.guests:
        raise AppError(ErrorCode.EMAIL_MALFORMED, text=(stray or text).split(" ")[0])
    check_options(request.options)
    return arguments.dump(InviteRequest(tuple(checked_guests(request.guests)), request.options))


@form(Permission.MODERATE)
class InviteForm(Form):
    """Whom; then a summary with switches."""

    name = "invite"
    steps = (Step("request", lambda tr, values: tr("invite-ask", title=values["title"]), read=_read_guests),)
    confirms = True

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """Who will be invited and how."""
        request = arguments.load(dialogue.values["request"])
        conference = await context.services.conferences.get(context.actor, int(dialogue.values["conference"]))
        return view.summary(
            context.tr,
            context.actor,
            conference,
            request.guests,
            request.options,
            dialogue=dialogue.id,
            step=self.number(dialogue.step),
        )

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Invite."""
        request = arguments.load(dialogue.values["request"])
        await _invite(context, int(dialogue.values["conference"]), request)


def _option_needs(_: Actor, action: SwitchOption) -> Permission:
    """To invite a moderator is to promote."""
    return Permission.ORGANIZE if action.option is InviteOption.MODERATOR else Permission.MODERATE


@on(SwitchOption, _option_needs)
async def switch(context: Context, action: SwitchOption) -> None:
    """Switch an option on the summary."""
    current = await dialogue.pressed(context, action.dialogue)
    if current.form != InviteForm.name or current.step != dialogue.CONFIRM:
        raise AppError(ErrorCode.DIALOGUE_OVER)
    request = arguments.load(current.values["request"])
    request = replace(request, options=_switched(request.options, action.option))
    values: Mapping[str, str] = {**current.values, "request": arguments.dump(request)}
    await dialogue.show(context, await context.services.dialogues.move(current, dialogue.CONFIRM, values))


def _switched(options: InviteOptions, option: InviteOption) -> InviteOptions:
    if option is InviteOption.MODERATOR:
        return replace(options, moderator=not options.moderator)
    if option is InviteOption.NOTIFY:
        return replace(options, notify=not options.notify)
    following = _LIFETIMES.index(options.lifetime) + 1 if options.lifetime in _LIFETIMES else 0
    return replace(options, lifetime=_LIFETIMES[following % len(_LIFETIMES)])
