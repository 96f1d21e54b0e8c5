"""When a request link closes: what is offered, and the echo before it counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardMarkup

from views.actions.dialogue import CancelDialogue, ConfirmDialogue, StepBack
from views.actions.requests.closing import Offered, UseMoment
from views.actions.settings import AskZone
from views.format import distance, zoned_time
from views.i18n import Translator
from views.keyboards import SUCCESS, Row, button, keyboard
from views.screen import Screen


def offered(tr: Translator, dialogue: int, *, start: bool) -> Row:
    """Moments as answers. `start`: the conference has a start that lies ahead."""
    row = [
        button(tr.plain("button-in-a-day"), UseMoment(dialogue, Offered.DAY)),
        button(tr.plain("button-in-a-week"), UseMoment(dialogue, Offered.WEEK)),
    ]
    if start:
        row.append(button(tr.plain("button-at-the-start"), UseMoment(dialogue, Offered.START)))
    return row


def confirm(tr: Translator, at: datetime, *, now: datetime, zone: ZoneInfo, dialogue: int, step: int) -> Screen:
    """The moment in words, in the workspace's zone."""
    text = tr(
        "closing-confirm", at=zoned_time(tr, at, zone=zone, now=now), distance=distance(tr, at, zone=zone, now=now)
    )
    return Screen(text, _answers(tr, dialogue, step))


def _answers(tr: Translator, dialogue: int, step: int) -> InlineKeyboardMarkup:
    return keyboard(
        [button(tr.plain("button-confirm"), ConfirmDialogue(dialogue), style=SUCCESS)],
        [button(tr.plain("button-other-zone"), AskZone())],
        [
            button(tr.plain("button-back"), StepBack(dialogue, step)),
            button(tr.plain("button-cancel"), CancelDialogue(dialogue)),
        ],
    )
