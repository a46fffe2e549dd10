"""The lawful moves."""

from qinglian.domain.outreach.lifecycle.open_days import OPEN_DAY
from qinglian.domain.outreach.lifecycle.suggestions import SUGGESTION

__all__ = ["OPEN_DAY", "SUGGESTION"]
