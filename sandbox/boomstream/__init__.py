"""A fake Boomstream: the vendor's conference API as it is documented, with faults to order. No I/O in here."""

from sandbox.boomstream.faults import Fault, FaultKind
from sandbox.boomstream.methods import Quirks
from sandbox.boomstream.sandbox import CALLS_KEPT, Answer, BoomstreamSandbox, Call, Reply
from sandbox.boomstream.state import ClientState, ConferenceState, ProjectState

__all__ = [
    "CALLS_KEPT",
    "Answer",
    "BoomstreamSandbox",
    "Call",
    "ClientState",
    "ConferenceState",
    "Fault",
    "FaultKind",
    "ProjectState",
    "Quirks",
    "Reply",
]
