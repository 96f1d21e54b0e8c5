from services.errors import AppError, ErrorCode
from tests.views.catalogue.shot import shot
from views import errors as view

# What the texts of errors tell; each takes what it needs.
_VALUES: dict[str, str | int] = {
    "text": "sales & co",
    "email": "anna.petrova@example.com",
    "name": "Max",
    "message": "No licences left",
    "limit": 20,
    "hours": 5,
    "capacity": 50,
    "seconds": 21,
}


def _error(code: ErrorCode, *, unchanged: bool = False) -> AppError:
    error = AppError(code, **_VALUES)
    error.unchanged = unchanged
    return error


SHOTS = [
    *(shot(view.text, code.value, _error(code)) for code in ErrorCode),
    shot(view.text, "nothing was changed", _error(ErrorCode.UNREACHABLE, unchanged=True)),
    shot(view.toast, "", _error(ErrorCode.CONFERENCE_UNKNOWN)),
    shot(view.toast, "a second tap", _error(ErrorCode.DIALOGUE_OVER)),
    shot(view.unexpected, "", "4f7a9c"),
]
