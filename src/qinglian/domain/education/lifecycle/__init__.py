"""The lawful moves."""

from qinglian.domain.education.lifecycle.festivals import REMINDER

__all__ = ["REMINDER"]
