"""Every question, filtered for who asks."""

from qinglian.domain.outreach.queries.open_days import (
    CategoryCount,
    DayCount,
    count_of,
    counts_of,
    guest_by_code,
    guest_for,
    guests_for,
    open_day_figures,
    open_day_for,
    open_days_for,
)
from qinglian.domain.outreach.queries.ratings import RatingTotals, rating_figures, rating_totals, remarks_of
from qinglian.domain.outreach.queries.suggestions import (
    answered_suggestions,
    suggestion_by_code,
    suggestion_counts,
    suggestion_figures,
    suggestion_for,
    suggestions_for,
)

__all__ = [
    "CategoryCount",
    "DayCount",
    "RatingTotals",
    "answered_suggestions",
    "count_of",
    "counts_of",
    "guest_by_code",
    "guest_for",
    "guests_for",
    "open_day_figures",
    "open_day_for",
    "open_days_for",
    "rating_figures",
    "rating_totals",
    "remarks_of",
    "suggestion_by_code",
    "suggestion_counts",
    "suggestion_figures",
    "suggestion_for",
    "suggestions_for",
]
