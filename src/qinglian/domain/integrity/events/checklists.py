"""The facts of checks and corrections. Confidential: a finding is the centre's own affair until somebody answers for it."""

from dataclasses import dataclass
from typing import ClassVar

from qinglian.record.events import Event


@dataclass(frozen=True)
class InspectionPlanned(Event):
    """A check is to be held."""

    kind: ClassVar[str] = "inspection-planned/v1"
    inspection: int
    checklist_kind: str
    period: str
    subject: str
    method: str


@dataclass(frozen=True)
class InspectionHeld(Event):
    """A check was held: each item's outcome, in the checklist's order, and what follows from them."""

    kind: ClassVar[str] = "inspection-held/v1"
    inspection: int
    outcomes: list[str]
    verdict: str


@dataclass(frozen=True)
class InspectionCalledOff(Event):
    """A planned check is not held."""

    kind: ClassVar[str] = "inspection-called-off/v1"
    inspection: int
    reason: str


@dataclass(frozen=True)
class FindingNoted(Event):
    """A problem was found."""

    kind: ClassVar[str] = "finding-noted/v1"
    finding: int
    source: str
    department: str
    point: str
    severity: str
    problem: str


@dataclass(frozen=True)
class RectificationOrdered(Event):
    """Somebody is to correct a finding by a day."""

    kind: ClassVar[str] = "rectification-ordered/v1"
    rectification: int
    finding: int
    owner: str
    due_on: str
    advice: str


@dataclass(frozen=True)
class RectificationMoved(Event):
    """A correction was handed in, closed by a re-check, returned, reminded of or escalated: `act` is that of the lifecycle."""

    kind: ClassVar[str] = "rectification-moved/v1"
    rectification: int
    act: str
    state: str
    words: str
