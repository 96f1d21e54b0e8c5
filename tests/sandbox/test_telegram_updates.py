from typing import Any

import pytest

from demo.web.chat_view import chat_view, person_view
from sandbox.telegram import ApiError, Change, GroupChat, NotVisibleError, Person, TelegramSandbox


@pytest.fixture
def tg() -> TelegramSandbox:
    return TelegramSandbox()


@pytest.fixture
def olga(tg: TelegramSandbox) -> Person:
    return tg.add_person("Olga", "Orlova", username="olga_o")


@pytest.fixture
def group(tg: TelegramSandbox, olga: Person) -> GroupChat:
    chat = tg.add_group("Moderators", creator=olga)
    tg.add_bot_to(chat, by=olga)
    tg.call("getUpdates", {"offset": -1})
    tg.updates.drop()
    return chat


def waiting(tg: TelegramSandbox) -> list[Any]:
    """What the bot would get now, without the ids."""
    return [next(value for key, value in u.items() if key != "update_id") for u in tg.call("getUpdates", {})]


# --- the queue


def test_an_offset_confirms_what_lies_before_it(tg: TelegramSandbox, olga: Person) -> None:
    for text in "abcd":
        olga.send(text)
    first, second = tg.call("getUpdates", {"limit": 2})
    assert tg.pending == 4
    rest = tg.call("getUpdates", {"offset": second["update_id"] + 1})
    assert [update["message"]["text"] for update in rest] == ["c", "d"]
    assert second["update_id"] == first["update_id"] + 1
    assert [update["message"]["text"] for update in tg.call("getUpdates", {"offset": -1})] == ["d"]
    assert tg.pending == 1


def test_only_the_kinds_that_were_asked_for_arrive(tg: TelegramSandbox, olga: Person) -> None:
    tg.call("getUpdates", {"allowed_updates": '["callback_query"]'})
    olga.start()
    olga.press(olga.private.last(), data="x")
    assert [list(update)[1] for update in tg.call("getUpdates", {})] == ["callback_query"]
    tg.call("getUpdates", {"allowed_updates": []})
    olga.send("now")
    assert tg.pending == 2


def test_memberships_of_people_arrive_on_request_and_only_at_an_admin(
    tg: TelegramSandbox, olga: Person, group: GroupChat
) -> None:
    tg.call("getUpdates", {"allowed_updates": ["chat_member"]})
    group.add_member(tg.add_person("Pavel").user)
    assert tg.pending == 0
    tg.add_bot_to(group, by=olga, admin=True)
    irina = tg.add_person("Irina")
    group.add_member(irina.user, by=olga.user)
    group.promote(irina.user, by=olga.user)
    group.demote(irina.user, by=olga.user)
    group.remove_member(irina.user, by=olga.user)
    statuses = [update["new_chat_member"]["status"] for update in waiting(tg)]
    assert statuses == ["member", "administrator", "member", "kicked"]


def test_polling_and_a_webhook_exclude_each_other(tg: TelegramSandbox, olga: Person) -> None:
    olga.start()
    tg.call("setWebhook", {"url": "https://bot.example.org/hook", "secret_token": "s"})
    with pytest.raises(ApiError) as caught:
        tg.call("getUpdates", {})
    assert caught.value.code == 409
    assert caught.value.description.startswith("Conflict: can't use getUpdates method while webhook is active")
    info = tg.call("getWebhookInfo", {})
    assert (info["url"], info["pending_update_count"]) == ("https://bot.example.org/hook", 1)
    tg.call("deleteWebhook", {"drop_pending_updates": "true"})
    assert tg.call("getUpdates", {}) == []
    assert tg.call("getWebhookInfo", {})["url"] == ""
    assert tg.violations == []


@pytest.mark.parametrize("url", ["http://bot.example.org", "https://bot.example.org:8080/x"])
def test_a_webhook_needs_https_and_a_known_port(tg: TelegramSandbox, url: str) -> None:
    with pytest.raises(ApiError, match="bad webhook"):
        tg.call("setWebhook", {"url": url})


# --- what people do


def test_start_and_its_payload(tg: TelegramSandbox, olga: Person) -> None:
    olga.start("r_abc")
    (message,) = waiting(tg)
    assert message["text"] == "/start r_abc"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": olga.id,
        "is_bot": False,
        "first_name": "Olga",
        "last_name": "Orlova",
        "username": "olga_o",
        "language_code": "ru",
    }
    assert message["chat"]["id"] == olga.id


def test_people_edit_and_delete_their_messages(tg: TelegramSandbox, olga: Person) -> None:
    message = olga.send("teh")
    olga.edit(message, "the")
    assert waiting(tg)[-1]["text"] == "the"
    olga.delete(message)
    assert olga.private.messages == []
    assert tg.pending == 2


def test_nobody_writes_or_presses_where_he_is_not(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    pavel = tg.add_person("Pavel")
    with pytest.raises(NotVisibleError, match=r"Person\(Pavel\) is not in GroupChat\(Moderators\)"):
        pavel.send("x", group)
    with pytest.raises(NotVisibleError):
        pavel.press(olga.send("x", group), data="x")
    group.add_member(pavel.user)
    assert pavel.send("x", group).chat is group


def test_the_bot_learns_that_it_was_added_promoted_and_removed(tg: TelegramSandbox, olga: Person) -> None:
    team = tg.add_group("Team", creator=olga)
    tg.add_bot_to(team, by=olga)
    tg.add_bot_to(team, by=olga, admin=True)
    tg.demote_bot(team, by=olga)
    tg.remove_bot_from(team, by=olga)
    updates = waiting(tg)
    statuses = [
        (update["old_chat_member"]["status"], update["new_chat_member"]["status"])
        for update in updates
        if "new_chat_member" in update
    ]
    assert statuses == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "kicked"),
    ]
    services = [
        (message["new_chat_members"] if "new_chat_members" in message else message["left_chat_member"])
        for message in updates
        if "message_id" in message
    ]
    assert [service[0]["id"] if isinstance(service, list) else service["id"] for service in services] == [42, 42]


# --- privacy mode


def test_in_a_group_the_bot_gets_only_what_is_meant_for_it(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    sent = tg.call("sendMessage", {"chat_id": group.id, "text": "question"})
    question = group.message(sent["message_id"])
    for text in ("chat", "/help", "/help@conference_bot", "/help@Other_bot", "hi @Conference_Bot", "mail /help"):
        olga.send(text, group)
    olga.send("answer", group, reply_to=question)
    olga.send("to oneself", group, reply_to=group.messages[0])
    seen = [message["text"] for message in waiting(tg)]
    assert seen == ["/help", "/help@conference_bot", "hi @Conference_Bot", "answer"]


def test_service_messages_arrive_and_an_admin_bot_sees_all(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    group.add_member(tg.add_person("Pavel").user)
    assert waiting(tg)[-1]["new_chat_members"][0]["first_name"] == "Pavel"
    tg.add_bot_to(group, by=olga, admin=True)
    olga.send("chat", group)
    assert waiting(tg)[-1]["text"] == "chat"
    tg.remove_bot_from(group, by=olga)
    count = tg.pending
    olga.send("/help", group)
    assert tg.pending == count


def test_an_anonymous_admin_speaks_as_the_group(tg: TelegramSandbox, group: GroupChat) -> None:
    group.send_anonymous("/help@conference_bot")
    (message,) = waiting(tg)
    assert (message["from"]["id"], message["from"]["username"]) == (1087968824, "GroupAnonymousBot")
    assert message["sender_chat"]["id"] == group.id


def test_a_document_comes_with_its_caption(tg: TelegramSandbox, olga: Person) -> None:
    olga.send_document("people.csv", b"a@b.ru", caption="/import x")
    (message,) = waiting(tg)
    assert (message["document"]["file_name"], message["document"]["file_size"]) == ("people.csv", 6)
    assert (message["caption"], message["caption_entities"][0]["type"]) == ("/import x", "bot_command")


# --- what the bot can look up


def test_members_and_administrators(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    pavel, outsider = tg.add_person("Pavel"), tg.add_person("Outsider")
    group.add_member(pavel.user)

    def status(person: Person) -> str:
        answer = tg.call("getChatMember", {"chat_id": group.id, "user_id": person.id})
        return str(answer["status"])

    assert [status(person) for person in (olga, pavel, outsider)] == ["creator", "member", "left"]
    group.promote(pavel.user, by=olga.user, anonymous=True)
    admins = tg.call("getChatAdministrators", {"chat_id": group.id})
    assert [(admin["user"]["id"], admin["is_anonymous"]) for admin in admins] == [(olga.id, False), (pavel.id, True)]
    assert tg.call("getChatMemberCount", {"chat_id": group.id}) == 3
    with pytest.raises(ApiError, match="PARTICIPANT_ID_INVALID"):
        tg.call("getChatMember", {"chat_id": group.id, "user_id": 5})
    group.hidden_members = True
    with pytest.raises(ApiError, match="member list is inaccessible"):
        status(pavel)
    tg.add_bot_to(group, by=olga, admin=True)
    assert status(pavel) == "administrator"
    assert tg.violations == []


def test_a_private_chat_has_no_administrators_and_is_not_left(tg: TelegramSandbox, olga: Person) -> None:
    olga.start()
    assert tg.call("getChat", {"chat_id": olga.id})["first_name"] == "Olga"
    assert tg.call("getChatMember", {"chat_id": olga.id, "user_id": olga.id})["status"] == "member"
    for method in ("getChatAdministrators", "leaveChat"):
        with pytest.raises(ApiError, match="private chat"):
            tg.call(method, {"chat_id": olga.id})
    assert len(tg.violations) == 2


def test_a_public_group_is_found_by_its_username(tg: TelegramSandbox, olga: Person) -> None:
    team = tg.add_group("Team", creator=olga, username="the_team")
    tg.add_bot_to(team, by=olga)
    found = tg.call("getChat", {"chat_id": "@the_team"})
    assert (found["id"], found["type"]) == (team.id, "supergroup")


# --- pages


def test_listeners_hear_of_every_change(tg: TelegramSandbox, olga: Person) -> None:
    heard: list[Change] = []
    tg.listeners.append(heard.append)
    olga.start()
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = tg.call("sendMessage", {"chat_id": olga.id, "text": "x", "reply_markup": markup})
    press = olga.press(olga.private.last(), "Go")
    tg.call("answerCallbackQuery", {"callback_query_id": press.id, "text": "ok"})
    tg.call("editMessageText", {"chat_id": olga.id, "message_id": sent["message_id"], "text": "y"})
    tg.call("deleteMessage", {"chat_id": olga.id, "message_id": sent["message_id"]})
    kinds = [change.kind for change in heard if change.kind != "call"]
    assert kinds == ["update", "message", "message", "update", "answer", "edited", "deleted"]
    toast = next(change for change in heard if change.kind == "answer")
    assert (toast.chat_id, toast.data["user_id"], toast.data["text"]) == (olga.id, olga.id, "ok")
    methods = ["sendMessage", "answerCallbackQuery", "editMessageText", "deleteMessage"]
    assert [change.data["method"] for change in heard if change.kind == "call"] == methods


def test_a_chat_as_a_page_shows_it(tg: TelegramSandbox, olga: Person) -> None:
    olga.start()
    button = {"text": "Go", "callback_data": "go", "style": "success"}
    tg.call("sendMessage", {"chat_id": olga.id, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}})
    tg.call("sendMessage", {"chat_id": olga.id, "text": "y", "reply_markup": {"keyboard": [["Yes"]]}})
    tg.call("setMyCommands", {"commands": [{"command": "help", "description": "Help"}]})
    view = chat_view(olga.private)
    assert [(message["text"], message["from_bot"]) for message in view["messages"]] == [
        ("/start", False),
        ("x", True),
        ("y", True),
    ]
    assert view["messages"][1]["buttons"] == [
        [{"text": "Go", "kind": "callback_data", "value": "go", "style": "success"}]
    ]
    assert view["messages"][1]["keyboard"] is None
    assert view["messages"][2]["keyboard"]["rows"][0][0]["text"] == "Yes"
    assert tg.menu(olga) == [{"command": "help", "description": "Help"}]
    assert person_view(olga)["chats"] == [olga.id]
