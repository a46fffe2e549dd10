"""The lawful moves."""

from qinglian.domain.integrity.lifecycle.meetings import DECISION, MEETING
from qinglian.domain.integrity.lifecycle.plans import WORK_PLAN, WORK_TASK

__all__ = ["DECISION", "MEETING", "WORK_PLAN", "WORK_TASK"]
