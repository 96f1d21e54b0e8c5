from datetime import UTC, datetime
from typing import Any

import pytest

from sandbox.telegram import ApiError, GroupChat, Person, TelegramSandbox, Upload

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") * 2
MARKUP = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


@pytest.fixture
def tg() -> TelegramSandbox:
    return TelegramSandbox(now=lambda: NOON)


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


# --- parameters


@pytest.mark.parametrize(
    ("method", "params", "code", "description"),
    [
        ("sendMesage", {}, 404, "Not Found: method not found"),
        ("sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 1}, 400, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": "red"}, 400, 'Bad Request: unknown parameter "colour"'),
        ("sendMessage", {"chat_id": 1, "text": "x", "parse_mode": "Bold"}, 400, "Bad Request: unsupported parse_mode"),
        ("sendDocument", {"chat_id": 1}, 400, "Bad Request: there is no document in the request"),
        ("editMessageText", {"chat_id": 1, "text": "x"}, 400, "Bad Request: message identifier is not specified"),
        ("getFile", {"file_id": "x"}, 400, "Bad Request: invalid file_id"),
    ],
)
def test_a_wrong_call_is_refused_and_counts_as_a_violation(
    tg: TelegramSandbox, method: str, params: Any, code: int, description: str
) -> None:
    error = refusal(tg, method, **params)
    assert (error.code, error.description) == (code, description)
    assert [(violation.method, violation.description) for violation in tg.violations] == [(method, description)]
    assert tg.log[-1].description == description


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 1, "text": "x", "message_thread_id": "top"}),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_parameters": "no json"}),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}),
        ("getUpdates", {"limit": 101}),
        ("deleteMessages", {"chat_id": 1, "message_ids": []}),
    ],
)
def test_a_value_of_the_wrong_type_is_a_violation(tg: TelegramSandbox, method: str, params: Any) -> None:
    assert refusal(tg, method, **params).description.startswith("Bad Request: can't parse")
    assert tg.violations


def test_forms_carry_numbers_and_objects_as_text(tg: TelegramSandbox, olga: Person) -> None:
    form = {"chat_id": str(olga.id), "text": "x", "protect_content": "true", "reply_markup": '{"force_reply":true}'}
    assert tg.call("SENDMESSAGE", form)["has_protected_content"] is True
    assert olga.private.reply_keyboard is olga.private.last()


# --- texts


def test_a_text_is_measured_after_parsing(tg: TelegramSandbox, olga: Person) -> None:
    tg.call("sendMessage", {"chat_id": olga.id, "text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"})
    assert (
        refusal(tg, "sendMessage", chat_id=olga.id, text="x" * 4097).description == "Bad Request: message is too long"
    )
    empty = refusal(tg, "sendMessage", chat_id=olga.id, text="<b> </b>", parse_mode="HTML")
    assert empty.description == "Bad Request: message text is empty"
    assert [len(message.text) for message in olga.private.messages if message.from_bot] == [4096]


def test_a_message_of_the_bot_is_seen_with_text_markup_and_entities(tg: TelegramSandbox, olga: Person) -> None:
    sent = tg.call(
        "sendMessage", {"chat_id": olga.id, "text": "<b>Hi</b> /help", "parse_mode": "HTML", "reply_markup": MARKUP}
    )
    seen = olga.private.last(from_bot=True)
    assert (seen.text, seen.html, seen.keyboard) == ("Hi /help", "<b>Hi</b> /help", [["Go"]])
    assert (sent["message_id"], sent["date"]) == (seen.message_id, int(NOON.timestamp()))
    assert sent["from"]["is_bot"]
    assert [entity["type"] for entity in sent["entities"]] == ["bold", "bot_command"]


# --- chats that do not take messages


def test_a_stranger_is_not_found_and_someone_met_in_a_group_can_not_be_written_to(
    tg: TelegramSandbox, group: GroupChat
) -> None:
    stranger, colleague = tg.add_person("Stranger"), tg.add_person("Colleague")
    group.add_member(colleague.user)
    assert refusal(tg, "sendMessage", chat_id=stranger.id, text="x").description == "Bad Request: chat not found"
    assert refusal(tg, "sendMessage", chat_id=-5, text="x").description == "Bad Request: chat not found"
    error = refusal(tg, "sendMessage", chat_id=colleague.id, text="x")
    assert (error.code, error.description) == (403, "Forbidden: bot can't initiate conversation with a user")
    assert tg.violations == []


def test_blocked_and_deactivated_people_do_not_get_messages(tg: TelegramSandbox, olga: Person) -> None:
    olga.block()
    error = refusal(tg, "sendMessage", chat_id=olga.id, text="x")
    assert (error.code, error.description) == (403, "Forbidden: bot was blocked by the user")
    olga.start()
    tg.call("sendMessage", {"chat_id": olga.id, "text": "back"})
    statuses = [
        u["my_chat_member"]["new_chat_member"]["status"] for u in tg.call("getUpdates", {}) if "my_chat_member" in u
    ]
    assert statuses == ["kicked", "member"]
    olga.deactivate()
    assert refusal(tg, "sendMessage", chat_id=olga.id, text="x").description == "Forbidden: user is deactivated"


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_a_group_without_the_bot_refuses(tg: TelegramSandbox, olga: Person, kind: Any) -> None:
    team = tg.add_group("Team", creator=olga, kind=kind)
    assert refusal(tg, "getChat", chat_id=team.id).description == "Bad Request: chat not found"
    tg.add_bot_to(team, by=olga)
    tg.remove_bot_from(team, by=olga)
    assert (
        refusal(tg, "sendMessage", chat_id=team.id, text="x").description
        == f"Forbidden: bot was kicked from the {kind} chat"
    )
    tg.add_bot_to(team, by=olga)
    tg.call("leaveChat", {"chat_id": team.id})
    assert refusal(tg, "getChat", chat_id=team.id).description == f"Forbidden: bot is not a member of the {kind} chat"
    assert tg.violations == []


def test_flood_and_failures_strike_as_often_as_told(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    tg.flood(group, seconds=7, times=2)
    tg.call("sendMessage", {"chat_id": olga.id, "text": "other chat"})
    for _ in range(2):
        error = refusal(tg, "sendMessage", chat_id=group.id, text="x")
        assert (error.code, error.description) == (429, "Too Many Requests: retry after 7")
        assert error.to_json()["parameters"] == {"retry_after": 7}
    tg.call("sendMessage", {"chat_id": group.id, "text": "now"})
    tg.flood(times=100)
    assert tg.call("getUpdates", {})
    assert refusal(tg, "getMe").code == 429
    tg.heal()
    tg.fail("getMe")
    assert refusal(tg, "getMe").code == 502
    assert tg.call("getMe", {})["username"] == "conference_bot"
    assert tg.violations == []


def test_an_upgraded_group_tells_its_new_id_everywhere(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    new = tg.upgrade(group)
    error = refusal(tg, "sendMessage", chat_id=group.id, text="x")
    assert error.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert error.parameters == {"migrate_to_chat_id": new.id}
    old_notice, new_notice = (update["message"] for update in tg.call("getUpdates", {})[-2:])
    assert (old_notice["chat"]["id"], old_notice["migrate_to_chat_id"]) == (group.id, new.id)
    assert (new_notice["chat"]["id"], new_notice["migrate_from_chat_id"]) == (new.id, group.id)
    assert tg.call("sendMessage", {"chat_id": new.id, "text": "x"})["chat"]["type"] == "supergroup"
    assert tg.violations == []


# --- replies and topics


def test_a_reply_needs_its_message_unless_told_otherwise(tg: TelegramSandbox, olga: Person) -> None:
    question = olga.send("question")
    sent = tg.call("sendMessage", {"chat_id": olga.id, "text": "a", "reply_parameters": {"message_id": question.id}})
    assert sent["reply_to_message"]["text"] == "question"
    olga.delete(question)
    gone = {"message_id": question.id}
    error = refusal(tg, "sendMessage", chat_id=olga.id, text="a", reply_parameters=gone)
    assert error.description == "Bad Request: message to be replied not found"
    gone["allow_sending_without_reply"] = True
    assert "reply_to_message" not in tg.call("sendMessage", {"chat_id": olga.id, "text": "a", "reply_parameters": gone})


def test_topics_of_a_forum(tg: TelegramSandbox, olga: Person) -> None:
    forum = tg.add_group("Forum", creator=olga, forum=True)
    tg.add_bot_to(forum, by=olga)
    topic = forum.add_topic("Requests", by=olga.user)
    olga.send("/help", forum, thread=topic)
    asked = tg.call("getUpdates", {})[-1]["message"]
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (topic, True)
    assert asked["reply_to_message"]["forum_topic_created"]["name"] == "Requests"
    sent = tg.call("sendMessage", {"chat_id": forum.id, "text": "x", "message_thread_id": topic})
    assert sent["message_thread_id"] == topic
    reply = {"chat_id": forum.id, "text": "x", "reply_parameters": {"message_id": asked["message_id"]}}
    assert tg.call("sendMessage", reply)["message_thread_id"] == topic
    assert (
        refusal(tg, "sendMessage", chat_id=forum.id, text="x", message_thread_id=99).description
        == "Bad Request: message thread not found"
    )
    assert tg.violations == []


def test_a_thread_id_outside_of_supergroups_is_a_mistake(tg: TelegramSandbox, group: GroupChat) -> None:
    assert refusal(tg, "sendMessage", chat_id=group.id, text="x", message_thread_id=1).bug


def test_replies_in_a_plain_supergroup_carry_a_thread_id_too(tg: TelegramSandbox, olga: Person) -> None:
    team = tg.add_group("Team", creator=olga, kind="supergroup")
    tg.add_bot_to(team, by=olga, admin=True)
    first = olga.send("one", team)
    olga.send("two", team, reply_to=first)
    message = tg.call("getUpdates", {})[-1]["message"]
    assert message["message_thread_id"] == first.id
    assert "is_topic_message" not in message


def test_supergroups_number_their_messages_themselves(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    team = tg.add_group("Team", creator=olga, kind="supergroup")
    assert olga.send("x", team).id == 1
    assert olga.send("y", group).id == olga.send("z").id - 1


# --- files


def test_a_document_can_be_sent_again_by_its_id_and_downloaded(tg: TelegramSandbox, olga: Person) -> None:
    sent = tg.call("sendDocument", {"chat_id": olga.id}, {"document": Upload("list.csv", b"a;b")})
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("list.csv", "text/csv")
    assert olga.private.last().file_name == "list.csv"
    file_id = sent["document"]["file_id"]
    again = tg.call("sendDocument", {"chat_id": olga.id, "document": file_id})
    assert again["document"] == sent["document"]
    path = tg.call("getFile", {"file_id": file_id})["file_path"]
    stored = tg.files.at(path)
    assert stored is not None
    assert stored.content == b"a;b"


def test_files_attached_by_name_are_found(tg: TelegramSandbox, olga: Person) -> None:
    files = {"part1": Upload("a.txt", b"x")}
    sent = tg.call("sendDocument", {"chat_id": olga.id, "document": "attach://part1"}, files)
    assert sent["document"]["file_name"] == "a.txt"
    missing = refusal(tg, "sendDocument", chat_id=olga.id, document="attach://part2")
    assert missing.description == "Bad Request: wrong file identifier/HTTP URL specified"


@pytest.mark.parametrize(
    ("kind", "file", "reason"),
    [
        ("document", Upload("a", b""), "file must be non-empty"),
        ("document", "nonsense", "wrong remote file identifier specified: can't unserialize it"),
        ("photo", Upload("a.png", b"text"), "IMAGE_PROCESS_FAILED"),
        ("photo", Upload("a.png", PNG[:16] + b"\0\0\0\1\0\0\1\0"), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
def test_a_file_that_telegram_refuses(tg: TelegramSandbox, olga: Person, kind: str, file: Any, reason: str) -> None:
    error = refusal(tg, f"send{kind.capitalize()}", chat_id=olga.id, **{kind: file})
    assert (error.code, error.description) == (400, f"Bad Request: {reason}")


def test_size_limits_of_files(tg: TelegramSandbox, olga: Person) -> None:
    huge = Upload("huge.bin", bytes(50 * 1024 * 1024 + 1))
    error = refusal(tg, "sendDocument", chat_id=olga.id, document=huge)
    assert (error.code, error.description) == (413, "Request Entity Too Large")
    olga.send_document("big.csv", bytes(20 * 1024 * 1024 + 1))
    file_id = tg.call("getUpdates", {})[-1]["message"]["document"]["file_id"]
    assert refusal(tg, "getFile", file_id=file_id).description == "Bad Request: file is too big"


def test_forwarded_and_copied_messages(tg: TelegramSandbox, olga: Person, group: GroupChat) -> None:
    original = olga.send("original")
    source = {"chat_id": group.id, "from_chat_id": olga.id, "message_id": original.id}
    assert tg.call("forwardMessage", source)["forward_origin"]["sender_user"]["id"] == olga.id
    copied = tg.call("copyMessage", source | {"reply_markup": MARKUP})
    assert copied == {"message_id": group.last().id}
    assert (group.last().text, group.last().keyboard) == ("original", [["Go"]])
    source["message_id"] = 999
    assert refusal(tg, "copyMessage", **source).description == "Bad Request: message to copy not found"
    tg.call("sendMessage", {"chat_id": olga.id, "text": "secret", "protect_content": True})
    source["message_id"] = olga.private.last().id
    assert refusal(tg, "forwardMessage", **source).description == "Bad Request: message can't be forwarded"


def test_a_chat_action_shows_until_the_message_comes(tg: TelegramSandbox, olga: Person) -> None:
    tg.call("sendChatAction", {"chat_id": olga.id, "action": "typing"})
    assert olga.private.action == "typing"
    tg.call("sendMessage", {"chat_id": olga.id, "text": "x"})
    assert olga.private.action is None
