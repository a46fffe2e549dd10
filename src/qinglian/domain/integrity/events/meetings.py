"""The facts of committee meetings and their decisions. Confidential."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class MeetingPlanned(Event):
    """A meeting was entered with its agenda: topics in their order."""

    kind: ClassVar[str] = "meeting-planned/v1"
    meeting: int
    held_on: str
    topics: list[str]


@dataclass(frozen=True)
class AgendaChanged(Event):
    """A meeting's agenda is another now."""

    kind: ClassVar[str] = "agenda-changed/v1"
    meeting: int
    topics: list[str]


@dataclass(frozen=True)
class MeetingHeld(Event):
    """A meeting was held."""

    kind: ClassVar[str] = "meeting-held/v1"
    meeting: int


@dataclass(frozen=True)
class MeetingCancelled(Event):
    """A meeting was cancelled: it counts no more."""

    kind: ClassVar[str] = "meeting-cancelled/v1"
    meeting: int
    reason: str


@dataclass(frozen=True)
class DecisionRecorded(Event):
    """A meeting decided something."""

    kind: ClassVar[str] = "decision-recorded/v1"
    decision: int
    meeting: int
    owner: str
    due_on: str


@dataclass(frozen=True)
class DecisionCarriedOut(Event):
    """A decision was carried out."""

    kind: ClassVar[str] = "decision-carried-out/v1"
    decision: int
    evidence: str


@dataclass(frozen=True)
class DecisionDropped(Event):
    """A decision is not followed any more."""

    kind: ClassVar[str] = "decision-dropped/v1"
    decision: int
    reason: str
