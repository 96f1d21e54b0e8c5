"""/settings."""

from dataclasses import replace

from handlers import dialogue
from handlers.context import Context
from handlers.dialogue import Form, Step, form
from handlers.routing import on
from services.access import Permission
from services.dialogues import Dialogue
from services.zones import find_zone
from views import settings as view
from views.actions.settings import AskZone, ShowSettings, SwitchSetting


async def command(context: Context, _: str) -> None:
    """/settings."""
    await context.show(view.overview(context.tr, context.actor))


@on(ShowSettings, Permission.ADMINISTER)
async def button(context: Context, _: ShowSettings) -> None:
    """The same from a button."""
    await command(context, "")


@on(SwitchSetting, Permission.ADMINISTER)
async def switch(context: Context, action: SwitchSetting) -> None:
    """The next value."""
    workspace = await context.services.settings.switch(context.actor, action.setting)
    context.acting_as(replace(context.actor, workspace=workspace))
    await context.show_result(view.overview(context.tr, context.actor))


@form(Permission.ADMINISTER)
class ZoneForm(Form):
    """In which zone times are said and read."""

    name = "zone"
    steps = (Step("zone", lambda tr, _: tr("zone-ask"), read=find_zone),)

    async def carry_out(self, context: Context, dialogue: Dialogue) -> None:
        """Keep it."""
        workspace = await context.services.settings.set_zone(context.actor, dialogue.values["zone"])
        context.acting_as(replace(context.actor, workspace=workspace))
        await context.show_result(view.overview(context.tr, context.actor))


@on(AskZone, Permission.ADMINISTER)
async def ask_zone(context: Context, _: AskZone) -> None:
    """Ask for it."""
    await dialogue.start(context, ZoneForm.name, {})
