"""One process a database: two bots on one file would take each other's claims, and a key rotated under a running bot
would leave it sealing with a key that is gone.

The lock is on a file of its own (SQLite's own locks last for a transaction only, and copies of the database must stay
possible). The kernel frees it when its process ends, however it ends; the file stays, and means nothing by itself.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import create_private
from storage.errors import DatabaseInUse


@contextmanager
def only_process(path: Path) -> Iterator[None]:
    """Have the database at `path` for oneself. Raises DatabaseInUse at once when another process has it."""
    file = path.with_name(f"{path.name}.lock")
    create_private(file)
    with file.open("rb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = (
                f"{path} is in use by another process, most likely the running bot. Nothing was changed:"
                " stop that one first, then try again."
            )
            raise DatabaseInUse(message) from None
        yield
