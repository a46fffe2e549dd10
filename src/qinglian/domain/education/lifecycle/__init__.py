"""The lawful moves."""

from qinglian.domain.education.lifecycle.activities import ACTIVITY, REFLECTION

__all__ = ["ACTIVITY", "REFLECTION"]
