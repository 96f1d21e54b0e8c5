"""/invite: invite people and get their links."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from telegram.error import TelegramError

from handlers import arguments, dialogue
from handlers.context import Context
from handlers.dialogue import CONFIRM, Form, Step, form, show
from handlers.picking import Unpicked, verb, with_conference
from handlers.routing import on
from services.access import Permission
from services.conference_lookup import Ambiguous
from services.dialogues import Dialogue
from services.emails import valid
from services.errors import AppError, ErrorCode
from services.invitations import check_options, checked_guests
from services.model import Actor, Conference, InviteOptions, InviteRequest
from services.settings import LIFETIMES, following
from views import invitations as view
from views.actions.conferences import Verb
from views.actions.invitations import InviteAgain, InviteOption, SwitchOption
from views.format import title
from views.screen import Screen

# What the switch on the summary offers, in turn: the same as /settings.
_LIFETIMES = tuple(timedelta(seconds=one) if one else None for one in LIFETIMES)


async def command(context: Context, text: str) -> None:
    """/invite <conf> <email> [name] [moderator] [notify] [ttl=2h] [avatar=https://…], or people as they are pasted."""
    before, people, options = arguments.invite(text)
    request = arguments.listed(people, options)
    if not request.guests:
        _refuse_malformed(text)
        await with_conference(context, Verb.INVITE, before)
        return
    _checked(request)  # before a conference is asked for, so that a typing error shows at once

    def rest(name: str) -> str:
        """The request, with what stood between the title and the first e-mail: that it is a name is a guess."""
        named = replace(arguments.listed(f"{name} {people}", options), guessed=True) if name else request
        return arguments.dump(named)

    try:
        conference, name = await context.services.conferences.split(context.actor, before)
    except Ambiguous as question:
        raise Unpicked(question, Verb.INVITE, rest(before.removeprefix(question.text).strip())) from None
    await picked(context, conference, rest(name))


def _refuse_malformed(text: str) -> None:
    """What is meant as an address is not part of a conference's title."""
    for word in text.split():
        if "@" in word:
            valid(word)


def _checked(request: InviteRequest) -> InviteRequest:
    check_options(request.options)
    return replace(request, guests=tuple(checked_guests(request.guests)))


@verb(Verb.INVITE, Permission.MODERATE)
async def picked(context: Context, conference: Conference, rest: str) -> None:
    """Invite the one person named in the command; show a list, and what could be misread, first; or ask whom."""
    if rest and arguments.load(rest).is_plain:
        await _invite(context, conference.id, arguments.load(rest))
    else:
        values = {"conference": str(conference.id), "title": title(conference)}
        await dialogue.start(context, InviteForm.name, {**values, "request": rest} if rest else values)


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
    await context.show_result(*view.invited(context.tr, invited, again_phrase=phrase))
    if sum(one.link is not None for one in invited.invitations) > view.FEW:
        with suppress(TelegramError):  # all of it stands above: what is done must not look as if it had failed
            await context.send_file(view.links_file(context.tr, invited))


@on(InviteAgain, Permission.MODERATE)
async def again(context: Context, action: InviteAgain) -> None:
    """A new link for those who were invited before."""
    remembered = await context.services.dialogues.recall(context.actor, action.phrase)
    if not remembered:
        raise AppError(ErrorCode.OUTDATED)
    await _invite(context, action.conference, arguments.load(remembered), again=True)


def _read_guests(text: str) -> InviteRequest:
    """The people in an answer, checked; options may be typed here too."""
    request = arguments.guests(text)
    if not request.guests:
        valid((request.unread or (text,))[0])
    return _checked(request)


@form(Permission.MODERATE)
class InviteForm(Form):
    """Whom; then a summary with switches."""

    name = "invite"
    steps = (
        Step(
            "request",
            lambda tr, values: tr("invite-ask", title=values["title"]),
            read=lambda text: arguments.dump(_read_guests(text)),
        ),
    )
    confirms = True

    async def take(self, context: Context, dialogue: Dialogue, text: str) -> None:
        """While the list is shown, more people join it; so does whoever is typed again, as they should be."""
        if dialogue.step != CONFIRM:
            await super().take(context, dialogue, text)
            return
        listed, more = arguments.load(dialogue.values["request"]), _read_guests(text)
        options = listed.options if more.options == InviteOptions() else more.options
        request = _checked(replace(more, guests=(*listed.guests, *more.guests), options=options))
        values = {**dialogue.values, "request": arguments.dump(request)}
        await show(context, await context.services.dialogues.move(dialogue, CONFIRM, values))

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """Who will be invited and how."""
        request = arguments.load(dialogue.values["request"])
        conference = await context.services.conferences.get(context.actor, int(dialogue.values["conference"]))
        return view.summary(
            context.tr,
            context.actor,
            conference,
            request,
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
    if current.form != InviteForm.name or current.step != CONFIRM:
        raise AppError(ErrorCode.DIALOGUE_OVER)
    request = arguments.load(current.values["request"])
    request = replace(request, options=_switched(request.options, action.option))
    values: Mapping[str, str] = {**current.values, "request": arguments.dump(request)}
    await show(context, await context.services.dialogues.move(current, CONFIRM, values))


def _switched(options: InviteOptions, option: InviteOption) -> InviteOptions:
    if option is InviteOption.MODERATOR:
        return replace(options, moderator=not options.moderator)
    if option is InviteOption.NOTIFY:
        return replace(options, notify=not options.notify)
    return replace(options, lifetime=following(options.lifetime, _LIFETIMES))
