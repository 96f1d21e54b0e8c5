"""Requests for an invitation, at Telegram's edge."""
