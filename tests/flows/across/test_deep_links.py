"""Every kind of link to the bot, followed by everybody everywhere. A new kind fails until it has its lines here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from sandbox.telegram import GroupChat
from services.errors import AppError, ErrorCode
from tests.flows.requests_world import bind, binding_token, card_of_link, payload_of, rows
from tests.flows.world import KEY, User, World
from views import errors
from views.deep_links import (
    KINDS,
    AskToJoin,
    BindModerators,
    ChooseMembersGroup,
    ChooseModeratorsGroup,
    ClaimBot,
    DeepLink,
    EnterKeyOf,
    pack,
)
from views.i18n import Translator

WHO = ("owner", "admin", "rival", "moderator", "stranger")
WHERE = ("private", "office", "moderators", "new")
# What comes of it, by who (the lines, in the order of WHO) and where (the columns, in the order of WHERE). All links
# are about the office; the rival administers another group, the moderator is one by sitting in the moderators' group.
EXPECTED: dict[type[DeepLink], str] = {
    ClaimBot: """
        claim-invalid  claim-invalid  claim-invalid  claim-invalid
        claim-invalid  claim-invalid  claim-invalid  silence
        claim-invalid  silence        claim-invalid  silence
        claim-invalid  silence        claim-invalid  silence
        claim-invalid  silence        claim-invalid  silence
        """,
    EnterKeyOf: """
        done           private-only   private-only   private-only
        done           private-only   private-only   silence
        not-allowed    silence        silence        silence
        not-allowed    silence        silence        silence
        not-allowed    silence        silence        silence
        """,
    AskToJoin: """
        done           private-only   private-only   private-only
        done           private-only   private-only   silence
        done           silence        private-only   silence
        done           silence        private-only   silence
        done           silence        private-only   silence
        """,
    ChooseMembersGroup: """
        done           private-only   private-only   private-only
        done           private-only   private-only   silence
        not-allowed    silence        private-only   silence
        not-allowed    silence        private-only   silence
        not-allowed    silence        private-only   silence
        """,
    BindModerators: """
        link-invalid   done           done           done
        link-invalid   done           done           done
        link-invalid   silence        silence        silence
        link-invalid   silence        silence        silence
        link-invalid   silence        silence        silence
        """,
    ChooseModeratorsGroup: """
        done           private-only   private-only   private-only
        done           private-only   private-only   silence
        not-allowed    silence        silence        silence
        not-allowed    silence        silence        silence
        not-allowed    silence        silence        silence
        """,
}


@dataclass
class Office:
    """A group with a project and a moderators' group of its own, another organizer's group, and a new one."""

    world: World
    people: dict[str, User]
    groups: dict[str, GroupChat]

    @property
    def workspace(self) -> int:
        [(row,)] = rows(self.world, f"SELECT id FROM workspace WHERE chat_id = {self.groups['office'].id}")  # noqa: S608 (a number)
        assert isinstance(row, int)
        return row

    async def follow(self, who: str, where: str, payload: str) -> str:
        """What the bot says to it; empty for silence."""
        user = self.people[who]
        if where == "private":
            await user.starts()
            before = len(user.messages)
            await user.starts(payload)
        else:
            user = user.within(self.groups[where])
            before = len(user.messages)
            await user.sends(f"/start@conference_bot {payload}")
        return "\n".join(message.text for message in user.messages[before:] if message.from_bot)


@pytest.fixture
async def office(world: World) -> Office:
    people = {name: world.user(name.title()) for name in WHO[1:]} | {"owner": world.user("Olga")}
    owner = people["owner"]
    await owner.starts()
    everybody = [one.person for one in people.values() if one is not owner]
    groups = {
        name: world.telegram.add_group(name.title(), owner.person, everybody, kind="supergroup")
        for name in ("office", "moderators", "new", "rivals")
    }
    for name in ("office", "rivals", "new"):
        world.telegram.add_bot_to(groups[name], owner.person)
    await world.idle()
    for name, group in (("admin", "office"), ("rival", "rivals")):
        await people[name].starts()
        await owner.within(groups[group]).sends(f"/admins add {people[name].id}")
        await owner.within(groups[group]).presses("✅ Да, добавить")
    world.project.add_conference("Планёрка")
    await owner.within(groups["office"]).connects(KEY)
    await bind(owner.within(groups["office"]), groups["moderators"])
    return Office(world, people, groups)


async def _claim(_: Office) -> DeepLink:
    return ClaimBot("of-long-ago")


async def _key(office: Office) -> DeepLink:
    return EnterKeyOf(office.workspace)


async def _join(office: Office) -> DeepLink:
    return AskToJoin((await _request_link(office)).removeprefix("r_"))


async def _members(office: Office) -> DeepLink:
    await _request_link(office)
    [(link,)] = rows(office.world, "SELECT max(id) FROM request_link")
    assert isinstance(link, int)
    return ChooseMembersGroup(link)


async def _bind(office: Office) -> DeepLink:
    """A fresh one each time, for a group that is bound to nothing yet or to the office."""
    token = await binding_token(office.people["owner"].within(office.groups["office"]))
    return BindModerators(token.removeprefix("m_"))


async def _pick(office: Office) -> DeepLink:
    return ChooseModeratorsGroup(office.workspace)


async def _request_link(office: Office) -> str:
    owner = office.people["owner"].within(office.groups["office"])
    await owner.sends("/open план")
    return payload_of(card_of_link(owner))


MAKE: dict[type[DeepLink], Callable[[Office], Awaitable[DeepLink]]] = {
    ClaimBot: _claim,
    EnterKeyOf: _key,
    AskToJoin: _join,
    ChooseMembersGroup: _members,
    BindModerators: _bind,
    ChooseModeratorsGroup: _pick,
}


def _outcome(said: str) -> str:
    if not said:
        return "silence"
    assert not any(broken in said for broken in ("У меня что-то сломалось", "Something went wrong on my side")), said
    codes = {code.value: str(errors.text(Translator("ru"), AppError(code)).striptags()) for code in REFUSALS}
    return next((name for name, text in codes.items() if text in said), "done")


REFUSALS = (ErrorCode.NOT_ALLOWED, ErrorCode.CLAIM_INVALID, ErrorCode.LINK_INVALID, ErrorCode.PRIVATE_ONLY)


def test_every_kind_has_its_lines() -> None:
    assert EXPECTED.keys() == MAKE.keys() == set(KINDS.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
async def test_who_follows_a_link_where(office: Office, kind: type[DeepLink]) -> None:
    table = [line.split() for line in EXPECTED[kind].strip().splitlines()]
    expected = {f"{who} in {where}": table[y][x] for y, who in enumerate(WHO) for x, where in enumerate(WHERE)}
    found = {}
    for cell in expected:
        who, _, where = cell.partition(" in ")
        found[cell] = _outcome(await office.follow(who, where, pack(await MAKE[kind](office))))
        await office.people[who].sends("/cancel")
    assert found == expected


async def test_an_admin_of_one_group_binds_another_by_the_link(office: Office) -> None:
    """In the new group they are a stranger until then."""
    admin, new = office.people["admin"], office.groups["new"]
    await office.follow("admin", "new", await binding_token(admin.within(office.groups["office"])))
    assert "группа модераторов чата «Office»" in new.last(from_bot=True).text
    assert rows(office.world, "SELECT moderators_chat_id FROM workspace WHERE moderators_chat_id IS NOT NULL") == [
        (new.id,)
    ]


async def test_an_admin_whose_link_is_too_old_hears_so_and_a_stranger_hears_nothing(office: Office) -> None:
    assert "ссылка не работает" in await office.follow("admin", "new", "m_of-long-ago")
    assert not await office.follow("stranger", "new", "m_of-long-ago")


async def test_an_admin_of_a_group_picks_its_moderators_group_in_private(office: Office) -> None:
    """Telegram's picker works in private only, where they administer nothing."""
    world, admin, theirs = office.world, office.people["admin"], office.groups["office"]
    own = world.telegram.add_group("Own", admin.person, kind="supergroup")
    world.telegram.add_bot_to(own, admin.person)
    await world.idle()
    await admin.within(theirs).sends("/moderators")
    admin.person.open(
        next(str(b.value) for row in admin.within(theirs).screen.buttons for b in row if "mg_" in str(b.value))
    )
    await world.idle()
    picker = admin.person.private.reply_keyboard
    assert picker
    admin.person.share_chat(picker, "👥 Выбрать группу", own)
    await world.idle()
    assert "Группа модераторов — «Own»" in admin.sees
    assert "Office" in own.last(from_bot=True).text
