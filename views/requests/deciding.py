"""What moderators see: a request's card, the list of requests, digests, notices."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from services.emails import mask
from services.errors import AppError, ErrorCode
from services.model import Page
from services.requests.events import Event, possible
from services.requests.model import (
    ADMITTED,
    BLOCKABLE,
    LET_IN,
    Aftermath,
    ApprovedAll,
    Card,
    Ending,
    Request,
    RequestStatus,
    Unreachable,
)
from views import errors
from views.actions.participants import OpenGuest
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
    UnblockGuest,
    UndoDecline,
)
from views.format import reader_time, title
from views.i18n import Translator
from views.keyboards import DANGER, SUCCESS, Row, button, confirmation, keyboard, lasting_row, pager
from views.links import link_text, passing_on
from views.requests.links import name as link_name
from views.screen import Screen
from views.typed import BUTTON, TITLE, TOAST, as_html, clip, named, one_line, quote, unlinked

_ANSWER = 800
_EMAIL_IN_ALERT = 150
_LINK = 1000  # of one that is no address

STATUS_TEXTS: dict[RequestStatus, str] = {
    RequestStatus.PENDING: "card-status-pending",
    RequestStatus.WAITING: "card-status-waiting",
    RequestStatus.CLAIMED: "card-status-claimed",
    RequestStatus.INVITED: "card-status-invited",
    RequestStatus.DELIVERED: "card-status-delivered",
    RequestStatus.UNDELIVERED: "card-status-undelivered",
    RequestStatus.FAILED: "card-status-failed",
    RequestStatus.UNKNOWN: "card-status-unknown",
    RequestStatus.DECLINED: "card-status-declined",
    RequestStatus.WITHDRAWN: "card-status-withdrawn",
    RequestStatus.EXPIRED: "card-status-expired",
    RequestStatus.LAPSED: "card-status-lapsed",
    RequestStatus.RENEWAL: "card-status-renewal",
    RequestStatus.REMOVED: "card-status-removed",
    RequestStatus.CANCELLED: "card-status-cancelled",
}

_UNREACHABLE_TEXTS: dict[str, str] = {
    Unreachable.BLOCKED: "card-status-undelivered",
    Unreachable.DEACTIVATED: "card-status-undelivered-deactivated",
    Unreachable.NO_CHAT: "card-status-undelivered-no-chat",
    Unreachable.GIVEN_UP: "card-status-undelivered-given-up",
    Unreachable.FORGOTTEN: "card-status-undelivered-forgotten",
}

_AFTERMATH_TEXTS: dict[str, str] = {
    Aftermath.REMOVED: "card-removed-too",
    Aftermath.STAYS: "card-stays",
}

_INVITED = ADMITTED - {RequestStatus.INVITED} | {RequestStatus.UNKNOWN}


def card(tr: Translator, shown: Card, *, listed: bool = False) -> Screen:
    """Where it stands, then the facts, which stay after the decision. `listed`: within /requests."""
    request = shown.request
    lines = [tr("card-head", title=title(request.conference)), *_status(tr, request)]
    if shown.can_be_undone:
        lines.append(tr("card-guest-not-told"))
    if shown.blocked:
        lines.append(tr("card-blocked"))
    lines += [Markup(""), _who(tr, request)]
    if request.answer:
        lines.append(
            tr("card-answer", question=one_line(request.question, TITLE), answer=quote(request.answer, _ANSWER))
        )
    if shown.link.name or shown.link.number > 1:
        lines.append(tr("card-link", name=link_name(tr, shown.link)))
    lines.append(tr("card-counts", asked=shown.link.asked, admitted=shown.link.admitted))
    lines.append(tr("card-asked-at", at=reader_time(tr, request.created_at)))
    rows = _buttons(tr, shown)
    if listed:
        back = [button(tr.plain("button-back-to-requests"), ListRequests(1, 0))]
        rows.append(lasting_row(back) if request.status is RequestStatus.UNDELIVERED else back)
    return Screen(Markup("\n").join(lines), keyboard(*rows) if any(rows) else None)


def _who(tr: Translator, request: Request) -> Markup:
    if request.user_id is None:
        return tr("card-who-forgotten")
    profile = Markup('<a href="tg://user?id={}">{}</a>').format(
        request.user_id, as_html(one_line(request.person, TITLE) or str(request.user_id))
    )
    if one_line(request.name, TITLE) == one_line(request.person, TITLE):
        return tr("card-who-same", profile=profile, email=_masked(request))
    return tr("card-who", profile=profile, name=named(request.name, TITLE), email=_masked(request))


def _masked(request: Request) -> str | Markup:
    return unlinked(mask(clip(request.email, TITLE // 2)))


def _status(tr: Translator, request: Request) -> list[Markup]:
    who = one_line(request.decided_by, TITLE) or tr.plain("card-by-rule")
    at = reader_time(tr, request.decided_at) if request.decided_at else Markup("")
    text = STATUS_TEXTS[request.status]
    if request.status is RequestStatus.UNDELIVERED:
        text = _UNREACHABLE_TEXTS.get(request.problem, text)
    if request.problem == Ending.NO_PLACE:
        text = "card-status-no-place"
    lines = [tr(text, who=who, at=at)]
    if request.problem in _AFTERMATH_TEXTS:
        lines.append(tr(_AFTERMATH_TEXTS[request.problem]))
    if request.place_in_line:
        lines.append(tr("place-in-line", place=request.place_in_line))
    if request.valid_until and request.status in LET_IN:
        lines.append(tr("link-valid-until", at=reader_time(tr, request.valid_until)))
    if request.as_moderator:
        lines.append(tr("participant-role-moderator"))
    if request.status is RequestStatus.DECLINED and request.reason:
        lines.append(quote(request.reason, _ANSWER))
    if request.status is RequestStatus.UNDELIVERED and request.invite_link and not _can_be_shared(tr, request):
        lines.append(link_text(request.invite_link, _LINK))
    if request.problem in set(ErrorCode) and request.status in {RequestStatus.FAILED, RequestStatus.UNKNOWN}:
        code = ErrorCode(request.problem)
        # Codes with values of their own are told without them: a card has no room for a vendor's speech.
        plain = code if code not in {ErrorCode.REJECTED, ErrorCode.BUSY} else ErrorCode.UNWELL
        lines.append(errors.text(tr, AppError(plain)))
    return lines


def _buttons(tr: Translator, shown: Card) -> list[Row]:
    return [*_to_decide(tr, shown), *_once_decided(tr, shown), *_about_the_guest(tr, shown)]


def _to_decide(tr: Translator, shown: Card) -> list[Row]:
    request = shown.request
    rows: list[Row] = []
    if possible(Event.APPROVED, request.status):
        rows.append([button(tr.plain("button-approve"), Approve(request.id, moderator=False), style=SUCCESS)])
        rows.append([button(tr.plain("button-approve-moderator"), Approve(request.id, moderator=True))])
    if possible(Event.RETRIED, request.status):
        rows.append([button(tr.plain("button-retry"), RetryRequest(request.id), style=SUCCESS)])
    if possible(Event.INVITED_AGAIN, request.status):
        rows.append([button(tr.plain("button-new-link"), NewLinkFor(request.id))])
    if possible(Event.DECLINED, request.status):
        rows.append([button(tr.plain("button-decline"), Decline(request.id), style=DANGER)])
        rows.append([button(tr.plain("button-decline-reason"), DeclineWithReason(request.id))])
    return rows


def _once_decided(tr: Translator, shown: Card) -> list[Row]:
    request = shown.request
    rows: list[Row] = []
    if shown.can_be_undone:
        rows.append([button(tr.plain("button-undo"), UndoDecline(request.id))])
    elif possible(Event.LET_IN_AFTER_ALL, request.status) and request.user_id is not None and not shown.blocked:
        again = "button-invite-guest-again" if request.status is RequestStatus.REMOVED else "button-let-in-after-all"
        rows.append([button(tr.plain(again), LetInAfterAll(request.id))])
    if request.status is RequestStatus.UNDELIVERED:
        rows.append(_passing_on(tr, request))
    if request.participant_id and request.status in _INVITED:
        rows.append([button(tr.plain("button-open-participant"), OpenGuest(request.participant_id))])
    if request.status in ADMITTED:
        rows.append([button(tr.plain("button-remove-guest"), RemoveGuest(request.id), style=DANGER)])
    return rows


def _about_the_guest(tr: Translator, shown: Card) -> list[Row]:
    request = shown.request
    rows: list[Row] = []
    if possible(Event.DECLINED, request.status):
        rows.append([button(tr.plain("button-show-email"), ShowEmail(request.id))])
    if shown.blocked:
        rows.append([button(tr.plain("button-unblock"), UnblockGuest(request.id))])
    elif request.status in BLOCKABLE and request.user_id is not None:
        rows.append([button(tr.plain("button-block"), BlockGuest(request.id))])
    return rows


def ask_remove_and_decline(tr: Translator, request: Request, *, phrase: int = 0) -> Screen:
    """They are in because of this request: no refusal without their removal. `phrase` remembers the reason."""
    return Screen(
        tr("decline-in-already", name=one_line(request.name, TITLE), title=title(request.conference)),
        confirmation(
            tr.plain("button-remove-and-decline"),
            RemoveAndDecline(request.id, phrase),
            tr.plain("button-keep"),
            OpenRequest(request.id),
            dangerous=True,
        ),
    )


def ask_block_one_inside(tr: Translator, request: Request) -> Screen:
    """A block removes nobody silently."""
    return Screen(
        tr("block-in-already", name=one_line(request.name, TITLE)),
        keyboard(
            [button(tr.plain("button-remove-and-block"), BlockOneInside(request.id, remove=True), style=DANGER)],
            [button(tr.plain("button-block-only"), BlockOneInside(request.id, remove=False))],
            [button(tr.plain("button-keep"), OpenRequest(request.id))],
        ),
    )


def _passing_on(tr: Translator, request: Request) -> Row:
    """The moderator hands the link over; opening it would let them in under the guest's name."""
    return passing_on(tr, request.invite_link, title(request.conference)) if request.invite_link else []


def _can_be_shared(tr: Translator, request: Request) -> bool:
    return any(one.url for one in _passing_on(tr, request))


def decided(tr: Translator, request: Request) -> str:
    """For whoever presses too late: what was decided, by whom and when."""
    return clip(" ".join(line.striptags() for line in _status(tr, request)), TOAST)


def replaced(tr: Translator, request: Request) -> Screen:
    """What stays of a card when a newer one of the same request came below."""
    return Screen(tr("card-replaced", title=title(request.conference)))


def email_alert(tr: Translator, request: Request) -> str:
    """The whole address, for one pair of eyes."""
    return clip(request.email, _EMAIL_IN_ALERT) or tr.plain("card-no-email")


def pending(tr: Translator, shown: Page[Request], conference: int) -> Screen:
    """A page of requests that wait."""
    if not shown.total:
        return Screen(tr("requests-none"))
    rows: list[Row] = [
        [button(f"{named(r.name, BUTTON // 2)} · {title(r.conference, BUTTON // 2)}", OpenRequest(r.id))]
        for r in shown.items
    ]
    rows.append(pager(shown, lambda number: ListRequests(number, conference)))
    if any(request.status is RequestStatus.PENDING for request in shown.items):
        rows.append([button(tr.plain("button-approve-all"), AskApproveAll(shown.number, conference), style=SUCCESS)])
    return Screen(tr("requests-head", count=shown.total), keyboard(*rows))


def ask_approve_all(tr: Translator, waiting: Sequence[Request], *, phrase: int, page: int, conference: int) -> Screen:
    """Name everybody who would be let in; `phrase` remembers them."""
    lines = [tr("requests-approve-all-ask", count=len(waiting)), Markup("")]
    lines += [
        Markup("• {} · {} · {}").format(
            as_html(named(r.name, TITLE // 4)), _masked(r), as_html(title(r.conference, TITLE // 4))
        )
        for r in waiting
    ]
    return Screen(
        Markup("\n").join(lines),
        confirmation(
            tr.plain("button-approve-all"),
            ApproveAll(phrase, conference),
            tr.plain("button-back"),
            ListRequests(page, conference),
        ),
    )


def progress(tr: Translator, done: int, total: int) -> Screen:
    """How far it has got."""
    return Screen(tr("requests-progress", done=str(done), total=str(total)))


def approved_all(tr: Translator, outcome: ApprovedAll, *, conference: int) -> Screen:
    """What came of it."""
    text = tr("requests-approved", count=outcome.approved)
    if outcome.failed:
        text = Markup("\n").join([text, tr("requests-failed", count=outcome.failed)])
    return Screen(text, keyboard([button(tr.plain("button-back-to-requests"), ListRequests(1, conference))]))


def digest(tr: Translator, count: int) -> Screen:
    """Many requests at once: one message instead of a flood."""
    return Screen(tr("requests-digest", count=count), to_requests(tr))


def nag(tr: Translator, count: int) -> Screen:
    """Some have waited for a day."""
    return Screen(tr("requests-nag", count=count), to_requests(tr))


def to_requests(tr: Translator) -> InlineKeyboardMarkup:
    """The way to the list."""
    return keyboard([button(tr.plain("button-requests"), ListRequests(1, 0))])
