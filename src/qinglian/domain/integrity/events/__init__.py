"""The facts."""

from qinglian.domain.integrity.events.checklists import (
    FindingNoted,
    InspectionCalledOff,
    InspectionHeld,
    InspectionPlanned,
    RectificationMoved,
    RectificationOrdered,
)

__all__ = [
    "FindingNoted",
    "InspectionCalledOff",
    "InspectionHeld",
    "InspectionPlanned",
    "RectificationMoved",
    "RectificationOrdered",
]
