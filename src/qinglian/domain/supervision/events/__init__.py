"""The facts."""

from qinglian.domain.supervision.events.inspections import (
    InspectionsCommitted,
    InspectionsRevealed,
    WeeklyInspectionHeld,
)
from qinglian.domain.supervision.events.warnings import PointChecked, WarningClosed, WarningExplained, WarningOpened

__all__ = [
    "InspectionsCommitted",
    "InspectionsRevealed",
    "PointChecked",
    "WarningClosed",
    "WarningExplained",
    "WarningOpened",
    "WeeklyInspectionHeld",
]
