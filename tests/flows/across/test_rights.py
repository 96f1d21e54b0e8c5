"""Who may do what: every role in every place tries every command and presses every button, forged ones too.

New commands are covered by themselves. A new action must say in NEEDS what it needs; one with a field of an unknown
name must say in `Things` (building.py) what could stand there.
"""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from handlers.commands import COMMANDS, Command
from services.access import Permission
from services.errors import AppError, ErrorCode
from services.model import LANGUAGES
from tests.flows.building import ENOUGH, IN_THE_OFFICE, LINES, SEATS, Before, Building, Seat
from tests.flows.world import World
from views import errors
from views.actions import (
    admins,
    apikey,
    conferences,
    dialogue,
    interrupted,
    invitations,
    log,
    participants,
    settings,
    start,
)
from views.actions.conferences import Verb
from views.actions.invitations import InviteOption
from views.actions.requests import asking, blocked, closing, deciding, links, moderators
from views.callback_data import ACTIONS, Action, pack
from views.i18n import Translator

# --- what is right ---------------------------------------------------------------------------------------------------

IN_GROUPS = {
    Permission.ASK: Permission.MODERATE,  # a stranger in a group neither gets an answer nor changes what others see
    Permission.LANGUAGE: Permission.ADMINISTER,  # there it is everybody's
}
ADMINISTERED_IN_GROUPS = {admins.AddAdmin}  # there it always means the group's own admins


def _owners_or_ours(action: Any) -> Permission:
    return Permission.ADMINISTER if action.workspace else Permission.OWN


def _verb(action: conferences.Do) -> Permission:
    organizing = {Verb.EDIT, Verb.DELETE, Verb.ALIAS, Verb.LINKS, Verb.CLOSE_LINKS}
    return Permission.ORGANIZE if action.verb in organizing else Permission.MODERATE


def _option(action: invitations.SwitchOption) -> Permission:
    return Permission.ORGANIZE if action.option is InviteOption.MODERATOR else Permission.MODERATE


NEEDS: dict[type[Action], Permission | Callable[[Any], Permission]] = {
    start.ShowMenu: Permission.ASK,
    start.ShowHelp: Permission.ASK,
    start.Nothing: Permission.ASK,
    start.ShowLanguages: Permission.LANGUAGE,
    start.SetLanguage: Permission.LANGUAGE,
    apikey.ShowKey: Permission.ADMINISTER,
    apikey.ConnectMentioned: Permission.ADMINISTER,
    apikey.LeaveMentioned: Permission.ASK,  # a phrase is its workspace's own
    apikey.EnterKey: Permission.ADMINISTER,
    apikey.CheckKey: Permission.ADMINISTER,
    apikey.AskForgetKey: Permission.ADMINISTER,
    apikey.ForgetKey: Permission.ADMINISTER,
    conferences.ListConferences: Permission.MODERATE,
    conferences.CreateConference: Permission.ORGANIZE,
    conferences.EditConferenceField: Permission.ORGANIZE,
    conferences.DeleteConference: Permission.ORGANIZE,
    conferences.Do: _verb,
    conferences.PickPage: Permission.MODERATE,
    invitations.InviteAgain: Permission.MODERATE,
    invitations.SwitchOption: _option,
    participants.ListParticipants: Permission.MODERATE,
    participants.OpenParticipant: Permission.MODERATE,
    participants.OpenGuest: Permission.MODERATE,
    participants.SetModerator: Permission.ORGANIZE,
    participants.AskRemoveParticipant: Permission.ORGANIZE,
    participants.RemoveParticipant: Permission.ORGANIZE,
    participants.EditParticipant: Permission.ORGANIZE,
    dialogue.StepBack: Permission.MODERATE,  # the dialogue of `Things` invites
    dialogue.SkipStep: Permission.MODERATE,
    dialogue.CancelDialogue: Permission.ASK,
    dialogue.ConfirmDialogue: Permission.MODERATE,
    dialogue.TakeAsAnswer: Permission.ASK,  # one's own only
    admins.ManageAdmins: Permission.ADMINISTER,
    admins.ListAdmins: _owners_or_ours,
    admins.AddAdmin: _owners_or_ours,
    admins.AskRemoveAdmin: _owners_or_ours,
    admins.RemoveAdmin: _owners_or_ours,
    log.ShowLog: Permission.ADMINISTER,
    interrupted.Retry: Permission.ASK,
    links.ListRequestLinks: Permission.ORGANIZE,
    links.AddRequestLink: Permission.ORGANIZE,
    links.ShowRequestLink: Permission.ORGANIZE,
    links.ShowQr: Permission.ORGANIZE,
    links.SetApproval: Permission.ORGANIZE,
    links.AskRule: Permission.ORGANIZE,
    closing.UseMoment: Permission.ORGANIZE,
    links.AskRevoke: Permission.ORGANIZE,
    links.RevokeLink: Permission.ORGANIZE,
    asking.UseSuggestion: Permission.ASK,
    asking.AskAgain: Permission.ASK,
    asking.RenewLink: Permission.ASK,
    asking.ShowMine: Permission.ASK,
    asking.WithdrawRequest: Permission.ASK,  # one's own only
    asking.RenewLink: Permission.ASK,  # one's own only
    asking.ShowPrivacy: Permission.ASK,
    asking.AskForgetMe: Permission.ASK,
    asking.ForgetMe: Permission.ASK,
    deciding.Approve: Permission.MODERATE,
    deciding.Decline: Permission.MODERATE,
    deciding.DeclineWithReason: Permission.MODERATE,
    deciding.RemoveAndDecline: Permission.MODERATE,
    deciding.UndoDecline: Permission.MODERATE,
    deciding.LetInAfterAll: Permission.MODERATE,
    deciding.RemoveGuest: Permission.MODERATE,
    deciding.BlockGuest: Permission.MODERATE,
    deciding.BlockOneInside: Permission.MODERATE,
    deciding.ShowRequest: Permission.MODERATE,
    deciding.UnblockGuest: Permission.MODERATE,
    deciding.ShowEmail: Permission.MODERATE,
    deciding.RetryRequest: Permission.MODERATE,
    deciding.NewLinkFor: Permission.MODERATE,
    deciding.ListRequests: Permission.MODERATE,
    deciding.OpenRequest: Permission.MODERATE,
    deciding.AskApproveAll: Permission.MODERATE,
    deciding.ApproveAll: Permission.MODERATE,
    moderators.ShowModerators: Permission.ADMINISTER,
    moderators.BindHere: Permission.ADMINISTER,
    moderators.BindAsked: Permission.ADMINISTER,
    moderators.PickModerators: Permission.ADMINISTER,
    moderators.UnbindModerators: Permission.ADMINISTER,
    settings.ShowSettings: Permission.ADMINISTER,
    settings.SwitchSetting: Permission.ADMINISTER,
    settings.AskZone: Permission.ADMINISTER,
    blocked.ListBlocked: Permission.ADMINISTER,
    blocked.Unblock: Permission.ADMINISTER,
}


def _needed(needs: Permission | Callable[[Any], Permission], action: Action) -> Permission:
    return needs if isinstance(needs, Permission) else needs(action)


def _command_needs(command: Command, line: str, *, in_private: bool) -> Permission:
    if command.names[0] == "start" and line.startswith("key_"):
        return Permission.ADMINISTER  # the deep link to enter a key
    if command.names[0] == "admins" and line.startswith("add") and in_private:
        return Permission.OWN  # in private there is nobody to share the chat with: it means the owners
    if line.endswith("moderator"):
        return Permission.ORGANIZE  # to invite somebody as one is to promote
    return command.permission


# --- the places and the people ---------------------------------------------------------------------------------------

every_seat = pytest.mark.parametrize("seat", SEATS, ids=str)


def _may(seat: Seat, needed: Permission, subject: type[Action] | None = None) -> bool:
    if not seat.in_private:
        needed = Permission.ADMINISTER if subject in ADMINISTERED_IN_GROUPS else IN_GROUPS.get(needed, needed)
    return seat.role in ENOUGH[needed]


@pytest.fixture
async def building(world: World) -> Building:
    assert world.bot is not None
    building = Building(world, world.bot)
    await building.open()
    return building


# --- what happened ---------------------------------------------------------------------------------------------------


def _said(code: ErrorCode) -> set[str]:
    return {str(errors.text(Translator(language), AppError(code)).striptags()) for language in LANGUAGES}


REFUSALS = _said(ErrorCode.NOT_ALLOWED)
BROKEN = ("У меня что-то сломалось", "Something went wrong on my side")


async def _press(building: Building, seat: Seat, action: Action) -> str:
    user, world = building.user(seat), building.world
    message = next(message for message in user.messages if message.from_bot)
    message.text = "A screen of long ago"
    before = Before.of(world, user)
    press = user.person.press(message, data=pack(action))
    await world.idle()
    new = before.new(user)
    if any(text in message.text for message in new for text in BROKEN):
        return "broken"
    if press.answer.text in REFUSALS and press.answer.show_alert and not new:
        return before.traces()
    return "refused late" if any(message.text in REFUSALS for message in new) else "done"


async def _write(building: Building, seat: Seat, line: str) -> str:
    user, world = building.user(seat), building.world
    before = Before.of(world, user)
    await user.sends(line)
    new = before.new(user)
    if any(text in message.text for message in new for text in BROKEN):
        return "broken"
    if [message.text in REFUSALS for message in new] == ([True] if seat.in_private else []):
        return before.traces()
    return "done" if new and not any(message.text in REFUSALS for message in new) else "not answered as it should be"


# --- the tests -------------------------------------------------------------------------------------------------------


def test_the_table_knows_every_action() -> None:
    assert NEEDS.keys() == set(ACTIONS.values())


@every_seat
async def test_buttons(building: Building, seat: Seat) -> None:
    found, expected = {}, {}
    things = await building.things(seat)
    for action_type, needs in NEEDS.items():
        for number in range(len(list(things.examples(action_type)))):
            action = list(things.examples(action_type))[number]
            name = f"{number} {action_type.__name__}"
            expected[name] = "done" if _may(seat, _needed(needs, action), action_type) else "refused"
            found[name] = await _press(building, seat, action)
            if found[name] != "refused":
                things = await building.things(seat)
    assert found == expected


@every_seat
async def test_commands(building: Building, seat: Seat) -> None:
    found, expected = {}, {}
    things = await building.things(seat)
    for command in COMMANDS:
        for name, pattern in itertools.product(command.names, ["", "{title}", *LINES.get(command.names[0], [])]):
            if command.names[0] == "apikey" and pattern and not seat.in_private:
                continue  # a key in a group: everybody is warned, see test_secrets
            rest = pattern.format(title=things.title, client=things.client, workspace=things.workspace[0])
            line = f"/{name} {rest}".strip()
            needed = _command_needs(command, rest, in_private=seat.in_private)
            expected[line] = "done" if _may(seat, needed) else "refused"
            found[line] = await _write(building, seat, line)
            if found[line] != "refused":
                things = await building.things(seat)
    assert found == expected


@pytest.mark.parametrize("place", ["private", "group"])
async def test_ids_of_another_workspace_lead_nowhere(building: Building, place: str) -> None:
    rivals = await building.rivals()
    bella = rivals if place == "group" else rivals.within(None)
    await bella.sends("/start")
    ours = IN_THE_OFFICE
    things = await building.things(ours)
    before, calls = await building.belongings(ours), len(building.world.boomstream.calls)
    for action_type in NEEDS:
        if action_type is apikey.ForgetKey:
            continue  # it forgets one's own
        for action in things.examples(action_type):
            message = next(message for message in bella.messages if message.from_bot)
            message.text = "A screen of long ago"
            bella.person.press(message, data=pack(action))
            await building.world.idle()
            assert not things.seen_in(bella.messages), f"{action} shows what is not theirs"
    assert await building.belongings(ours) == before
    touched = [call for call in list(building.world.boomstream.calls)[calls:] if call.project == "Main project"]
    assert not touched


async def test_rights_taken_back_in_the_middle_of_a_dialogue_are_gone(world: World) -> None:
    olga, adam = world.user("Olga"), world.user("Adam")
    office = world.telegram.add_group("Office", olga.person, [adam.person])
    world.telegram.add_bot_to(office, by=olga.person)
    await adam.within(office).sends("/create")
    assert not [message for message in office.messages if message.from_bot and "Как назовём" in message.text]
    hello = adam.person.send("Привет!", office)
    await olga.within(office).sends("/admins add", reply_to=hello)
    await olga.within(office).presses("✅ Да, добавить")
    await adam.within(office).sends("/create")
    for answer in ("Ретро", "-", "-"):
        await adam.within(office).sends(answer, reply_to=office.last(from_bot=True))
    card = office.last(from_bot=True)
    assert "Создать конференцию" in card.text
    await olga.within(office).sends("/admins")
    await olga.within(office).presses("🗑 Adam")
    await olga.within(office).presses("Да, убрать")
    press = await adam.within(office).presses("✅ Создать", card)
    assert press.answer.text in REFUSALS
    assert not world.project.conferences
