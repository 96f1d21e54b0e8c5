"""Buttons about admins and owners."""

from views.callback_data import Action


class ManageAdmins(Action, tag="ag"):
    """A page of the groups whose admins can be managed."""

    page: int


class ListAdmins(Action, tag="an"):
    """A page of the admins of a workspace; workspace 0 means owners."""

    workspace: int
    page: int


class AddAdmin(Action, tag="aa"):
    """Ask whom to add; workspace 0 means owners."""

    workspace: int


class AskRemoveAdmin(Action, tag="ad"):
    """Confirm before a permission is taken back; workspace 0 means owners."""

    workspace: int
    row: int


class RemoveAdmin(Action, tag="ax"):
    """Take a permission back."""

    workspace: int
    row: int
