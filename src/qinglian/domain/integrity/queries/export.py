"""A plan as a spreadsheet, in the form that is imported and in the asker's language."""

from datetime import date

from qinglian.domain.integrity import plan_sheet
from qinglian.domain.integrity.lifecycle import WORK_TASK
from qinglian.domain.integrity.models import WorkPlan
from qinglian.domain.integrity.plan_words import KINDS
from qinglian.domain.integrity.queries.plans import tasks_in
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, PILLARS
from qinglian.law.actor import Actor
from qinglian.law.text import Text

EXAMPLES = (
    (101, "business", Text("全年公告核验时限压缩到一个工作日", "Verify every notice within one working day"), ""),
    (102, "integrity", Text("公告核验岗位廉政风险排查，抽查一成公告", "Look for risks of the verifier's post, sample one notice in ten"), 101),
)  # fmt: skip
_LEADER, _OWNER = Text("（班子成员姓名）", "(name of a leader)"), Text("（责任人姓名）", "(name of the owner)")


def sheet_of_plan(plan: WorkPlan, *, asker: Actor, on: date, language: str) -> bytes:
    """This will write a plan's tasks as XLSX in one language, with how each stands and its evidence."""
    rows = [
        (
            task.number, *_words(task.kind, task.pillar, language), task.title, task.leader.name,
            DEPARTMENT_BY_CODE[task.department].name.said_in(language), task.owner.name, task.due_on.isoformat(),
            task.pairs.number if task.pairs else "", WORK_TASK.state(task.state).label.said_in(language), task.evidence,
        )
        for task in tasks_in(plan, asker=asker, on=on)
    ]  # fmt: skip
    return plan_sheet.written(
        rows, title=str(plan.year), heads=plan_sheet.said(plan_sheet.HEADS + plan_sheet.TOLD, language)
    )


def sheet_template(*, language: str) -> bytes:
    """This will write the empty sheet that is filled in for an import, with an item and its integrity task as examples."""
    leader, section, owner = plan_sheet.said((_LEADER, DEPARTMENT_BY_CODE["transaction"].name, _OWNER), language)
    rows = [
        (number, *_words(kind, "build", language), title.said_in(language), leader, section, owner, "2026-06-30", pairs)
        for number, kind, title, pairs in EXAMPLES
    ]
    title = Text("任务分解表", "Tasks").said_in(language)
    return plan_sheet.written(rows, title=title, heads=plan_sheet.said(plan_sheet.HEADS, language))


def _words(kind: str, pillar: str, language: str) -> list[str]:
    return plan_sheet.said((KINDS[kind], PILLARS[pillar]), language)
