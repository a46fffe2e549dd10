"""The facts."""

from qinglian.domain.integrity.events.meetings import (
    AgendaChanged,
    DecisionCarriedOut,
    DecisionDropped,
    DecisionRecorded,
    MeetingCancelled,
    MeetingHeld,
    MeetingPlanned,
)
from qinglian.domain.integrity.events.plans import (
    PlanDrafted,
    PlanIssued,
    TaskAdded,
    TaskClosed,
    TaskDropped,
    TaskEvidenced,
    TaskReturned,
    TaskStageNoted,
)

__all__ = [
    "AgendaChanged",
    "DecisionCarriedOut",
    "DecisionDropped",
    "DecisionRecorded",
    "MeetingCancelled",
    "MeetingHeld",
    "MeetingPlanned",
    "PlanDrafted",
    "PlanIssued",
    "TaskAdded",
    "TaskClosed",
    "TaskDropped",
    "TaskEvidenced",
    "TaskReturned",
    "TaskStageNoted",
]
