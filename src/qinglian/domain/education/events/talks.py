"""The facts of talks. Confidential, and none bears what was said."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class TalkRoundOpened(Event):
    """The year's routine talks were planned."""

    kind: ClassVar[str] = "talk-round-opened/v1"
    year: int
    due_on: str
    planned: int
    dropped: int


@dataclass(frozen=True)
class TalkPlanned(Event):
    """Somebody took it on to talk with somebody."""

    kind: ClassVar[str] = "talk-planned/v1"
    talk: int
    talker: str
    listener: str
    talk_kind: str


@dataclass(frozen=True)
class TalkHeld(Event):
    """A talk was held. What was said is not here."""

    kind: ClassVar[str] = "talk-held/v1"
    talk: int
    talker: str
    listener: str
    talk_kind: str
    held_on: str
