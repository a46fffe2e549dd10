"""The tables."""

from qinglian.domain.supervision.models.warnings import LightChange, PointCheck, RiskWarning, WatchRun

__all__ = ["LightChange", "PointCheck", "RiskWarning", "WatchRun"]
