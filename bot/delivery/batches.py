"""Which messages of the outbox go out as one."""

from collections.abc import Iterator, Sequence

from services.model import MessageKind, OutgoingMessage

NOTICES_AT_ONCE = 15


def batches(waiting: Sequence[OutgoingMessage], *, crowded: bool) -> Iterator[list[OutgoingMessage]]:
    """The messages in order, those together that one message can say: a burst of notices, words to a guest, or cards or
    changes of one about the same request; all cards where too many came at once."""
    told: set[int] = set()
    for first in waiting:
        if first.id in told:
            continue
        together = [first]
        if first.kind is MessageKind.NOTICE:
            together = [m for m in waiting if m.kind is first.kind and m.id not in told][:NOTICES_AT_ONCE]
        elif first.kind is MessageKind.CARD and crowded:
            together = [m for m in waiting if m.kind is first.kind]
        elif first.kind in {MessageKind.CARD, MessageKind.CARD_UPDATE, MessageKind.GUEST}:
            together = [m for m in waiting if m.kind is first.kind and m.request_id == first.request_id]
        told |= {message.id for message in together}
        yield together
