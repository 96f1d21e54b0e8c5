"""Every sentence of Telegram's that the bot reads a meaning into, as its server says it and as PTB passes it on."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

import sandbox.telegram
from handlers.telegram_errors import (
    is_unchanged,
    may_not_write,
    message_is_gone,
    pause_of,
    topic_is_gone,
    why_unreachable,
)
from services.requests.model import Unreachable

Question = Callable[[BaseException | None], bool]
QUESTIONS: tuple[Question, ...] = (may_not_write, is_unchanged, message_is_gone, topic_is_gone)
BLOCKED, DEACTIVATED = Unreachable.BLOCKED, Unreachable.DEACTIVATED
SAYING = {"bad_luck", "forbidden"}
NO_CHAT, GIVEN_UP = Unreachable.NO_CHAT, Unreachable.GIVEN_UP

SENTENCES: list[tuple[str, Question | None, Unreachable]] = [
    ("Forbidden: bot was blocked by the user", may_not_write, BLOCKED),
    ("Forbidden: bot can't initiate conversation with a user", may_not_write, BLOCKED),
    ("Forbidden: user is deactivated", may_not_write, DEACTIVATED),
    ("Forbidden: bot was kicked from the group chat", may_not_write, BLOCKED),
    ("Forbidden: bot was kicked from the supergroup chat", may_not_write, BLOCKED),
    ("Forbidden: bot is not a member of the supergroup chat", may_not_write, BLOCKED),
    ("Forbidden: the group chat was deleted", may_not_write, BLOCKED),
    ("Bad Request: not enough rights to send text messages to the chat", may_not_write, GIVEN_UP),
    ("Bad Request: have no rights to send a message", may_not_write, GIVEN_UP),
    ("Bad Request: CHAT_WRITE_FORBIDDEN", may_not_write, GIVEN_UP),
    ("Bad Request: TOPIC_CLOSED", may_not_write, GIVEN_UP),
    ("Bad Request: TOPIC_DELETED", topic_is_gone, GIVEN_UP),
    ("Bad Request: message thread not found", topic_is_gone, GIVEN_UP),
    (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
        " current content and reply markup of the message",
        is_unchanged,
        GIVEN_UP,
    ),
    ("Bad Request: message to edit not found", message_is_gone, GIVEN_UP),
    ("Bad Request: message to delete not found", message_is_gone, GIVEN_UP),
    ("Bad Request: message can't be edited", message_is_gone, GIVEN_UP),
    ("Bad Request: message can't be deleted", None, GIVEN_UP),
    ("Bad Request: message can't be deleted for everyone", None, GIVEN_UP),
    ("Bad Request: file is too big", None, GIVEN_UP),
    ("Bad Request: not enough rights to manage pinned messages in the chat", may_not_write, GIVEN_UP),
    ("Bad Request: member list is inaccessible", None, GIVEN_UP),
    ("Bad Request: PARTICIPANT_ID_INVALID", None, GIVEN_UP),
    ("Bad Request: group chat was upgraded to a supergroup chat", None, GIVEN_UP),
    ("Bad Request: message to be replied not found", None, GIVEN_UP),
    ("Bad Request: chat not found", None, NO_CHAT),
    ("Bad Request: message is too long", None, GIVEN_UP),
    ("Bad Request: query is too old and response timeout expired or query id is invalid", None, GIVEN_UP),
    ("Bad Request: can't parse entities: unsupported start tag", None, GIVEN_UP),
]


def as_ptb_says(sentence: str) -> Forbidden | BadRequest:
    """As telegram.request.BaseRequest turns an answer into an exception."""
    kind = Forbidden if sentence.startswith("Forbidden") else BadRequest
    error: Forbidden | BadRequest = kind(sentence)
    return error


@pytest.mark.parametrize(("sentence", "question", "why"), SENTENCES)
def test_a_sentence_has_one_meaning(sentence: str, question: Question | None, why: Unreachable) -> None:
    error = as_ptb_says(sentence)
    assert [asked for asked in QUESTIONS if asked(error)] == ([question] if question else [])
    assert why_unreachable(error) is why


def test_whatever_the_fake_server_says_by_what_people_did_is_in_the_table() -> None:
    told = {sentence.partition(": ")[2] for sentence, _, _ in SENTENCES}
    assert {sentence for sentence in said_by_the_sandbox() if sentence not in told} == set()


def said_by_the_sandbox() -> set[str]:
    said = set()
    for file in Path(sandbox.telegram.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
                said |= {
                    one.value for one in node.args[:1] if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    assert len(said) > 10
    return said


@pytest.mark.parametrize(
    "error", [None, ValueError("topic_deleted"), NetworkError("chat_write_forbidden"), RetryAfter(1)]
)
def test_only_refusals_have_meanings(error: BaseException | None) -> None:
    assert not any(asked(error) for asked in QUESTIONS)


@pytest.mark.parametrize(("pause", "seconds"), [(5, 5.0), (timedelta(seconds=2.5), 2.5), (timedelta(minutes=2), 120.0)])
def test_a_pause_is_in_seconds(pause: int | timedelta, seconds: float) -> None:
    assert pause_of(RetryAfter(pause)) == seconds
