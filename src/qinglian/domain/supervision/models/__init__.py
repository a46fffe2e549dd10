"""The tables."""

from qinglian.domain.supervision.models.inspections import InspectionSeed
from qinglian.domain.supervision.models.warnings import LightChange, PointCheck, RiskWarning, WatchRun

__all__ = ["InspectionSeed", "LightChange", "PointCheck", "RiskWarning", "WatchRun"]
