import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("port", ["abc", "-1", "0", "65536", "²"])
def test_a_port_that_is_none_is_told_in_a_sentence(port: str) -> None:
    environment = {**os.environ, "DEMO_PORT": port, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "demo"], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 2
    english, russian = result.stderr.splitlines()
    assert english.startswith(f"DEMO_PORT is the number of a port, from 1 to 65535, and not “{port}”.")
    assert f"а не «{port}»" in russian
