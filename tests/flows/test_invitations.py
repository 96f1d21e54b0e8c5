"""Invitations: who is asked in, what is wrong with them, their links."""

import pytest

from sandbox.boomstream import ConferenceState, FaultKind
from sandbox.boomstream import methods as boomstream_methods
from tests.flows.odd import check_screens, odd
from tests.flows.requests_world import shared
from tests.flows.world import User, World

# --- who is invited ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("anna_in_retro")
@odd
async def test_any_name_of_a_guest(world: World, olga: User, text: str) -> None:
    await olga.sends(f"/invite ретро boris@example.com {text[:3900]}")
    check_screens(olga)
    if "✅ Пригласить: 1" in olga.buttons:  # a text of several lines or columns is shown first
        await olga.presses("✅ Пригласить: 1")
    await olga.sends("/invite ретро")
    await olga.sends(f"vera@example.com {text[:3900]}")
    await olga.presses("✅ Пригласить: 1")
    assert [client.email for client in world.project.conferences[0].clients][-2:] == [
        "boris@example.com",
        "vera@example.com",
    ]
    check_screens(olga)


@pytest.mark.usefixtures("anna_in_retro")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("boris@", "«boris@» не похоже на e-mail"),
        ("@example.com", "«@example.com» не похоже на e-mail"),
        ("boris@example", "«boris@example» не похоже на e-mail"),
        ("a@b@example.com", "«a@b@example.com» не похоже на e-mail"),
        ("boris@пример..рф", "«boris@пример..рф» не похоже на e-mail"),
        (f"{'b' * 3000}@example.com", f"«{'b' * 23}…» не похоже на e-mail"),
        (f"boris@{'b' * 3000}.com", "не похоже на e-mail"),
        (f"{'😀' * 1500}@example.com", "не похоже на e-mail"),
        ("boris@example.com ttl=soon", "Не понимаю срок «soon»"),
        ("boris@example.com ttl=", "Не понимаю срок «»"),
        ("boris@example.com ttl=0", "Не понимаю срок «0»"),
        ("boris@example.com ttl=59s", "Не понимаю срок «59s»"),
        ("boris@example.com ttl=2y", "Не понимаю срок «2y»"),
        ("boris@example.com ttl=999999w", "Не понимаю срок «999999w»"),
        ("boris@example.com avatar=me", "«me» — это не адрес картинки"),
        ("boris@example.com avatar=ftp://x.ru/a.png", "«ftp://x.ru/a.png» — это не адрес картинки"),
        ("boris@example.com avatar=https://", "«https://» — это не адрес картинки"),
        ("boris@example.com avatar=https://[", "«https://[» — это не адрес картинки"),
        ("boris@example.com avatar=", "«» — это не адрес картинки"),
        (" ".join(f"guest{number}@example.com" for number in range(21)), "не больше 20 адресов"),
    ],
)
@pytest.mark.parametrize("how", ["line", "current", "dialogue"])
async def test_what_is_wrong_with_an_invitation_is_named_at_once(
    world: World, olga: User, typed: str, told: str, how: str
) -> None:
    if how == "dialogue":
        await olga.sends("/invite ретро")
        await olga.sends(typed)
    else:
        await olga.sends(f"/invite {'ретро ' if how == 'line' else ''}{typed}")
    assert told in olga.sees
    assert len(world.project.conferences[0].clients) == 1
    if how == "dialogue":  # and it goes on where it was
        await olga.sends("boris@example.com Борис")
        await olga.presses("✅ Пригласить: 1")
        assert "Приглашение в конференцию «Ретро»" in olga.sees
    check_screens(olga)


@pytest.mark.usefixtures("anna_in_retro")
async def test_words_without_an_address_are_taken_for_a_conference(olga: User) -> None:
    await olga.sends("/invite ретро Борис")
    assert "Не нахожу конференцию «ретро Борис»" in olga.sees


@pytest.mark.usefixtures("anna_in_retro")
async def test_one_address_twice_is_one_guest(world: World, olga: User) -> None:
    await olga.sends("/invite ретро boris@example.com, BORIS@EXAMPLE.COM Борис")
    assert "Борис · boris@example.com" in olga.sees
    assert len(world.project.conferences[0].clients) == 2


async def test_people_are_pasted_from_a_mail_program(world: World, olga: User, retro: ConferenceState) -> None:
    await olga.sends("/invite ретро")
    await olga.sends("Вера Белова <vera@example.com>, Глеб <gleb@example.com>")
    assert "Вера Белова · vera@example.com" in olga.sees
    await olga.presses("✅ Пригласить")
    assert [(one.name, one.email) for one in retro.clients[2:]] == [
        ("Вера Белова", "vera@example.com"),
        ("Глеб", "gleb@example.com"),
    ]


# --- what becomes of it -----------------------------------------------------------------------------------------------


async def test_a_new_link_for_a_moderator_is_one_of_a_moderator(
    world: World, olga: User, retro: ConferenceState
) -> None:
    await olga.sends("/invite ретро anna@example.com boris@example.com")
    await olga.presses("✅ Пригласить: 2")
    await olga.presses("↻ Новая ссылка")
    assert [(one.name, one.moderator) for one in retro.clients[2:]] == [("Анна", True), ("Борис", False)]
    await olga.sends("/invite ретро anna@example.com")
    await olga.presses("↻ Новая ссылка")
    assert "⭐ Модератор" in olga.sees


async def test_somebody_removed_does_not_pass_for_somebody_invited(
    world: World, olga: User, retro: ConferenceState
) -> None:
    retro.add_client("vera@example.com", "Вера", deleted=True)

    def somebody_else_removes_her_again() -> None:
        if world.boomstream.calls[-1].method == "invite":
            world.boomstream.listeners.clear()
            retro.add_client("vera@example.com", "Вера", deleted=True)

    world.boomstream.listeners.append(somebody_else_removes_her_again)
    world.boomstream.fail(FaultKind.LOST_BEFORE, method="invite")
    await olga.sends("/invite ретро vera@example.com")
    assert "ничего не изменилось" in olga.sees


async def test_a_link_that_no_browser_opens_is_text(
    world: World, olga: User, retro: ConferenceState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boomstream_methods, "INVITE_PAGE", "boomstream:join?jwt=")
    await olga.sends("/invite ретро vera@example.com")
    assert "boomstream:join?jwt=" in olga.sees
    assert not [button for button in olga.buttons if button.startswith("📤")]
    await olga.sends("/invite ретро gleb@example.com zoe@example.com")
    await olga.presses("✅ Пригласить: 2")
    assert olga.sees.count("boomstream:join?jwt=") == 2
    assert not [button for button in olga.buttons if button.startswith("📤")]


# --- what is handed out -----------------------------------------------------------------------------------------------


def _links(user: User) -> list[str]:
    """What the buttons under the last message pass on."""
    return [shared(str(b.value)) for row in user.screen.buttons for b in row if b.kind == "url"]


async def test_an_invitation_is_passed_on_and_opens_no_door_for_the_organizer(
    world: World, olga: User, retro: ConferenceState
) -> None:
    await olga.sends("/invite ретро vera@example.com Вера")
    link = retro.clients[-1].invite_link
    assert "ещё ничего не получили" in olga.sees
    assert link
    assert link not in olga.sees  # twelve lines of it on a phone
    assert _links(olga) == [link]
    assert [one["url"] for one in olga.screen.entities if "url" in one] == [link]
    assert link not in [b.value for row in olga.screen.buttons for b in row if b.kind == "url"]
    await olga.sends("/invite ретро gleb@example.com письмо")
    assert "отправит Boomstream" in olga.sees
    assert "ничего не получили" not in olga.sees


async def test_several_invitations_are_a_line_and_a_button_each_and_many_a_file_too(
    world: World, olga: User, retro: ConferenceState
) -> None:
    await olga.sends("/invite ретро vera@example.com Вера\ngleb@example.com Глеб")
    await olga.presses("✅ Пригласить: 2")
    assert _links(olga) == [client.invite_link for client in retro.clients[-2:]]
    assert olga.buttons[:2] == ["📤 1. Вера", "📤 2. Глеб"]
    assert not olga.screen.attachment
    await olga.sends("/invite ретро " + " ".join(f"guest{n}@example.com" for n in range(6)))
    await olga.presses("✅ Пригласить: 6")
    file = olga.screen.attachment
    assert file is not None
    table = file.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1:] for line in table[1:]] == [[c.email, c.invite_link] for c in retro.clients[-6:]]


@pytest.mark.parametrize("button", ["👤", "✉️", "👥"])
async def test_no_button_takes_the_links_away(world: World, olga: User, retro: ConferenceState, button: str) -> None:
    await olga.sends("/invite ретро vera@example.com Вера")
    handed_out = olga.screen
    before = handed_out.html
    await olga.presses(button, handed_out)
    assert handed_out.html == before
    assert olga.screen is not handed_out
