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
    Setting.DECIDERS: ["По заявкам решают: все в группе", "По заявкам решают: администраторы"],
    Setting.REQUESTS: ["Присылать каждую заявку: да", "Присылать каждую заявку: нет"],
    Setting.ACTIONS: ["Сообщать, что сделано в боте: да", "Сообщать, что сделано в боте: нет"],
    Setting.CHANGES: ["Сообщать, что сделано мимо бота: да", "Сообщать, что сделано мимо бота: нет"],
    Setting.LIFETIME: [
        "Срок личной ссылки: как в Boomstream",
        "Срок личной ссылки: 1 час",
        "Срок личной ссылки: 2 часа",
        "Срок личной ссылки: 1 день",
        "Срок личной ссылки: 7 дней",
        "Срок личной ссылки: 30 дней",
    ],
    Setting.GUESTS: ["Письмо гостю от Boomstream: нет", "Письмо гостю от Boomstream: да"],
    Setting.EXPIRY: [
        "Заявка ждёт ответа: 7 дней",
        "Заявка ждёт ответа: 14 дней",
        "Заявка ждёт ответа: 30 дней",
        "Заявка ждёт ответа: 1 день",
        "Заявка ждёт ответа: 3 дня",
    ],
    Setting.WATCH: [
        "Следить: где открыт приём заявок",
        "Следить: за всеми конференциями",
        "Не следить за изменениями",
    ],
    Setting.MINUTES: [
        "Между проверками: 5 минут",
        "Между проверками: 15 минут",
        "Между проверками: 1 час",
        "Между проверками: 2 минуты",
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
        await olga.presses("Письмо гостю от Boomstream: нет")
        assert set(olga.buttons) ^ before == {"Письмо гостю от Boomstream: нет", "Письмо гостю от Boomstream: да"}


async def test_settings_speak_english(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/language")
        await olga.presses("English")
        await olga.sends("/settings")
        assert olga.buttons[:9] == [
            "Who decides: everyone in the group",
            "Post every request: yes",
            "Report actions in the bot: yes",
            "Report changes outside the bot: yes",
            "Personal links last: Boomstream default",
            "Email guests from Boomstream: no",
            "Requests expire after: 7 days",
            "Watch: conferences with a request link",
            "Between checks: 5 minutes",
        ]


async def test_a_switch_is_in_the_log(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        await olga.sends("/settings")
        await olga.presses("Письмо гостю от Boomstream: нет")
        await olga.sends("/log")
        assert "изменена настройка" in olga.sees


async def test_life_of_links_and_letters_hold_for_approvals(stopped_world: World, olga: User) -> None:
    async with stopped_world.running():
        desk = await Desk.opened(olga)
        await olga.sends("/settings")
        await olga.presses("Письмо гостю от Boomstream: нет")
        await olga.presses("Срок личной ссылки: как в Boomstream")
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
        await olga.presses("Письмо гостю от Boomstream: нет")
    ((stored,),) = rows(stopped_world, "SELECT settings FROM workspace WHERE kind = 'private' ORDER BY id LIMIT 1")
    assert read_settings(str(stored)) == WorkspaceSettings(notify_guests=True)
