import os
from collections.abc import AsyncIterator

import pytest

from tests.browser.stage import CHROMIUM, Stage, stage


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
