import os

# As in bot/__init__.py, for tests that import PTB first.
os.environ.setdefault("PTB_TIMEDELTA", "1")
