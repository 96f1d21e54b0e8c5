"""Numbers that go on after a restart: unlike itertools.count, a Counter is kept by pickle in every Python."""


class Counter:
    """An iterator of whole numbers without an end."""

    def __init__(self, start: int = 1) -> None:
        self._next = start

    def __iter__(self) -> "Counter":
        return self

    def __next__(self) -> int:
        number = self._next
        self._next += 1
        return number
