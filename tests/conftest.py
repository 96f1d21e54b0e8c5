import os

import pytest
from hypothesis import HealthCheck, settings

# As in bot/__init__.py, for tests that import PTB first.
os.environ.setdefault("PTB_TIMEDELTA", "1")
# Everything that tests talk to is on this machine, whatever proxy the developer has.
os.environ["no_proxy"] = "127.0.0.1"

# How fast an example runs says more about the machine's load than about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is to be tried, what was left out is a failure; `-rs` tells what and why."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
