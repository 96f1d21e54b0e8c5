"""Logging set-up and redaction.

Redaction sits in the handler's formatter, the last place that every line passes: a filter on a logger does not see the
records of its children, and exception texts are only made here. PTB logs the token at DEBUG, others log addresses.
"""

import logging
import re
import sys
from typing import Any, Literal

from pythonjsonlogger.json import JsonFormatter

_SECRETS = (
    (re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}"), "[token]"),
    (re.compile(r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+"), "[jwt]"),
    (
        re.compile(r"(?i)(jwt|apikey|authorization)([\\\"']*\s*[=:]\s*[\\\"']*(?:bearer\s+)?)[^\s&\\\"'<>]+"),
        r"\1\2[secret]",
    ),
    (re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{32}(?![0-9A-Za-z])"), "[key]"),
    (re.compile(r"[^\s<>\"'=&;,(]+@[^\s<>\"'&;,)]+\.[^\s<>\"'&;,)]+"), "[e-mail]"),
)


def redact(text: str) -> str:
    """The text without tokens, keys, invite links and e-mails."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class TextFormatter(logging.Formatter):
    """One line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Format and redact, exception text included."""
        return redact(super().format(record))


class RedactingJsonFormatter(JsonFormatter):
    """One JSON object for machines."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Redact before quotation marks become escapes: a pattern that eats half of one breaks the whole line."""
        return {name: _redacted(value) for name, value in log_data.items()}


def _redacted(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact(str(value))


def set_up(level: str, style: Literal["text", "json"]) -> None:
    """Send everything to standard error at this level; libraries that chatter are kept to warnings."""
    pattern = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TextFormatter(pattern) if style == "text" else RedactingJsonFormatter(pattern))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # PTB writes whole updates at DEBUG, and an update may hold a key of a shape that no pattern knows.
    for library in ("telegram", "httpx", "httpcore", "aiosqlite", "asyncio"):
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # a gateway's whole page
    logging.getLogger("stamina").setLevel(logging.ERROR)  # a line without a reason for each try: whoever tries tells it
