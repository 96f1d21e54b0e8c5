"""`/stats <conf>` as a newcomer adds it with CONTRIBUTING in hand: what goes before which line of which file."""

WRITTEN: dict[str, list[tuple[str, str]]] = {
    "views/participants.py": [
        (
            "def card(tr: Translator",
            '''def stats(tr: Translator, shown: ParticipantList) -> Screen:
    """How many there are, with a way to their list."""
    text = tr(
        "participants-stats",
        title=title(shown.conference),
        present=str(shown.present),
        moderators=str(shown.moderators),
        removed=str(shown.removed),
    )
    return Screen(text, keyboard([participants_button(tr, shown.conference.id)]))


''',
        )
    ],
    "tests/views/catalogue/participants.py": [
        (
            '    shot(view.card, "a participant"',
            '    shot(view.stats, "", people(ParticipantFilter.PRESENT, PEOPLE)),\n',
        )
    ],
    "locales/en/participants.ftl": [
        (
            "participant-name =",
            """participants-stats = 📊 <b>{ $title }</b>
    👥 { $present } · ⭐ { $moderators } · 🗑 { $removed }
help-stats = /stats <i>conference</i> — how many participants there are
menu-stats = How many participants there are
""",
        )
    ],
    "locales/ru/participants.ftl": [
        (
            "participant-name =",
            """participants-stats = 📊 <b>{ $title }</b>
    👥 { $present } · ⭐ { $moderators } · 🗑 { $removed }
help-stats = /stats <i>конференция</i> — сколько в ней участников
menu-stats = Сколько участников в конференции
""",
        )
    ],
    "views/actions/conferences.py": [("    OPEN = ", '    STATS = "s"\n')],
    "handlers/participants.py": [
        (
            "async def card_command(",
            '''async def stats_command(context: Context, text: str) -> None:
    """/stats <conf>."""
    await with_conference(context, Verb.STATS, text)


@verb(Verb.STATS, Permission.MODERATE)
async def stats_picked(context: Context, conference: Conference, _: str) -> None:
    """The numbers."""
    shown = await context.services.participants.list(
        context.actor, conference.id, number=1, shown=ParticipantFilter.PRESENT
    )
    await context.show(view.stats(context.tr, shown))


''',
        ),
        ("from handlers.redraw import", "from handlers.picking import with_conference\n"),
    ],
    "handlers/commands.py": [
        (
            '    Command(("client",)',
            '    Command(("stats",), "статистика", participants.stats_command, permission_of(Verb.STATS), '
            '"menu-stats", "help-stats"),\n',
        )
    ],
    "README.md": [("| `/client <code>`", "| `/stats <conf>` | how many participants there are | moderators |\n")],
    "README.ru.md": [("| `/client <код>`", "| `/stats <конф>` | сколько в конференции участников | модераторам |\n")],
    "tests/flows/test_stats.py": [
        (
            "",
            '''"""/stats: how many participants a conference has."""

from sandbox.boomstream import ConferenceState
from tests.flows.world import User


async def test_participants_are_counted(olga: User, retro: ConferenceState) -> None:
    retro.add_client("vera@example.com", "Вера", deleted=True)
    await olga.sends("/stats ретро")
    assert "Ретро\\n👥 2 · ⭐ 1 · 🗑 1" in olga.sees
    await olga.presses("👥")
    assert "Анна" in olga.sees


async def test_a_conference_is_picked_where_none_is_named(olga: User, retro: ConferenceState) -> None:
    olga.world.project.add_conference("Планёрка")
    await olga.sends("/stats")
    await olga.presses("Ретро")
    assert "👥 2 · ⭐ 1 · 🗑 0" in olga.sees
    assert len(retro.clients) == 2
''',
        )
    ],
}
