"""The facts of the day's messages. A release is open: it names nobody."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class MessageEntered(Event):
    """A motto or case came into the collection."""

    kind: ClassVar[str] = "message-entered/v1"
    message: int
    message_kind: str
    text: str


@dataclass(frozen=True)
class MessageScheduled(Event):
    """A message was scheduled for a day."""

    kind: ClassVar[str] = "message-scheduled/v1"
    message: int
    day: str


@dataclass(frozen=True)
class MessageWithdrawn(Event):
    """A message is not used any more."""

    kind: ClassVar[str] = "message-withdrawn/v1"
    message: int
    reason: str


@dataclass(frozen=True)
class MessageReleased(Event):
    """The day's message was released to portal, screen and feed. Open."""

    kind: ClassVar[str] = "message-released/v1"
    day: str
    message_kind: str
    text: str
    source: str


@dataclass(frozen=True)
class MessageHanded(Event):
    """A channel took the day's message."""

    kind: ClassVar[str] = "message-handed/v1"
    day: str
    channel: str
