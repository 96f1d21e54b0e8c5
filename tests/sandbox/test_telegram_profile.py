from typing import Any

import pytest

from sandbox.telegram import ApiError, TelegramSandbox


@pytest.fixture
def tg() -> TelegramSandbox:
    return TelegramSandbox()


def put(tg: TelegramSandbox, name: str, **where: Any) -> None:
    tg.call("setMyCommands", {"commands": [{"command": name, "description": name}], **where})


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "BOT_COMMAND_INVALID"),
        ("старт", "x", "BOT_COMMAND_INVALID"),
        ("", "x", "command must be non-empty"),
        ("start", "", "command description must be non-empty"),
        ("start", "x" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_command_that_telegram_refuses(tg: TelegramSandbox, command: str, description: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        tg.call("setMyCommands", {"commands": [{"command": command, "description": description}]})
    assert caught.value.description == f"Bad Request: {reason}"
    assert tg.violations


def test_a_hundred_commands_fit(tg: TelegramSandbox) -> None:
    commands = [{"command": f"c{number}", "description": "x" * 256} for number in range(101)]
    tg.call("setMyCommands", {"commands": commands[:100]})
    with pytest.raises(ApiError, match="BOT_COMMANDS_TOO_MUCH"):
        tg.call("setMyCommands", {"commands": commands})
    assert len(tg.call("getMyCommands", {})) == 100


@pytest.mark.parametrize(
    "where",
    [{"language_code": "rus"}, {"scope": {"type": "everyone"}}, {"scope": {"type": "chat"}}],
)
def test_an_impossible_scope_or_language_is_refused(tg: TelegramSandbox, where: Any) -> None:
    with pytest.raises(ApiError, match="400"):
        put(tg, "start", **where)
    assert tg.violations


def test_a_chat_scope_needs_a_chat_that_the_bot_knows(tg: TelegramSandbox) -> None:
    with pytest.raises(ApiError, match="chat not found"):
        put(tg, "start", scope={"type": "chat", "chat_id": -1})


def test_the_narrowest_scope_decides_and_language_within_it(tg: TelegramSandbox) -> None:
    olga, pavel = tg.add_person("Olga", language_code="ru"), tg.add_person("Pavel", language_code="de")
    team = tg.add_group("Team", creator=olga, members=[pavel])
    tg.add_bot_to(team, by=olga)

    def menus() -> list[str]:
        seen = [tg.menu(olga), tg.menu(olga, team), tg.menu(pavel, team)]
        return [menu[0]["command"] if menu else "" for menu in seen]

    assert menus() == ["", "", ""]
    put(tg, "default")
    put(tg, "russian", language_code="ru")
    assert menus() == ["russian", "russian", "default"]
    put(tg, "private", scope={"type": "all_private_chats"})
    put(tg, "groups", scope='{"type": "all_group_chats"}')
    assert menus() == ["private", "groups", "groups"]
    put(tg, "admins", scope={"type": "all_chat_administrators"})
    assert menus() == ["private", "admins", "groups"]
    put(tg, "here", scope={"type": "chat", "chat_id": team.id})
    assert menus() == ["private", "here", "here"]
    put(tg, "here_admins", scope={"type": "chat_administrators", "chat_id": team.id})
    put(tg, "pavel", scope={"type": "chat_member", "chat_id": team.id, "user_id": pavel.id})
    assert menus() == ["private", "here_admins", "pavel"]
    tg.call("deleteMyCommands", {"scope": {"type": "all_private_chats"}})
    assert menus()[0] == "russian"


def test_commands_are_read_back_for_exactly_one_scope_and_language(tg: TelegramSandbox) -> None:
    put(tg, "start")
    assert tg.call("getMyCommands", {}) == [{"command": "start", "description": "start"}]
    assert tg.call("getMyCommands", {"language_code": "ru"}) == []


@pytest.mark.parametrize(
    ("method", "field", "limit"),
    [("MyName", "name", 64), ("MyDescription", "description", 512), ("MyShortDescription", "short_description", 120)],
)
def test_the_profile_has_limits_and_languages(tg: TelegramSandbox, method: str, field: str, limit: int) -> None:
    tg.call(f"set{method}", {field: "x" * limit})
    tg.call(f"set{method}", {field: "по-русски", "language_code": "ru"})
    with pytest.raises(ApiError, match=field):
        tg.call(f"set{method}", {field: "x" * (limit + 1)})
    assert tg.call(f"get{method}", {"language_code": "ru"}) == {field: "по-русски"}
    assert tg.call(f"get{method}", {"language_code": "de"}) == {field: "x" * limit}


def test_menu_buttons_are_kept_per_chat(tg: TelegramSandbox) -> None:
    tg.call("setChatMenuButton", {"menu_button": {"type": "commands"}})
    assert tg.call("getChatMenuButton", {}) == {"type": "commands"}
