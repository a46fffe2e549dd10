"""The lawful moves."""

from qinglian.domain.education.lifecycle.culture import LOAN, MESSAGE, POSITION

__all__ = ["LOAN", "MESSAGE", "POSITION"]
