"""The tables."""

from qinglian.domain.integrity.models.checklists import (
    Checklist,
    Finding,
    Inspection,
    ItemResult,
    Rectification,
    RectificationStep,
)

__all__ = ["Checklist", "Finding", "Inspection", "ItemResult", "Rectification", "RectificationStep"]
