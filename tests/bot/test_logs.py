"""What the operator reads: no secrets in it, and every line of the JSON log is JSON."""

import json
import logging
import sys

import pytest

from bot import logs

PATTERN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
KEY = "0123456789abcdef0123456789abcdef"
ODD_KEY = "Key-of_another-shape"
TOKEN = "4242424242:TEST-TOKEN-that-must-never-be-seen"
ADDRESS = "anna.secret@example.com"

SAID = {
    "a key in quotes": f'the key is "{KEY}"',
    "a key in single quotes": f"the key is '{KEY}'",
    "a field": f'{{"apikey": "{ODD_KEY}", "ver": "1"}}',
    "a field of our own": f"{{'apikey': '{ODD_KEY}'}}",
    "a field inside of a string": json.dumps({"body": json.dumps({"apikey": ODD_KEY})}),
    "the end of a string": f'"apikey="{ODD_KEY}',
    "a parameter": f"GET /api?apikey={ODD_KEY}&ver=1",
    "a header": f"Authorization: Bearer {ODD_KEY}",
    "a link": 'open "https://example.com/?jwt=eyJhbGciOi.eyJzdWIi.c2ln"',
    "a token": f'"{TOKEN}"',
    "an address": f'"{ADDRESS}"',
    "an address at the end of a line": f"{ADDRESS}\nand\\more",
    "a backslash": f"apikey=\\{ODD_KEY}\\",
}
SECRETS = (KEY, ODD_KEY, TOKEN, ADDRESS, "eyJhbGciOi")


def record(text: str, *, traceback: bool = False) -> logging.LogRecord:
    try:
        raise LookupError(text)  # noqa: TRY301  # only what was raised has a traceback
    except LookupError:
        exc_info = sys.exc_info() if traceback else None
    return logging.LogRecord("bot", logging.ERROR, __file__, 1, "%s", (text,), exc_info)


@pytest.mark.parametrize("traceback", [False, True], ids=["message", "traceback"])
@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_a_line_is_json_without_the_secret(text: str, traceback: bool) -> None:
    line = logs.RedactingJsonFormatter(PATTERN).format(record(text, traceback=traceback))
    told = json.loads(line)
    assert told["levelname"] == "ERROR"
    assert "[" in told["message"]
    assert ("Traceback" in told.get("exc_info", "")) is traceback
    assert not any(secret in line for secret in SECRETS)


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_a_line_for_people_has_no_secret_either(text: str) -> None:
    line = logs.TextFormatter(PATTERN).format(record(text, traceback=True))
    assert "Traceback" in line
    assert not any(secret in line for secret in SECRETS)


def test_what_libraries_attach_is_redacted_too() -> None:
    attached = record("a retry")
    attached.__dict__.update({"stamina.args": (KEY, {"apikey": ODD_KEY}), "stamina.retry_num": 2})
    line = logs.RedactingJsonFormatter(PATTERN).format(attached)
    assert json.loads(line)["stamina.retry_num"] == 2
    assert not any(secret in line for secret in SECRETS)
