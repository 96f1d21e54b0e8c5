"""Requests for an invitation: from asking to the guest's link, and the ways they end."""
