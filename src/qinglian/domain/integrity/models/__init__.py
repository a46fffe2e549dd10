"""The tables."""

from qinglian.domain.integrity.models.meetings import AgendaItem, Decision, Meeting
from qinglian.domain.integrity.models.plans import TaskStage, WorkPlan, WorkTask

__all__ = ["AgendaItem", "Decision", "Meeting", "TaskStage", "WorkPlan", "WorkTask"]
