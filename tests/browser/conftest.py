from collections.abc import AsyncIterator

import pytest

from tests.browser.stage import CHROMIUM, Stage, stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story has several waits of up to PATIENCE: only a hang takes longer than all of them."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session", autouse=True)
def _browser_is_there() -> None:
    if CHROMIUM is None:
        pytest.skip("there is no chromium: .ci/install installs it (Debian and Ubuntu)")


@pytest.fixture
async def theatre() -> AsyncIterator[Stage]:
    """A new world with the bot running; at the end, nothing may have gone wrong behind the scenes."""
    async with stage() as built:
        yield built
        assert not built.errors
        assert not built.world.telegram.violations
