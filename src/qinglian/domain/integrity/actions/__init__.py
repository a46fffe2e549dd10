"""Acts on the centre's own conduct. One function, one act, one fact."""

from qinglian.domain.integrity.actions.meetings import (
    Item,
    cancel_meeting,
    carry_out_decision,
    change_agenda,
    drop_decision,
    hold_meeting,
    plan_meeting,
    record_decision,
)
from qinglian.domain.integrity.actions.plans import TaskInput, add_task, add_tasks, draft_plan, issue_plan
from qinglian.domain.integrity.actions.sheet import import_tasks
from qinglian.domain.integrity.actions.tasks import (
    close_task,
    drop_task,
    hand_in_evidence,
    note_stage,
    return_task,
)

__all__ = [
    "Item",
    "TaskInput",
    "add_task",
    "add_tasks",
    "cancel_meeting",
    "carry_out_decision",
    "change_agenda",
    "close_task",
    "draft_plan",
    "drop_decision",
    "drop_task",
    "hand_in_evidence",
    "hold_meeting",
    "import_tasks",
    "issue_plan",
    "note_stage",
    "plan_meeting",
    "record_decision",
    "return_task",
]
