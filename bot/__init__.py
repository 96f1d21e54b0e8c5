"""COMPOSITION ROOT: knows everyone, is known by no one."""

import os

# PTB then gives pauses as timedelta. Without it every 429 comes with a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")
