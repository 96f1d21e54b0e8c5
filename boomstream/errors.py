"""Everything that a call may raise, one family.

    BoomstreamError
    ├── NotConnected          surely not executed: no connection, no free slot, the client is closed
    ├── OutcomeUnknown        sent, and no answer to rely on: it may have been executed
    │   └── UnreadableAnswer  an answer came that is not the vendor's: a web page, a redirect, no `Status`
    ├── RateLimited           HTTP 429: not executed, try again after `retry_after` seconds
    ├── KeyRefused            the API key is not (or no longer) valid
    ├── NotFound              no such conference or client under this key
    └── Rejected              the vendor said `Failed` for another reason: `message`

A caller that handles `OutcomeUnknown` after `create` or `invite` (by looking up what became of it) has handled every
doubtful case; everything outside that branch is certain: the call changed nothing.
No text here ever contains a key, a request address or an invite link.
"""


# ruff: noqa: N818 # the tree reads as outcomes; the root alone says that they are errors


class BoomstreamError(Exception):
    """Any failure of a call; nothing of the HTTP library comes out of this package."""


class NotConnected(BoomstreamError):
    """The request was surely not executed: DNS, refused, TLS, proxy, connect timeout, too many calls waiting."""


class OutcomeUnknown(BoomstreamError):
    """The request left, the answer is missing or is HTTP 5xx: a change may have been made."""


class UnreadableAnswer(OutcomeUnknown):
    """The answer does not follow the vendor's page; after a change it proves nothing, hence an `OutcomeUnknown`."""


class RateLimited(BoomstreamError):
    """HTTP 429. `retry_after` is in seconds, None when the server names no time."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return "too many calls" if self.retry_after is None else f"too many calls, wait {self.retry_after:g} s"


class _Refusal(BoomstreamError):
    """`Status: Failed`; `message` is the vendor's text (Russian or English, free form) without secrets."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class KeyRefused(_Refusal):
    """`Invalid API key`, HTTP 401 or 403, or a text that cannot be a key (then nothing was sent)."""


class NotFound(_Refusal):
    """`Media not found`: no such conference or client under this key."""


class Rejected(_Refusal):
    """`Status: Failed` for a reason that only the vendor's `message` tells."""
