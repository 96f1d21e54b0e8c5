import os

# As in bot/__init__.py, for tests that import PTB first.
os.environ.setdefault("PTB_TIMEDELTA", "1")
# Everything that tests talk to is on this machine, whatever proxy the developer has.
os.environ["no_proxy"] = "127.0.0.1"
