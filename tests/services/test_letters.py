"""Letters come out of the outbox as they were put in, and as earlier versions put them in."""

import json
from typing import Any

import pytest

from bot.delivery.letters import Letters
from services import letters
from services.letters import (
    LETTERS,
    Answer,
    BindingQuestion,
    CardChanged,
    CardDue,
    ConferenceChanged,
    Difference,
    GivenUp,
    GroupBound,
    GroupLost,
    GroupReady,
    KeyDropped,
    Letter,
    Nag,
    Notice,
    StillFailing,
    TopicLost,
    Unreadable,
    WordToGuest,
)
from services.model import LogAction
from services.requests.model import GuestNews

CHANGES = (Difference("appeared", "Анна", "a•••a@example.com", 7), Difference("deleted"))
NOTICE = Notice(3, who="Вера", action=LogAction.INVITED, subject="Планёрка", detail="a•••a@example.com")
CHANGED = ConferenceChanged(3, conference=12, title="Планёрка", changes=CHANGES, more=2)

# As the first version that had them wrote them, with numbers as text: kind, columns, JSON.
OLD: list[tuple[Letter, str, dict[str, int], dict[str, str]]] = [
    (
        Answer(9, chat=-100, text="<b>Да</b>", keyboard='{"inline_keyboard": []}', thread=4, quotes=17),
        "answer",
        {"user_id": 9},
        {"chat": "-100", "text": "<b>Да</b>", "keyboard": '{"inline_keyboard": []}', "thread": "4", "quotes": "17"},
    ),
    (CardDue(5), "card", {"request_id": 5, "workspace_id": 3}, {}),
    (CardChanged(5), "card-update", {"request_id": 5, "workspace_id": 3}, {}),
    (WordToGuest(5, 9), "guest", {"request_id": 5, "workspace_id": 3, "user_id": 9}, {}),
    (
        WordToGuest(5, 9, GuestNews.PLACE_FREE),
        "guest",
        {"request_id": 5, "workspace_id": 3, "user_id": 9},
        {"news": "place-free"},
    ),
    (Nag(3, 4), "nag", {"workspace_id": 3}, {"count": "4"}),
    (
        NOTICE,
        "notice",
        {"workspace_id": 3},
        {"who": "Вера", "action": "invited", "subject": "Планёрка", "detail": "a•••a@example.com"},
    ),
    (
        CHANGED,
        "change",
        {"workspace_id": 3},
        {
            "conference": "12",
            "title": "Планёрка",
            "changes": json.dumps(
                [
                    {"kind": "appeared", "person": "Анна", "email": "a•••a@example.com", "id": 7},
                    {"kind": "deleted", "person": "", "email": "", "id": 0},
                ]
            ),
            "more": "2",
        },
    ),
    (GroupBound(3, workspace="Olga", chat=-100), "bound", {"workspace_id": 3}, {"workspace": "Olga", "chat": "-100"}),
    (GroupLost(3, group="Modteam"), "unbound", {"workspace_id": 3}, {"group": "Modteam"}),
    (
        BindingQuestion(3, 9, workspace="Olga", chat=-100),
        "bind-question",
        {"workspace_id": 3, "user_id": 9},
        {"workspace": "Olga", "chat": "-100"},
    ),
    (GroupReady(3, group="Modteam"), "bound-told", {"workspace_id": 3}, {"group": "Modteam"}),
    (TopicLost(3, group="Modteam"), "topic-lost", {"workspace_id": 3}, {"group": "Modteam"}),
    (GivenUp(3, count=2, why="Too long"), "given-up", {"workspace_id": 3}, {"count": "2", "why": "Too long"}),
    (
        KeyDropped(3, dropped="beef", kept="cafe"),
        "key-dropped",
        {"workspace_id": 3},
        {"dropped": "beef", "kept": "cafe"},
    ),
    (
        StillFailing(9, job="look", workspace="Olga"),
        "still-failing",
        {"user_id": 9},
        {"job": "look", "workspace": "Olga"},
    ),
]


def address(**columns: int) -> dict[str, int | None]:
    return {name: columns.get(name) for name in letters.ADDRESS}


@pytest.mark.parametrize("letter", [old[0] for old in OLD], ids=lambda letter: letter.kind)
def test_a_letter_comes_out_as_it_was_put_in(letter: Letter) -> None:
    columns, stored = letters.write(letter)
    assert letters.read(letter.kind, columns, stored) == letter


@pytest.mark.parametrize(("letter", "kind", "columns", "data"), OLD, ids=lambda one: getattr(one, "kind", ""))
def test_what_an_earlier_version_wrote_is_read(
    letter: Letter, kind: str, columns: dict[str, int], data: dict[str, str]
) -> None:
    stored = json.dumps(data, ensure_ascii=False) if data else None
    assert letters.read(kind, address(**columns), stored) == letter


def test_every_kind_is_tried_and_can_be_said() -> None:
    assert {type(old[0]) for old in OLD} == set(LETTERS)
    no: Any = None
    assert set(Letters(no, no, no).table) == set(LETTERS)


@pytest.mark.parametrize(
    ("kind", "columns", "stored"),
    [
        ("postcard", {"workspace_id": 3}, None),
        ("nag", {"workspace_id": 3}, None),
        ("nag", {"workspace_id": 3}, '{"count": "many"}'),
        ("nag", {}, '{"count": 1}'),
        ("nag", {"workspace_id": 3}, "{"),
        ("nag", {"workspace_id": 3}, "[1]"),
        ("change", {"workspace_id": 3}, '{"conference": 1, "title": "", "changes": "["}'),
    ],
)
def test_what_makes_no_sense_is_said_to_be_unreadable(kind: str, columns: dict[str, int], stored: str | None) -> None:
    assert letters.read(kind, address(**columns), stored) == Unreadable(kind)


@pytest.mark.parametrize("letter", [NOTICE, CHANGED], ids=lambda letter: letter.kind)
def test_no_address_in_a_repr(letter: Letter) -> None:
    assert "example.com" not in repr(letter)
