"""/settings: every button shows a value, switches it, and the value survives a restart."""

import sqlite3

import pytest

from services.model import Deciders, Setting, Watch, WorkspaceSettings
from services.settings import read_settings, switched
from tests.flows.requests_world import Desk, rows
from tests.flows.world import KEY, User, World


@pytest.fixture
async def olga(stopped_world: World) -> User:
    """The owner, who has connected a project in an earlier life of the bot, which is over now."""
    user = stopped_world.user("Olga")
    stopped_world.settings = stopped_world.settings.model_copy(update={"admin_ids": frozenset({user.id})})
    async with stopped_world.running():
        await user.starts()
        await user.sends(f"/apikey {KEY}")
    return user


SWITCHES = {
    Setting.DECIDERS: ["Решают: все в группе", "Решают: администраторы"],
    Setting.REQUESTS: ["Показывать заявки сразу: да", "Показывать заявки сразу: нет"],
    Setting.ACTIONS: ["Сообщать о действиях в боте: да", "Сообщать о действиях в боте: нет"],
    Setting.CHANGES: ["Сообщать об изменениях вне бота: да", "Сообщать об изменениях вне бота: нет"],
    Setting.LIFETIME: [
        "Срок ссылок: как в Boomstream",
        "Срок ссылок: 1 час",
        "Срок ссылок: 2 часа",
        "Срок ссылок: 1 день",
        "Срок ссылок: 7 дней",
        "Срок ссылок: 30 дней",
    ],
    Setting.GUESTS: ["Письма гостям: нет", "Письма гостям: да"],
    Setting.EXPIRY: [
        "Срок заявок: 7 дней",
        "Срок заявок: 14 дней",
        "Срок заявок: 30 дней",
        "Срок заявок: 1 день",
        "Срок заявок: 3 дня",
    ],
    Setting.WATCH: [
        "Следить: где есть ссылка для заявок",
        "Следить: за всеми конференциями",
        "Не следить за изменениями",
    ],
    Setting.MINUTES: [
        "Проверять раз в 5 минут",
        "Проверять раз в 15 минут",
        "Проверять раз в 1 час",
        "Проверять раз в 2 минуты",
    ],
}


@pytest.mark.parametrize("name", Setting)
async def test_every_button_goes_round_and_survives_restarts(stopped_world: World, olga: User, name: Setting) -> None:
    texts = SWITCHES[name]
    for present, following_one in zip(texts, [*texts[1:], texts[0]], strict=True):
        async with stopped_world.running():
            await olga.sends("/settings")
            assert present in olga.buttons
            await olga.presses(present)
            assert following_one in olga.buttons
    async with stopped_world.running():
        await olga.sends("/settings")
        assert texts[0] in olga.buttons


async def test_a_switch_touches_no_other_setting(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/settings")
        before = set(olga.buttons)
        await olga.presses("Письма гостям: нет")
        assert set(olga.buttons) ^ before == {"Письма гостям: нет", "Письма гостям: да"}


async def test_settings_speak_english(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/language")
        await olga.presses("English")
        await olga.sends("/settings")
        assert olga.buttons[:9] == [
            "Who decides: all in the group",
            "Show requests at once: yes",
            "Report actions in the bot: yes",
            "Report changes outside the bot: yes",
            "Links stay valid: as in Boomstream",
            "E-mail guests, too: no",
            "Requests expire after: 7 days",
            "Watch: where there is a request link",
            "Check every: 5 minutes",
        ]


async def test_a_switch_is_in_the_log(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/settings")
        await olga.presses("Письма гостям: нет")
        await olga.sends("/log")
        assert "изменены настройки" in olga.sees


async def test_life_of_links_and_letters_hold_for_approvals(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        desk = await Desk.opened(olga)
        await olga.sends("/settings")
        await olga.presses("Письма гостям: нет")
        await olga.presses("Срок ссылок: как в Boomstream")
        await desk.asked()
        await desk.decides("✅ Одобрить")
        (invite,) = [call for call in stopped_world.boomstream.calls if call.method == "invite"]
        assert invite.params["notifyEmail"] == "yes"
        assert invite.params["timeout"] == "3600"


# --- what other versions stored --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("{}", WorkspaceSettings()),
        ('{"watch_minutes": 15}', WorkspaceSettings(watch_minutes=15)),
        ('{"colour": "red", "watch": "none"}', WorkspaceSettings(watch=Watch.NONE)),
        ('{"deciders": "council", "watch": "none"}', WorkspaceSettings(watch=Watch.NONE)),
        ('{"expiry_days": "soon", "lifetime": [], "notify_guests": true}', WorkspaceSettings(notify_guests=True)),
        ('{"deciders": "allowlisted"}', WorkspaceSettings(deciders=Deciders.ALLOWLISTED)),
        ('{"watch_minutes": 0, "expiry_days": -1}', WorkspaceSettings()),
    ],
)
def test_what_is_not_understood_is_left_at_its_default(stored: str, expected: WorkspaceSettings) -> None:
    assert read_settings(stored) == expected


def test_a_value_that_is_not_offered_gives_way_to_the_first_one() -> None:
    assert switched(WorkspaceSettings(expiry_days=2), Setting.EXPIRY).expiry_days == 1


async def test_strange_values_in_the_database_break_nothing(stopped_world: World, olga: User) -> None:
    with sqlite3.connect(stopped_world.settings.database) as connection:
        connection.execute("""UPDATE workspace SET settings = '{"deciders": "council", "watch": "maybe", "x": 1}'""")
    connection.close()
    async with stopped_world.running():
        desk = await Desk.opened(olga)
        await desk.asked()
        await desk.decides("✅ Одобрить")
        assert desk.statuses() == ["delivered"]
        await stopped_world.jobs()
        await olga.sends("/settings")
        await olga.presses("Письма гостям: нет")
    ((stored,),) = rows(stopped_world, "SELECT settings FROM workspace WHERE kind = 'private' ORDER BY id LIMIT 1")
    assert read_settings(str(stored)) == WorkspaceSettings(notify_guests=True)
