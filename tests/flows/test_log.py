"""The log: every change leaves a line, whichever button, command or answer made it."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest

from handlers.commands import COMMANDS
from handlers.dialogue import FORMS
from sandbox.boomstream import ConferenceState
from sandbox.telegram import GroupChat, Message
from services.model import LogAction
from tests.flows.building import LINES, SEATS, Building, Seat
from tests.flows.requests_world import Desk, bind, card_of_link
from tests.flows.world import KEY, User, World
from views.actions.conferences import Do, Verb
from views.actions.requests.asking import ForgetMe
from views.actions.start import SetLanguage
from views.callback_data import ACTIONS, Action, pack


async def to_the_confirmation(olga: User) -> Message:
    for text in ("/create", "Планёрка", "-", "-"):
        await olga.sends(text)
    return olga.screen


def created(world: World) -> list[str]:
    return [conference.title for conference in world.project.conferences]


@pytest.fixture
async def team(world: World, olga: User) -> GroupChat:
    """A group with a project; Petr and Anna are there and have no rights."""
    petr, anna = world.user("Petr"), world.user("Anna")
    await petr.starts()
    await anna.starts()
    group = await world.add_group("Команда", olga, petr, anna)
    await olga.within(group).connects()
    return group


def _changeable(connection: sqlite3.Connection) -> list[object]:
    queries = ("SELECT * FROM allowlist", "SELECT * FROM alias", "SELECT id, key_tail FROM workspace")
    return [connection.execute(query).fetchall() for query in queries]


Story = Callable[[Desk], Awaitable[None]]


# --- each line, and the story that leaves it -------------------------------------------------------------------------


def _writes(*lines: str) -> Story:
    """Olga writes these lines; what begins with `>` is a button that she presses."""

    async def story(desk: Desk) -> None:
        for line in lines:
            if line.startswith(">"):
                await desk.olga.presses(line[1:])
            else:
                await desk.olga.sends(line)

    return story


def _with_anna(*lines: str) -> Story:
    """The same in a conference that Anna is in."""

    async def story(desk: Desk) -> None:
        anna = desk.conference.add_client("anna@example.com", "Анна", moderator="moderator" in lines)
        await _writes(*(line.replace("{anna}", anna.code) for line in lines if line != "moderator"))(desk)

    return story


def _asked_and(*buttons: str) -> Story:
    """Petr asks, and Max presses these buttons of the card."""

    async def story(desk: Desk) -> None:
        await desk.asked()
        for button in buttons:
            await desk.decides(button)

    return story


def _rule(button: str, answer: str) -> Story:
    """A rule of the link is typed."""

    async def story(desk: Desk) -> None:
        await desk.sets(button, answer)

    return story


async def _forgets(desk: Desk) -> None:
    petr = await desk.asked()
    await petr.sends("/forget")
    await petr.presses("Да, стереть")


async def _binds(desk: Desk) -> None:
    await bind(desk.olga, desk.world.telegram.add_group("Newteam", desk.olga.person, []))


LINES_OF: dict[LogAction, tuple[Story, str]] = {
    LogAction.KEY_CONNECTED: (_writes(f"/apikey {KEY}"), "подключён ключ …cdef"),
    LogAction.KEY_FORGOTTEN: (_writes("/apikey", ">Отключить ключ", ">Отключить ключ"), "отключён ключ …cdef"),
    LogAction.OWNER_ADDED: (
        _writes("/admins add 777000", ">✅ Да, добавить"),
        "добавлен владелец бота: 777000",
    ),
    LogAction.OWNER_REMOVED: (
        _writes("/admins add 777000", ">✅ Да, добавить", "/admins remove 777000", ">Да, убрать"),
        "больше не владелец бота: 777000",
    ),
    LogAction.CONFERENCE_CREATED: (_writes("/create Ретро | Итоги"), "создана конференция «Ретро»"),
    LogAction.CONFERENCE_EDITED: (_writes("/edit план", ">Название", "Летучка"), "изменена конференция «Планёрка»"),
    LogAction.CONFERENCE_DELETED: (_writes("/delete план", ">Да, удалить"), "удалена конференция «Планёрка»"),
    LogAction.CONFERENCE_USED: (_writes("/use план"), "выбрана текущая конференция «Планёрка»"),
    LogAction.ALIAS_SET: (_writes("/alias план п"), "задано короткое имя п · «Планёрка»"),
    LogAction.INVITED: (
        _writes("/invite план zoe@example.com"),
        "создано приглашение для z•••e@example.com · «Планёрка»",
    ),
    LogAction.PROMOTED: (
        _with_anna("/client {anna}", ">⭐"),
        "теперь модератор: a•••a@example.com · «Планёрка»",
    ),
    LogAction.DEMOTED: (
        _with_anna("moderator", "/client {anna}", ">Снять с модераторов"),
        "снова обычный участник: a•••a@example.com · «Планёрка»",
    ),
    LogAction.PARTICIPANT_EDITED: (
        _with_anna("/client {anna}", ">✏️ Имя", "Аня"),
        "изменены данные a•••a@example.com · «Планёрка»",
    ),
    LogAction.PARTICIPANT_REMOVED: (
        _with_anna("/client {anna}", ">🗑", ">Да, удалить"),
        "удалён участник a•••a@example.com · «Планёрка»",
    ),
    LogAction.LINK_OPENED: (
        _writes("/close план", ">Закрыть ссылку", "/open план"),
        "открыта ссылка для заявок · «Планёрка»",
    ),
    LogAction.LINK_APPROVAL_SET: (
        _writes("/open план", ">Сразу всем"),
        "изменено, кого впускает ссылка для заявок · «Планёрка»",
    ),
    LogAction.LINK_CAPACITY_SET: (
        _rule("🪑 Места", "3"),
        "изменено число мест по ссылке для заявок · «Планёрка»",
    ),
    LogAction.LINK_CLOSING_SET: (
        _rule("⏰ Срок", "30.11.2026 18:00"),
        "изменён срок ссылки для заявок · «Планёрка»",
    ),
    LogAction.LINK_QUESTION_SET: (
        _rule("💬 Вопрос", "Откуда вы?"),
        "изменён вопрос гостям по ссылке для заявок · «Планёрка»",
    ),
    LogAction.LINK_RENAMED: (
        _rule("🏷 Название", "Сайт"),
        "переименована ссылка для заявок Сайт · «Планёрка»",
    ),
    LogAction.LINK_CLOSED: (
        _writes("/close план", ">Закрыть ссылку"),
        "закрыта ссылка для заявок · «Планёрка»",
    ),
    LogAction.REQUEST_APPROVED: (
        _asked_and("✅ Одобрить"),
        "одобрена заявка p•••r@mail.ru · «Планёрка»",
    ),
    LogAction.REQUEST_DECLINED: (
        _asked_and("✋ Отклонить"),
        "отклонена заявка p•••r@mail.ru · «Планёрка»",
    ),
    LogAction.DECISION_UNDONE: (
        _asked_and("✋ Отклонить", "↩️ Отменить решение"),
        "отменён отказ по заявке p•••r@mail.ru · «Планёрка»",
    ),
    LogAction.PERSON_BLOCKED: (_asked_and("🚫 Заблокировать"), "заблокирован гость p•••r@mail.ru"),
    LogAction.PERSON_UNBLOCKED: (
        _asked_and("🚫 Заблокировать", "Разблокировать"),
        "разблокирован гость p•••r@mail.ru",
    ),
    LogAction.PERSON_FORGOTTEN: (_forgets, "стёрты данные гостя"),
    LogAction.MODERATORS_BOUND: (_binds, "привязана группа модераторов"),
    LogAction.MODERATORS_UNBOUND: (_writes("/moderators", ">Отвязать"), "отвязана группа модераторов"),
    LogAction.SETTINGS_CHANGED: (_writes("/settings", ">Присылать каждую заявку"), "изменена настройка"),
}
# Of people who had no rights before: see the stories of their own.
BY_STRANGERS = {LogAction.OWNER_CLAIMED, LogAction.ADMIN_REGISTERED}
OF_A_GROUP = {LogAction.ADMIN_ADDED, LogAction.ADMIN_REMOVED}
BY_TELEGRAM = {LogAction.CHATS_MERGED, LogAction.KEY_DROPPED}  # see the stories of groups that became supergroups


def test_every_line_has_its_story() -> None:
    assert LINES_OF.keys() | BY_STRANGERS | OF_A_GROUP | BY_TELEGRAM == set(LogAction)


@pytest.mark.parametrize("action", LINES_OF)
async def test_a_change_is_in_the_log(desk: Desk, action: LogAction) -> None:
    story, line = LINES_OF[action]
    before = _lines(desk.world)
    await story(desk)
    assert [name for name, _ in _lines(desk.world)[len(before) :]][-1] == action
    await desk.olga.sends("/log")
    assert line in desk.olga.sees.split("\n\n")[1], "newest first"


async def test_admins_of_a_group_are_in_its_log(olga: User, team: GroupChat) -> None:
    olga = olga.within(team)
    await olga.sends("/admins add 777000")
    await olga.presses("✅ Да, добавить")
    await olga.sends("/log")
    assert "добавлен администратор: 777000" in olga.sees
    await olga.sends("/admins remove 777000")
    await olga.presses("Да, убрать")
    await olga.sends("/log")
    assert "больше не администратор: 777000" in olga.sees


async def test_whoever_claims_the_bot_is_in_the_log(stopped_world: World, caplog: pytest.LogCaptureFixture) -> None:
    olga = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset()})
    async with stopped_world.running():
        token = caplog.text.partition("start=claim_")[2].split()[0]
        await olga.starts(f"claim_{token}")
    assert _lines(stopped_world) == [(LogAction.OWNER_CLAIMED, olga.id)]


async def test_whoever_registers_is_in_the_log(stopped_world: World) -> None:
    petr = stopped_world.user("Petr")
    changes = {"open_registration": True, "admin_ids": frozenset({stopped_world.user("Olga").id})}
    stopped_world.settings = stopped_world.settings.model_copy(update=changes)
    async with stopped_world.running():
        await petr.starts()
        await petr.sends("/apikey")
        await petr.sends(KEY)
        assert _lines(stopped_world) == [(LogAction.ADMIN_REGISTERED, petr.id), (LogAction.KEY_CONNECTED, petr.id)]
        await petr.sends("/log")
        assert "теперь администратор (открытая регистрация)" in petr.sees


def _lines(world: World) -> list[tuple[str, int | None]]:
    """What was done, and by whom, oldest first."""
    with closing(sqlite3.connect(world.settings.database)) as connection:
        return connection.execute("SELECT action, user_id FROM audit ORDER BY id").fetchall()


# --- whatever changes something --------------------------------------------------------------------------------------

# What changes something and leaves no line, and why.
UNLOGGED: dict[object, str] = {
    SetLanguage: "everybody sees it at once, and whoever minds changes it back",
    ForgetMe: "of somebody without requests there is nothing to tell",
    "request": "a guest's own business",
}

_WHAT_PEOPLE_CHANGE = (
    "SELECT chat_id, language, key_tail, moderators_chat_id, moderators_thread_id, current_conference_id, settings"
    " FROM workspace",
    "SELECT user_id, language FROM person",
    "SELECT workspace_id, user_id FROM allowlist",
    "SELECT * FROM alias",
    "SELECT id, name, approval, members_chat_id, capacity, closes_at, question, revoked_at FROM request_link",
    "SELECT id, status, decided_by FROM request",
    "SELECT workspace_id, user_id FROM block",
)


def _state(world: World) -> list[object]:
    """All that people change: here and at Boomstream."""
    with closing(sqlite3.connect(world.settings.database)) as connection:
        here: list[object] = [connection.execute(query).fetchall() for query in _WHAT_PEOPLE_CHANGE]
    conferences = [one for project in world.boomstream.projects for one in project.conferences]
    told = [(one.code, one.title, one.description, one.folder_code) for one in conferences]
    clients = [(c.code, c.email, c.name, c.moderator, c.deleted) for one in conferences for c in one.clients]
    return [*here, told, clients]


class Changes:
    """What changed something, with or without a line."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._state: list[object] = []
        self._lines = 0
        self.logged: set[object] = set()
        self.unlogged: set[object] = set()

    def begin(self) -> None:
        self._state, self._lines = _state(self._world), len(_lines(self._world))

    def end(self, by: object) -> bool:
        """Whether `by` changed anything."""
        changed = _state(self._world) != self._state
        if changed:
            (self.logged if len(_lines(self._world)) > self._lines else self.unlogged).add(by)
        return changed


@pytest.fixture
async def building(world: World) -> Building:
    assert world.bot is not None
    building = Building(world, world.bot)
    await building.open()
    return building


async def test_what_a_button_changes_is_in_the_log(building: Building) -> None:
    changes = Changes(building.world)
    for seat in SEATS[:3]:  # the owner, everywhere
        things = await building.things(seat)
        for action_type in ACTIONS.values():
            for number in range(len(list(things.examples(action_type)))):
                action = list(things.examples(action_type))[number]
                changes.begin()
                await _press(building, seat, action)
                if changes.end(action.verb if isinstance(action, Do) else action_type):
                    things = await building.things(seat)
    assert len(changes.logged) > 12, "buttons change nothing any more"
    assert changes.unlogged == {one for one in UNLOGGED if isinstance(one, type | Verb)}


async def _press(building: Building, seat: Seat, action: Action) -> None:
    user = building.user(seat)
    message = next(message for message in user.messages if message.from_bot)
    user.person.press(message, data=pack(action))
    await building.world.idle()


async def test_what_a_command_changes_is_in_the_log(building: Building) -> None:
    changes = Changes(building.world)
    for seat in SEATS[:3]:
        for command in COMMANDS:
            for pattern in ["", "{title}", *LINES.get(command.names[0], [])]:
                things = await building.things(seat)
                rest = pattern.format(title=things.title, client=things.client, workspace=things.workspace[0])
                changes.begin()
                await building.user(seat).sends(f"/{command.names[0]} {rest}".strip())
                changes.end(command.names[0])
    assert {"alias", "apikey", "create", "invite"} <= changes.logged
    assert changes.unlogged == {command.names[0] for command in COMMANDS} & UNLOGGED.keys()


# --- whatever is typed -----------------------------------------------------------------------------------------------


async def _connects_another_project(desk: Desk) -> None:
    await _writes("/apikey", ">Заменить", desk.world.boomstream.add_project(name="Other").key)(desk)


async def _asks_for_an_invitation(desk: Desk) -> None:
    await desk.asked()


async def _declines_with_a_reason(desk: Desk) -> None:
    await desk.asked()
    await desk.decides("✋ Отклонить с причиной")
    await desk.max.sends("Мест нет", reply_to=desk.max.screen)


async def _chooses_the_members_group(desk: Desk) -> None:
    await desk.olga.presses("Сразу участникам группы", card_of_link(desk.olga))
    await _shares_a_group(desk)


async def _chooses_the_moderators_group(desk: Desk) -> None:
    await _writes("/moderators", ">👥 Выбрать группу")(desk)
    await _shares_a_group(desk)


async def _shares_a_group(desk: Desk) -> None:
    group = desk.world.telegram.add_group("Newteam", desk.olga.person, [])
    desk.world.telegram.add_bot_to(group, desk.olga.person)
    picker = desk.olga.person.private.reply_keyboard
    assert picker
    desk.olga.person.share_chat(picker, "👥 Выбрать группу", group)
    await desk.world.idle()


ANSWERED: dict[str, Story] = {
    "admin": _writes("/admins add", "777000"),
    "admin-confirm": _writes("/admins add 777000", ">✅ Да, добавить"),
    "key": _connects_another_project,
    "create": _writes("/create", "Ретро", "-", "-", ">✅ Создать"),
    "edit-title": _writes("/edit план", ">Название", "Летучка"),
    "edit-description": _writes("/edit план", ">Описание", "О планах"),
    "edit-folder": _writes("/edit план", ">Папка", "7"),
    "alias": _writes("/alias план", "п"),
    "decline": _declines_with_a_reason,
    "invite": _writes("/invite план", "zoe@example.com", ">✅ Пригласить"),
    "moderators": _chooses_the_moderators_group,
    "participant-code": _writes("/client", "abcdefgh"),
    "participant-name": _with_anna("/client {anna}", ">✏️ Имя", "Аня"),
    "participant-email": _with_anna("/client {anna}", ">✏️ E-mail", "anya@example.com"),
    "link-members": _chooses_the_members_group,
    "link-capacity": _rule("🪑 Места", "3"),
    "link-closing": _rule("⏰ Срок", "30.11.2026 18:00"),
    "link-question": _rule("💬 Вопрос", "Откуда вы?"),
    "link-name": _rule("🏷 Название", "Сайт"),
    "zone": _writes("/settings", ">Часовой пояс", "Москва"),
    "request": _asks_for_an_invitation,
}
CHANGE_NOTHING = {"participant-code", "admin"}


def test_every_form_is_answered() -> None:
    assert ANSWERED.keys() == FORMS.keys()


@pytest.mark.parametrize("form", ANSWERED)
async def test_what_an_answer_changes_is_in_the_log(desk: Desk, form: str) -> None:
    changes = Changes(desk.world)
    changes.begin()
    await ANSWERED[form](desk)
    assert changes.end(form) is (form not in CHANGE_NOTHING)
    assert (form in changes.unlogged) is (form in UNLOGGED)


# --- what can not be written down -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["admin", "/alias ретро р", "forget", "connect"])
async def test_what_cannot_be_logged_is_not_done(
    world: World, olga: User, team: GroupChat, retro: ConferenceState, line: str
) -> None:
    group = olga.within(team)
    if line == "forget":
        await group.sends("/apikey")
        await group.presses("Отключить ключ")
    elif line == "admin":
        await group.sends("/admins add @anna")
    with closing(sqlite3.connect(world.settings.database)) as connection:
        connection.execute("ALTER TABLE audit RENAME TO lost")
        before = _changeable(connection)
        if line == "forget":
            await group.presses("Отключить ключ")
        elif line == "admin":
            await group.presses("✅ Да, добавить")
        elif line == "connect":
            await olga.sends(f"/apikey {world.boomstream.add_project(name='Other').key}")
        else:
            await group.sends(line)
        said = (group if line != "connect" else olga).sees
        assert "сломалось" in said
        assert _changeable(connection) == before


async def test_what_boomstream_did_before_the_log_failed_is_not_done_again(world: World, olga: User) -> None:
    confirmation = await to_the_confirmation(olga)
    with closing(sqlite3.connect(world.settings.database)) as connection:
        connection.execute("ALTER TABLE audit RENAME TO lost")
    await olga.presses("✅ Создать", confirmation)
    with closing(sqlite3.connect(world.settings.database)) as connection:
        connection.execute("ALTER TABLE lost RENAME TO audit")
    await olga.presses("✅ Создать", confirmation)
    assert created(world) == ["Планёрка"]
    assert "Конференция «Планёрка» создана" in confirmation.text
