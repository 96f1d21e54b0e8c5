import os
from collections.abc import AsyncIterator

import pytest

from tests.browser.stage import CHROMIUM, Stage, stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium, a bot of its own and the page share few cores: what a loaded machine delays is tried again."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session", autouse=True)
def _browser_is_there() -> None:
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium: .ci/install-browser installs it (Debian and Ubuntu)")


@pytest.fixture
async def theatre() -> AsyncIterator[Stage]:
    """A new world with the bot running; at the end, nothing may have gone wrong behind the scenes."""
    async with stage() as built:
        yield built
        assert not built.errors
        assert not built.world.telegram.violations
