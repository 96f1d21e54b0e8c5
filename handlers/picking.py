"""`<conf>` in commands: resolve it, or let the person pick, then go on with the command."""

from collections.abc import Awaitable, Callable

from handlers.context import Context
from handlers.routing import on
from services.access import Permission
from services.conference_lookup import Ambiguous
from services.model import Conference, paginate
from views import conferences as view
from views.actions.conferences import Do, PickPage, Verb

GoOn = Callable[[Context, Conference, str], Awaitable[None]]

VERBS: dict[Verb, tuple[Permission, GoOn]] = {}


def verb(name: Verb, permission: Permission) -> Callable[[GoOn], GoOn]:
    """Register what a command does once its conference is known, f(context, conference, rest), and who may."""

    def register(function: GoOn) -> GoOn:
        VERBS[name] = permission, function
        return function

    return register


def permission_of(name: Verb) -> Permission:
    """Who may run a verb; also the right of its command."""
    return VERBS[name][0]


class Unpicked(Ambiguous):
    """Ambiguous, together with the command that goes on after the choice."""

    def __init__(self, question: Ambiguous, name: Verb, rest: str) -> None:
        super().__init__(question.candidates, question.text, nearest=question.nearest)
        self.verb = name
        self.rest = rest


async def with_conference(context: Context, name: Verb, text: str, rest: str = "") -> None:
    """Run a command on the conference that `text` means; raises Unpicked when the person has to choose."""
    _, go_on = VERBS[name]
    try:
        conference = await context.services.conferences.resolve(context.actor, text)
    except Ambiguous as question:
        raise Unpicked(question, name, rest) from None
    await go_on(context, conference, rest)


async def ask(context: Context, question: Ambiguous) -> None:
    """Show the candidates as buttons."""
    name, rest = (question.verb, question.rest) if isinstance(question, Unpicked) else (Verb.OPEN, "")
    dialogues = context.services.dialogues
    phrase, searched = (
        await dialogues.remember(context.actor, rest),
        await dialogues.remember(context.actor, question.text),
    )
    page = paginate(question.candidates, 1)
    screen = view.pick(
        context.tr,
        context.actor,
        name,
        page,
        search=question.text,
        phrase=phrase,
        searched=searched,
        nearest=question.nearest,
    )
    await context.show(screen)


@on(PickPage, Permission.MODERATE)
async def turn(context: Context, action: PickPage) -> None:
    """Another page of candidates."""
    text = await context.services.dialogues.recall(context.actor, action.search)
    page = paginate(await context.services.conferences.candidates(context.actor, text), action.page)
    await context.show(
        view.pick(
            context.tr, context.actor, action.verb, page, search=text, phrase=action.phrase, searched=action.search
        )
    )


@on(Do, lambda _, action: permission_of(action.verb))
async def do(context: Context, action: Do) -> None:
    """Do it with the conference that the button names by our row id."""
    _, go_on = VERBS[action.verb]
    conference = await context.services.conferences.get(context.actor, action.conference)
    await go_on(context, conference, await context.services.dialogues.recall(context.actor, action.phrase))
