"""The facts."""

from qinglian.domain.supervision.events.campaigns import (
    CampaignClosed,
    CampaignLaunched,
    GiftDeclared,
    GiftDisposedOf,
    GiftTaken,
    ProblemMarked,
    ProblemRegistered,
    SelfCheckSigned,
)
from qinglian.domain.supervision.events.inspections import (
    InspectionsCommitted,
    InspectionsRevealed,
    WeeklyInspectionHeld,
)
from qinglian.domain.supervision.events.warnings import PointChecked, WarningClosed, WarningExplained, WarningOpened

__all__ = [
    "CampaignClosed",
    "CampaignLaunched",
    "GiftDeclared",
    "GiftDisposedOf",
    "GiftTaken",
    "InspectionsCommitted",
    "InspectionsRevealed",
    "PointChecked",
    "ProblemMarked",
    "ProblemRegistered",
    "SelfCheckSigned",
    "WarningClosed",
    "WarningExplained",
    "WarningOpened",
    "WeeklyInspectionHeld",
]
