"""What lands in a traceback or a log line shows no address and no link that lets somebody in."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup, escape

from services.dialogues import Dialogue
from services.guest_lists import read
from services.model import Conference, Guest, InviteRequest, Participant
from services.requests.asking import Answers
from views.screen import File, Screen

ADDRESS = "anna@example.com"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    "shown",
    [
        Guest(ADDRESS),
        InviteRequest((Guest(ADDRESS),), unread=(f"{ADDRESS}@",)),
        read(f"Anna {ADDRESS}, {ADDRESS}@"),
        Participant(
            1, Conference(1, "code", "Plans"), "code", ADDRESS, "Anna", moderator=False, added=NOW, removed=False
        ),
        Answers(ADDRESS, "Anna", answer=ADDRESS),
        Dialogue(1, "request", "email", {"email": ADDRESS}, None, None),
        Screen(escape(ADDRESS)),
        File("people.csv", ADDRESS.encode(), Markup("")),
    ],
    ids=lambda shown: type(shown).__name__,
)
def test_no_address_in_a_repr(shown: object) -> None:
    assert "example.com" not in repr(shown)
