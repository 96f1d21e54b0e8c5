"""Buttons about conferences, and what can be done with one."""

from enum import StrEnum

from services.model import ConferenceField
from views.callback_data import Action


class Verb(StrEnum):
    """What to do with a conference, from a button about it or once it is picked from a list."""

    OPEN = "o"
    EDIT = "e"
    DELETE = "d"
    INVITE = "i"
    PARTICIPANTS = "p"
    USE = "u"
    ALIAS = "a"
    LINKS = "l"
    CLOSE_LINKS = "c"
    REQUESTS = "r"


class ListConferences(Action, tag="cl"):
    """A page of conferences, filtered by a remembered phrase (0: all)."""

    page: int
    phrase: int


class CreateConference(Action, tag="cc"):
    """Start the dialogue."""


class Do(Action, tag="pk"):
    """Do something with a conference; the phrase is the rest of the command, when one was typed."""

    verb: Verb
    conference: int
    phrase: int = 0


class PickPage(Action, tag="pp"):
    """Another page of the conferences to choose from; `search` is what they were found by."""

    verb: Verb
    page: int
    phrase: int
    search: int


class EditConferenceField(Action, tag="cf"):
    """Ask for a field's new value."""

    conference: int
    field: ConferenceField


class DeleteConference(Action, tag="cx"):
    """Delete it."""

    conference: int
