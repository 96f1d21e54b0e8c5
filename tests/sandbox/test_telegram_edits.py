from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.telegram import ApiError, GroupChat, Person, TelegramSandbox, Upload

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") * 2
MARKUP = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


class Clock:
    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tg(clock: Clock) -> TelegramSandbox:
    return TelegramSandbox(now=clock)


@pytest.fixture
def olga(tg: TelegramSandbox) -> Person:
    person = tg.add_person("Olga")
    person.start()
    return person


@pytest.fixture
def group(tg: TelegramSandbox, olga: Person) -> GroupChat:
    chat = tg.add_group("Moderators", creator=olga)
    tg.add_bot_to(chat, by=olga)
    return chat


def refusal(tg: TelegramSandbox, method: str, **params: Any) -> ApiError:
    with pytest.raises(ApiError) as caught:
        tg.call(method, params)
    return caught.value


# --- editing


def test_an_edit_changes_the_message_in_place(tg: TelegramSandbox, olga: Person) -> None:
    sent = tg.call("sendMessage", {"chat_id": olga.id, "text": "one", "reply_markup": MARKUP})
    card = olga.private.last()
    target = {"chat_id": olga.id, "message_id": sent["message_id"]}
    edited = tg.call("editMessageText", target | {"text": "<i>two</i>", "parse_mode": "HTML", "reply_markup": MARKUP})
    assert (card.text, card.edited, edited["text"]) == ("two", True, "two")
    assert edited["edit_date"] == int(NOON.timestamp())
    tg.call("editMessageReplyMarkup", target)
    assert (card.keyboard, card.text, card.markup) == ([], "two", None)
    assert olga.private.messages[-1] is card


def test_an_edit_that_changes_nothing_is_refused(tg: TelegramSandbox, olga: Person) -> None:
    sent = tg.call(
        "sendMessage", {"chat_id": olga.id, "text": "<b>one</b>", "parse_mode": "HTML", "reply_markup": MARKUP}
    )
    same = {"chat_id": olga.id, "message_id": sent["message_id"], "text": "<strong>one</strong>", "parse_mode": "HTML"}
    error = refusal(tg, "editMessageText", **same, reply_markup=MARKUP)
    assert error.description.startswith("Bad Request: message is not modified: specified new message content and reply")
    markup = {key: same[key] for key in ("chat_id", "message_id")}
    again = refusal(tg, "editMessageReplyMarkup", **markup, reply_markup=MARKUP)
    assert again.description.startswith("Bad Request: message is not modified")
    assert not tg.violations, "whoever presses a button twice causes it: bad luck, not the bot's mistake"


def test_only_own_messages_with_inline_keyboards_can_be_edited(tg: TelegramSandbox, olga: Person) -> None:
    theirs = olga.send("mine")
    forced = tg.call("sendMessage", {"chat_id": olga.id, "text": "x", "reply_markup": {"force_reply": True}})
    file = tg.call("sendDocument", {"chat_id": olga.id, "caption": "c"}, {"document": Upload("a.txt", b"x")})
    text = tg.call("sendMessage", {"chat_id": olga.id, "text": "x"})

    def edit(message_id: int, method: str = "editMessageText", field: str = "text") -> str:
        return refusal(tg, method, chat_id=olga.id, message_id=message_id, **{field: "new"}).description

    assert edit(theirs.id) == "Bad Request: message can't be edited"
    assert edit(forced["message_id"]) == "Bad Request: message can't be edited"
    assert edit(file["message_id"]) == "Bad Request: there is no text in the message to edit"
    caption = edit(text["message_id"], "editMessageCaption", "caption")
    assert caption == "Bad Request: there is no caption in the message to edit"
    violations = len(tg.violations)
    assert edit(999) == "Bad Request: message to edit not found"
    assert len(tg.violations) == violations


def test_a_caption_is_edited(tg: TelegramSandbox, olga: Person) -> None:
    sent = tg.call("sendPhoto", {"chat_id": olga.id, "caption": "old"}, {"photo": Upload("qr.png", PNG)})
    tg.call("editMessageCaption", {"chat_id": olga.id, "message_id": sent["message_id"], "caption": "new"})
    assert olga.private.last().text == "new"
    long = refusal(tg, "editMessageCaption", chat_id=olga.id, message_id=sent["message_id"], caption="x" * 1025)
    assert long.description == "Bad Request: message caption is too long"


# --- deleting


def test_in_private_the_bot_deletes_any_message_for_two_days(tg: TelegramSandbox, olga: Person, clock: Clock) -> None:
    key, old = olga.send("a key"), olga.send("old")
    tg.call("deleteMessage", {"chat_id": olga.id, "message_id": key.id})
    assert key.deleted
    assert key not in olga.private.messages
    again = refusal(tg, "deleteMessage", chat_id=olga.id, message_id=key.id)
    assert again.description == "Bad Request: message to delete not found"
    clock.time += timedelta(hours=49)
    late = refusal(tg, "deleteMessage", chat_id=olga.id, message_id=old.id)
    assert late.description == "Bad Request: message can't be deleted for everyone"
    assert tg.violations == []


def test_in_groups_only_an_admin_bot_deletes_what_others_wrote(
    tg: TelegramSandbox, olga: Person, group: GroupChat
) -> None:
    theirs = olga.send("a key", group)
    own = tg.call("sendMessage", {"chat_id": group.id, "text": "x"})
    error = refusal(tg, "deleteMessage", chat_id=group.id, message_id=theirs.id)
    assert error.description == "Bad Request: message can't be deleted"
    tg.call("deleteMessages", {"chat_id": group.id, "message_ids": [theirs.id, own["message_id"], 999]})
    assert group.last() is theirs
    tg.add_bot_to(group, by=olga, admin=True)
    tg.call("deleteMessage", {"chat_id": group.id, "message_id": theirs.id})
    assert theirs.deleted


def test_pinning_needs_rights_in_a_group(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    sent = tg.call("sendMessage", {"chat_id": group.id, "text": "x"})
    target = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert refusal(tg, "pinChatMessage", **target).description.startswith("Bad Request: not enough rights")
    tg.add_bot_to(group, by=olga, admin=True)
    tg.call("pinChatMessage", target)
    assert tg.call("getChat", {"chat_id": group.id})["pinned_message"]["message_id"] == sent["message_id"]
    tg.call("unpinChatMessage", {"chat_id": group.id})
    assert not group.last().pinned


# --- callback queries


def test_an_answer_is_seen_by_the_presser_once(tg: TelegramSandbox, olga: Person) -> None:
    tg.call("sendMessage", {"chat_id": olga.id, "text": "x", "reply_markup": MARKUP})
    press = olga.press(olga.private.last(), "Go")
    query = tg.call("getUpdates", {})[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (press.id, "go", olga.id)
    assert query["message"]["reply_markup"] == MARKUP
    with pytest.raises(LookupError, match="not answered"):
        _ = press.answer
    tg.call("answerCallbackQuery", {"callback_query_id": press.id, "text": "ok", "show_alert": True})
    assert (press.answer.text, press.answer.show_alert) == ("ok", True)
    twice = refusal(tg, "answerCallbackQuery", callback_query_id=press.id)
    assert twice.description == ("Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert refusal(tg, "answerCallbackQuery", callback_query_id="5").bug
    assert len(tg.violations) == 2


def test_a_late_answer_is_refused_without_blame(tg: TelegramSandbox, olga: Person, clock: Clock) -> None:
    press = olga.press(olga.send("x"), data="stale")
    clock.time += timedelta(minutes=2)
    error = refusal(tg, "answerCallbackQuery", callback_query_id=press.id)
    assert error.description.startswith("Bad Request: query is too old")
    assert tg.violations == []


def test_the_limits_of_an_answer(tg: TelegramSandbox, olga: Person) -> None:
    first, second = (olga.press(olga.private.last(), data="x") for _ in range(2))
    long = refusal(tg, "answerCallbackQuery", callback_query_id=first.id, text="x" * 201)
    assert long.description == "Bad Request: message is too long"
    foreign = refusal(tg, "answerCallbackQuery", callback_query_id=first.id, url="https://example.org")
    assert foreign.description == "Bad Request: URL_INVALID"
    tg.call("answerCallbackQuery", {"callback_query_id": first.id, "text": "x" * 200})
    tg.call("answerCallbackQuery", {"callback_query_id": second.id, "url": "t.me/conference_bot?start=k_1"})
    assert second.answer.url == "t.me/conference_bot?start=k_1"


def test_a_double_tap_is_two_queries_and_a_deleted_card_has_no_content(tg: TelegramSandbox, olga: Person) -> None:
    tg.call("sendMessage", {"chat_id": olga.id, "text": "x", "reply_markup": MARKUP})
    card = olga.private.last()
    first, second = olga.press_twice(card, "Go")
    assert first.id != second.id
    tg.call("deleteMessage", {"chat_id": olga.id, "message_id": card.id})
    olga.press(card, data="go")
    shown = tg.call("getUpdates", {})[-1]["callback_query"]["message"]
    assert (shown["message_id"], shown["date"]) == (card.id, 0)
    assert "text" not in shown
