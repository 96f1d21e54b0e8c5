"""Requests for an invitation, as guests and moderators see them."""
