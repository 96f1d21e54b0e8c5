from typing import Any

import pytest

from sandbox.telegram import ApiError, GroupChat, NotVisibleError, Person, TelegramSandbox


@pytest.fixture
def tg() -> TelegramSandbox:
    return TelegramSandbox()


@pytest.fixture
def olga(tg: TelegramSandbox) -> Person:
    person = tg.add_person("Olga", username="olga_p")
    person.start()
    return person


@pytest.fixture
def group(tg: TelegramSandbox, olga: Person) -> GroupChat:
    chat = tg.add_group("Moderators", creator=olga)
    tg.add_bot_to(chat, by=olga)
    return chat


def send(tg: TelegramSandbox, chat_id: int, markup: Any) -> Any:
    return tg.call("sendMessage", {"chat_id": chat_id, "text": "pick", "reply_markup": markup})


def inline(**button: Any) -> Any:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            inline(callback_data="a", url="https://x.org"),
            "inline keyboard button has several actions: callback_data, url",
        ),
        (inline(callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(url="ftp://x.org"), "inline keyboard button URL 'ftp://x.org' is invalid: Unsupported URL protocol"),
        (inline(url="example"), "inline keyboard button URL 'example' is invalid: Wrong HTTP URL"),
        (inline(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(callback_data="a", text=" "), "inline keyboard button text must be non-empty"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}, "reply markup is too long"),
        ({"keyboard": [[""]]}, "keyboard button text must be non-empty"),
        ({"buttons": []}, "object expected as reply markup"),
    ],
)
def test_a_keyboard_that_telegram_refuses(tg: TelegramSandbox, olga: Person, markup: Any, reason: str) -> None:
    with pytest.raises(ApiError, match="400") as caught:
        send(tg, olga.id, markup)
    assert caught.value.description == f"Bad Request: {reason}"
    assert [violation.description for violation in tg.violations] == [f"Bad Request: {reason}"]


@pytest.mark.parametrize(
    "markup",
    [
        inline(callback_data="a", style="purple"),
        inline(callback_data="a", colour="red"),
        {"inline_keyboard": [{"text": "x", "callback_data": "x"}]},
        {"force_reply": True, "input_field_placeholder": "x" * 65},
        {"keyboard": [["a"]], "input_field_placeholder": "x" * 65},
        {"keyboard": [[{"text": "x", "request_users": {"request_id": 1, "max_quantity": 11}}]]},
        {"remove_keyboard": False},
    ],
)
def test_a_malformed_keyboard_is_a_violation(tg: TelegramSandbox, olga: Person, markup: Any) -> None:
    with pytest.raises(ApiError, match="400"):
        send(tg, olga.id, markup)
    assert tg.violations


@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "я" * 32, "style": "success"},
        {"url": "https://t.me/conference_bot?start=x", "style": "primary"},
        {"url": "tg://user?id=1", "style": "danger"},
        {"copy_text": {"text": "x" * 256}},
        {"switch_inline_query": ""},
    ],
)
def test_good_buttons_come_back_with_the_message(tg: TelegramSandbox, olga: Person, button: Any) -> None:
    sent = send(tg, olga.id, inline(**button))
    assert sent["reply_markup"] == inline(**button)
    assert olga.private.last().keyboard == [["Go"]]


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"request_users": {"request_id": 1}}, "users can be requested in private chats only"),
        ({"request_chat": {"request_id": 1, "chat_is_channel": False}}, "chats can be requested in private chats only"),
        ({"request_contact": True}, "phone number can be requested in private chats only"),
    ],
)
def test_pickers_belong_to_private_chats(
    tg: TelegramSandbox, olga: Person, group: GroupChat, button: Any, reason: str
) -> None:
    markup = {"keyboard": [[{"text": "Pick", **button}]]}
    assert "reply_markup" not in send(tg, olga.id, markup)
    with pytest.raises(ApiError) as caught:
        send(tg, group.id, markup)
    assert caught.value.description == f"Bad Request: {reason}"


def test_the_newest_reply_keyboard_is_shown_until_it_is_removed(tg: TelegramSandbox, olga: Person) -> None:
    send(tg, olga.id, {"keyboard": [["Да", "Нет"]], "one_time_keyboard": True})
    shown = olga.private.reply_keyboard
    assert shown is not None
    assert shown.keyboard == [["Да", "Нет"]]
    assert olga.press(shown, "Да").sent is olga.private.last()
    assert olga.private.last().text == "Да"
    send(tg, olga.id, {"remove_keyboard": True})
    assert olga.private.reply_keyboard is None


def test_a_reply_keyboard_in_a_group_answers_past_privacy_mode(
    tg: TelegramSandbox, olga: Person, group: GroupChat
) -> None:
    send(tg, group.id, {"keyboard": [["Yes"]], "selective": True})
    question = group.last()
    olga.press(question, "Yes")
    heard = tg.call("getUpdates", {})[-1]["message"]
    assert (heard["text"], heard["reply_to_message"]["message_id"]) == ("Yes", question.id)


def test_shared_people_arrive_as_a_service_message_with_names(tg: TelegramSandbox, olga: Person) -> None:
    pavel = tg.add_person("Pavel", "Petrov")
    picker = {"request_id": 7, "max_quantity": 2, "request_name": True, "request_username": True}
    send(tg, olga.id, {"keyboard": [[{"text": "Pick people", "request_users": picker}]]})
    olga.share_users(olga.private.last(), "Pick", [pavel, olga])
    message = tg.call("getUpdates", {})[-1]["message"]
    assert message["users_shared"] == {
        "request_id": 7,
        "users": [
            {"user_id": pavel.id, "first_name": "Pavel", "last_name": "Petrov"},
            {"user_id": olga.id, "first_name": "Olga", "username": "olga_p"},
        ],
    }
    with pytest.raises(NotVisibleError, match="up to 2"):
        olga.share_users(olga.private.last(from_bot=True), "Pick", [pavel] * 3)


def test_a_shared_chat_gets_the_bot_added_when_the_button_demands_it(tg: TelegramSandbox, olga: Person) -> None:
    chat = tg.add_group("Team", creator=olga)
    pavel = tg.add_person("Pavel")
    picker = {"request_id": 3, "chat_is_channel": False, "bot_is_member": True, "request_title": True}
    send(tg, olga.id, {"keyboard": [[{"text": "Pick a group", "request_chat": picker}]]})
    olga.share_chat(olga.private.last(), "Pick", chat)
    updates = tg.call("getUpdates", {})
    assert updates[-1]["message"]["chat_shared"] == {"request_id": 3, "chat_id": chat.id, "title": "Team"}
    assert [
        update["my_chat_member"]["new_chat_member"]["status"] for update in updates if "my_chat_member" in update
    ] == ["member"]
    with pytest.raises(NotVisibleError, match="not in it"):
        olga.share_chat(olga.private.last(from_bot=True), "Pick", tg.add_group("Foreign", creator=pavel))


def test_buttons_are_pressed_by_text_beginning_or_data(tg: TelegramSandbox, olga: Person) -> None:
    row = [{"text": "Approve", "callback_data": "a"}, {"text": "Approve as moderator", "callback_data": "m"}]
    row.append({"text": "Decline", "callback_data": "d"})
    send(tg, olga.id, {"inline_keyboard": [row]})
    card = olga.private.last()
    pressed = [olga.press(card, name).data for name in ("Approve", "Approve as", "Decl", "m")]
    assert pressed == ["a", "m", "d", "m"]
    with pytest.raises(NotVisibleError, match="several"):
        olga.press(card, "App")
    with pytest.raises(NotVisibleError, match=r"no button 'Ban'.*Approve as moderator"):
        olga.press(card, "Ban")


def test_links_open_and_texts_are_copied(tg: TelegramSandbox, olga: Person) -> None:
    row = [
        {"text": "Copy", "copy_text": {"text": "secret"}},
        {"text": "Site", "url": "https://example.org"},
        {"text": "Register", "url": "https://t.me/conference_bot?start=r_1"},
        {"text": "Add", "url": "https://t.me/conference_bot?startgroup=g_2"},
    ]
    send(tg, olga.id, {"inline_keyboard": [row]})
    card, team = olga.private.last(), tg.add_group("Team", creator=olga)
    assert olga.press(card, "Copy").copied == "secret"
    site = olga.press(card, "Site")
    assert (site.opened, site.sent) == ("https://example.org", None)
    registered = olga.press(card, "Register").sent
    assert registered is not None
    assert (registered.text, registered.chat) == ("/start r_1", olga.private)
    with pytest.raises(NotVisibleError, match="which group"):
        olga.press(card, "Add")
    added = olga.press(card, "Add", group=team).sent
    assert added is not None
    assert (added.text, added.chat, team.has(tg.bot.id)) == ("/start@conference_bot g_2", team, True)
