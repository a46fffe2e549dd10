"""The tables."""

from qinglian.domain.supervision.models.campaigns import Campaign, SelfCheck, SelfCheckSignature
from qinglian.domain.supervision.models.gifts import Gift
from qinglian.domain.supervision.models.inspections import InspectionSeed
from qinglian.domain.supervision.models.problems import Problem
from qinglian.domain.supervision.models.warnings import LightChange, PointCheck, RiskWarning, WatchRun

__all__ = [
    "Campaign",
    "Gift",
    "InspectionSeed",
    "LightChange",
    "PointCheck",
    "Problem",
    "RiskWarning",
    "SelfCheck",
    "SelfCheckSignature",
    "WatchRun",
]
