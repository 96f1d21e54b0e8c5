"""The state machine by itself: what repeats, what differs, what it remembers and whom it tells."""

from collections.abc import Callable
from datetime import timedelta, timezone

import pytest

from sandbox.boomstream import CALLS_KEPT, BoomstreamSandbox, FaultKind, ProjectState
from tests.sandbox.boomstream.world import NOON, own_fields

INVITE = {"email": "nik@example.com", "name": "Nik"}


def make(seed: int | None = 0) -> BoomstreamSandbox:
    return BoomstreamSandbox(now=lambda: NOON, seed=seed)


def everything(sandbox: BoomstreamSandbox) -> tuple[object, ...]:
    project = sandbox.add_project()
    conference = project.add_conference("Meetup")
    answer = sandbox.call("invite", INVITE | {"code": conference.code}, project.key)
    return project.key, conference.code, conference.clients[0].code, answer["token"]


def test_the_same_seed_makes_the_same_world_and_another_one_another() -> None:
    assert everything(make(1)) == everything(make(1))
    assert not set(everything(make(1))) & set(everything(make(2)))
    assert not set(everything(make(None))) & set(everything(make(None)))


def test_two_projects_cannot_share_a_key() -> None:
    sandbox = make()
    sandbox.add_project("k" * 32)

    with pytest.raises(ValueError, match="another project"):
        sandbox.add_project("k" * 32)


def test_info_takes_the_vendors_names_only() -> None:
    with pytest.raises(TypeError, match="start_at"):
        make().add_project().add_conference("Meetup", start_at="2026-10-09 12:00:00")


def test_call_makes_up_the_request_it_echoes() -> None:
    sandbox = make()
    project = sandbox.add_project("k1")

    answer = sandbox.call("create", {"title": "a b", "format": "json"}, project.key)

    assert answer["RequestURI"] == "/api/conference/create?apikey=k1&title=a+b&format=json"
    assert own_fields(answer) == {"Code": project.conferences[0].code}


def test_an_email_invited_again_is_a_second_client() -> None:
    sandbox = make()
    project = sandbox.add_project()
    conference = project.add_conference("Meetup")
    params = INVITE | {"code": conference.code}

    links = {str(sandbox.call("invite", params, project.key)["inviteLink"]) for _ in range(2)}

    assert len(links) == 2
    assert len({client.code for client in conference.clients}) == 2


def test_an_email_invited_again_can_be_the_same_client_with_a_new_link() -> None:
    sandbox = BoomstreamSandbox(now=lambda: NOON, same_email="same")
    project = sandbox.add_project()
    conference = project.add_conference("Meetup")
    code = {"code": conference.code}

    first = sandbox.call("invite", INVITE | code | {"moderator": "yes"}, project.key)
    second = sandbox.call("invite", {"email": "NIK@example.com"} | code, project.key)

    (client,) = conference.clients
    assert (second["name"], second["isModerator"]) == ("Nik", True)
    assert first["inviteLink"] != second["inviteLink"] == client.invite_link


def test_an_email_invited_again_can_be_rejected_unless_it_was_deleted() -> None:
    sandbox = BoomstreamSandbox(now=lambda: NOON, same_email="rejected")
    project = sandbox.add_project()
    conference = project.add_conference("Meetup")
    conference.add_client("nik@example.com", deleted=True)
    params = INVITE | {"code": conference.code}

    answers = [sandbox.call("invite", params, project.key) for _ in range(2)]

    assert [answer["Status"] for answer in answers] == ["Success", "Failed"]
    assert answers[1]["Message"] == "Client already exists"
    assert len(conference.clients) == 2


def test_invite_can_name_the_client_by_code() -> None:
    sandbox = BoomstreamSandbox(now=lambda: NOON, invite_code="client")
    project = sandbox.add_project()
    conference = project.add_conference("Meetup")

    answer = sandbox.call("invite", INVITE | {"code": conference.code}, project.key)

    assert answer["code"] == conference.clients[0].code


def test_dates_are_told_in_the_zone_of_the_server() -> None:
    sandbox = BoomstreamSandbox(now=lambda: NOON, zone=timezone(timedelta(hours=3)))
    project = sandbox.add_project()
    client = project.add_conference("Meetup").add_client("nik@example.com")

    assert sandbox.call("client/info", {"code": client.code}, project.key)["added"] == "2026-03-04 15:00:05"


def test_the_log_tells_what_came_of_each_request_without_the_key() -> None:
    sandbox = make()
    project = sandbox.add_project("the-secret-key", name="Acme")
    sandbox.fail(FaultKind.LOST_BEFORE, method="create")

    sandbox.receive("list", {}, project.key)
    sandbox.receive("info", {"code": "x"}, project.key, transport="POST")
    sandbox.receive("create", {"title": "t", "apikey": "the-secret-key"}, project.key)
    sandbox.receive("list", {}, "nobody's")

    assert [(call.method, call.outcome, call.project, call.transport) for call in sandbox.calls] == [
        ("list", "Success", "Acme", "GET"),
        ("info", "Media not found", "Acme", "POST"),
        ("create", "lost_before", "Acme", "GET"),
        ("list", "Invalid API key", None, "GET"),
    ]
    assert sandbox.calls[1].params == {"code": "x"}
    assert sandbox.calls[1].at == NOON
    assert "the-secret-key" not in repr(sandbox.calls)


def test_an_outcome_names_the_fault_and_the_answer() -> None:
    sandbox = make()
    project = sandbox.add_project()
    sandbox.fail(FaultKind.LOST_AFTER)
    sandbox.receive("list", {}, project.key)

    assert sandbox.calls[-1].outcome == "lost_after: Success"


def test_the_log_forgets_what_is_old() -> None:
    sandbox = make()
    for number in range(CALLS_KEPT + 1):
        sandbox.receive("list", {"n": str(number)}, "nobody's")

    assert len(sandbox.calls) == CALLS_KEPT
    assert sandbox.calls[0].params == {"n": "1"}


def test_secrets_stay_out_of_reprs() -> None:
    sandbox = make()
    project = sandbox.add_project("the-secret-key")
    conference = project.add_conference("Meetup")
    token = str(sandbox.call("invite", INVITE | {"code": conference.code}, project.key)["token"])

    shown = repr(project)

    assert conference.code in shown
    assert "the-secret-key" not in shown
    assert token not in shown


@pytest.mark.parametrize(
    "act",
    [
        lambda sandbox, _: sandbox.add_project(),
        lambda _, project: project.add_conference("Meetup"),
        lambda _, project: project.conferences[0].add_client("nik@example.com"),
        lambda sandbox, _: sandbox.fail(FaultKind.DOWN),
        lambda sandbox, _: sandbox.heal(),
        lambda sandbox, project: sandbox.receive("list", {}, project.key),
        lambda sandbox, _: sandbox.changed(),
    ],
)
def test_listeners_hear_of_everything(act: Callable[[BoomstreamSandbox, ProjectState], object]) -> None:
    sandbox = make()
    project = sandbox.add_project()
    project.add_conference("First")
    heard: list[str] = []
    sandbox.listeners.append(lambda: heard.append("bell"))

    act(sandbox, project)

    assert heard == ["bell"]
