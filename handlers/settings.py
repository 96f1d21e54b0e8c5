"""/settings."""

from dataclasses import replace

from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from views import settings as view
from views.actions.settings import ShowSettings, SwitchSetting


async def command(context: Context, _: str) -> None:
    """/settings."""
    await context.show(view.overview(context.tr, context.actor.workspace))


@on(ShowSettings, Permission.ADMINISTER)
async def button(context: Context, _: ShowSettings) -> None:
    """The same from a button."""
    await command(context, "")


@on(SwitchSetting, Permission.ADMINISTER)
async def switch(context: Context, action: SwitchSetting) -> None:
    """The next value."""
    workspace = await context.services.settings.switch(context.actor, action.setting)
    context.acting_as(replace(context.actor, workspace=workspace))
    await context.show_result(view.overview(context.tr, workspace))
