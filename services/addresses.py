"""Addresses in the web, from people and from Boomstream."""

from urllib.parse import urlsplit


def is_web(address: str) -> bool:
    """Whether a browser could open it: http or https, and a host."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as https://[
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
