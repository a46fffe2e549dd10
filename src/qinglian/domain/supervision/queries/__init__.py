"""Every question about risk lights, warnings and checks, filtered for who asks."""

from qinglian.domain.supervision.queries.lights import LightHistory, Tile, are_watches_due, history_of, tiles_for
from qinglian.domain.supervision.queries.warnings import checks_of, evidence_of, warning_for, warnings_for

__all__ = [
    "LightHistory",
    "Tile",
    "are_watches_due",
    "checks_of",
    "evidence_of",
    "history_of",
    "tiles_for",
    "warning_for",
    "warnings_for",
]
