"""Buttons about participants."""

from dataclasses import dataclass

from services.model import ParticipantField, ParticipantFilter
from views.callback_data import Action


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list of participants somebody is: to show the list again right there."""

    shown: ParticipantFilter
    page: int
    phrase: int


class ListParticipants(Action, tag="pl"):
    """A page of participants."""

    conference: int
    place: Place


class OpenParticipant(Action, tag="po"):
    """A participant's card."""

    participant: int
    place: Place


class OpenGuest(Action, tag="pg"):
    """The same below a request's card, which stays as it is."""

    participant: int


class SetModerator(Action, tag="pm"):
    """Promote or demote, from the list or from the card."""

    participant: int
    moderator: bool
    on_card: bool
    place: Place


class AskRemoveParticipant(Action, tag="pd"):
    """Confirm before somebody is removed."""

    participant: int
    on_card: bool
    place: Place


class RemoveParticipant(Action, tag="px"):
    """Remove somebody."""

    participant: int
    on_card: bool
    place: Place


class EditParticipant(Action, tag="pf"):
    """Ask for a new name or e-mail."""

    participant: int
    field: ParticipantField
    place: Place
