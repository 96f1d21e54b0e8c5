"""When a request link closes: typed as people say it or chosen, and echoed before it counts."""

from contextlib import suppress
from datetime import datetime, timedelta

from handlers import dialogue
from handlers.arguments import is_nothing
from handlers.context import Context
from handlers.dialogue import CONFIRM, Step, form
from handlers.requests.links import RuleForm
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue, Values
from services.errors import AppError, ErrorCode
from services.moments import read_moment
from services.requests.model import RequestLink
from services.zones import zone_of
from views.actions.requests.closing import Offered, UseMoment
from views.keyboards import with_row_above
from views.requests import closing as view
from views.screen import Screen

_SPANS = {Offered.DAY: timedelta(days=1), Offered.WEEK: timedelta(days=7)}


@form(Permission.ORGANIZE)
class ClosingForm(RuleForm):
    """When it closes."""

    name = "link-closing"
    steps = (Step("value", lambda tr, _: tr("link-ask-closing"), empty="button-never"),)

    def needs_confirmation(self, values: Values) -> bool:
        """A moment is echoed; "never" leaves no doubt."""
        return bool(values.get("value"))

    async def prompt(self, context: Context, dialogue: Dialogue) -> Screen:
        """The question, with moments that are often meant."""
        start = await _start(context, dialogue)
        return with_row_above(
            await super().prompt(context, dialogue),
            view.offered(context.tr, dialogue.id, start=start is not None),
        )

    async def take(self, context: Context, dialogue: Dialogue, text: str) -> None:
        """Keep the moment, not the words: "tomorrow" is another day tomorrow."""
        if dialogue.step != CONFIRM and not is_nothing(text):
            moment = read_moment(text, now=context.services.links.now(), zone=zone_of(context.actor))
            text = moment.isoformat()
        await super().take(context, dialogue, text)

    async def confirmation(self, context: Context, dialogue: Dialogue) -> Screen:
        """The moment in words."""
        return view.confirm(
            context.tr,
            datetime.fromisoformat(dialogue.values["value"]),
            now=context.services.links.now(),
            zone=zone_of(context.actor),
            dialogue=dialogue.id,
            step=self.number(dialogue.step),
        )

    async def change(self, context: Context, link_id: int, value: str) -> RequestLink:
        """A moment, or never. Whoever confirms it confirms the zone in which it was said."""
        if value and not context.actor.workspace.settings.zone:
            await context.services.settings.set_zone(context.actor, zone_of(context.actor).key)
        closes_at = datetime.fromisoformat(value) if value else None
        return await context.services.links.set_closing(context.actor, link_id, closes_at)


async def _start(context: Context, dialogue: Dialogue) -> datetime | None:
    """When the link's conference begins, where Boomstream tells and it lies ahead."""
    with suppress(AppError):  # one button less
        link = await context.services.links.get(context.actor, int(dialogue.values["link"]))
        card = await context.services.conferences.card(context.actor, link.conference.id)
        if card.starts_at and card.starts_at > context.services.links.now():
            return card.starts_at
    return None


@on(UseMoment, Permission.ORGANIZE)
async def use_moment(context: Context, action: UseMoment) -> None:
    """What was offered is the answer."""
    current = await dialogue.pressed(context, action.dialogue)
    if current.form != ClosingForm.name or current.step == CONFIRM:
        raise AppError(ErrorCode.DIALOGUE_OVER)
    span = _SPANS.get(action.offered)
    moment = context.services.links.now() + span if span else await _start(context, current)
    if moment is None:
        raise AppError(ErrorCode.OUTDATED)
    await dialogue.answer(context, current, moment.isoformat())
