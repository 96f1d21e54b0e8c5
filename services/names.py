"""Names of which nothing can be seen: Telegram takes them, people have nothing to call each other by."""

import unicodedata

# Letters and signs by their category that every font draws as nothing: Hangul fillers, Braille without a dot.
_FILLERS = set("\u115f\u1160\u3164\uffa0\u2800")
_UNSEEN = {"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"}  # controls, marks without a letter, blanks


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing of the text."""
    return all(sign in _FILLERS or unicodedata.category(sign) in _UNSEEN for sign in text)


def called(name: str, username: str | None, user_id: int) -> str:
    """What to call a person of Telegram, whose name may be invisible: else the @username, else the id."""
    if not is_blank(name):
        return name
    return f"@{username}" if username else str(user_id)
