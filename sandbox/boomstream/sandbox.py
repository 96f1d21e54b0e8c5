"""A Boomstream in memory: the vendor's conference API as a state machine, without a network and without a clock.

`call` is the API itself. `receive` is what a server does with a request: it lets planned faults happen, keeps a log
and tells the listeners. `sandbox.boomstream.server` puts HTTP around it.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final, Literal
from urllib.parse import urlencode

from sandbox.boomstream.faults import REFUSALS, WITHOUT_ANSWER, Fault, FaultKind, FaultPlan
from sandbox.boomstream.methods import METHODS, Fields, Params, Quirks, RefusedError
from sandbox.boomstream.state import Mint, ProjectState, Surroundings

Answer = Fields

CALLS_KEPT: Final = 500
_SECRET_PARAMS: Final = frozenset({"apikey"})
_VERSIONS: Final = {
    "1.0": "Boomstream API v.1.0 loads by default",
    "1.1": (
        "Boomstream API v.1.1. \nAdd &ver=1.1 to the HTTP request to use it. \n"
        "Change log: it is changed the response format for the method ppv/listBuyers"
    ),
    "1.2": (
        "Boomstream API v.1.2. \nAdd &ver=1.2 to the HTTP request to use it. \n"
        "Change log: it is changed the response format for methods ppv/listMedia and ppv/addMedia"
    ),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A line of the log: the project (None for an unknown key), what came of it, parameters without secrets."""

    method: str
    at: datetime
    outcome: str
    params: Mapping[str, str]
    project: str | None
    transport: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server has to send: the answer, if the API came to give one, and the fault to send it with."""

    answer: Answer | None
    fault: Fault | None


class BoomstreamSandbox:
    """Projects, what happened to them, and what is to go wrong. The options are those of Quirks."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        seed: int | None = 0,
        same_email: Literal["second", "same", "rejected"] = "second",
        invite_code: Literal["conference", "client"] = "conference",
        bare_lone_items: bool = False,
        zone: tzinfo = UTC,
    ) -> None:
        self.projects: list[ProjectState] = []
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.listeners: list[Callable[[], None]] = []
        self.quirks = Quirks(
            same_email=same_email,
            invite_code=invite_code,
            bare_lone_items=bare_lone_items,
            zone=zone,
        )
        self._faults = FaultPlan()
        self._surroundings = Surroundings(now=now, mint=Mint(seed), changed=self.changed)

    def __getstate__(self) -> dict[str, object]:
        """What pickle keeps: everything but who listens and what is to go wrong."""
        return self.__dict__ | {"listeners": [], "_faults": FaultPlan()}

    def add_project(self, key: str | None = None, name: str = "Project") -> ProjectState:
        """Open a project with a key of its own; raises ValueError when another project has that key."""
        key = key or self._surroundings.mint.key()
        if self.project(key):
            raise ValueError("this key opens another project")
        project = ProjectState(key=key, name=name, surroundings=self._surroundings)
        self.projects.append(project)
        self.changed()
        return project

    def project(self, key: str) -> ProjectState | None:
        """Find the project that this key opens."""
        return next((project for project in self.projects if project.key == key), None)

    def changed(self) -> None:
        """Tell the listeners to look again; call it after changing a state object by hand."""
        for listener in tuple(self.listeners):
            listener()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is still to go wrong."""
        return self._faults.active

    def fail(
        self,
        kind: FaultKind,
        *,
        method: str | None = None,
        times: int | None = 1,
        seconds: float = 1.0,
        message: str | None = None,
        retry_after: int | None = 1,
    ) -> Fault:
        """Plan a fault (see Fault); raises ValueError for a method that does not exist."""
        if method is not None and method not in METHODS:
            raise ValueError(f"the API has no method {method}")
        fault = Fault(kind, method, times, seconds, message, retry_after)
        self._faults.add(fault)
        self.changed()
        return fault

    def heal(self, kind: FaultKind | None = None) -> None:
        """Let nothing of this kind, or nothing at all, go wrong any more."""
        self._faults.clear(kind)
        self.changed()

    def receive(
        self,
        method: str,
        params: Params,
        key: str,
        *,
        transport: str = "GET",
        request_uri: str | None = None,
    ) -> Reply:
        """Handle a request as the vendor's server does on the day that was planned, and log it."""
        fault = self._faults.take(method)
        answer = self._answer(method, params, key, request_uri=request_uri, fault=fault)
        project = self.project(key)
        self.calls.append(
            Call(
                method=method,
                at=self._surroundings.now(),
                outcome=_outcome(answer, fault),
                params={name: "•••" if name in _SECRET_PARAMS else value for name, value in params.items()},
                project=project.name if project else None,
                transport=transport,
            ),
        )
        self.changed()
        return Reply(answer, fault)

    def _answer(
        self,
        method: str,
        params: Params,
        key: str,
        *,
        request_uri: str | None,
        fault: Fault | None,
    ) -> Answer | None:
        if fault is None or fault.kind not in WITHOUT_ANSWER | REFUSALS.keys():
            return self.call(method, params, key, request_uri=request_uri)
        if fault.kind in WITHOUT_ANSWER:
            return None
        return _failed(fault.message or REFUSALS[fault.kind]) | _frame(method, params, key, request_uri)

    def call(self, method: str, params: Params, key: str, *, request_uri: str | None = None) -> Answer:
        """Execute a method and give the whole answer, success or not; no faults, no log.

        `method` is the path below `/api/conference/`, `params` all parameters except the key; `request_uri` is what
        the answer echoes, made up from the rest when left out.
        """
        try:
            fields = self._execute(method, params, key) | {"Status": "Success"}
        except RefusedError as refusal:
            fields = _failed(str(refusal))
        return fields | _frame(method, params, key, request_uri)

    def _execute(self, method: str, params: Params, key: str) -> Fields:
        project = self.project(key)
        if project is None:
            raise RefusedError(REFUSALS[FaultKind.KEY_REFUSED])
        if method not in METHODS:
            raise RefusedError("Method not found")
        return METHODS[method](project, params, self.quirks)


def _failed(message: str) -> Answer:
    return {"Status": "Failed", "Message": message}


def _frame(method: str, params: Params, key: str, request_uri: str | None) -> Fields:
    """What every answer ends with. The vendor echoes the whole request there, the key included."""
    version = params.get("ver", "")
    return {
        "Version": version if version in _VERSIONS else "1.0",
        "Versions": [{"version": number, "description": text} for number, text in _VERSIONS.items()],
        "RequestURI": request_uri or f"/api/conference/{method}?{urlencode({'apikey': key, **params})}",
    }


def _outcome(answer: Answer | None, fault: Fault | None) -> str:
    parts = [fault.kind.value] if fault else []
    if answer is not None:
        parts.append(str(answer.get("Message", answer["Status"])))
    return ": ".join(parts)
