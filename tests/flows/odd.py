"""Texts that break messages where somebody was careless, and what has to hold for all that people see."""

import pytest

from sandbox.telegram.text import utf16_length
from tests.flows.world import User

OURS = "сломалось"  # a word of the incident's text: a mistake of the bot's own

ODD = {
    "quotes": "«План» \"на\" 'год' “и” ещё",
    "newlines": "План\nна\r\nгод",
    "emoji": "🎉👩‍👩‍👧‍👦🏳️‍🌈 праздник",
    "markup": "<b>жирный</b> <script>alert(1)</script> <a href=",
    "entities": "Вопросы &amp; ответы &lt;3 &#1234;",
    "right to left": "פגישה שבועית",
    "override": "план\u202eтёркаТ",
    "bars": "a | b || c",
    "format": "{ $title } %s {0} \\n __ ** `",
    "sql": "'; DROP TABLE dialogue; --",
    "percent": "100% &apikey=1#?/..//",
    "words": "слово " * 650,
    "long": "Ж" * 4000,
    "long emoji": "😀" * 2000,
}
odd = pytest.mark.parametrize("text", ODD.values(), ids=ODD)


def check_screens(user: User) -> None:
    """Every message fits Telegram and none is an incident; the fake Telegram itself refuses what is malformed."""
    for message in user.messages:
        assert utf16_length(message.text) <= 4096
        assert OURS not in message.text
    user.world.check()
