"""What becomes of a message to one recipient, from the queue to the server's last word."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """`sending` is also what a killed run leaves: whether the server took the message is then not known."""

    queued = "queued"
    sending = "sending"
    sent = "sent"
    deferred = "deferred"  # not now: 4xx, network, login
    failed = "failed"  # never like this: 5xx for this recipient or this message
    withdrawn = "withdrawn"  # no longer a recipient
    superseded = "superseded"  # a later week's digest took its place


OPEN = frozenset({State.queued, State.sending, State.deferred})


class Outcome(NamedTuple):
    """What a try came to, and the server's or the network's words."""

    state: State
    why: str = ""
