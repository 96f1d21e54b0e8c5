"""A change whose answer was lost: only what was seen is told as certain."""

import pytest

from boomstream import OutcomeUnknown
from services.errors import AppError, ErrorCode
from services.projects import change, gone


async def lost() -> bool:
    raise OutcomeUnknown("the answer was lost")


@pytest.mark.parametrize("code", ["unreachable", "unwell", "busy", "rejected", "key-refused", "gone"])
async def test_whatever_keeps_us_from_looking_leaves_it_unclear(code: str) -> None:
    async def look() -> bool:
        raise AppError(ErrorCode(code))

    with pytest.raises(AppError) as told:
        await change(lost(), look)
    assert told.value.code is ErrorCode.UNCLEAR


async def test_what_was_to_be_deleted_and_is_unknown_is_deleted() -> None:
    async def look() -> bool:
        raise AppError(ErrorCode.GONE)

    assert await change(lost(), lambda: gone(look()))


async def test_what_was_to_be_deleted_and_is_still_there_was_not_deleted() -> None:
    async def look() -> bool:
        return False

    with pytest.raises(AppError) as told:
        await change(lost(), lambda: gone(look()))
    assert told.value.code is ErrorCode.NOT_DONE


async def test_a_failing_look_at_what_was_to_be_deleted_leaves_it_unclear() -> None:
    async def look() -> bool:
        raise AppError(ErrorCode.REJECTED)

    with pytest.raises(AppError) as told:
        await change(lost(), lambda: gone(look()))
    assert told.value.code is ErrorCode.UNCLEAR
