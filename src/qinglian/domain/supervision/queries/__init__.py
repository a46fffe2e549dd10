"""Every question about risk lights, warnings and checks, filtered for who asks."""

from qinglian.domain.supervision.queries.checks import PostChecked, assessment_of, key_posts, posts_checked
from qinglian.domain.supervision.queries.checks_figures import checks_figures
from qinglian.domain.supervision.queries.lights import LightHistory, Tile, are_watches_due, history_of, tiles_for
from qinglian.domain.supervision.queries.warnings import checks_of, evidence_of, warning_for, warnings_for
from qinglian.domain.supervision.queries.weeks import (
    LotShown,
    Week,
    is_commitment_due,
    recomputed,
    seeds,
    seeds_to_reveal,
    weeks_for,
)

__all__ = [
    "LightHistory",
    "LotShown",
    "PostChecked",
    "Tile",
    "Week",
    "are_watches_due",
    "assessment_of",
    "checks_figures",
    "checks_of",
    "evidence_of",
    "history_of",
    "is_commitment_due",
    "key_posts",
    "posts_checked",
    "recomputed",
    "seeds",
    "seeds_to_reveal",
    "tiles_for",
    "warning_for",
    "warnings_for",
    "weeks_for",
]
