"""The steps of the tour, chapter by chapter."""

from typing import Final

from demo.tour.steps import Chapter, Role
from demo.tour.texts import Texts

KEY: Final = "5eed0fa5eed0fa5eed0fa5eed0fa5eed"


def script(t: Texts) -> tuple[Chapter, ...]:
    """All of it in one language."""
    return _connects(t), _creates(t), _invites(t), _moderates(t), _edits(t), _denied(t)


def _connects(t: Texts) -> Chapter:
    olga = Role(t.olga)
    return Chapter(
        t.connects,
        (
            olga.sends("/start").sees(t.sees_hello),
            olga.presses(t.connect_button).sees(t.sees_ask_key),
            olga.sends(KEY).sees(t.sees_key_works).own_message_vanishes(),
        ),
    )


def _creates(t: Texts) -> Chapter:
    olga, meeting, webinar = Role(t.olga), f"{t.meeting} | {t.plans}", f"{t.webinar} | {t.about_webinar}"
    return Chapter(
        t.creates,
        (
            olga.sends("/create").sees(t.sees_ask_title),
            olga.sends(t.meeting).sees(t.sees_ask_description),
            olga.sends(t.plans).sees(t.sees_confirm_create, t.plans),
            olga.presses(t.create_button).sees(t.meeting, t.sees_created).boomstream_has({meeting: ()}),
            olga.sends(f"/create {webinar}").sees(t.webinar, t.sees_created).boomstream_has({meeting: (), webinar: ()}),
            olga.sends("/conferences").sees(t.sees_two_conferences),
        ),
    )


def _invites(t: Texts) -> Chapter:
    olga, meeting, webinar = Role(t.olga), f"{t.meeting} | {t.plans}", f"{t.webinar} | {t.about_webinar}"
    return Chapter(
        t.invites,
        (
            olga.sends(f"/invite {t.meeting} anna@example.com {t.anna} ttl=2h")
            .sees(t.sees_invited, t.anna, t.sees_two_hours)
            .gets_link_of("anna@example.com")
            .boomstream_has({meeting: (t.anna,), webinar: ()}),
            olga.presses(t.share_button).gets_link_of("anna@example.com"),
            olga.presses(t.invite_more_button).sees(t.sees_ask_guests),
            olga.sends(f"boris@example.com {t.boris}\nclara@example.com {t.clara}").sees(t.sees_two_guests),
            olga.presses(t.invite_two_button)
            .sees(t.sees_invitations, t.boris, t.clara)
            .gets_link_of("clara@example.com")
            .boomstream_has({meeting: (t.anna, t.boris, t.clara), webinar: ()}),
        ),
    )


def _moderates(t: Texts) -> Chapter:
    olga, meeting, webinar = Role(t.olga), f"{t.meeting} | {t.plans}", f"{t.webinar} | {t.about_webinar}"
    return Chapter(
        t.moderates,
        (
            olga.sends(f"/clients {t.meeting}").sees(t.sees_three_participants, t.anna, t.boris, t.clara),
            olga.presses("☆", beside=t.anna)
            .sees(t.sees_promoted, f"1. ⭐ {t.anna}")
            .boomstream_has({meeting: (f"⭐ {t.anna}", t.boris, t.clara), webinar: ()}),
            olga.presses("⭐", beside=t.anna)
            .sees(t.sees_demoted, f"1. {t.anna}")
            .boomstream_has({meeting: (t.anna, t.boris, t.clara), webinar: ()}),
            olga.presses(f"2. {t.boris}").sees(t.boris, "boris@example.com"),
            olga.presses(t.name_button).sees(t.sees_ask_name),
            olga.sends(t.new_boris)
            .sees(t.new_boris, "boris@example.com")
            .boomstream_has({meeting: (t.anna, t.new_boris, t.clara), webinar: ()}),
            olga.presses(t.back_to_participants_button).sees(t.sees_three_participants, t.new_boris),
            olga.presses("🗑", beside=t.clara).sees(t.sees_ask_remove),
            olga.presses(t.remove_button)
            .sees(t.sees_removed, t.sees_two_participants)
            .boomstream_has({meeting: (t.anna, t.new_boris), webinar: ()}),
        ),
    )


def _edits(t: Texts) -> Chapter:
    olga, meeting, webinar = Role(t.olga), f"{t.new_meeting} | {t.plans}", f"{t.webinar} | {t.about_webinar}"
    return Chapter(
        t.edits,
        (
            olga.sends(f"/edit {t.meeting}").sees(t.sees_ask_what),
            olga.presses(t.title_button).sees(t.sees_ask_new_title),
            olga.sends(t.new_meeting).sees(t.new_meeting).boomstream_has({meeting: (t.anna, t.new_boris), webinar: ()}),
            olga.sends(f"/delete {t.new_meeting}").sees(t.sees_ask_delete),
            olga.presses(t.delete_button).sees(t.sees_deleted).boomstream_has({webinar: ()}),
            olga.sends(f"/delete {t.webinar}").sees(t.sees_ask_delete_webinar),
            olga.presses(t.keep_button).sees(t.webinar, t.about_webinar),
        ),
    )


def _denied(t: Texts) -> Chapter:
    stranger = Role(t.stranger)
    return Chapter(
        t.denied,
        (
            stranger.sends("/start").sees(t.sees_stranger),
            stranger.sends(f"/apikey {KEY}").sees(t.sees_refused),
            stranger.sends(f"/create {t.party}").sees(t.sees_refused),
            stranger.sends("/conferences").sees(t.sees_refused),
            stranger.sends(f"/invite {t.webinar} ian@example.com").sees(t.sees_refused),
            stranger.sends(f"/clients {t.webinar}").sees(t.sees_refused),
            stranger.sends(f"/edit {t.webinar}").sees(t.sees_refused),
            stranger.sends(f"/delete {t.webinar}").sees(t.sees_refused),
            stranger.forges("☆").sees(t.sees_refused),
            stranger.forges("🗑").sees(t.sees_refused),
            stranger.forges(t.delete_button).sees(t.sees_refused),
        ),
    )
