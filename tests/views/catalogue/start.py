from dataclasses import replace

from handlers.commands import COMMANDS
from services.model import Role
from tests.views.catalogue.sample import (
    ADMIN,
    ADMIN_IN_GROUP,
    BOT,
    GROUP,
    KEYLESS,
    KEYLESS_GROUP,
    MODERATOR,
    OWNER,
    STRANGER,
)
from tests.views.catalogue.shot import shot
from views import start as view

_KEYLESS_ADMIN = replace(ADMIN, workspace=KEYLESS)
_KEYLESS_IN_GROUP = replace(ADMIN_IN_GROUP, workspace=KEYLESS_GROUP)
_KEYLESS_MODERATOR = replace(MODERATOR, workspace=KEYLESS_GROUP)
_MANY_PLACES = [replace(GROUP, id=n, title=f"Group {n}") for n in range(12)]
_COMMANDS = [(command.permission, command.help) for command in COMMANDS]

SHOTS = [
    shot(view.welcome, "the menu of an admin", ADMIN, elsewhere=[], may_register=False, bot_username=BOT),
    shot(view.welcome, "the menu of a moderator", MODERATOR, elsewhere=[], may_register=False, bot_username=BOT),
    shot(view.welcome, "no key", _KEYLESS_ADMIN, elsewhere=[], may_register=False, bot_username=BOT),
    shot(view.welcome, "no key, in a group", _KEYLESS_IN_GROUP, elsewhere=[], may_register=False, bot_username=BOT),
    shot(
        view.welcome, "no key, for a moderator", _KEYLESS_MODERATOR, elsewhere=[], may_register=False, bot_username=BOT
    ),
    shot(view.welcome, "a stranger", STRANGER, elsewhere=[], may_register=False, bot_username=BOT),
    shot(view.welcome, "a stranger who may register", STRANGER, elsewhere=[], may_register=True, bot_username=BOT),
    shot(view.welcome, "an organizer of a group", STRANGER, elsewhere=[GROUP], may_register=True, bot_username=BOT),
    shot(view.welcome, "an organizer of many", STRANGER, elsewhere=_MANY_PLACES, may_register=True, bot_username=BOT),
    *(shot(view.help_screen, role.name.lower(), replace(OWNER, role=role), _COMMANDS) for role in Role),
    shot(view.languages, "one’s own", ADMIN),
    shot(view.languages, "a group’s, kept", replace(ADMIN_IN_GROUP, language_kept=True)),
    shot(view.language_set, ""),
]
