"""What the page can let go wrong, each as one switch."""

from typing import Final

from sandbox.boomstream import BoomstreamSandbox, FaultKind
from sandbox.telegram import TelegramSandbox

SLOWNESS: Final = 10.0  # seconds
FLOOD_WAIT: Final = 5  # seconds
_FOR_EVER: Final = 10**9
# Only what changes something gets lost: the bot can then look up what became of it.
_CHANGING: Final = ("create", "update", "invite", "client/update", "client/delete", "delete")
_BOOMSTREAM: Final = {
    "slow": FaultKind.SLOW,
    "down": FaultKind.DOWN,
    "failed": FaultKind.FAILED,
    "nonsense": FaultKind.NONSENSE,
    "lost": FaultKind.LOST_AFTER,
}
_FLOOD: Final = "flood"


class Switches:
    """On until switched off. Of Boomstream's troubles one at a time is on."""

    def __init__(self, telegram: TelegramSandbox, boomstream: BoomstreamSandbox) -> None:
        self._telegram = telegram
        self._boomstream = boomstream
        self._on: set[str] = set()

    @property
    def state(self) -> dict[str, bool]:
        """Every switch by its name."""
        return {name: name in self._on for name in (*_BOOMSTREAM, _FLOOD)}

    def turn(self, name: str, *, on: bool) -> None:
        """Raises LookupError for a switch that does not exist."""
        if name == _FLOOD:
            self._telegram.heal()
            if on:
                self._telegram.flood(seconds=FLOOD_WAIT, times=_FOR_EVER)
        elif name in _BOOMSTREAM:
            self._boomstream.heal()
            self._on -= _BOOMSTREAM.keys()
            if on:
                self._break(_BOOMSTREAM[name])
        else:
            raise LookupError(f"there is no switch {name}")
        (self._on.add if on else self._on.discard)(name)

    def _break(self, kind: FaultKind) -> None:
        for method in _CHANGING if kind is FaultKind.LOST_AFTER else (None,):
            self._boomstream.fail(kind, method=method, times=None, seconds=SLOWNESS)
