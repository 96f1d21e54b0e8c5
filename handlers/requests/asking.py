"""Guests: the deep link, the request's dialogue, /my, /privacy, /forget."""

from handlers import dialogue
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.routing import on
from services import guest_lists
from services.access import Permission
from services.dialogues import Dialogue, Values
from services.errors import AppError, ErrorCode
from services.requests.asking import Answers
from views.actions.requests.asking import (
    AskAgain,
    AskForgetMe,
    ForgetMe,
    RenewLink,
    ShowMine,
    ShowPrivacy,
    UseSuggestion,
    WithdrawRequest,
)
from views.keyboards import with_row_above
from views.requests import asking as view
from views.screen import Screen
from views.typed import QUESTION, quote


async def opened(context: Context, token: str) -> None:
    """/start r_<token>: what it is about, then the questions; or where the person's request stands."""
    if not context.actor.in_private:
        raise AppError(ErrorCode.PRIVATE_ONLY)
    offer = await context.services.asking.offer(context.actor, token)
    if offer.standing is not None:
        await context.show_result(view.standing(context.tr, offer.standing))
        return
    await context.send(view.offer(context.tr, offer))
    values = {
        "link": str(offer.link.id),
        "conference": offer.link.conference.title,
        "question": offer.link.question,
    }
    await dialogue.start(context, RequestForm.name, values)


def _has_question(values: Values) -> bool:
    return bool(values["question"])


@form(Permission.ASK)
class RequestForm(Form):
    """E-mail, name, the organizers' question if there is one; then a summary."""

    name = "request"
    steps = (
        Step("email", lambda tr, _: tr("request-ask-email"), read=guest_lists.address),
        Step("name", lambda tr, _: tr("request-ask-name")),
        Step(
            "answer",
            lambda tr, values: tr("request-ask-question", question=quote(values["question"], QUESTION)),
            asked=_has_question,
        ),
    )
    confirms = True

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """The question; the name in Telegram is offered as a button."""
        asked = await super().prompt(context, dialogue)
        if dialogue.step != "name":
            return asked
        return with_row_above(asked, view.suggestion(context.actor.name, dialogue.id))

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """What will be sent."""
        values = dialogue.values
        return view.summary(
            context.tr,
            dialogue=dialogue.id,
            step=self.number(dialogue.step),
            conference=values["conference"],
            email=values["email"],
            name=values["name"],
            answer=values.get("answer", ""),
        )

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Send it; a link that decides by itself lets the guest in at once."""
        values = dialogue.values
        answers = Answers(values["email"], values["name"], values.get("answer", ""), dialogue.id)
        request = await context.services.asking.submit(context.actor, int(values["link"]), answers, is_in=context.is_in)
        await context.show_result(view.sent(context.tr, request))


@on(UseSuggestion, Permission.ASK)
async def use_suggestion(context: Context, action: UseSuggestion) -> None:
    """The name in Telegram is the answer."""
    current = await dialogue.pressed(context, action.dialogue)
    if current.form != RequestForm.name or current.step != "name":
        raise AppError(ErrorCode.DIALOGUE_OVER)
    await dialogue.answer(context, current, context.actor.name)


async def mine_command(context: Context, _: str) -> None:
    """/my."""
    _private_only(context)
    await context.show(view.mine(context.tr, await context.services.asking.mine(context.actor)))


@on(ShowMine, Permission.ASK)
async def mine_button(context: Context, _: ShowMine) -> None:
    """The same from a button."""
    await mine_command(context, "")


@on(WithdrawRequest, Permission.ASK)
async def withdraw(context: Context, action: WithdrawRequest) -> None:
    """Take it back."""
    request = await context.services.asking.withdraw(context.actor, action.request)
    await context.show_result(view.standing(context.tr, request))


@on(AskAgain, Permission.ASK)
async def ask_again(context: Context, action: AskAgain) -> None:
    """The link is followed once more."""
    await opened(context, await context.services.asking.link_of(context.actor, action.request))


@on(RenewLink, Permission.ASK)
async def renew(context: Context, action: RenewLink) -> None:
    """A new link: at once, or from the moderators."""
    request = await context.services.asking.renew(context.actor, action.request, is_in=context.is_in)
    await context.show_result(view.sent(context.tr, request))


async def privacy_command(context: Context, _: str) -> None:
    """/privacy."""
    _private_only(context)
    asking = context.services.asking
    mine = await asking.mine(context.actor)
    await context.show(
        view.privacy(context.tr, mine, request_days=asking.ages.requests.days, person_days=asking.ages.people.days)
    )


@on(ShowPrivacy, Permission.ASK)
async def privacy_button(context: Context, _: ShowPrivacy) -> None:
    """The same from a button."""
    await privacy_command(context, "")


async def forget_command(context: Context, _: str) -> None:
    """/forget."""
    _private_only(context)
    await context.show(view.ask_forget(context.tr))


@on(AskForgetMe, Permission.ASK)
async def forget_button(context: Context, _: AskForgetMe) -> None:
    """The same from a button."""
    await forget_command(context, "")


@on(ForgetMe, Permission.ASK)
async def forget(context: Context, _: ForgetMe) -> None:
    """Erase."""
    _private_only(context)
    await context.services.asking.forget(context.actor)
    await context.show_result(view.forgotten(context.tr))


def _private_only(context: Context) -> None:
    """A person's requests are nobody else's business."""
    if not context.actor.in_private:
        raise AppError(ErrorCode.PRIVATE_ONLY)
