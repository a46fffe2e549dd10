"""The facts."""

from qinglian.domain.supervision.events.warnings import PointChecked, WarningClosed, WarningExplained, WarningOpened

__all__ = ["PointChecked", "WarningClosed", "WarningExplained", "WarningOpened"]
