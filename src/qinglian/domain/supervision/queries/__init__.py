"""Every question, filtered for who asks."""

from qinglian.domain.supervision.queries.lights import LightHistory, Tile, are_watches_due, history_of, tiles_for
from qinglian.domain.supervision.queries.pillars import (
    LateTold,
    PillarTold,
    SectionTold,
    StepTold,
    late_for,
    pillars_for,
    sections_for,
    steps_for,
)
from qinglian.domain.supervision.queries.warnings import checks_of, evidence_of, warning_for, warnings_for

__all__ = [
    "LateTold",
    "LightHistory",
    "PillarTold",
    "SectionTold",
    "StepTold",
    "Tile",
    "are_watches_due",
    "checks_of",
    "evidence_of",
    "history_of",
    "late_for",
    "pillars_for",
    "sections_for",
    "steps_for",
    "tiles_for",
    "warning_for",
    "warnings_for",
]
