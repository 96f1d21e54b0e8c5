"""What guests see: the offer, their requests, outcomes, privacy."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from services.requests.events import Event, possible
from services.requests.model import LET_IN, UNDECIDED, Ending, Offer, Request, RequestStatus
from views.actions.dialogue import CancelDialogue, ConfirmDialogue, StepBack
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
from views.format import reader_time, title
from views.i18n import Translator
from views.keyboards import SUCCESS, Row, button, confirmation, copy, keyboard, lasting
from views.links import link_button, link_text
from views.screen import Screen
from views.typed import BUTTON, TITLE, clip, named, quote

_SHOWN = 20
_ANSWER = 1000
_REASON = 100  # of each of several
_LIVE = UNDECIDED | LET_IN
_OVER = {RequestStatus.DECLINED, RequestStatus.EXPIRED, RequestStatus.WITHDRAWN}  # there may be another one
_LINK = 100  # of what is no address; so that twenty fit

STATUS_TEXTS: dict[RequestStatus, str] = {
    RequestStatus.PENDING: "request-status-pending",
    RequestStatus.WAITING: "request-status-waiting",
    RequestStatus.CLAIMED: "request-status-claimed",
    RequestStatus.INVITED: "request-status-invited",
    RequestStatus.DELIVERED: "request-status-invited",
    RequestStatus.UNDELIVERED: "request-status-invited",
    RequestStatus.FAILED: "request-status-pending",
    RequestStatus.UNKNOWN: "request-status-pending",
    RequestStatus.DECLINED: "request-status-declined",
    RequestStatus.WITHDRAWN: "request-status-withdrawn",
    RequestStatus.EXPIRED: "request-status-expired",
    RequestStatus.LAPSED: "request-status-lapsed",
    RequestStatus.RENEWAL: "request-status-renewal",
    RequestStatus.REMOVED: "request-status-removed",
    RequestStatus.CANCELLED: "request-status-cancelled",
}


def offer(tr: Translator, shown: Offer) -> Screen:
    """The conference, and what happens with the guest's data; the questions follow."""
    lines = [tr("request-offer", title=title(shown.link.conference))]
    if shown.starts_at:
        lines.append(tr("conference-starts", at=reader_time(tr, shown.starts_at)))
    if shown.link.is_full:
        lines.append(tr("request-offer-full"))
    lines += [Markup(""), tr("request-offer-privacy")]
    return Screen(Markup("\n").join(lines))


def summary(tr: Translator, *, dialogue: int, step: int, conference: str, email: str, name: str, answer: str) -> Screen:
    """What will be sent."""
    lines = [
        tr("request-summary", title=named(conference, TITLE)),
        tr("invited-who", name=named(name, TITLE), email=clip(email, TITLE)),
    ]
    if answer:
        lines.append(quote(answer, _ANSWER))
    return Screen(
        Markup("\n").join(lines),
        keyboard(
            [button(tr.plain("button-send"), ConfirmDialogue(dialogue), style=SUCCESS)],
            [
                button(tr.plain("button-back"), StepBack(dialogue, step)),
                button(tr.plain("button-cancel"), CancelDialogue(dialogue)),
            ],
        ),
    )


def suggestion(name: str, dialogue: int) -> Row:
    """The person's name in Telegram as an answer."""
    return [button(named(name, BUTTON), UseSuggestion(dialogue))]


def sent(tr: Translator, request: Request) -> Screen:
    """Right after Send. Whoever is let in at once gets the link in a message of its own."""
    if request.invite_link:
        request = replace(request, status=RequestStatus.CLAIMED, invite_link=None)
    return standing(tr, request)


def standing(tr: Translator, request: Request, *, place_free: bool = False) -> Screen:
    """Where a request stands: when it is asked for, and when it changed. `place_free`: it was on the waiting list."""
    lines = [tr("conference-title", title=title(request.conference))]
    if place_free and request.status is RequestStatus.PENDING:
        lines.append(tr("request-place-free"))
    lines += _status(tr, request)
    if request.status is RequestStatus.DECLINED and request.reason:
        lines.append(quote(request.reason, _ANSWER))
    rows: list[Row] = []
    if request.invite_link:
        lines += [Markup(""), tr("request-link-secret")]
        to_link = link_button(tr.plain("button-enter"), request.invite_link)
        rows += [to_link, copy(tr.plain("button-copy-link"), request.invite_link)]
        if not to_link:
            lines.append(link_text(request.invite_link))
    if possible(Event.RENEWAL_ASKED, request.status):
        rows.append([button(tr.plain("button-renew"), RenewLink(request.id), style=SUCCESS)])
    if possible(Event.WITHDRAWN, request.status):
        rows.append([button(tr.plain("button-withdraw"), WithdrawRequest(request.id))])
    if request.status in _OVER:
        rows.append([button(tr.plain("button-ask-again"), AskAgain(request.id))])
    return Screen(Markup("\n").join(lines), keyboard(*rows) if any(rows) else None)


def _status(tr: Translator, request: Request) -> list[Markup]:
    lines = [tr("request-status-no-place" if request.problem == Ending.NO_PLACE else STATUS_TEXTS[request.status])]
    if request.place_in_line:
        lines.append(tr("place-in-line", place=request.place_in_line))
    if request.conference.starts_at and request.status in _LIVE:
        lines.append(tr("conference-starts", at=reader_time(tr, request.conference.starts_at)))
    if request.invite_link and request.valid_until:
        lines.append(tr("link-valid-until", at=reader_time(tr, request.valid_until)))
    return lines


def mine(tr: Translator, requests: Sequence[Request]) -> Screen:
    """All requests of a person: when it is, where they stand, and what can be done, the link behind its button."""
    rows: list[Row] = []
    lines = [tr("mine-head") if requests else tr("mine-none")]
    live = {request.conference.id for request in requests if request.status in _LIVE}
    for request in requests[:_SHOWN]:
        status = _status(tr, request)
        if request.status is RequestStatus.DECLINED and request.reason:
            status.append(quote(request.reason, _REASON))
        to_link = _of_one(tr, request, rows, may_ask=request.conference.id not in live)
        if request.invite_link and not to_link:  # too long for a button, or no address
            status.append(link_text(request.invite_link, _LINK))
        lines.append(tr("mine-line", title=title(request.conference), status=Markup("\n").join(status)))
    rows.append([button(tr.plain("button-privacy"), ShowPrivacy())])
    screen = Screen(Markup("\n\n").join(lines), keyboard(*rows))
    return lasting(screen) if any(request.invite_link for request in requests[:_SHOWN]) else screen


def _of_one(tr: Translator, request: Request, rows: list[Row], *, may_ask: bool) -> Row:
    """Add what can be done with one of several requests; gives the row that opens its link."""
    name = title(request.conference, BUTTON)
    to_link = link_button(tr.plain("button-enter-of", title=name), request.invite_link)
    rows.append(to_link)
    if possible(Event.RENEWAL_ASKED, request.status):
        rows.append([button(tr.plain("button-renew-of", title=name), RenewLink(request.id))])
    if possible(Event.WITHDRAWN, request.status):
        rows.append([button(tr.plain("button-withdraw-of", title=name), WithdrawRequest(request.id))])
    if request.status in _OVER and may_ask:
        rows.append([button(tr.plain("button-ask-again-of", title=name), AskAgain(request.id))])
    return to_link


def privacy(tr: Translator, requests: Sequence[Request], *, request_days: int, person_days: int) -> Screen:
    """What is stored, for how long, and the way to have it erased."""
    emails = sorted({request.email for request in requests if request.email})
    lines = [tr("privacy-text"), tr("privacy-kept", requests=request_days, people=person_days)]
    if emails:
        lines.append(tr("privacy-yours", emails=", ".join(emails), count=len(requests)))
    return Screen(
        Markup("\n\n").join(lines),
        keyboard([button(tr.plain("button-mine"), ShowMine())], [button(tr.plain("button-forget"), AskForgetMe())]),
    )


def ask_forget(tr: Translator) -> Screen:
    """Say what is lost."""
    return Screen(
        tr("forget-ask"),
        confirmation(
            tr.plain("button-forget-really"), ForgetMe(), tr.plain("button-keep"), ShowPrivacy(), dangerous=True
        ),
    )


def forgotten(tr: Translator) -> Screen:
    """It is erased."""
    return Screen(tr("forget-done"))
