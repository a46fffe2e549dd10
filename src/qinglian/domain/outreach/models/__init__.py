"""The tables."""

from qinglian.domain.outreach.models.open_days import Guest, OpenDay
from qinglian.domain.outreach.models.ratings import Rating
from qinglian.domain.outreach.models.suggestions import Suggestion

__all__ = ["Guest", "OpenDay", "Rating", "Suggestion"]
