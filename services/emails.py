"""E-mail addresses: valid or not, and masked for eyes that need not see all of them."""

from email_validator import EmailNotValidError, validate_email

from services.errors import AppError, ErrorCode

_SHOWN = 24


def valid(text: str) -> str:
    """The address in its usual form; raises AppError(EMAIL_MALFORMED) with what was typed, shortened."""
    text = text.strip()
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        raise AppError(ErrorCode.EMAIL_MALFORMED, text=shown) from None


def mask(email: str) -> str:
    """`petr@mail.ru` as `p•••r@mail.ru`: enough to recognize, not enough to write to."""
    local, at, domain = email.rpartition("@")
    if not at:
        return "•••"
    return f"{local[:1]}•••{local[-1:] if len(local) > 1 else ''}@{domain}"
