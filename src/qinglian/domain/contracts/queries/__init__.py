"""Questions about candidates and awards."""

from qinglian.domain.contracts.queries.finding import award_of, candidacy_of, rejection_for
from qinglian.domain.contracts.queries.lists import published_candidacies
from qinglian.domain.contracts.queries.shown import Standing, standing_of
from qinglian.domain.contracts.queries.tasks import all_tasks_of

__all__ = [
    "Standing",
    "all_tasks_of",
    "award_of",
    "candidacy_of",
    "published_candidacies",
    "rejection_for",
    "standing_of",
]
