"""Every question about the centre's own conduct, filtered for who asks."""

from qinglian.domain.integrity.queries.export import sheet_of_plan, sheet_template
from qinglian.domain.integrity.queries.meetings import (
    decision_for,
    decisions_for,
    item_in,
    meeting_for,
    meetings_figures,
    meetings_for,
    topics_counted,
)
from qinglian.domain.integrity.queries.plans import (
    Progress,
    SectionProgress,
    items_lacking_pair,
    other_side_of,
    plan_for,
    plans_figures,
    plans_for,
    progress_of,
    sections_of,
    task_for,
    tasks_in,
)
from qinglian.domain.integrity.queries.sheet import CheckedSheet, SheetFault, SheetRow, checked_sheet

__all__ = [
    "CheckedSheet",
    "Progress",
    "SectionProgress",
    "SheetFault",
    "SheetRow",
    "checked_sheet",
    "decision_for",
    "decisions_for",
    "item_in",
    "items_lacking_pair",
    "meeting_for",
    "meetings_figures",
    "meetings_for",
    "other_side_of",
    "plan_for",
    "plans_figures",
    "plans_for",
    "progress_of",
    "sections_of",
    "sheet_of_plan",
    "sheet_template",
    "task_for",
    "tasks_in",
    "topics_counted",
]
