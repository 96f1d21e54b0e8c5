"""Who may call what of the services, for jobs and pages to come have no handler that asks before them.

Every method that takes an actor is called from every seat, with things that are there and with things that are not. A
new method must say in NEEDS what it needs; one with a parameter of an unknown name must say in `_examples` what could
stand there.
"""

import inspect
import itertools
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, get_type_hints

import pytest

from services.access import Permission
from services.all_services import Background, Services
from services.conference_lookup import Ambiguous
from services.errors import AppError, ErrorCode
from services.model import Actor, Draft, Guest, InviteOptions, Role
from services.requests.asking import Answers
from tests.flows.building import ENOUGH, SEATS, Before, Building, Seat, Things
from tests.flows.world import KEY, World

NOBODY = None

Arguments = dict[str, Any]
Needs = Permission | None | Callable[[Arguments], Permission | None]


def _owner_or_admin(arguments: Arguments) -> Permission:
    return Permission.OWN if arguments["owner"] else Permission.ADMINISTER


def _row(arguments: Arguments) -> Permission:
    return Permission.OWN if arguments["row_id"].owner else Permission.ADMINISTER


def _invitation(arguments: Arguments) -> Permission:
    return Permission.ORGANIZE if arguments["options"].moderator else Permission.MODERATE


def _ones_own_chat(arguments: Arguments) -> Permission | None:
    return Permission.ASK if arguments["new_chat_id"] == arguments["actor"].chat_id else NOBODY


NEEDS: dict[str, Needs] = {
    "people.refreshed": Permission.ASK,
    "people.workspaces_of": Permission.ASK,
    "people.administers": Permission.ASK,
    "people.administered_by": Permission.ADMINISTER,
    "people.acting_in": Permission.ADMINISTER,
    "people.set_language": Permission.LANGUAGE,
    "people.settle_language": Permission.MODERATE,
    "people.chat_moved": _ones_own_chat,
    "workspaces.may_register": Permission.ASK,
    "workspaces.register": Permission.ADMINISTER,  # registration is not open in this world
    "workspaces.connect": Permission.ADMINISTER,
    "workspaces.test": Permission.ADMINISTER,
    "workspaces.forget": Permission.ADMINISTER,
    "admins.claim": Permission.ASK,  # whoever has the link
    "admins.owners": Permission.OWN,
    "admins.of_workspace": Permission.ADMINISTER,
    "admins.find": Permission.ADMINISTER,
    "admins.candidates": Permission.ADMINISTER,
    "admins.add": _owner_or_admin,
    "admins.get": _row,
    "admins.remove": _row,
    "conferences.all": Permission.MODERATE,
    "conferences.page": Permission.MODERATE,
    "conferences.resolve": Permission.MODERATE,
    "conferences.candidates": Permission.MODERATE,
    "conferences.split": Permission.MODERATE,
    "conferences.get": Permission.MODERATE,
    "conferences.card": Permission.MODERATE,
    "conferences.create": Permission.ORGANIZE,
    "conferences.edit": Permission.ORGANIZE,
    "conferences.delete": Permission.ORGANIZE,
    "conferences.use": Permission.MODERATE,
    "conferences.alias": Permission.ORGANIZE,
    "conferences.by_code": Permission.MODERATE,
    "participants.all": Permission.MODERATE,
    "participants.list": Permission.MODERATE,
    "participants.get": Permission.MODERATE,
    "participants.by_code": Permission.MODERATE,
    "participants.set_moderator": Permission.ORGANIZE,
    "participants.edit": Permission.ORGANIZE,
    "participants.remove": Permission.ORGANIZE,
    "invitations.invite": _invitation,
    "dialogues.start": Permission.ASK,
    "dialogues.current": Permission.ASK,
    "dialogues.get": Permission.ASK,  # one's own only
    "dialogues.remember": Permission.ASK,
    "dialogues.recall": Permission.ASK,
    "dialogues.unlearn": Permission.ASK,
    "log.page": Permission.ADMINISTER,
    "moderators.group": Permission.ADMINISTER,
    "moderators.offer": Permission.ADMINISTER,
    "moderators.bind_by_token": Permission.ADMINISTER,
    "moderators.bind_for": Permission.ADMINISTER,
    "moderators.asked_for": Permission.ASK,  # only what they asked for themselves
    "moderators.ask": Permission.ASK,
    "moderators.bind": Permission.ADMINISTER,
    "moderators.unbind": Permission.ADMINISTER,
    "moderators.bot_left": Permission.ASK,  # Telegram's word about the actor's chat
    "settings.switch": Permission.ADMINISTER,
    "settings.set_zone": Permission.ADMINISTER,
    "asking.offer": Permission.ASK,
    "asking.submit": Permission.ASK,
    "asking.mine": Permission.ASK,
    "asking.withdraw": Permission.ASK,  # one's own only
    "asking.link_of": Permission.ASK,  # one's own only
    "asking.renew": Permission.ASK,  # one's own only
    "asking.forget": Permission.ASK,
    "deciding.get": Permission.MODERATE,
    "deciding.card": Permission.MODERATE,
    "deciding.undecided": Permission.MODERATE,
    "deciding.redraw": Permission.ASK,  # it shows nothing that is not there
    "deciding.approve": Permission.MODERATE,
    "deciding.approve_all": Permission.MODERATE,
    "deciding.retry": Permission.MODERATE,
    "deciding.invite_again": Permission.MODERATE,
    "deciding.decline": Permission.MODERATE,
    "deciding.undo_decline": Permission.MODERATE,
    "deciding.let_in_after_all": Permission.MODERATE,
    "deciding.remove": Permission.MODERATE,
    "deciding.block": Permission.MODERATE,
    "deciding.unblock": Permission.MODERATE,
    "blocked.page": Permission.ADMINISTER,
    "blocked.lift": Permission.ADMINISTER,
    "links.of_conference": Permission.ORGANIZE,
    "links.open": Permission.ORGANIZE,
    "links.get": Permission.ORGANIZE,
    "links.acting_on": Permission.ADMINISTER,
    "links.set_approval": Permission.ORGANIZE,
    "links.set_members_group": Permission.ORGANIZE,
    "links.set_capacity": Permission.ORGANIZE,
    "links.set_closing": Permission.ORGANIZE,
    "links.set_question": Permission.ORGANIZE,
    "links.set_name": Permission.ORGANIZE,
    "links.revoke": Permission.ORGANIZE,
}
# What takes no actor, for it takes a dialogue, which only its owner gets.
WITHOUT_ACTOR = {"dialogues.move", "dialogues.asked", "dialogues.carrying_out", "dialogues.end"}

# Every role where it is at home, and those who have none there.
PLACES = {"owner in office", "admin in office", "moderator in moderators", "moderator in office"}
every_seat = pytest.mark.parametrize(
    "seat", [seat for seat in SEATS if str(seat) in PLACES or seat.who == "stranger"], ids=str
)


class Row(int):
    """A row of an allowlist, and whether it is an owner's."""

    owner: bool = False


@dataclass(frozen=True)
class Stage:
    """What can be passed to a method: things of the seat's workspace first, then some that do not exist."""

    building: Building
    things: Things
    actor: Actor
    conference_code: str
    link_token: str
    binding_token: str

    @classmethod
    async def of(cls, building: Building, seat: Seat) -> "Stage":
        things, services = await building.things(seat), building.services
        organizer = await building.organizer(seat)
        conference = await services.conferences.get(organizer, things.conference)
        link = await services.links.get(organizer, things.link)
        binding_token = await services.moderators.offer(organizer)
        return cls(building, things, await building.actor(seat), conference.code, link.token, binding_token)

    def arguments(self, name: str, function: Callable[..., Any]) -> Iterator[Arguments]:
        """Everything that the method can be tried with."""
        hints = get_type_hints(function)
        asked = [one for one in inspect.signature(function).parameters if one not in {"self", "actor"}]
        for values in itertools.product(*(self._examples(name, one, hints[one]) for one in asked)):
            yield {"actor": self.actor, **dict(zip(asked, values, strict=True))}

    def _examples(self, name: str, parameter: str, kind: Any) -> tuple[Any, ...]:
        if kind is bool:
            return (False, True)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(kind)
        examples = self._known()
        for key in (f"{name}.{parameter}", parameter):
            if key in examples:
                return examples[key]
        return pytest.fail(f"{name}({parameter}): what could stand there? Say it in _known")

    def _known(self) -> dict[str, tuple[Any, ...]]:
        things = self.things
        rows = [Row(one) for one in things.row]
        rows[1].owner = True
        return {
            "conference_id": (things.conference, 0),
            "participant_id": (things.participant, 0),
            "links.acting_on.link_id": (things.link,),
            "link_id": (things.link, 0),
            "request_id": (things.request, 0),
            "request_ids": ((things.request,), (0,), ()),
            "message_id": (1, 0),
            "row_id": tuple(rows),
            "workspace_id": (things.workspace[0],),
            "dialogue_id": (things.dialogue,),
            "phrase_id": (things.phrase,),
            "dialogue": (None,),
            "conferences.by_code.code": (self.conference_code, "unknown"),
            "participants.by_code.code": (things.client, "unknown"),
            "asking.offer.token": (self.link_token, "unknown"),
            "moderators.bind_by_token.token": (self.binding_token,),
            "admins.claim.token": ("unknown",),
            "workspaces.connect.text": (KEY, "unknown"),
            "admins.find.text": ("777000",),
            "text": (things.title, "", "unknown"),
            "dialogues.start.form": ("invite",),
            "step": ("request",),
            "values": ({"conference": str(things.conference)},),
            "settings.set_zone.key": ("Europe/Moscow",),
            "title": ("Members",),
            "name": ("short",),
            "question": ("Why?",),
            "reason": ("Full",),
            "value": ("neu@example.com", ""),
            "capacity": (5, None),
            "closes_at": (None,),
            "number": (1,),
            "search": ("", "анна"),
            "language": ("en",),
            "user_id": (777_000,),
            "people_named": (((777_000, "Newcomer"),), ()),
            "chat_id": (-100_777,),
            "thread_id": (None,),
            "old_chat_id": (-100_777,),
            "new_chat_id": (self.actor.chat_id, -100_778),
            "draft": (Draft("Ретро"), Draft("")),
            "guests": ((Guest("zoe@example.com"),), ()),
            "options": (InviteOptions(), InviteOptions(moderator=True)),
            "answers": (Answers("zoe@example.com", "Zoe"),),
            "is_in": (_nowhere,),
            "keep": (_kept,),
            "on_progress": (_heard,),
        }


async def _nowhere(_: int) -> bool:
    return False


async def _kept(*_: object) -> None: ...


async def _heard(*_: object) -> None: ...


def _methods(service: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    yield from (pair for pair in inspect.getmembers(service, inspect.isfunction) if not pair[0].startswith("_"))


def _found() -> tuple[dict[str, Callable[..., Any]], set[str]]:
    """The methods that take an actor, and the names of those that do not."""
    with_actor, without = {}, set()
    for service, kind in get_type_hints(Services).items():
        for name, function in _methods(kind):
            if Actor in get_type_hints(function).values():
                with_actor[f"{service}.{name}"] = function
            else:
                without.add(f"{service}.{name}")
    return with_actor, without


METHODS, OTHERS = _found()


@pytest.fixture
async def building(world: World) -> Building:
    assert world.bot is not None
    building = Building(world, world.bot)
    await building.open()
    return building


async def _call(services: Services, name: str, arguments: Arguments) -> Any:
    service, method = name.split(".")
    given = getattr(getattr(services, service), method)(**arguments)
    return await given if isinstance(given, Awaitable) else given


async def _outcome(services: Services, name: str, arguments: Arguments) -> str:
    try:
        await _call(services, name, arguments)
    except AppError as error:
        return "refused" if error.code is ErrorCode.NOT_ALLOWED else "done"
    except Ambiguous:
        return "done"
    return "done"


async def _given(services: Services, name: str, arguments: Arguments) -> Any:
    try:
        return await _call(services, name, arguments)
    except AppError:
        return None


def _may(seat: Seat, needs: Needs, arguments: Arguments) -> bool:
    needed = needs if needs is None or isinstance(needs, Permission) else needs(arguments)
    if needed is None:
        return False
    if needed is Permission.LANGUAGE and not seat.in_private:
        needed = Permission.ADMINISTER  # there it is everybody's
    return seat.role in ENOUGH[needed]


def test_the_table_knows_every_method() -> None:
    assert NEEDS.keys() == METHODS.keys()
    assert OTHERS == WITHOUT_ACTOR


def test_handlers_reach_nothing_that_asks_for_no_rights() -> None:
    assert not set(get_type_hints(Services).values()) & set(get_type_hints(Background).values())


@every_seat
async def test_methods(building: Building, seat: Seat) -> None:
    found, expected = {}, {}
    stage = await Stage.of(building, seat)
    for name, function in METHODS.items():
        for number in range(len(list(stage.arguments(name, function)))):
            arguments = list(stage.arguments(name, function))[number]
            call = f"{number} {name}"
            expected[call] = "done" if _may(seat, NEEDS[name], arguments) else "refused"
            before = Before.of(building.world, building.user(seat))
            found[call] = await _outcome(building.services, name, arguments)
            if found[call] == "refused":
                found[call] = before.traces()
            elif before.traces() != "refused":  # it may have used something up
                stage = await Stage.of(building, seat)
    assert found == expected


async def test_ids_of_another_workspace_lead_nowhere(building: Building) -> None:
    await building.rivals()
    rival = await building.actor(Seat("rival", "rivals", Role.ADMIN))
    office = next(seat for seat in SEATS if str(seat) == "admin in office")
    stage = await Stage.of(building, office)
    stage = replace(stage, actor=rival)
    ids = {"conference_id", "participant_id", "link_id", "request_id", "workspace_id", "row_id"}
    before, calls = await building.belongings(office), len(building.world.boomstream.calls)
    for name, function in METHODS.items():
        asked = ids & inspect.signature(function).parameters.keys()
        if not asked or NEEDS[name] is Permission.ASK:
            continue
        for arguments in stage.arguments(name, function):
            if any(arguments[one] == 0 for one in asked):
                continue
            assert await _given(building.services, name, arguments) in {None, ()}, name
    assert await building.belongings(office) == before
    touched = [call for call in list(building.world.boomstream.calls)[calls:] if call.project == "Main project"]
    assert not touched
