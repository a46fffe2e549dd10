"""The lawful moves."""

from qinglian.domain.integrity.lifecycle.checklists import INSPECTION, RECTIFICATION

__all__ = ["INSPECTION", "RECTIFICATION"]
