"""The facts."""

from qinglian.domain.supervision.events.campaigns import (
    CampaignClosed,
    CampaignLaunched,
    GiftDeclared,
    GiftDisposedOf,
    GiftTaken,
    ProblemClosed,
    ProblemCorrected,
    ProblemMarked,
    ProblemRegistered,
    ProblemReturned,
    SelfCheckSigned,
)
from qinglian.domain.supervision.events.warnings import PointChecked, WarningClosed, WarningExplained, WarningOpened

__all__ = [
    "CampaignClosed",
    "CampaignLaunched",
    "GiftDeclared",
    "GiftDisposedOf",
    "GiftTaken",
    "PointChecked",
    "ProblemClosed",
    "ProblemCorrected",
    "ProblemMarked",
    "ProblemRegistered",
    "ProblemReturned",
    "SelfCheckSigned",
    "WarningClosed",
    "WarningExplained",
    "WarningOpened",
]
