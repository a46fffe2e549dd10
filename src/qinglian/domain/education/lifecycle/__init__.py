"""The lawful moves."""

from qinglian.domain.education.lifecycle.activities import ACTIVITY, REFLECTION
from qinglian.domain.education.lifecycle.culture import LOAN, MESSAGE, POSITION

__all__ = ["ACTIVITY", "LOAN", "MESSAGE", "POSITION", "REFLECTION"]
