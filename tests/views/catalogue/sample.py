"""Believable people, conferences and requests for the catalogue: plain objects, no storage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.model import (
    Actor,
    ChatKind,
    Conference,
    ConferenceCard,
    Page,
    Participant,
    ParticipantFilter,
    ParticipantList,
    Role,
    Workspace,
    WorkspaceSettings,
    paginate,
)
from services.requests.model import Approval, Request, RequestLink, RequestStatus

BOT = "acme_meetings_bot"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)

PRIVATE = Workspace(
    id=1,
    chat_id=700001,
    title="Vera Orlova",
    language=None,
    key_tail="9f3c",
    moderators_chat_id=None,
    moderators_thread_id=None,
    current_conference_id=None,
    settings=WorkspaceSettings(),
)
GROUP = replace(PRIVATE, id=2, chat_id=-1001, title="Events & Webinars", language="ru", moderators_chat_id=-1002)
KEYLESS = replace(PRIVATE, key_tail=None)
KEYLESS_GROUP = replace(GROUP, key_tail=None)

OWNER = Actor(
    user_id=700001,
    name="Vera Orlova",
    chat_id=700001,
    chat_kind=ChatKind.PRIVATE,
    language="en",
    role=Role.OWNER,
    workspace=PRIVATE,
)
ADMIN = replace(OWNER, role=Role.ADMIN)
ADMIN_IN_GROUP = replace(ADMIN, chat_id=-1001, chat_kind=ChatKind.GROUP, workspace=GROUP)
MODERATOR = replace(OWNER, user_id=700002, name="Max", chat_id=-1002, chat_kind=ChatKind.GROUP, role=Role.MODERATOR)
STRANGER = replace(
    OWNER,
    user_id=700009,
    name="Anna",
    chat_id=700009,
    role=Role.ANYONE,
    workspace=replace(KEYLESS, id=9, chat_id=700009, title="Anna"),
)

TAXES = Conference(11, "b7f1c2d3", "Вебинар «Налоги 2027»", "Что меняется с января.\nВопросы — в чате.")
SALES = Conference(12, "c8a2e4f5", "Sales & Marketing <weekly>")
SALES_TWIN = replace(SALES, id=13, code="d901aa77")
NAMELESS = Conference(14, "e5e5e5e5", "")
CONFERENCES = paginate((TAXES, SALES, SALES_TWIN, NAMELESS), 1)
MANY_CONFERENCES = paginate(tuple(Conference(20 + n, f"aaaa{n:04}", f"Lesson {n}") for n in range(1, 20)), 2)
NO_CONFERENCES: Page[Conference] = paginate((), 1)

TAXES_CARD = ConferenceCard(
    conference=TAXES,
    folder_code="F-2027",
    public=False,
    lobby=True,
    starts_at=NOW + timedelta(days=3),
    duration=timedelta(minutes=90),
    is_current=True,
    aliases=("taxes", "налоги"),
)
SALES_CARD = ConferenceCard(
    conference=SALES,
    folder_code=None,
    public=None,
    lobby=None,
    starts_at=None,
    duration=None,
    is_current=False,
    aliases=(),
)

ANNA = Participant(
    31, TAXES, "P-0031", "anna.petrova@example.com", "Anna Petrova", moderator=False, added=NOW, removed=False
)
BORIS = Participant(32, TAXES, "P-0032", "boris@example.com", "Борис <b>", moderator=True, added=NOW, removed=False)
NAMELESS_GUEST = Participant(33, TAXES, "P-0033", "guest@example.org", "", moderator=False, added=None, removed=False)
CLARA = Participant(34, TAXES, "P-0034", "clara@example.org", "=Clara", moderator=False, added=NOW, removed=True)
PEOPLE = (ANNA, BORIS, NAMELESS_GUEST)
INVITE_LINK = "https://play.example.com/j/4f7a?token=Zm9v"


def people(
    shown: ParticipantFilter, items: tuple[Participant, ...], *, number: int = 1, search: str = ""
) -> ParticipantList:
    """A page of the list; the numbers on the filters stay the same."""
    return ParticipantList(
        conference=TAXES,
        page=paginate(items, number),
        shown=shown,
        search=search,
        present=3,
        moderators=1,
        removed=1,
    )


LINK = RequestLink(
    id=41,
    conference=TAXES,
    workspace_id=1,
    token="3Jk9xQ",
    name="Newsletter",
    number=1,
    approval=Approval.MODERATORS,
    members_chat_id=None,
    members_chat_title=None,
    capacity=50,
    closes_at=NOW + timedelta(days=2),
    question="Where do you work?",
    opened=120,
    asked=48,
    admitted=31,
    taken=31,
    waiting=0,
)
PLAIN_LINK = replace(
    LINK, id=42, name="", number=2, capacity=None, closes_at=None, question="", opened=1, asked=1, admitted=0, taken=0
)
MEMBERS_LINK = replace(LINK, approval=Approval.MEMBERS, members_chat_id=-1003, members_chat_title="Clients & friends")
FULL_LINK = replace(LINK, taken=50, waiting=4)

REQUEST = Request(
    id=51,
    link_id=41,
    conference=TAXES,
    workspace_id=1,
    status=RequestStatus.PENDING,
    user_id=700009,
    person="Anna <3",
    email="anna.petrova@example.com",
    name="Anna Petrova",
    question="Where do you work?",
    answer="Acme & Co, accounting",
    invite_link=None,
    reason="",
    as_moderator=False,
    decided_by="",
    decided_at=None,
    problem="",
    created_at=NOW,
    card=None,
)
DECIDED = replace(REQUEST, decided_by="Vera Orlova", decided_at=NOW + timedelta(hours=1), participant_id=31)
LET_IN = replace(DECIDED, status=RequestStatus.DELIVERED, invite_link=INVITE_LINK)
DECLINED = replace(DECIDED, status=RequestStatus.DECLINED, reason="This one is for clients only.")
