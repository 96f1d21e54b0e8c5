from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from demo import persistence
from demo.world import seeded_world
from sandbox.telegram import NotVisibleError


def now() -> datetime:
    return datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_the_seeded_world_is_the_same_at_every_start() -> None:
    first, second = seeded_world(now), seeded_world(now)
    assert [p.key for p in first.boomstream.projects] == [p.key for p in second.boomstream.projects]
    assert [c.person.user for c in first.characters] == [c.person.user for c in second.characters]


def test_the_seeded_world_is_worth_playing_in() -> None:
    world = seeded_world(now)
    assert [c.role for c in world.characters] == ["owner", "admin", "moderator", "guest", "guest", "stranger"]
    assert len({c.zone for c in world.characters}) == 6
    conferences = [c for project in world.boomstream.projects for c in project.conferences]
    assert max(len(c.clients) for c in conferences) == 60
    assert {bool(c.info) for c in conferences} == {True, False}
    emails = [client.email for c in conferences for client in c.clients]
    assert all(email.isascii() and " " not in email for email in emails)
    assert len(set(emails[:60])) == 60


def test_a_kept_world_goes_on_where_it_stopped(tmp_path: Path) -> None:
    world = seeded_world(now)
    olga = world.owner
    olga.start()
    sent = world.telegram.call("sendMessage", {"chat_id": olga.id, "text": "hello"})
    key = world.boomstream.projects[0].key
    world.boomstream.call("create", {"title": "Kept"}, key)
    world.telegram.listeners.append(lambda change: None)
    world.telegram.flood()
    world.clock.skip(timedelta(days=2))
    persistence.save(tmp_path, world)

    kept = persistence.load(tmp_path)
    assert kept is not None
    again = kept.owner
    assert [m.text for m in again.private.messages] == ["/start", "hello"]
    assert kept.telegram.people[again.id] is again
    assert kept.telegram.pending == world.telegram.pending
    assert not kept.telegram.listeners
    assert kept.telegram.now() == now() + timedelta(days=2)
    kept.clock.skip(timedelta(days=1))
    assert kept.telegram.now() == now() + timedelta(days=3)
    assert [c.title for c in kept.boomstream.projects[0].conferences][-1] == "Kept"
    more = kept.telegram.call("sendMessage", {"chat_id": again.id, "text": "and on"})
    assert more["message_id"] == sent["message_id"] + 1


def test_a_new_folder_holds_no_world(tmp_path: Path) -> None:
    assert persistence.load(tmp_path / "new" / "folder") is None


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x80\x04N."])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "world.pickle").write_bytes(content)
    with pytest.raises(persistence.DataFolderError, match=r"world\.pickle is damaged"):
        persistence.load(tmp_path)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(persistence.DataFolderError, match="can't be used"):
        persistence.load(tmp_path / "file")


def test_only_fitting_groups_are_offered() -> None:
    world = seeded_world(now)
    tg, olga = world.telegram, world.owner
    olga.start()
    ask = {"text": "Forum", "request_chat": {"request_id": 1, "chat_is_channel": False, "chat_is_forum": True}}
    tg.call("sendMessage", {"chat_id": olga.id, "text": "?", "reply_markup": {"keyboard": [[ask]]}})
    message = olga.private.last()
    assert [group.title for group in olga.offered_groups(message, "Forum")] == ["Moderators"]
    with pytest.raises(NotVisibleError):
        olga.offered_groups(message, "No such button")
