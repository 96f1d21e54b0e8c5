"""Requests for an invitation."""
