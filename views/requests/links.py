"""Request links: the link, its rules, its picture."""

import io
from collections.abc import Sequence

import segno
from markupsafe import Markup
from telegram import KeyboardButton, KeyboardButtonRequestChat, ReplyKeyboardRemove

from services.model import Conference, ConferenceCard
from services.requests.model import Approval, RequestLink
from views.actions.conferences import Do, Verb
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
from views.deep_links import AskToJoin, ChooseMembersGroup, address
from views.format import reader_time, title
from views.i18n import Translator
from views.keyboards import DANGER, PRIMARY, Row, button, confirmation, copy, keyboard, picker_keyboard
from views.keyboards import link as url_button
from views.screen import File, Screen
from views.typed import BUTTON, QUESTION, TITLE, named, one_line, quote

_QR_SCALE = 10  # pixels a module: sharp on a phone and in print

_APPROVAL_TEXTS = {
    Approval.MODERATORS: "link-approval-moderators",
    Approval.AUTOMATIC: "link-approval-automatic",
    Approval.MEMBERS: "link-approval-members",
}
_APPROVAL_BUTTONS = {
    Approval.MODERATORS: "button-approval-moderators",
    Approval.AUTOMATIC: "button-approval-automatic",
    Approval.MEMBERS: "button-approval-members",
}


def name(tr: Translator, link: RequestLink) -> str:
    """What the link is called."""
    return one_line(link.name, BUTTON) or tr.plain("link-nameless", number=str(link.number))


def overview(tr: Translator, conference: Conference, links: Sequence[RequestLink]) -> Screen:
    """All links of a conference."""
    lines = [tr("links-head", title=title(conference), count=len(links))]
    lines += [
        tr("links-line", name=name(tr, link), opened=link.opened, asked=link.asked, admitted=link.admitted)
        for link in links
    ]
    rows: list[Row] = [[button(name(tr, link), ShowRequestLink(link.id))] for link in links]
    rows.append([button(tr.plain("button-add-link"), AddRequestLink(conference.id), style=PRIMARY)])
    rows.append([button(tr.plain("button-open-card"), Do(Verb.OPEN, conference.id))])
    return Screen(Markup("\n").join(lines), keyboard(*rows))


def card(tr: Translator, link: RequestLink, *, bot_username: str, conference: ConferenceCard | None) -> Screen:
    """A link with its rules as buttons. The conference, where Boomstream tells, shows whether approval protects."""
    url = address(bot_username, AskToJoin(link.token))
    lines = [
        tr("link-head", title=title(link.conference), name=name(tr, link)),
        Markup("<code>{}</code>").format(url),
        Markup(""),
        tr(_APPROVAL_TEXTS[link.approval], group=_group(link)),
        tr("link-capacity", count=link.capacity) if link.capacity else tr("link-capacity-none"),
        tr("link-closes", at=reader_time(tr, link.closes_at)) if link.closes_at else tr("link-closes-never"),
        tr("link-question", question=quote(link.question, QUESTION)) if link.question else tr("link-question-none"),
        Markup(""),
        tr("link-counts", opened=link.opened, asked=link.asked, admitted=link.admitted, waiting=link.waiting),
    ]
    if conference and conference.public:
        lines += [Markup(""), tr("link-warning-public")]
    elif conference and conference.lobby is False:
        lines += [Markup(""), tr("link-warning-lobby")]
    return Screen(Markup("\n").join(lines), keyboard(*_rules(tr, link), *_bottom(tr, link, url)))


def _group(link: RequestLink) -> str:
    return link.members_chat_title or "" if link.approval is Approval.MEMBERS else ""


def _rules(tr: Translator, link: RequestLink) -> list[Row]:
    approvals = [
        button(("✓ " if approval is link.approval else "") + tr.plain(key), SetApproval(link.id, approval))
        for approval, key in _APPROVAL_BUTTONS.items()
    ]
    return [
        [approvals[0], approvals[1]],
        [approvals[2]],
        [
            button(tr.plain("button-capacity"), AskRule(link.id, LinkRule.CAPACITY)),
            button(tr.plain("button-closing"), AskRule(link.id, LinkRule.CLOSING)),
        ],
        [
            button(tr.plain("button-question"), AskRule(link.id, LinkRule.QUESTION)),
            button(tr.plain("button-link-name"), AskRule(link.id, LinkRule.NAME)),
        ],
    ]


def _bottom(tr: Translator, link: RequestLink, url: str) -> list[Row]:
    return [
        [button(tr.plain("button-qr"), ShowQr(link.id)), *copy(tr.plain("button-copy-link"), url)],
        [button(tr.plain("button-links"), ListRequestLinks(link.conference.id))],
        [button(tr.plain("button-close-link"), AskRevoke(link.id))],
    ]


def qr(tr: Translator, link: RequestLink, bot_username: str) -> File:
    """The link as a picture for a slide or a poster."""
    out = io.BytesIO()
    url = address(bot_username, AskToJoin(link.token))
    segno.make(url, error="m", micro=False).save(out, kind="png", scale=_QR_SCALE)
    return File("request-link.png", out.getvalue(), tr("link-qr", title=title(link.conference)))


def group_picker(tr: Translator, request_id: int) -> Screen:
    """Telegram's own chat picker."""
    request = KeyboardButtonRequestChat(
        request_id=request_id, chat_is_channel=False, bot_is_member=True, request_title=True
    )
    key = KeyboardButton(tr.plain("button-pick-group"), request_chat=request)
    return Screen(tr("link-ask-group"), picker_keyboard(tr, key))


def group_elsewhere(tr: Translator, link: RequestLink, bot_username: str) -> Screen:
    """The way from a group to the private chat, where the picker works."""
    url = address(bot_username, ChooseMembersGroup(link.id))
    return Screen(
        tr("link-ask-group"),
        keyboard(
            [url_button(tr.plain("button-pick-group"), url)],
            [button(tr.plain("button-back"), ShowRequestLink(link.id))],
        ),
    )


def group_chosen(tr: Translator, group: str) -> Screen:
    """Takes the picker's keyboard away."""
    return Screen(tr("link-approval-members", group=named(group, TITLE)), ReplyKeyboardRemove())


def ask_revoke(tr: Translator, link: RequestLink) -> Screen:
    """Say what happens with those who asked."""
    return Screen(
        tr("link-close-ask", title=title(link.conference, TITLE), name=name(tr, link)),
        confirmation(
            tr.plain("button-close-link"),
            RevokeLink(link.id),
            tr.plain("button-keep"),
            ShowRequestLink(link.id),
            dangerous=True,
        ),
    )


def revoked(tr: Translator, link: RequestLink) -> Screen:
    """The link leads nowhere now."""
    return Screen(
        tr("link-closed", title=title(link.conference), name=name(tr, link)),
        keyboard([button(tr.plain("button-links"), ListRequestLinks(link.conference.id))]),
    )


def to_close(tr: Translator, conference: Conference, links: Sequence[RequestLink]) -> Screen:
    """/close with several links: which one."""
    if not links:
        return Screen(
            tr("links-none", title=title(conference)),
            keyboard([button(tr.plain("button-add-link"), AddRequestLink(conference.id))]),
        )
    rows: list[Row] = [[button(name(tr, link), AskRevoke(link.id), style=DANGER)] for link in links]
    return Screen(tr("links-close-which", title=title(conference)), keyboard(*rows))
