"""Moderators: the buttons of a card, /requests."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from handlers import dialogue
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.picking import verb, with_conference
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue
from services.errors import AppError, ErrorCode
from services.model import Conference, Page, paginate
from services.requests.events import Event, possible
from services.requests.model import Request, RequestStatus, ThoseIn
from views.actions.conferences import Verb
from views.actions.requests.deciding import (
    Approve,
    ApproveAll,
    AskApproveAll,
    BlockGuest,
    BlockOneInside,
    Decline,
    DeclineWithReason,
    LetInAfterAll,
    ListRequests,
    NewLinkFor,
    OpenRequest,
    RemoveAndDecline,
    RemoveGuest,
    RetryRequest,
    ShowEmail,
    ShowRequest,
    UnblockGuest,
    UndoDecline,
)
from views.i18n import Translator
from views.requests import deciding as view
from views.screen import Screen


async def _show_card(context: Context, request: Request) -> None:
    """Draw a card that was pressed within /requests; the outbox keeps the posted one up to date."""
    if request.card != (context.actor.chat_id, context.clicked_message_id):
        card = await context.services.deciding.card(context.actor, request.id)
        await context.show_result(view.card(context.tr, card, listed=True))


async def _decide(
    context: Context, request_id: int, decide: Callable[..., Awaitable[Request]], **how: bool | str
) -> Request | None:
    """Carry a decision out and show it; None and a word about the earlier one for whoever comes too late."""
    decided: Request | None = None
    try:
        decided = await decide(context.actor, request_id, **how)
    except AppError as error:
        if error.code is not ErrorCode.REQUEST_DECIDED:
            raise
        await _tell_decided(context, request_id)
    await _show_card(context, decided or await context.services.deciding.get(context.actor, request_id))
    return decided


async def _tell_decided(context: Context, request_id: int) -> None:
    request = await context.services.deciding.get(context.actor, request_id)
    await context.toast(view.decided(context.tr, request), alert=True)


# --- the card --------------------------------------------------------------------------------------------------------


@on(Approve, Permission.MODERATE)
async def approve(context: Context, action: Approve) -> None:
    """Let somebody in."""
    await _decide(context, action.request, context.services.deciding.approve, as_moderator=action.moderator)


@on(RetryRequest, Permission.MODERATE)
async def retry(context: Context, action: RetryRequest) -> None:
    """Try again what failed."""
    await _decide(context, action.request, context.services.deciding.retry)


@on(NewLinkFor, Permission.MODERATE)
async def new_link(context: Context, action: NewLinkFor) -> None:
    """A new link for somebody who is there already."""
    await _decide(context, action.request, context.services.deciding.invite_again)


@on(Decline, Permission.MODERATE)
async def decline(context: Context, action: Decline) -> None:
    """Say no; whoever is in already is asked about first."""
    try:
        await _decide(context, action.request, context.services.deciding.decline)
    except AppError as error:
        await _ask_about_one_inside(context, error, action.request, view.ask_remove_and_decline)


@on(RemoveAndDecline, Permission.MODERATE)
async def remove_and_decline(context: Context, action: RemoveAndDecline) -> None:
    """Say no to somebody who is in already."""
    reason = await context.services.dialogues.recall(context.actor, action.phrase) if action.phrase else ""
    await _decide(context, action.request, context.services.deciding.decline, reason=reason, remove=True)


@on(UndoDecline, Permission.MODERATE)
async def undo_decline(context: Context, action: UndoDecline) -> None:
    """As if nothing had been decided."""
    if await _decide(context, action.request, context.services.deciding.undo_decline):
        await context.toast_result(context.tr.plain("toast-undone"))


@on(LetInAfterAll, Permission.MODERATE)
async def let_in_after_all(context: Context, action: LetInAfterAll) -> None:
    """In spite of an earlier refusal or removal."""
    await _decide(context, action.request, context.services.deciding.let_in_after_all)


@on(RemoveGuest, Permission.MODERATE)
async def remove(context: Context, action: RemoveGuest) -> None:
    """Out of the conference again."""
    if await _decide(context, action.request, context.services.deciding.remove):
        await context.toast_result(context.tr.plain("toast-guest-removed"))


@on(BlockGuest, Permission.MODERATE)
async def block(context: Context, action: BlockGuest) -> None:
    """Say no for good; whoever is in the conference is asked about first."""
    try:
        blocked = await _decide(context, action.request, context.services.deciding.block)
    except AppError as error:
        await _ask_about_one_inside(context, error, action.request, view.ask_block_one_inside)
    else:
        if blocked:
            await context.toast_result(context.tr.plain("toast-blocked"))


@on(BlockOneInside, Permission.MODERATE)
async def block_one_inside(context: Context, action: BlockOneInside) -> None:
    """Say no for good, and remove or not."""
    those_in = ThoseIn.REMOVE if action.remove else ThoseIn.KEEP
    if await _decide(context, action.request, context.services.deciding.block, those_in=those_in):
        await context.toast_result(context.tr.plain("toast-blocked"))


async def _ask_about_one_inside(
    context: Context, error: AppError, request_id: int, ask: Callable[[Translator, Request], Screen]
) -> None:
    """They are in the conference: what becomes of them, a person says."""
    if error.code is not ErrorCode.IN_ALREADY:
        raise error
    await context.send(ask(context.tr, await context.services.deciding.get(context.actor, request_id)))


@on(UnblockGuest, Permission.MODERATE)
async def unblock(context: Context, action: UnblockGuest) -> None:
    """Let somebody ask again."""
    await _decide(context, action.request, context.services.deciding.unblock)
    await context.toast_result(context.tr.plain("toast-unblocked"))


@on(ShowEmail, Permission.MODERATE)
async def show_email(context: Context, action: ShowEmail) -> None:
    """The address, for the presser's eyes only."""
    request = await context.services.deciding.get(context.actor, action.request)
    await context.whisper(view.email_alert(context.tr, request))


@form(Permission.MODERATE)
class DeclineForm(Form):
    """Why not."""

    name = "decline"
    steps = (Step("reason", lambda tr, values: tr("decline-ask-reason", guest=values["guest"])),)

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """Who it is about is not kept with the dialogue: they may want to be forgotten."""
        request = await context.services.deciding.get(context.actor, int(dialogue.values["request"]))
        named = {**dialogue.values, "guest": request.name or request.person}
        return await super().prompt(context, replace(dialogue, values=named))

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Say no; the card changes where it is."""
        request_id = int(dialogue.values["request"])
        try:
            await context.services.deciding.decline(context.actor, request_id, reason=dialogue.values["reason"])
        except AppError as error:
            if error.code is ErrorCode.REQUEST_DECIDED:
                await _tell_decided(context, request_id)
                return
            phrase = await context.services.dialogues.remember(context.actor, dialogue.values["reason"])
            ask = partial(view.ask_remove_and_decline, phrase=phrase)
            await _ask_about_one_inside(context, error, request_id, ask)
        else:
            await context.show_result(Screen(context.tr("decline-done")))


@on(DeclineWithReason, Permission.MODERATE)
async def decline_with_reason(context: Context, action: DeclineWithReason) -> None:
    """Ask for the reason; the card stays where it is."""
    request = await context.services.deciding.get(context.actor, action.request)
    if not possible(Event.DECLINED, request.status):
        await _tell_decided(context, request.id)
        await _show_card(context, request)
        return
    await dialogue.start(context, DeclineForm.name, {"request": str(request.id)}, as_new_message=True)


# --- /requests -------------------------------------------------------------------------------------------------------


async def list_command(context: Context, text: str) -> None:
    """/requests [conf]."""
    if text.strip():
        await with_conference(context, Verb.REQUESTS, text)
    else:
        await _show_page(context, 1, 0)


@verb(Verb.REQUESTS, Permission.MODERATE)
async def list_picked(context: Context, conference: Conference, _: str) -> None:
    """Those for one conference."""
    await _show_page(context, 1, conference.id)


@on(ListRequests, Permission.MODERATE)
async def list_button(context: Context, action: ListRequests) -> None:
    """A page."""
    await _show_page(context, action.page, action.conference)


async def _page(context: Context, number: int, conference: int) -> Page[Request]:
    return paginate(await context.services.deciding.undecided(context.actor, conference or None), number)


async def _show_page(context: Context, number: int, conference: int) -> None:
    await context.show(view.pending(context.tr, await _page(context, number, conference), conference))


@on(OpenRequest, Permission.MODERATE)
async def open_request(context: Context, action: OpenRequest) -> None:
    """One of them, with all its buttons."""
    card = await context.services.deciding.card(context.actor, action.request)
    await context.show(view.card(context.tr, card, listed=True))


@on(ShowRequest, Permission.MODERATE)
async def show_request(context: Context, action: ShowRequest) -> None:
    """The card of what a link decided, below."""
    card = await context.services.deciding.card(context.actor, action.request)
    await context.send(view.card(context.tr, card, listed=True))


@on(AskApproveAll, Permission.MODERATE)
async def ask_approve_all(context: Context, action: AskApproveAll) -> None:
    """Name them first."""
    page = await _page(context, action.page, action.conference)
    waiting = [request for request in page.items if request.status is RequestStatus.PENDING]
    named = " ".join(str(request.id) for request in waiting)
    phrase = await context.services.dialogues.remember(context.actor, named)
    await context.show(
        view.ask_approve_all(context.tr, waiting, phrase=phrase, page=page.number, conference=action.conference)
    )


@on(ApproveAll, Permission.MODERATE)
async def approve_all(context: Context, action: ApproveAll) -> None:
    """Let in those that were named, as far as nobody has decided on them since."""
    named = (await context.services.dialogues.recall(context.actor, action.phrase)).split()

    async def show_progress(number: int, total: int) -> None:
        await context.show_progress(view.progress(context.tr, number, total))

    outcome = await context.services.deciding.approve_all(
        context.actor, [int(one) for one in named if one.isdecimal()], on_progress=show_progress
    )
    await context.show_result(view.approved_all(context.tr, outcome, conference=action.conference))
